"""The section of the evidence that holds the searches of the thesis against one another."""

from pathlib import Path
from typing import Any

import lxml.html
import pytest

from tests.unit.checks.test_evidence import run
from thesis.checks.data import inputs
from thesis.counts.build import build


@pytest.fixture(scope="module")
def section(
    house: Path, job: Any, tmp_path_factory: pytest.TempPathFactory
) -> lxml.html.HtmlElement:
    """The section, from the data of the thesis."""
    folder = tmp_path_factory.mktemp("evidence")
    data, _ = inputs.problems(house)
    register = build(data, [])
    empty = {"blocks": [], "meta": {}, "pandoc-api-version": [1, 23, 1]}
    tally = {"words": 1, "limit": 2, "lix": None, "sentences": 0, "sentence_length": None}
    settings = {"labels": "nb", "content": {}, "tables": []}
    run(job, house, folder, register, [], empty, {**tally, "chapters": []}, settings)
    text = (folder / "results/evidence.html").read_text("utf-8")
    page = lxml.html.document_fromstring(text)
    [found] = page.xpath("//section[@aria-labelledby='searches']")
    return found


def told(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(section: lxml.html.HtmlElement, database: str, number: int) -> list[str]:
    """The cells of one search."""
    [row] = section.xpath(
        f"details[starts-with(normalize-space(summary), '{database}')]"
        f"//tr[th[normalize-space()='{number}']]"
    )
    return [told(cell) for cell in row.xpath("th | td")]


def test_every_search_of_the_thesis_is_there_once(section: lxml.html.HtmlElement) -> None:
    assert len(section.xpath(".//tbody/tr")) == 52
    assert [told(summary) for summary in section.xpath("details/summary")] == [
        "Medline: 7 søk med intervall, 1 uten",
        "Embase: 29 søk med intervall, 3 uten",
        "SPORTDiscus: 5 søk med intervall, 1 uten",
        "PsycINFO: 5 søk med intervall, 1 uten",
    ]


def test_a_search_stands_with_its_interval_proof_and_rows(section: lxml.html.HtmlElement) -> None:
    assert cells(section, "Embase", 10) == [
        "10",
        "9 not 7 Ekskludere søk nummer 7",
        "4",
        "nøyaktig 4 holder",
        "nøyaktig 4: 29 (søk 9) − 25 (søk 7) = 4, "
        "fordi dette søket og søk 7 til sammen er søk 9, uten overlapp",
        "data/searches/embase.csv:8, 10",
    ]
    assert cells(section, "Medline", 7)[3] == "14–8 780 892 holder"
    assert cells(section, "Medline", 8)[3] == "høyst 452 holder"
    assert cells(section, "Medline", 2)[3] == "minst 18 232 holder"


def test_the_count_that_is_kept_says_so_and_why(section: lxml.html.HtmlElement) -> None:
    row = cells(section, "Embase", 19)
    assert row[2:4] == ["11", "nøyaktig 28 utenfor, beholdt"]
    assert "47 (søk 18) − 19 (søk 16) = 28" in row[4]
    assert "Beholdt som rapportert: Søket kan ikke gjøres om igjen" in row[4]


def test_a_search_without_an_interval_says_why(section: lxml.html.HtmlElement) -> None:
    assert cells(section, "Embase", 24)[3:] == [
        "avgrensingen «inkluderte også alle databasene tilgjengelig i OVID» gjør søket videre",
        "data/searches/embase.csv:25",
    ]
