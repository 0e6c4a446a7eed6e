"""The counts of the searches, their totals, and the rows they come from."""

from pathlib import Path

import pytest

from tests.unit.thesis.counts.made import Built, project, read
from thesis.counts.build import build
from thesis.counts.subtotals import Shares


@pytest.mark.parametrize(
    ("key", "value", "rows"),
    [
        ("medline.2.hits", 20, ["data/searches/medline.csv:5"]),
        ("medline.2.abstracts", 10, ["data/searches/medline.csv:5"]),
        ("arkiv.2.articles", 2, ["data/searches/arkiv.csv:3"]),
        ("arkiv.hits", 70, ["data/searches/arkiv.csv:2", "data/searches/arkiv.csv:3"]),
        ("arkiv.searches", 2, ["data/searches/arkiv.csv:2", "data/searches/arkiv.csv:3"]),
        ("searches.with_abstracts", 2,
         ["data/searches/medline.csv:5", "data/searches/arkiv.csv:3"]),
        ("searches.hits_with_abstracts", 50,
         ["data/searches/medline.csv:5", "data/searches/arkiv.csv:3"]),
        ("databases.count", 2, ["data/databases.yaml:1", "data/databases.yaml:3"]),
    ],
)  # fmt: skip
def test_a_count_has_its_value_and_the_rows_it_comes_from(
    built: Built, key: str, value: int, rows: list[str]
) -> None:
    number = built[0][key]
    assert number.value == value
    assert [*map(str, number.rows)] == rows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("searches.hits", 1095), ("searches.abstracts", 17), ("searches.articles", 3),
        ("searches.count", 5), ("medline.hits", 1025), ("medline.abstracts", 10),
        ("medline.articles", 1), ("medline.searches", 3),
    ],
)  # fmt: skip
def test_a_total_is_the_sum_of_its_rows_and_says_so(built: Built, key: str, value: int) -> None:
    number = built[0][key]
    assert number.value == value
    assert number.kind == "derived"
    assert number.formula
    assert len(number.rows) == (5 if key.startswith("searches") else 3)


def test_searches_come_by_database_and_then_by_number_not_by_letter(built: Built) -> None:
    order = [(row.database, row.number) for row in built[0].records.searches]
    assert order == [("medline", 1), ("medline", 2), ("medline", 10), ("arkiv", 1), ("arkiv", 2)]


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


LADDER = """\
stages:
  - {id: hits, label: Treff, count: searches.hits, left: Dubletter}
  - {id: records, label: Poster, count: searches.records, left: Lagt bort}
  - {id: read, label: Lest, count: studies.read, left: Ut}
  - {id: included, label: Med, count: studies.included}
"""
UNREAD = {
    "searches/arkiv.csv": "number,query,hits\n1,a,40\n2,b,30\n",
    "searches/medline.csv": "number,query,hits,articles_read\n1,a,1000,0\n2,b,20,1\n",
}


def test_what_was_read_need_not_be_told_of_each_search(tmp_path: Path) -> None:
    register = build(
        read(project(tmp_path, {**UNREAD, "ladder.yaml": LADDER + "duplicates: 90\n"})), []
    )
    counted = {key for key in register.numbers if key.split(".")[-1] in ("abstracts", "articles")}
    assert counted == {"medline.1.articles", "medline.2.articles", "medline.articles"}
    assert "searches.with_abstracts" not in register
    assert register["searches.hits"].value == 1090
    assert [row.articles_read for row in register.records.searches] == [0, 1, None, None]
    assert [row.limits for row in register.records.searches] == [""] * 4
    assert [stage.value for stage in register.records.flow.stages] == [1090, 1000, 3, 1]


@pytest.mark.parametrize(
    ("given", "keys"),
    [("90", []), ("{medline: 20, arkiv: 70}", ["medline.duplicates", "arkiv.duplicates"])],
)
def test_duplicates_are_one_number_or_one_for_each_database(
    tmp_path: Path, given: str, keys: list[str]
) -> None:
    files = {**UNREAD, "ladder.yaml": f"{LADDER}duplicates: {given}\n"}
    register = build(read(project(tmp_path, files)), [])
    every, left = register["searches.duplicates"], register["searches.records"]
    assert (every.value, every.terms) == (90, keys)
    assert {str(row) for row in every.rows} == {"data/ladder.yaml:6"}
    assert (left.value, left.unit, left.operation) == (1000, "records", "difference")


def test_what_is_left_of_duplicates_is_divided_by_database(tmp_path: Path) -> None:
    files = {**UNREAD, "ladder.yaml": f"{LADDER}duplicates: {{medline: 20, arkiv: 60}}\n"}
    data = read(project(tmp_path, files))
    shares = Shares(data, build(data, []).numbers)
    part = shares.of("searches.records", {"arkiv"}, "flow.other.searches.records", "other")
    assert (part.value, part.terms) == (
        70 - 60,
        ["flow.other.searches.hits", "flow.other.searches.duplicates"],
    )
    assert [shares.derived[term].value for term in part.terms] == [70, 60]
