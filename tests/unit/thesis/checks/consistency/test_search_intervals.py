"""The rules on the hits of searches, from the register."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.a_register import a_register
from tests.unit.thesis.searches.made import source
from thesis.checks.consistency import search_intervals
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.input.sources import read_yaml
from thesis.model.records import Database, SearchException
from thesis.model.register import Number
from thesis.searches.intervals import intervals
from thesis.searches.registered import examined, firsts

LIMITS = [
    {"words": "from {from}", "means": "years"},
    {"words": "without {row}", "means": "repeats"},
]
KEPT = {"database": "base", "number": 2, "hits": 10, "reason": "Slik ble det ført."}


FILE = "data/searches/base.csv"


def made(
    *rows: tuple[Any, ...],
    exceptions: list[dict[str, Any]] | None = None,
    studies: list[dict[str, Any]] | None = None,
    totals: dict[str, int] | None = None,
    **database: Any,
) -> Thesis:
    """A thesis with one database; its searches: query, hits, and perhaps limits and articles."""
    searches = []
    for number, (query, hits, *rest) in enumerate(rows, 1):
        limits, articles = [*rest, *["", 0][len(rest) :]]
        searches.append(
            {
                "database": "base", "number": number, "query": query, "hits": hits,
                "abstracts_read": 0, "articles_read": articles, "limits": limits,
            }
        )  # fmt: skip
    numbers = [
        Number(f"base.{row['number']}.hits", row["hits"], rows=[Place(FILE, line)])
        for line, row in enumerate(searches, 2)
    ]
    total = sum(row["hits"] for row in searches)
    sums = {"base.hits": total, "searches.hits": total, **(totals or {})}
    numbers += [Number(k, v, rows=[Place(FILE, 2)]) for k, v in sums.items()]
    records = {
        "databases": [{"id": "base", "name": "Basen", **database}],
        "searches": searches,
        "limits": LIMITS,
        "exceptions": [
            {**each, "place": f"data/exceptions.yaml:{line}"}
            for line, each in enumerate(exceptions or [], 2)
        ],
        "studies": studies or [],
    }
    return Thesis(a_register(numbers, records), {}, Tally(), {}, {}, Path())


def only(thesis: Thesis) -> Finding:
    """The one finding on the intervals."""
    [finding] = search_intervals.intervals(thesis)
    return finding


def test_hits_that_cannot_be_are_told_with_proof_places_and_how_to_mend_them() -> None:
    finding = only(made(("a", 9), ("a and b", 10)))
    assert (str(finding.place), finding.rule) == ("data/searches/base.csv:3", "search.interval")
    assert finding.found == "search 2, «a and b», has 10 hits"
    assert finding.expected == "at most 9 hits, by search 1"
    assert finding.evidence == (
        "at most 9: this search lies within search 1 (9)\nsearch 1: data/searches/base.csv:2"
    )
    assert "search 2 or 1 in the search log" in finding.fix
    assert "data/exceptions.yaml" in finding.fix


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", 9), ("a and b", 4), ("1 not 2", 6)], "5 hits, by searches 1 and 2"),
        ([("a", 9), ("b", 4), ("1 not 2", 3)], "from 5 to 9 hits, by searches 1 and 2"),
        ([("a and b", 9), ("a", 4)], "at least 9 hits, by search 1"),
        ([("a not a", 1)], "at most 0 hits"),
    ],
)
def test_what_the_others_allow_is_told_in_words(rows: list[tuple[str, int]], expected: str) -> None:
    assert only(made(*rows)).expected == expected


def test_a_declared_exception_lets_its_count_stand_and_no_other() -> None:
    assert not list(search_intervals.intervals(made(("a", 9), ("a and b", 10), exceptions=[KEPT])))
    found = list(search_intervals.intervals(made(("a", 9), ("a and b", 11), exceptions=[KEPT])))
    assert sorted(finding.rule for finding in found) == ["search.exception", "search.interval"]


@pytest.mark.parametrize(
    ("rows", "exception", "why"),
    [
        ([("a", 11), ("a and b", 10)], KEPT, "search 2 has 10 hits, at most 11 hits, by search 1"),
        ([("a", 9), ("c", 10)], KEPT, "search 2 has 10 hits, and no other search says"),
        ([("a", 9), ("a and b", 8)], KEPT, "search 2 has 8 hits"),
        ([("a", 9)], KEPT, "there is no search 2"),
        ([("a", 9)], {**KEPT, "database": "basen"}, "there is no database «basen»"),
    ],
)
def test_an_exception_that_excepts_nothing_is_itself_a_finding(
    rows: list[tuple[str, int]], exception: dict[str, Any], why: str
) -> None:
    finding = only(made(*rows, exceptions=[exception]))
    assert (str(finding.place), finding.rule) == ("data/exceptions.yaml:2", "search.exception")
    assert why in finding.found


@pytest.mark.parametrize(
    ("row", "found", "expected"),
    [
        (("1 not 3", 4), "the query of search 3, «1 not 3»: search 3", "stand above it"),
        (("1 not 7", 4), "the query of search 3, «1 not 7»: search 7", "stand above it"),
        (("8 or 9", 4), "the query of search 3, «8 or 9»: searches 8 and 9", "stand above it"),
        (("1 not 2", 9, "without 1, without 7"), "the limits of search 3", "that its query names"),
    ],
)
def test_a_search_names_those_above_it_alone(
    row: tuple[Any, ...], found: str, expected: str
) -> None:
    finding = only(made(("a", 9), ("b", 4), row))
    assert (str(finding.place), finding.rule) == ("data/searches/base.csv:4", "search.reference")
    assert found in finding.found
    assert expected in finding.expected


@pytest.mark.mutant("search.unread")
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("S1-S2", "«s1-s2» may be a word or a row"),
        ("1 or 2 and 1", "mixed without brackets"),
        ("or/2-1", "no range of rows that runs upwards"),
        ("limit 2 to (humans and english or norwegian)", "and, or are mixed in the limits"),
        ("combine 1 and 2", "the command «combine» is not read yet"),
        ("(craving or urge).ti,ab,zz.", "«.ti,ab,zz.» is no field of Ovid"),
    ],
)
def test_rows_that_are_not_read_are_told_and_no_interval_is_judged_by_them(
    query: str, why: str
) -> None:
    thesis = made(("a", 9), ("b", 4), (query, 900), ("3 not 1", 895))
    [finding] = search_intervals.lost(thesis)
    assert (str(finding.place), finding.rule) == ("data/searches/base.csv:4", "search.unread")
    assert f"«{query}», is not read: " in finding.found
    assert why in finding.found
    assert list(search_intervals.intervals(thesis)) == []
    [each] = examined(thesis.register)
    interval = each.history.intervals[2]
    # By the search that names it alone: it is some set or other of its own.
    assert (interval.least, interval.most, interval.behind) == (895, 904, (1, 4))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("or/1-2", "from 9 to 13 hits"),
        ("1-2/or", "from 9 to 13 hits"),
        ("{or #1-#2}", "from 9 to 13 hits"),
        ("and/1-2", "at most 4 hits"),
        ("limit 2 to humans", "at most 4 hits"),
        ('limit 1 to (english and yr="2015 -Current")', "at most 9 hits"),
        ("remove duplicates from 2", "at most 4 hits"),
        ("2 use ppezv", "at most 4 hits"),
        ("2 and wheeze.tw.", "at most 4 hits"),
        ("a adj3 b", "at most 4 hits"),
    ],
)
def test_a_form_of_a_database_is_held_against_the_rows_it_names(query: str, expected: str) -> None:
    finding = only(made(("a", 9), ("b", 4), (query, 900)))
    assert str(finding.place) == "data/searches/base.csv:4"
    assert expected in finding.expected


def test_words_that_are_not_read_are_told_in_the_evidence_alone() -> None:
    assert list(search_intervals.lost(made(("a or b and c", 9), ("d", 4)))) == []


@pytest.mark.mutant("search.dialect")
def test_searches_with_the_signs_of_two_databases_are_told() -> None:
    rows = [("craving.ti,ab.", 9), ("urge[tiab]", 4)]
    [finding] = search_intervals.dialects(made(*rows))
    assert (str(finding.place), finding.rule) == ("data/searches/base.csv:2", "search.dialect")
    assert "the signs of Ovid and PubMed" in finding.found
    declared = made(*rows, dialect="cochrane")
    [finding] = search_intervals.dialects(declared)
    assert "those of the Cochrane Library" in finding.expected
    for dialect, searches in (("pubmed", rows), ("", rows[:1]), ("ovid", [("craving", 9)])):
        assert not list(search_intervals.dialects(made(*searches, dialect=dialect)))


def test_limits_may_repeat_what_the_query_says() -> None:
    assert not list(
        search_intervals.intervals(made(("a", 9), ("b", 4), ("1 not 2", 9, "without 2")))
    )


def test_a_total_is_added_up_a_second_time() -> None:
    assert not list(search_intervals.totals(made(("a", 9), ("b", 4))))
    [finding] = search_intervals.totals(made(("a", 9), ("b", 4), totals={"base.hits": 14}))
    assert (finding.found, finding.expected) == ("base.hits is 14", "13, the sum over its searches")
    assert str(finding.place) == "data/searches/base.csv:2"
    final = {"base.hits": 4, "searches.hits": 4}
    assert not list(search_intervals.totals(made(("a", 9), ("b", 4), totals=final, final=[2])))
    assert len(list(search_intervals.totals(made(("a", 9), ("b", 4), final=[2])))) == 2


def test_a_search_has_no_more_studies_than_articles_read() -> None:
    studies = [
        {"key": key, "search": {"database": "base", "number": 1}} for key in ("a2019", "b2020")
    ]
    for articles in (2, 3):
        assert not list(search_intervals.included(made(("a", 9, "", articles), studies=studies)))
    [finding] = search_intervals.included(made(("a", 9, "", 1), studies=studies))
    assert finding.found == "articles read: 1, studies found: 2 (a2019, b2020)"
    assert str(finding.place) == "data/searches/base.csv:2"


def test_the_evidence_has_every_search_with_its_interval_or_why_it_has_none() -> None:
    [base] = intervals(made(("a", 9), ("a and b", 10), ("c", 1), exceptions=[KEPT]).register)
    assert (base["id"], base["name"]) == ("base", "Basen")
    [row] = base["compared"]
    assert (row["number"], row["hits"], row["least"], row["most"]) == (2, 10, None, 9)
    assert (row["holds"], row["kept"]) == (False, "Slik ble det ført.")
    assert row["proof"] == ["at most 9: this search lies within search 1 (9)"]
    assert row["behind"] == "data/searches/base.csv:2"
    assert [(row["number"], row["none"]) for row in base["alone"]] == [
        (1, "no other search can be compared with it"),
        (3, "no other search can be compared with it"),
    ]


def test_the_exception_of_the_thesis_is_the_one_count_that_cannot_be(house: Path) -> None:
    file = "data/exceptions.yaml"
    [kept] = read_yaml(house / file, file).value
    search = source(house, kept["database"])[kept["number"] - 1]
    assert (kept["database"], search.number, search.hits) == ("embase", 19, kept["hits"])


def test_a_session_belongs_to_the_first_one_that_it_updates() -> None:
    sessions = [{"id": "a"}, {"id": "b", "updates": "a"}, {"id": "c", "updates": "b"}, {"id": "d"}]
    assert firsts(sessions) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_databases_are_never_held_against_one_another() -> None:
    thesis = made(("a", 9), ("b", 4))
    records = thesis.register.records
    records.databases.append(Database(id="other", name="Andre"))
    row = msgspec.structs.replace(records.searches[0], database="other", hits=30, query="a and c")
    records.searches.append(row)
    thesis.register.numbers["other.1.hits"] = Number("other.1.hits", 30, rows=[Place("o.csv", 2)])
    assert [len(each.history.intervals) for each in examined(thesis.register)] == [2, 1]
    assert not list(search_intervals.intervals(thesis))
    for name, hits in (("base", 30), ("other", 9)):  # the count of the other database
        kept = SearchException(at="e:1", database=name, number=1, hits=hits, reason="x")
        records.exceptions.append(kept)
    assert [each.kept for each in examined(thesis.register)] == [{}, {}]
