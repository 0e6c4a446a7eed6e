"""Another thesis, on another topic, built whole by the same code: projects/minimal/."""

import csv
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from tests import warm
from tests.projects.expected import compare
from thesis.language.spelling import Hunspell
from thesis.readback.readers import docx, html, pdf

ROOT = Path(__file__).parents[2]
PROJECT = Path(__file__).parent / "minimal"
EXPECTED = PROJECT / "expected"
FILES = ("register.json", "flow.json", "wordcount.json", "thesis.txt")

TOPIC = re.compile(
    r"\b(rus|craving|exercise|substance|drug|medline|embase|psycinfo|sportdiscus|vernepleie)"
    r"|trening|avhengig",
    re.IGNORECASE,
)
"""Words of the thesis in the root."""


def snakemake(directory: Path, *targets: str) -> None:
    """Build targets in a folder with the code of the root; what went wrong is shown."""
    words = ("snakemake", "--cores", "4", "--directory", str(directory), *targets)
    run = warm.run(*words, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project outside the repository, built as far as the one document."""
    copy = tmp_path_factory.mktemp("projects") / "minimal"
    generated = shutil.ignore_patterns("build", "results", "expected", ".snakemake")
    shutil.copytree(PROJECT, copy, ignore=generated)
    snakemake(copy, "build/flow.json", "build/findings.json")
    # As README.md renews it.
    pypandoc.convert_file(
        str(copy / "build/thesis.json"),
        "plain",
        extra_args=["--wrap=preserve"],
        outputfile=str(copy / "build/thesis.txt"),
    )
    return copy


def test_its_figure_can_have_the_form_of_prisma(ruled: Path) -> None:
    assert "Treff gjennomgått" in (ruled / "build/figures/flowchart.svg").read_text("utf-8")
    found = json.loads((ruled / "build/findings.json").read_text("utf-8"))
    assert {each["rule"] for each in found} == {"closure.no-study"}  # of the paragraphs of RULES
    assert (ruled / "results/thesis.html").is_file()
    evidence = (ruled / "results/evidence.html").read_text("utf-8")
    flow = json.loads((ruled / "build/flow.json").read_text("utf-8"))
    assert all(stage["key"] in evidence for stage in flow["stages"])


@pytest.mark.parametrize("name", FILES)
def test_the_build_gives_what_is_expected(built: Path, name: str) -> None:
    compare(EXPECTED / name, built / "build" / name)


def test_every_expected_file_is_compared() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == set(FILES)


def test_nothing_is_found_wrong_though_optional_files_are_missing(built: Path) -> None:
    for name in ("pico", "literature", "method", "corrections"):
        assert not (built / f"data/{name}.yaml").exists()
    assert (built / "build/findings.json").read_text("utf-8") == "[]\n"


def test_the_topic_of_the_thesis_in_the_root_is_nowhere_in_it(built: Path) -> None:
    for name in ("thesis.json", "register.json"):
        word = TOPIC.search((built / "build" / name).read_text("utf-8"))
        assert word is None, f"«{word[0]}» in build/{name}"


def test_the_words_of_the_topic_are_those_of_the_thesis_in_the_root() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "content").glob("*.md")))
    assert TOPIC.search(text)


def test_it_is_spelt_right_by_its_own_word_list(built: Path, speller: Hunspell) -> None:
    snakemake(built, "spelling")


def test_the_gate_lets_its_pdf_through_to_results(built: Path) -> None:
    snakemake(built)
    assert (built / "results/thesis.pdf").read_bytes().startswith(b"%PDF-")


def edited(copy: Path, file: str, text: str) -> Path:
    """A copy of the project with a text at the end of a file; the copy."""
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns("build", "results", "expected"))
    with (copy / file).open("a", encoding="utf-8") as opened:
        opened.write(text)
    return copy


def shown(folder: Path) -> dict[str, str]:
    """The words of the three formats in results/."""
    return {
        form: " ".join(block.text for block in read(folder / f"results/thesis.{form}").blocks)
        for form, read in (("pdf", pdf.read), ("docx", docx.read), ("html", html.read))
    }


RULES = """
---
Merk: en ny setning.
---

Etter streken.
* * *

---
bibliography: finnes-ikke.bib
---
"""


LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">
<circle cx="10" cy="10" r="9" fill="#0000c0"/></svg>
"""
LINES = {
    "course": ("SOV1000", "Emne: SOV1000"),
    "supervisor": ("[Kari Ås, Bo Li]", "Veiledere: Kari Ås og Bo Li"),
    "department": ("Institutt for søvn", "Institutt for søvn"),
    "handed_in": ("2023-05-20", "Innlevert 20. mai 2023"),
    "embargo": ("2028-05-20", "Klausulert til 20. mai 2028"),
}
"""Lines of the title page: what an author writes of each, and what is printed."""


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with rules across a page, all lines of the title page and PRISMA's figure."""
    logo = "logo: {file: content/logo.svg, alt: En blå måne}\n"
    lines = logo + "".join(f"{key}: {value}\n" for key, (value, _) in LINES.items())
    copy = edited(tmp_path_factory.mktemp("ruled") / "minimal", "data/thesis.yaml", lines)
    with (copy / "content/02-resultat.md").open("a", encoding="utf-8") as opened:
        opened.write(RULES)
    (copy / "content/logo.svg").write_text(LOGO, "utf-8")
    snakemake(copy, "--config", "flow=prisma2020")
    return copy


def test_rules_across_the_page_and_lines_of_the_title_page_are_in_every_format(ruled: Path) -> None:
    for form, text in shown(ruled).items():
        for words in (
            "Merk: en ny setning.", "Etter streken.", "bibliography: finnes-ikke.bib",
            "Emne: SOV1000", "Veiledere: Kari Ås og Bo Li",
        ):  # fmt: skip
            assert words in " ".join(text.split()), (form, words)
    assert (ruled / "results/thesis.html").read_text("utf-8").count("<hr") == 5


def test_text_between_rules_is_checked(tmp_path: Path) -> None:
    typed = "\n---\nMerk: 17 studier.\n---\n"
    copy = edited(tmp_path / "minimal", "content/02-resultat.md", typed)
    snakemake(copy, "check")
    found = json.loads((copy / "build/findings.json").read_text("utf-8"))
    assert "number.typed" in {each["rule"] for each in found}


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with projects/blocks/ over it, built: a block search whose records were read
    after their duplicates had been removed, so that nothing is told of what each search gave.
    """
    copy = tmp_path_factory.mktemp("projects") / "blocks"
    generated = shutil.ignore_patterns("build", "results", "expected")
    shutil.copytree(PROJECT, copy, ignore=generated)
    shutil.copytree(PROJECT.parent / "blocks", copy, dirs_exist_ok=True)
    snakemake(copy, "deliver", "checklists")
    return copy


def test_duplicates_go_before_screening(blocks: Path) -> None:
    assert (blocks / "build/findings.json").read_text("utf-8") == "[]\n"
    stages = json.loads((blocks / "build/flow.json").read_text("utf-8"))["stages"]
    assert [stage["value"] for stage in stages] == [45, 40, 3, 2]
    assert stages[0]["left"]["value"] == 5


def test_searches_stand_in_every_format_as_they_were_run(blocks: Path) -> None:
    with (blocks / "data/searches/nattbasen.csv").open(encoding="utf-8") as table:
        queries = [row["query"] for row in csv.DictReader(table)]
    for form, text in shown(blocks).items():
        plain = " ".join(text.split())
        for words in (
            *queries,
            "Nattbasen (Ovid, søk utført 04.09.23)",
            "Totalt i de endelige søkene",
        ):
            assert words in plain, (form, words)
        assert "Antall leste" not in plain, form


def test_the_review_of_the_searches_answers_prisma_s(blocks: Path) -> None:
    page = (blocks / "results/checklists.html").read_text("utf-8")
    assert "Nattbasen (Kari Ås, 30.08.2023: Søk 4 fikk ett ord til.)" in page


def test_pictures_of_the_searches_stand_in_every_format_and_in_the_evidence(blocks: Path) -> None:
    told = "Treff i hvert søk i Nattbasen på en logaritmisk akse, fra 45 til 18 003."
    for form, text in shown(blocks).items():
        plain = " ".join(text.split())
        assert "Figur 2: Treff i hvert søk i Nattbasen" in plain, form
        assert told in plain, form
    evidence = (blocks / "results/evidence.html").read_text("utf-8")
    drawn = re.findall(r'<div class="drawing" role="img" aria-label="([^"]*)', evidence)
    assert len(drawn) == 6  # of the searches, what the text rests on, the pages and the build
    assert told in evidence.replace("\u00a0", " ")


def test_the_title_page_of_every_format_says_what_its_lines_are(ruled: Path) -> None:
    for form, text in shown(ruled).items():
        for _, line in LINES.values():
            assert line in " ".join(text.split()), (form, line)
    assert 'alt="En blå måne"' in (ruled / "results/thesis.html").read_text("utf-8")
    assert "En blå måne" in (ruled / "build/thesis.typ").read_text("utf-8")
    with zipfile.ZipFile(ruled / "results/thesis.docx") as docx_file:
        assert 'descr="En blå måne"' in docx_file.read("word/document.xml").decode()


def test_an_archive_is_told_who_wrote_it_and_what_it_found(built: Path, job: Any) -> None:
    given = {"document": built / "build/thesis.json", "register": built / "build/register.json"}
    labels = ROOT / "templates/labels/nb.yaml"
    made = {"dublin_core": built / "build/metadata.xml", "csl": built / "build/metadata.json"}
    forms = {"qdc": ROOT / "templates/metadata/qdc.xml.jinja"}
    forms["csl"] = ROOT / "templates/metadata/csl.json.jinja"
    job("formats/metadata", input={**given, **forms, "labels": labels}, output=made)
    (work,) = json.loads(made["csl"].read_text("utf-8"))
    assert [each["family"] for each in work["author"]] == ["Oppdiktet", "Eksempel"]
    summary = work["abstract"].split()
    assert len(summary) > 20
    assert " ".join(summary) in " ".join((built / "build/thesis.txt").read_text("utf-8").split())
    record = made["dublin_core"].read_text("utf-8")
    assert "<dc:creator>Oppdiktet, Ola</dc:creator>" in record
    assert '<dcterms:issued xsi:type="dcterms:W3CDTF">2023</dcterms:issued>' in record
