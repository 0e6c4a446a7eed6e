"""The finished thesis: what a reader finds in the PDF, and what one changed number changes."""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from tests import printed
from tests.whole.project import Project
from thesis.document import pandoc as document
from thesis.document import passages, word_count
from thesis.model.register import Register

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def pages(built: Project) -> list[str]:
    """The text of every page of the PDF, white space folded."""
    with pdfium.PdfDocument(built.root / "results/thesis.pdf") as pdf:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pdf]


@pytest.fixture(scope="module")
def text(pages: list[str]) -> str:
    """The text of the whole PDF."""
    return " ".join(pages)


def test_the_parts_stand_in_order(text: str) -> None:
    parts = ["Antall ord", "Sammendrag", "Nøkkelord", "Abstract", "Keywords", "Innholdsfortegnelse"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    body = text[text.rindex("Innholdsfortegnelse") :]
    chapters = ["Innledning", "Teori", "Metode", "Resultat", "Diskusjon", "Konklusjon"]
    headings = [f"{number} {chapter}" for number, chapter in enumerate(chapters, 1)]
    headings += ["Litteraturliste", "Vedlegg 1", "Vedlegg 2", "Vedlegg 3"]
    places = [body.rindex(heading) for heading in headings]
    assert places == sorted(places)


def test_table_1_figure_1_and_five_matrices_are_there(text: str) -> None:
    assert "Tabell 1: PICO-skjema" in text
    assert "Figur 1: Flytskjema over utvelgelsen" in text
    for number in range(1, 6):
        assert f"Litteraturmatrise {number}:" in text
    assert "Litteraturmatrise 6" not in text


def test_the_words_around_a_number_are_found_at_the_line_that_it_knows(built: Project) -> None:
    tree = document.read(built.root / "build/placed.json")
    wrong, compared = [], 0
    for passage in passages.passages(tree):
        for number in passage.of_class("n"):
            line = number.attributes["src"]
            if not line.startswith("content/") or passage.picture:
                continue
            words_alone = replace(passage, zones=[])
            start, end = passage.sentence(number.start)
            letters = [at for at in range(start, end) if passage.text[at].isalpha()]
            for at in (letters[0], letters[-1]):
                if not any(zone.start <= at < zone.end for zone in passage.zones):
                    compared += 1
                    found = "{}:{}".format(*words_alone.place(at))
                    wrong += [(line, found, passage.text[at:][:30])] if found != line else []
    assert compared > 200
    assert not wrong


def test_all_searches_stand_in_appendix_1_with_their_totals(built: Project, text: str) -> None:
    register = json.loads((built.root / "build/register.json").read_text("utf-8"))
    appendix = text[text.rindex("Vedlegg 1") : text.rindex("Vedlegg 2")]
    assert len(register["records"]["searches"]) == 52
    for search in register["records"]["searches"]:
        hits = f"{search['hits']:,}".replace(",", " ")
        assert hits in appendix
    for total in ("8 799 640", "21 998 240", "202", "1 536"):
        assert total in appendix
    assert appendix.count("Totalt") == 4


def test_nothing_is_left_unfilled(text: str) -> None:
    for leftover in ("{{", "}}", "??", "None", "undefined", "?tbl", "?fig", "?app", "n("):
        assert leftover not in text


def test_every_citation_has_its_work_in_the_list(built: Project, text: str) -> None:
    document = (built.root / "build/thesis.json").read_text("utf-8")
    cited = set(re.findall(r'"citationId": "([^"]+)"', document))
    assert cited
    for key in cited:
        assert f'"ref-{key}"' in document


def test_the_word_count_on_the_title_page_is_the_counted_one(
    built: Project, pages: list[str]
) -> None:
    counted = json.loads((built.root / "results/wordcount.json").read_text("utf-8"))["words"]
    assert f"Antall ord: {counted:,}".replace(",", " ") in pages[0].replace(NBSP, " ")


def test_the_text_is_whole_and_within_its_limit(built: Project) -> None:
    counted = json.loads((built.root / "results/wordcount.json").read_text("utf-8"))["words"]
    assert 6200 <= counted <= 6519


def test_both_summaries_have_the_length_of_a_summary(built: Project) -> None:
    found = summaries(document.read(built.root / "build/thesis.json"))
    for part in ("Sammendrag", "Abstract"):
        counted = word_count.count(found[part][:1], word_count.CountingRule())
        assert 120 <= counted <= 170, f"{part} has {counted} words"


def summaries(tree: dict[str, Any]) -> dict[str, list[Any]]:
    """The paragraphs under each heading of the front matter."""
    found: dict[str, list[Any]] = {}
    under: list[Any] = []
    for _, part, blocks in document.files(tree):
        for block in document.walk(blocks) if part == "front" else []:
            if block["t"] == "Header":
                under = found.setdefault(document.text(block), [])
            elif block["t"] == "Para":
                under.append(block)
    return found


def test_no_page_number_on_the_title_page_then_roman_then_arabic(pages: list[str]) -> None:
    reader_labels = [page.strip().split(" ")[-1] for page in pages]
    assert "i" in reader_labels[1:5] or "ii" in reader_labels[1:5]
    first = next(i for i, page in enumerate(pages) if page.startswith("1 Innledning"))
    assert reader_labels[first] == "1"


def test_the_pdf_has_title_language_and_tags(built: Project) -> None:
    reader = PdfReader(built.root / "results" / "thesis.pdf")
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"].startswith("nb")
    assert catalog["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert (
        reader.metadata.title
        == "Hvordan virker trening på russug hos mennesker i behandling for en ruslidelse?"
    )


def test_two_figures_change_every_place_that_tells_them_and_nothing_else(
    built: Project, clone: Callable[[], Project]
) -> None:
    changed = clone()
    changed.edit("data/searches/psycinfo.csv", "craving*,34,3,2", "craving*,35,3,2")
    changed.edit("data/studies/more2018.yaml", "staff: {value: 10", "staff: {value: 11")
    run = changed.build("build/thesis.md", "build/figures/flowchart.svg")
    assert run.returncode == 0, run.stdout + run.stderr

    def plain(project: Project) -> list[str]:
        return (project.root / "build/thesis.md").read_text("utf-8").splitlines()

    before, after = plain(built), plain(changed)
    assert len(before) == len(after)
    differing = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    swaps = {
        ("34", "35"),  # the row itself
        ("1 536", "1 537"),  # PsycINFO's total
        ("30 799 618", "30 799 619"),  # the total over all
        ("286", "287"),  # the searches in which abstracts were read
        ("259", "260"),  # what was laid aside by title
        ("[ti]", "[elleve]"),  # those asked in one study
    }
    seen = set()
    for old, new in differing:
        for was, is_now in swaps:
            if was.replace(" ", NBSP) in old and is_now.replace(" ", NBSP) in new:
                seen.add((was, is_now))
                old = old.replace(was.replace(" ", NBSP), is_now.replace(" ", NBSP))
        assert old == new
    assert seen == swaps
    for name in ("literature_matrices", "included_studies"):
        text = (changed.root / f"build/tables/{name}.md").read_text("utf-8")
        assert '[elleve]{.n key="more2018.staff"' in text
        assert '[ti]{.n key="more2018.staff"' not in text
    svg = (changed.root / "build/figures/flowchart.svg").read_text("utf-8")
    assert f"30{NBSP}799{NBSP}619" in svg.replace("&#160;", NBSP)
    alt = (changed.root / "build/figures/flowchart.md").read_text("utf-8").splitlines()[0]
    assert f"30{NBSP}799{NBSP}619" in alt.replace("\\", "")


def test_too_many_words_shut_the_gate_until_the_rule_is_turned_down_in_config(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    page = project.root / "results/evidence.html"
    assert "Porten er åpen" in page.read_text("utf-8")
    before = project.handed_in()
    project.edit("config/config.yaml", "limit: 300", "limit: 100")
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "words.limit" in output
    assert "Traceback" not in output
    assert "cut " in output
    assert project.handed_in() == before
    told = page.read_text("utf-8")
    assert "Porten er stengt" in told
    assert "cut " in told
    for target, status in {"all": 1, "check": 0, "draft": 0}.items():
        run = project.build(target)
        assert run.returncode == status
        assert "cut " in run.stderr
    for _ in range(2):  # with nothing to be made
        assert "cut " in project.build("check").stderr

    setting = "words.limit: {severity: warning, reason: Kapitlene kuttes til slutt.}"
    project.edit("config/config.yaml", "words:", f"rules:\n  {setting}\n\nwords:")
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 0, output
    assert "warning [words.limit]" in output
    assert "Porten er åpen" in page.read_text("utf-8")
    evidence = json.loads((project.root / "results/evidence.json").read_text("utf-8"))
    (rule,) = [rule for rule in evidence["rules"] if rule["id"] == "words.limit"]
    assert (rule["findings"], rule["severity"]) == (1, "warning")
    assert rule["reason"] == "Kapitlene kuttes til slutt."
    assert evidence["gate"] == "open"


def test_unknown_keys_are_all_told_at_once_and_the_draft_shows_each_below_its_paragraph(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    project.edit("content/01-metode.md", '"searches.hits"', '"searches.hit"')
    project.edit("content/01-metode.md", "@tenkebok2020", "@tenkebok2002")
    project.edit("content/00-sammendrag.md", '"databases.count"', '"database.count"')
    project.edit(
        "content/02-resultat.md", "# Resultat\n", "# Resultat\n\n![A](content/a.png)\n\n#\n"
    )
    before = project.handed_in()
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    place = project.line("content/01-metode.md", 'searches.hit"')
    assert f"{place}: error [number.unknown-key]" in output
    assert re.search(r"content/00-sammendrag\.md:\d+: error \[number\.unknown-key\]", output)
    assert re.search(r"content/01-metode\.md:\d+: error \[citation\.unresolved\]", output)
    assert "did you mean searches.hits" in output
    assert "did you mean tenkebok2020" in output
    assert project.handed_in() == before
    told_again = json.loads((project.root / "build/findings/finished.json").read_text("utf-8"))
    assert told_again == []

    assert project.build("draft").returncode == 0
    pages = printed.pages(project.root / "results/draft.pdf")
    text = " ".join(pages)
    assert all("UTKAST" in page for page in pages)
    shown = [match.start() for match in re.finditer(rf"Funn \d+, feil: {place} ", text)]
    assert len(shown) == 2  # at its place, and in the list at the end
    assert text.index("?searches.hit") < shown[0] < text.rindex("Artiklene som er tatt med")
    assert shown[1] > text.rindex("Funn i kontrollen")


def test_the_evidence_names_no_path_of_the_machine(built: Project) -> None:
    for name in ("html", "json", "sarif"):
        assert str(built.root) not in (built.root / f"results/evidence.{name}").read_text("utf-8")


def test_a_readers_program_finds_the_numbers_in_their_sentences(
    built: Project, tmp_path: Path, needs: Callable[[str, str], None]
) -> None:
    needs("pdftotext", "poppler-utils")
    target = tmp_path / "thesis.txt"
    subprocess.run(
        ["pdftotext", "-layout", str(built.root / "results/thesis.pdf"), str(target)], check=True
    )
    text = re.sub(r"\s+", " ", target.read_text("utf-8"))
    assert (
        "Til sammen utgjør dette 30 799 618 treff, 27 leste sammendrag og ti leste artikler" in text
    )


def test_the_report_is_written_with_captions(built: Project, tmp_path: Path) -> None:
    run = built.build("--report", str(tmp_path / "report.html"))
    assert run.returncode == 0, run.stdout + run.stderr
    report = (tmp_path / "report.html").read_text("utf-8")
    assert "How long the thesis is" in report


def test_an_archive_is_told_both_summaries_and_all_keywords(
    built: Project, job: Any, tmp_path: Path
) -> None:
    house = Path(__file__).parents[2] / "templates"
    given = {name: built.root / f"build/{name}.json" for name in ("register", "thesis")}
    job(
        "formats/metadata",
        input={
            "document": given["thesis"],
            "register": given["register"],
            "labels": house / "labels/nb.yaml",
            "qdc": house / "metadata/qdc.xml.jinja",
            "csl": house / "metadata/csl.json.jinja",
        },
        output={"dublin_core": tmp_path / "x.xml", "csl": tmp_path / "x.json"},
    )
    (work,) = json.loads((tmp_path / "x.json").read_text("utf-8"))
    thesis = Register.read(given["register"]).records.thesis
    assert work["title"] == thesis.title
    assert work["keyword"].split(", ") == [*thesis.keywords["nb"], *thesis.keywords["en"]]
    assert work["abstract"].startswith("Ruslidelser skader")
    assert work["custom"]["abstracts"]["en"].startswith("Substance use disorders")
    record = (tmp_path / "x.xml").read_text("utf-8")
    assert record.count("<dc:subject") == len(work["keyword"].split(", "))
