"""The tables of the thesis, from the register and the house's own templates."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests import placed
from tests.a_register import a_register
from tests.records import search, work
from tests.records import study as record
from thesis.diagnostics.findings import Finding
from thesis.document import pandoc
from thesis.document.render import Renderer
from thesis.input import labels
from thesis.model.register import Number

NUMBERS = [
    Number("arkiv.1.hits", 1536),
    Number("arkiv.1.abstracts", 4),
    Number("arkiv.1.articles", 0),
    Number("arkiv.hits", 1536),
    Number("arkiv.abstracts", 4),
    Number("arkiv.articles", 0),
    Number("anna2019.weeks", 12),
]


def study(key: str, status: str) -> dict[str, Any]:
    names = (
        "purpose method population findings quality ethics appendix_quality appendix_reason reason"
    ).split()
    texts = {name: f"Om {name}.\nOg mer.\n" for name in names}
    arkiv = {"database": "arkiv", "number": 1}
    return record(key, status, texts, search=arkiv, searched_on="2020-05-05")


def records() -> dict[str, Any]:
    return {
        "databases": [{"id": "arkiv", "name": "Arkiv", "searched_on": "2020-05-05"}],
        "searches": [
            search("arkiv", 1, "craving* | a", limits="siste <år>"),
            search("borte", 1, "annet"),
        ],
        "studies": [study("anna2019", "included"), study("berit2018", "excluded")],
        "references": {
            "anna2019": work("Om *ro* & mer", "Ås", "Øy"),
            "berit2018": work("Om @uro", "Li"),
        },
        "pico": [{"label": "P", "text": "Folk | flest"}, {"label": "O", "text": "Ro"}],
    }


class Tables:
    """Every table of config/, rendered from some records, read by pandoc."""

    def __init__(self, house: Path, content: dict[str, Any]) -> None:
        self.found: list[Finding] = []
        words = labels.read(house / "templates" / "labels" / "nb.yaml")
        renderer = Renderer(a_register(NUMBERS, content), words, self.found)
        self.names = ["pico", "literature_matrices", "search_tables"]
        self.names += ["included_studies", "excluded_studies"]
        self.markdown = {
            name: renderer.render_template(f"tables/{name}.md.jinja") for name in self.names
        }

    def tables(self, name: str) -> list[list[list[str]]]:
        """The rows of each table of a template, as text."""
        return [
            [[pandoc.text(cell[4]) for cell in row[1]] for row in rows(table)]
            for table in self.elements(name, "Table")
        ]

    def elements(self, name: str, kind: str) -> list[Any]:
        tree = placed.read(self.markdown[name])
        return [element for element in pandoc.walk(tree["blocks"]) if element["t"] == kind]


def rows(table: Any) -> list[Any]:
    """Head and body rows of a pandoc table."""
    _, _, _, head, bodies, _ = table["c"]
    return [*head[1], *(row for body in bodies for row in body[3])]


@pytest.fixture(scope="module")
def made(house: Path) -> Tables:
    return Tables(house, records())


def test_every_name_gives_its_table_without_a_finding(made: Tables) -> None:
    assert list(made.markdown) == made.names
    assert made.found == []


def test_pico_has_a_row_for_each_element(made: Tables) -> None:
    (table,) = made.tables("pico")
    assert table[1:] == [["P", "Folk | flest"], ["O", "Ro"]]


def test_a_search_table_has_every_search_of_its_database_and_a_total(made: Tables) -> None:
    (table,) = made.tables("search_tables")
    assert table[1:] == [
        ["1", "craving* | a", "1\u00a0536", "4", "0", "siste <år>"],
        ["", "Totalt", "1\u00a0536", "4", "0", ""],
    ]


def test_a_count_in_a_table_is_a_span_with_its_key(made: Tables) -> None:
    spans = made.elements("search_tables", "Span")
    keys = [pandoc.attributes(span)["key"] for span in spans if "n" in pandoc.classes(span)]
    assert "arkiv.1.hits" in keys
    assert "arkiv.hits" in keys


def test_the_date_of_a_database_stands_in_its_caption_or_that_it_is_unknown(house: Path) -> None:
    content = records()
    content["databases"][0]["searched_on"] = None
    made = Tables(house, content)
    assert "dato ikke kjent" in made.markdown["search_tables"]
    assert made.found == []


def test_there_is_one_matrix_for_each_included_study(made: Tables) -> None:
    (matrix,) = made.tables("literature_matrices")
    assert matrix[0] == ["Artikkel nr 1", "Om *ro* & mer"]
    assert [row[1] for row in matrix[1:]] == [
        f"Om {name}. Og mer."
        for name in ("purpose", "method", "population", "findings", "quality", "ethics")
    ]
    (division,) = made.elements("literature_matrices", "Div")
    assert pandoc.classes(division) == ["matrix"]
    (table,) = made.elements("literature_matrices", "Table")
    assert pandoc.identifier(table) == "tbl:matrix-anna2019"


def test_the_appendices_tell_the_included_from_the_excluded(made: Tables) -> None:
    (included,) = made.tables("included_studies")
    (excluded,) = made.tables("excluded_studies")
    assert [row[2] for row in included[1:]] == ["Ås, K. & Øy, K."]
    assert [row[2] for row in excluded[1:]] == ["Om @uro"]
    assert included[1][:2] == ["Arkiv", "05.05.20 (1)"]
    assert excluded[1][-1] == "Om reason. Og mer."


def test_a_search_of_a_later_session_is_told_by_its_day(house: Path) -> None:
    content = records()
    for database in content["databases"]:
        database["updates"] = "first"
    (excluded,) = Tables(house, content).tables("excluded_studies")
    assert re.fullmatch(r"Arkiv \(\d\d\.\d\d\.\d\d\)", excluded[1][0])


def test_no_row_has_lost_or_won_a_cell(made: Tables) -> None:
    for name in made.names:
        for table in made.tables(name):
            assert {len(row) for row in table} == {len(table[0])}
            assert all(any(cell for cell in row) for row in table)


def test_an_unknown_figure_in_a_study_is_told_with_the_line_of_the_record(house: Path) -> None:
    content = records()
    text = {"text": 'En.\n{{ n("weeks") }} og {{ n("dager") }}.\n', "line": 30}
    content["studies"][0]["texts"]["method"] = text
    made = Tables(house, content)
    assert [(str(finding.place), finding.rule) for finding in made.found] == [
        ("data/studies/anna2019.yaml:32", "number.unknown-key")
    ]
    assert "anna2019.dager" in made.found[0].found


def test_a_half_filled_study_still_gives_its_tables(house: Path) -> None:
    content = records()
    content["studies"][0]["texts"] = {}
    made = Tables(house, content)
    assert {finding.rule for finding in made.found} == {"study.missing-text"}
    (matrix,) = made.tables("literature_matrices")
    assert len(matrix) == 7


def test_every_title_is_marked_with_its_work(made: Tables) -> None:
    for name in ("literature_matrices", "included_studies", "excluded_studies"):
        titles = [span for span in made.elements(name, "Span") if "title" in pandoc.classes(span)]
        assert titles
        for span in titles:
            assert pandoc.attributes(span)["key"] in {"anna2019", "berit2018"}
