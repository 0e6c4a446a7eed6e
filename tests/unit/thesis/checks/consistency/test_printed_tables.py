"""What a printed table or the figure's words have belongs to its header, row and label."""

from typing import Any

import pytest

from tests.conftest import ROOT
from tests.unit.thesis.checks.whole import CONTENT, METHOD, Make
from thesis.checks.consistency import printed_tables
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.thesis import Thesis

CHECKS = (
    printed_tables.columns,
    printed_tables.totals,
    printed_tables.texts,
    printed_tables.pico,
    printed_tables.sentences,
)
SEARCHES = "templates/tables/search_tables.md.jinja"
MATRICES = "templates/tables/literature_matrices.md.jinja"
PICO = """
| Ledd | Innhold |
|:-----|:--------|
| Patient/Problem | {text} |

: PICO {{#tbl:pico}}
"""
QUESTION: dict[str, Any] = {
    "pico": [{"id": "population", "letter": "P", "label": "Patient/Problem", "text": "De urolige"}]
}


def told(thesis: Thesis) -> list[tuple[str, str, str]]:
    found: list[Finding] = [each for check in CHECKS for each in check(thesis)]
    return [(each.rule, each.file, each.found) for each in found]


def printed(thesis: Thesis) -> list[str]:
    """The lines of templates at which something is told."""
    found: list[Finding] = [each for check in CHECKS for each in check(thesis)]
    return [(ROOT / each.file).read_text("utf-8").splitlines()[each.line - 1] for each in found]


def table(thesis: Thesis, name: str) -> Element:
    blocks = thesis.document["blocks"]
    return next(one for one in pandoc.walk(blocks) if pandoc.identifier(one) == name)


def span(thesis: Thesis, key: str) -> Element:
    return next(one for one in pandoc.numbers(thesis.document) if key in pandoc.keys(one))


def call(number: Element, key: str) -> None:
    """Have a number of the document the key of another."""
    attributes = pandoc.attributes_of(number)
    assert attributes
    attributes[2] = [[k, key if k == "key" else v] for k, v in attributes[2]]


def cells(table_: Element, row: int) -> list[Any]:
    return [cell for _, row_cells in [list(pandoc.raw_rows(table_))[row]] for cell in row_cells]


def test_tables_that_print_what_their_labels_say_are_no_finding(small: Make) -> None:
    assert told(small()) == []


@pytest.mark.mutant("table.column")
def test_one_number_under_the_header_of_another_column_is_told_at_its_cell(small: Make) -> None:
    thesis = small()
    call(span(thesis, "arkiv.1.abstracts"), "arkiv.1.articles")
    assert told(thesis) == [
        ("table.column", SEARCHES, "arkiv.1.articles under «Antall leste abstracts»")
    ]


def test_a_whole_column_under_another_header_is_told_at_the_header(small: Make) -> None:
    thesis = small()
    one = cells(table(thesis, "tbl:searches-arkiv"), 0)
    one[2][4], one[3][4] = one[3][4], one[2][4]
    found = list(printed_tables.columns(thesis))
    assert [(each.found, each.expected) for each in found] == [
        ("arkiv.1.hits under «Antall leste abstracts»", "abstracts, or the header «Antall treff»"),
        ("arkiv.1.abstracts under «Antall treff»", "hits, or the header «Antall leste abstracts»"),
    ]
    header = (HOUSE / SEARCHES).read_text("utf-8").splitlines()
    assert all("label.hits" in header[each.line - 1] for each in found)


def test_the_words_of_another_search_are_told(small: Make) -> None:
    thesis = small()
    one, other = (cells(table(thesis, "tbl:searches-arkiv"), row) for row in (1, 2))
    one[1][4] = other[1][4]
    assert told(thesis) == [("table.column", SEARCHES, "«ro og ord 2» under «Søkeord»")]


def test_the_place_of_a_study_in_place_of_its_search_is_told(small: Make) -> None:
    thesis = small()
    one = cells(table(thesis, "tbl:included"), 1)
    one[1][4] = [{"t": "Plain", "c": pandoc.inlines("05.05.20 (7)")}]
    file = "templates/tables/included_studies.md.jinja"
    assert told(thesis) == [
        ("table.column", file, "«05.05.20 (7)» under «Dato (søk #)» in the row of anna2019")
    ]


@pytest.mark.mutant("table.total")
def test_the_total_of_everything_below_one_database_is_told(small: Make) -> None:
    thesis = small()
    call(span(thesis, "arkiv.hits"), "searches.hits")
    assert ("table.total", SEARCHES, "searches.hits below the searches of arkiv") in told(thesis)


@pytest.mark.mutant("table.text")
def test_a_text_beside_the_label_of_another_is_told(small: Make) -> None:
    thesis = small()
    one, other = (cells(table(thesis, "tbl:matrix-anna2019"), row) for row in (1, 2))
    one[1][4], other[1][4] = other[1][4], one[1][4]
    assert told(thesis) == [
        ("table.text", MATRICES, "method of anna2019 beside «Hensikt med studie»"),
        ("table.text", MATRICES, "purpose of anna2019 beside «Metode»"),
    ]
    assert all(line.startswith("|") and "text(" in line for line in printed(thesis))


def test_a_text_that_a_matrix_leaves_out_is_told(small: Make) -> None:
    thesis = small()
    del table(thesis, "tbl:matrix-berit2018")["c"][4][0][3][-1]
    assert told(thesis) == [
        ("table.text", MATRICES, "no row for ethics in the matrix of berit2018")
    ]


@pytest.mark.mutant("table.pico")
def test_an_element_that_the_table_of_the_question_does_not_print_is_told(small: Make) -> None:
    for text, expected in (("De urolige", []), ("Urolige", ["table.pico"])):
        content = {METHOD: CONTENT[METHOD] + PICO.format(text=text)}
        thesis = small(content=content, records=QUESTION)
        assert [rule for rule, _, _ in told(thesis)] == expected
    assert [line.startswith("| {{ row.label") for line in printed(thesis)] == [True]


@pytest.mark.mutant("flow.sentence")
def test_a_label_with_the_number_of_another_box_is_told(small: Make) -> None:
    thesis = small()
    numbers = list(pandoc.description(thesis.document, "fig:flowchart"))
    first = next(one for one in numbers if pandoc.keys(one) == ["searches.hits"])
    call(first, "searches.articles")
    assert told(thesis) == [
        ("flow.sentence", "templates/flowchart.md.jinja", "searches.articles beside «Treff»")
    ]
