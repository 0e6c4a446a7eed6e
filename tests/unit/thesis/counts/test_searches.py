"""The counts of the searches, their totals, and the rows they come from."""

from pathlib import Path

import pytest

from tests.unit.thesis.counts.made import Built, project, read
from thesis.counts.build import build


@pytest.mark.parametrize(
    ("key", "value", "rows"),
    [
        ("medline.2.hits", 20, ["data/searches/medline.csv:5"]),
        ("medline.2.abstracts", 10, ["data/searches/medline.csv:5"]),
        ("arkiv.2.articles", 2, ["data/searches/arkiv.csv:3"]),
        ("arkiv.hits", 70, ["data/searches/arkiv.csv:2", "data/searches/arkiv.csv:3"]),
        ("arkiv.searches", 2, ["data/searches/arkiv.csv:2", "data/searches/arkiv.csv:3"]),
        (
            "searches.with_abstracts",
            2,
            ["data/searches/medline.csv:5", "data/searches/arkiv.csv:3"],
        ),
        (
            "searches.hits_with_abstracts",
            50,
            ["data/searches/medline.csv:5", "data/searches/arkiv.csv:3"],
        ),
        ("databases.count", 2, ["data/databases.yaml:1", "data/databases.yaml:3"]),
    ],
)
def test_a_count_has_its_value_and_the_rows_it_comes_from(
    built: Built, key: str, value: int, rows: list[str]
) -> None:
    number = built[0][key]
    assert number.value == value
    assert [*map(str, number.rows)] == rows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("searches.hits", 1095),
        ("searches.abstracts", 17),
        ("searches.articles", 3),
        ("searches.count", 5),
        ("medline.hits", 1025),
        ("medline.abstracts", 10),
        ("medline.articles", 1),
        ("medline.searches", 3),
    ],
)
def test_a_total_is_the_sum_of_its_rows_and_says_so(built: Built, key: str, value: int) -> None:
    number = built[0][key]
    assert number.value == value
    assert number.kind == "derived"
    assert number.formula
    assert len(number.rows) == (5 if key.startswith("searches") else 3)


def test_searches_come_by_database_and_then_by_number_not_by_letter(built: Built) -> None:
    order = [(row.database, row.number) for row in built[0].records.searches]
    assert order == [
        ("medline", 1),
        ("medline", 2),
        ("medline", 10),
        ("arkiv", 1),
        ("arkiv", 2),
    ]


def test_a_search_keeps_its_words_and_limits(built: Built) -> None:
    row = built[0].records.searches[-1]
    assert (row.query, row.limits, row.hits) == ("b", "siste år", 30)


def test_the_hits_of_a_block_search_are_those_of_its_final_searches(tmp_path: Path) -> None:
    databases = "- {id: medline, name: Medline, final: [10]}\n- {id: arkiv, name: Arkiv}\n"
    register = build(read(project(tmp_path, {"databases.yaml": databases})), [])
    hits = register["medline.hits"]
    assert (hits.value, list(map(str, hits.rows))) == (5, ["data/searches/medline.csv:4"])
    assert hits.formula
    assert hits.formula.id == "sum_final_in_database"
    assert register["medline.abstracts"].value == 10
    assert register["searches.hits"].value == 75
    assert register["arkiv.hits"].value == 70
