"""The folder that `new` makes: built from inside, once its example is filled in."""

import html
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests import warm
from tests.projects.made import many, pages
from thesis.cli import new_command
from thesis.cli.new import answers, scaffold
from thesis.document import pandoc
from thesis.language import english, norwegian
from thesis.workflow import steps

PROSE = {
    "nb": (
        "04-diskusjon.md",
        """[Alle studiene]{.group of="included" where="design == rct"} var randomiserte.
Det var {{ share("studies.included", "studies.read", form="digits") }}.
PubMed ble søkt {{ date("pubmed") }}.
""",
        "Alle studiene var randomiserte. Det var 40 av 40. PubMed ble søkt DAY.",
    ),
    "nn": (
        "04-diskusjon.md",
        """[Ingen av studiane]{.group of="included" where="design != rct"} var utan kontrollgruppe.
Det var {{ share("studies.included", "studies.read") }}.
PubMed vart søkt {{ date("pubmed") }}.
""",
        "Ingen av studiane var utan kontrollgruppe. Det var éin av éin. PubMed vart søkt DAY.",
    ),
    "en": (
        "04-discussion.md",
        """[All of the studies]{.group of="included" where="design == rct"} were randomised.
It was {{ share("studies.included", "studies.read") }}.
PubMed was searched {{ date("pubmed") }}.
""",
        "All of the studies were randomised. It was one of one. PubMed was searched DAY.",
    ),
}
"""What an author adds to a file in each language, and how it is printed."""
SEEN = {
    "nb": ["Det ble gjort tre søk i to databaser.", "Nøkkelord:", "1. Aasen A. Music before"],
    "nn": ["Det vart gjort tre søk i to databasar.", "Søka gav 1 325 treff"],
    "en": ["three queries in two databases.", "gave 1,325 hits", "“Left out by title”"],
}  # fmt: skip
"""What is printed of what `new` itself wrote, and of the labels."""


COMBINED = (
    ("en", "searches", "theme", "prisma2020", "chicago-notes-bibliography", "ntnu-ie"),
    ("nb", "together", "overview", "prisma2020", "ieee", "oslomet-sykp3900b"),
    ("nn", "together", "theme", "house", "modern-language-association", "hvl-fhs"),
    ("en", "together", "study", "house", "apa", "uio-isv"),
    ("nb", "records", "theme", "prisma2020", "vancouver", "uio-jus2211"),
    ("nn", "records", "study", "house", "din-1505-2-alphanumeric", "uio-stv4990"),
    ("en", "records", "overview", "house", "bmj", "uio-uvexfac10"),
    ("nn", "searches", "overview", "prisma2020", "norsk-apa-manual", "uio-iln-60"),
)
"""Language, screening, matrix, form of figure 1, style and programme: each of the first four with
each other."""


