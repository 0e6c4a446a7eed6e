"""The page of the checklists and its DOCX, from a finished PDF made for the purpose."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pypandoc
import pytest
import typst
from playwright.sync_api import Browser

from tests.a_register import a_register
from tests.barriers import for_everyone, nothing_bars
from tests.unit.thesis.checks.consistency.test_checklists import answer
from tests.unit.thesis.checks.whole import DATABASES, RECORDS
from thesis.diagnostics.place import Place
from thesis.model.register import Number

HOSTILE = "</td><script>alert('x')</script>{{ 7 * 7 }} & «Å»"
SOURCE = '::: {.file src="content/a.md" part="main"}\n# Metode\n\nKort.\n\n# Borte\n\nHer.\n:::\n'
PAGE = '#set document(title: "T")\n#set text(lang: "nb")\n#set page(numbering: "1")\n'
CHAPTERS = "= Metode\nKort.\n#pagebreak()\n= Borte\nHer.\n"
ANSWERS = {
    "about": HOSTILE,
    "prisma2020": {
        "place": "data/checklists.yaml:2",
        "answers": {
            "3": answer("metode", "borte"),
            "4": {**answer(), "not_reported": HOSTILE},
            "12": {**answer(), "not_applicable": "Ingen tall."},
        },
    },
    "prisma_s": {"place": "data/checklists.yaml:9", "answers": {"3": answer("metode")}},
}
Run = Callable[..., tuple[str, Path]]


def numbers() -> Iterator[Number]:
    yield Number("databases.count", 3, rows=[Place("data/databases.yaml", 2)])
    yield Number("searches.count", 4, rows=[Place("data/searches/arkiv.csv", 2)])
    yield Number("searches.hits", 64)
    for database in DATABASES:
        yield Number(f"{database['id']}.hits", 3)


@pytest.fixture
def run(job: Any, house: Path, here: Path) -> Run:
    """Runs the step, with other answers or another PDF than usual."""

    def make(answers: Any = ANSWERS, chapters: str = CHAPTERS) -> tuple[str, Path]:
        Path("content").mkdir(exist_ok=True)
        Path("content/a.md").write_text(SOURCE, "utf-8")
        Path("thesis.pdf").write_bytes(typst.compile((PAGE + chapters).encode()))
        tree = json.loads(pypandoc.convert_text(SOURCE, "json", "markdown"))
        Path("thesis.json").write_text(json.dumps(tree), "utf-8")
        edition = {"name": "2020", "date": "2020-06-01"}
        records = {
            **RECORDS,
            "thesis": {"title": "Gir et arkiv ro?", "edition": edition},
            "checklists": answers,
        }
        a_register(numbers(), records).write("register.json")
        Path("config.json").write_text("{}", "utf-8")
        templates = house / "templates"
        job(
            "checks/checklists",
            input={
                "pdf": "thesis.pdf",
                "document": "thesis.json",
                "register": "register.json",
                "labels": str(templates / "labels/nb.yaml"),
                "asked": str(templates / "checklists/nb.yaml"),
                "template": str(templates / "checklists.html.jinja"),
                "paper": str(templates / "checklists/paper.html.jinja"),
                "look": [str(templates / "docx/styles.xml")],
                "config": "config.json",
            },
            output={"html": "checklists.html", "docx": "checklists.docx"},
        )
        return Path("checklists.html").read_text("utf-8"), here / "checklists.docx"

    return make


def cells(page: str, identifier: str) -> list[str]:
    """The cells of an item's row."""
    (row,) = lxml.html.fromstring(page).xpath(f'//tr[@id="{identifier}"]')
    return [" ".join(cell.text_content().split()) for cell in row]


def test_an_item_is_told_with_its_places_and_their_pages(run: Run) -> None:
    page, _ = run()
    number, topic, said, where, by = cells(page, "prisma2020-3")
    assert (number, said) == ("3", "rapportert")
    assert topic.startswith("Rationale")
    assert where == "Metode, s. 1 Borte, s. 2"
    assert by.startswith("forfatteren data/checklists.yaml:3")
    assert 'href="thesis.pdf#page=2"' in page


def test_what_is_not_reported_not_applicable_or_not_answered_says_so(run: Run) -> None:
    page, _ = run()
    assert cells(page, "prisma2020-4")[2] == f"ikke rapportert {HOSTILE}"
    assert cells(page, "prisma2020-12")[2] == "ikke aktuelt Ingen tall."
    assert cells(page, "prisma2020-27")[2:] == ["ikke besvart", "", "ingen"]
    assert cells(page, "prisma_s-15")[4].startswith("bygget, av dataene")


def test_a_checklist_that_is_left_out_is_not_on_the_page_but_all_are_without_answers(
    run: Run,
) -> None:
    page, _ = run()
    assert "prisma2020_abstract-1" not in page
    page, _ = run({})
    assert cells(page, "prisma2020_abstract-1")[2] == "ikke besvart"


def test_no_text_becomes_markup(run: Run) -> None:
    page, _ = run()
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page


def test_the_tables_say_what_they_are_and_what_their_cells_belong_to(run: Run) -> None:
    page, _ = run()
    tables = lxml.html.fromstring(page).xpath("//table")
    assert [table.xpath("string(caption)") for table in tables] == ["PRISMA 2020", "PRISMA-S"]
    for table in tables:
        assert set(table.xpath("thead//th/@scope")) == {"col"}
        assert table.xpath("tbody/tr[1]/th/@scope")[0] == "rowgroup"
        assert all(row.xpath("th/@scope") == ["row"] for row in table.xpath("tbody/tr[@id]"))


def test_the_docx_says_the_same_and_the_same_bytes_come_of_the_same_answers(run: Run) -> None:
    _, path = run()
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    text = "".join(re.findall(r"<w:t[^>]*>([^<]*)", body))
    for words in ("Sjekklister for rapportering", "Borte, s.\u00a02", "Ikke aktuelt", "& «Å»"):
        assert words.replace("&", "&amp;") in text
    assert len(re.findall("<w:tbl>", body)) == 11
    assert "w:footerReference" in body
    assert run()[1].read_bytes() == first
    assert not list(path.parent.glob("*.reference.docx"))


def test_a_place_on_no_page_stops_it(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(chapters=CHAPTERS.replace("= Borte", "= Vekk"))
    told = capsys.readouterr().err
    assert "data/checklists.yaml:3: error [checklist.no-page]" in told
    assert not Path("checklists.html").exists()


@for_everyone
def test_nothing_bars_anyone(browser: Browser, run: Run, width: int, scheme: Any) -> None:
    run()
    page = Path("checklists.html").resolve().as_uri()
    assert nothing_bars(browser, page, width, scheme) == "Hopp til innholdet"