@pytest.mark.parametrize("chosen", COMBINED, ids="-".join)
def test_whatever_is_chosen_lacks_only_what_the_programme_demands(
    chosen: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("language", "screening", "matrix", "flow", "style", "programme")
    said = dict.fromkeys((q.option for q in answers.QUESTIONS), None) | {"title": "Musikk"}
    made = answers.read(
        answers.asked(said | dict(zip(options, chosen, strict=True)), None), date(2026, 9, 1)
    )
    folder = tmp_path / "min oppgave"
    scaffold.write(folder, made)
    assert "TODO" not in printed_by(folder, monkeypatch)
    told = {each["rule"] for each in json.loads(Path("build/findings.json").read_text("utf-8"))}
    assert {rule for rule in told if not rule.startswith("programme.")} <= {"words.minimum"}


def printed_by(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of a new thesis whose study is filled in, built in this process and checked."""
    (study,) = folder.glob("data/studies/*.yaml")
    study.write_text(study.read_text("utf-8").replace("TODO ", ""), "utf-8")
    monkeypatch.chdir(folder)
    steps.build(("register", "flowchart", "document", "check"))
    return pandoc.text(pandoc.read("build/thesis.json")["blocks"])


def day(folder: Path, language: str) -> str:
    """The day that the folder was made on, as a text in its language has it."""
    text = (folder / "data/databases.yaml").read_text("utf-8")
    searched = re.search(r"searched_on: (\S+)", text)
    assert searched
    return " ".join((english if language == "en" else norwegian).date(searched[1]).split())


@pytest.mark.parametrize("language", ["nn", "en"])
def test_it_has_nothing_wrong_with_pages_of_its_own(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = dict.fromkeys((q.option for q in answers.QUESTIONS), None)
    said |= {"title": "Musikk og angst", "language": language}
    folder = tmp_path / language
    scaffold.write(folder, answers.read(answers.asked(said, None), date(2026, 9, 1)))
    pages(folder, language)
    file, prose, printed = PROSE[language]
    with (folder / "content" / file).open("a", encoding="utf-8") as text:
        text.write(prose)
    page = " ".join(printed_by(folder, monkeypatch).split())
    assert json.loads(Path("build/findings.json").read_text("utf-8")) == []
    assert all(each in page for each in SEEN[language])
    assert printed.replace(" DAY", f" {day(folder, language)}") in page


@pytest.mark.parametrize("there", [True, False])
def test_where_no_thesis_is_one_line_says_so_and_no_folder_is_made(
    tmp_path: Path, there: bool
) -> None:
    if there:
        (tmp_path / "slip").mkdir()
        (tmp_path / "slip/notat.txt").touch()
    house = Path(new_command.__file__).parents[2]
    run = warm.run("snakemake", "--cores", "1", "--directory", str(tmp_path / "slip"), cwd=house)
    assert run.returncode == 1
    assert f"There is no thesis in {tmp_path / 'slip'}" in run.stderr + run.stdout
    assert "python -m thesis new" in run.stderr + run.stdout
    assert (tmp_path / "slip").exists() == there


@pytest.mark.parametrize("snakefile", ["Snakefile", "workflow/Snakefile"])
def test_the_code_is_a_module_of_another_workflow(tmp_path: Path, snakefile: str) -> None:
    shutil.copytree(Path(__file__).parent / "minimal", tmp_path / "minimal")
    house = Path(new_command.__file__).parents[2]
    module = f'module thesis:\n    snakefile: "{house / snakefile}"\n\nuse rule * from thesis\n'
    (tmp_path / "minimal/Snakefile").write_text(module, "utf-8")
    run = warm.run("snakemake", "--cores", "1", "--dry-run", cwd=tmp_path / "minimal")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "deliver" in run.stdout + run.stderr


EXPORT = """TY  - JOUR
AU  - Aas, Anna
PY  - 2021
TI  - Music before surgery
T2  - Journal of Examples
VL  - 3
SP  - 1
EP  - 9
LA  - en
ER  -
"""


def test_the_guide_leads_from_an_empty_folder_to_three_formats(tmp_path: Path) -> None:
    house = Path(new_command.__file__).parents[2]
    guide = (house / "docs/your-own-thesis.md").read_text("utf-8")
    commands = "".join(re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)).splitlines()
    assert [line.split()[0] for line in commands] == ["python", "cd", "snakemake", "snakemake"]
    begin, _, draft, build = (line.split() for line in commands)
    (add,) = re.findall(r"`python (-m thesis add export\.ris [^`]*)`", guide)
    folder = tmp_path / "min oppgave"

    def run(words: list[str], cwd: Path = folder) -> str:
        done = warm.run(*words, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    run([*begin[2:-1], str(folder), "--title", "Musikk og angst", "--style", "vancouver"], house)
    run(draft)
    assert (folder / "results/draft.pdf").is_file()

    (folder / "export.ris").write_text(EXPORT, "utf-8")
    run(["thesis", *add.split()[2:], "--included"])
    example, own = (folder / f"data/studies/{key}.yaml" for key in ("eksempel2024", "aas2021"))
    assert "TODO" in own.read_text("utf-8")
    for path in (own, folder / "data/references/aas2021.yaml"):
        path.unlink()
    example.write_text(example.read_text("utf-8").replace("TODO ", ""), "utf-8")
    many(folder)
    pages(folder, "nb")
    file, prose, printed = PROSE["nb"]
    with (folder / "content" / file).open("a", encoding="utf-8") as text:
        text.write(prose)

    told = run(build)
    assert "0 funn" in told
    for form in ("pdf", "docx", "html"):
        assert (folder / f"results/thesis.{form}").is_file()
    html_page = (folder / "results/thesis.html").read_text("utf-8")
    assert "#7a0019" in html_page
    page = " ".join(html.unescape(re.sub("<[^>]+>", "", html_page)).split())
    assert all(each in page for each in SEEN["nb"])
    assert printed.replace(" DAY", f" {day(folder, 'nb')}") in page
    assert "data/searches/pubmed.csv:3" in run(["thesis", "explain", "pubmed.2.hits"])
