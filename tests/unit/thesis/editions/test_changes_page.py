"""What is new in an edition, as the page tells it."""

from typing import Any

import pytest

from tests import records as made
from tests.a_register import a_register, records
from tests.unit.thesis.editions.redline.made import tree
from thesis.diagnostics.place import Place
from thesis.document.word_count import CountedChapter, Tally
from thesis.editions import changes_page, diff
from thesis.editions.changes_page import ComparedCount, ComparedEdition
from thesis.editions.redline import document
from thesis.input import labels
from thesis.model.formulas import Formula
from thesis.model.records import EarlierDecision
from thesis.model.register import Number

BASE = {"id": "medline", "name": "Medline", "searched_on": "2020-04-16"}
LATER = {
    "id": "medline2022", "name": "Medline", "updates": "medline", "covers_from": "2020-04-16",
    "searched_on": "2022-03-01",
}  # fmt: skip


def search(database: str, number: int, hits: int) -> dict[str, Any]:
    return made.search(database, number, hits=hits, abstracts_read=1)


def study(key: str, status: str, reason: str = "", **more: Any) -> dict[str, Any]:
    name = "withdrawn" if status == "withdrawn" else "reason"
    return made.study(key, status, {name: reason} if reason else {}, **more)


def edition(
    name: str,
    text: str,
    numbers: list[Number],
    studies: list[dict[str, Any]],
    databases: list[dict[str, Any]],
    searches: list[dict[str, Any]],
) -> ComparedEdition:
    plain = {
        "thesis": {"title": "Om det", "edition": {"name": name, "date": f"{name}-06-01"}},
        "studies": studies,
        "databases": databases,
        "searches": searches,
        "flow": {"stages": [{"label": "Treff", "key": "searches.hits", "value": len(searches)}]},
        "references": {each["key"]: made.work(f"On {each['key']}", "Aas") for each in studies},
    }
    count = len(text.split())
    return ComparedEdition(
        a_register(numbers, plain),
        tree(text),
        Tally(words=count, chapters=[CountedChapter(heading="Metode", words=count)]),
    )


SUM = Formula("sum", {"count": "hits"})
SAID = Formula("", said="sum of hits over all searches")
"""As the register of an edition of before formulas had ids has it."""

OLD = edition(
    "2020",
    "# Metode\n\nVi fant fem treff.",
    [Number("a.weeks", 4), Number("searches.hits", 5, "hits", "derived", SAID, [Place("d.csv", 2)]),
     Number("studies.read", 4, "studies", "derived"), Number("b.hits", 2, "hits", "derived", SAID)],
    [study("same", "included"), study("out", "included"), study("gone", "included"),
     study("left", "excluded")],
    [BASE],
    [search("medline", 1, 5)],
)  # fmt: skip
NEW = edition(
    "2022",
    "# Metode\n\nVi fant sju treff.",
    [Number("a.weeks", 6), Number("searches.hits", 7, "hits", "derived", SUM, [Place("d.csv", 2)]),
     Number("studies.read", 4, "studies", "derived")],
    [study("same", "included"), study("out", "excluded", "Er for liten.\n"),
     study("gone", "withdrawn", "Trukket tilbake.", withdrawn={"edition": "2022"}),
     study("came", "included")],
    [BASE, LATER],
    [search("medline", 1, 5), search("medline2022", 1, 2)],
)  # fmt: skip


@pytest.fixture(scope="module")
def told(house: Any) -> dict[str, Any]:
    words = labels.read(house / "templates/labels/nb.yaml")
    return changes_page.gather(OLD, NEW, document.merge(OLD.document, NEW.document), words)


def test_studies_come_leave_and_are_decided_anew(told: dict[str, Any]) -> None:
    assert {each.key: (each.what, each.old, each.new, each.reason) for each in told["studies"]} == {
        "came": ("came", "", "included", ""),
        "gone": ("decided", "included", "withdrawn", "Trukket tilbake."),
        "left": ("left", "excluded", "", ""),
        "out": ("decided", "included", "excluded", "Er for liten."),
    }
    assert {each.title for each in told["studies"]} >= {"On left", "On came"}


def test_what_was_decided_before_is_told_with_its_edition_and_its_reason(
    told: dict[str, Any],
) -> None:
    earlier = {each.key: each.earlier for each in told["studies"]}
    assert earlier["out"] == [EarlierDecision(edition="2020", status="included")]
    assert earlier["came"] == earlier["left"] == []
    kept = {"edition": "2018", "status": "excluded", "reason": "Den var\nfor liten.\n"}
    plain = study("out", "excluded", "Er for liten.", decisions=[kept])
    new = a_register([], {"studies": [plain]})
    (change,) = diff.studies(a_register([], {"studies": [study("out", "included")]}), new)
    assert changes_page.earlier_decisions(change, OLD.register) == [
        EarlierDecision(edition="2018", status="excluded", reason="Den var for liten.")
    ]


def test_the_reason_of_a_withdrawn_record_may_be_one_of_its_texts() -> None:
    texts = {"withdrawn": {"text": "Trukket.\n", "line": 3}}
    plain = {"key": "a", "status": "withdrawn", "withdrawn": {"edition": "2022"}, "texts": texts}
    (study,) = records({"studies": [plain]}).studies
    assert changes_page.reason(study) == "Trukket."


def test_computed_numbers_are_told_apart_from_those_of_the_data(told: dict[str, Any]) -> None:
    names = ("key", "old", "new", "says", "language", "formula")
    assert [tuple(getattr(count, name) for name in names) for count in told["counts"]] == [
        ("b.hits", "2", "", "sum of hits over all searches", "en", ""),
        ("searches.hits", "5", "7", "treff i alle søkene, lagt sammen", "", ""),
    ]
    assert [(each.key, each.old, each.new) for each in told["figures"]] == [("a.weeks", "4", "6")]


def test_a_later_session_is_told_with_its_searches_and_no_gap(told: dict[str, Any]) -> None:
    (session,) = told["sessions"]
    assert (session.name, session.what, session.searched_on) == (
        "Medline", "came", "2022-03-01",
    )  # fmt: skip
    assert (session.gap, session.since) == ("none", "2020-04-16")
    assert [(row.number, row.what, row.hits) for row in session.rows] == [(1, "came", [None, 2])]


@pytest.mark.parametrize(
    ("later", "base", "expected"),
    [
        ({}, {}, ("none", 0)),
        ({"covers_from": "2020-05-01"}, {}, ("days", 15)),
        ({"covers_from": ""}, {}, ("all", 0)),
        ({"searched_on": None}, {}, ("unknown", 0)),
        ({}, {"searched_on": None}, ("unknown", 0)),
    ],
)
def test_a_gap_is_told_where_the_dates_show_one(
    later: dict[str, Any], base: dict[str, Any], expected: tuple[str, int]
) -> None:
    plain = [{**BASE, **base}, {**LATER, **later}]
    bases = {each.id: each for each in records({"databases": plain}).databases}
    found = changes_page.gap(bases["medline2022"], bases)
    assert (found.gap, found.days) == expected
    assert changes_page.gap(bases["medline"], bases).gap == ""


def test_sentences_words_boxes_and_what_is_the_same_are_told(told: dict[str, Any]) -> None:
    (part,) = told["sentences"]
    assert (part.chapter, part.file) == ("1 Metode", "main.md")
    assert told["chapters"] == [ComparedCount("Metode", 6, 6)]
    assert told["boxes"] == [ComparedCount("Treff", 1, 2, "searches.hits")]
    assert told["same"] == {
        "numbers": 1, "studies": 1, "searches": 1, "works": 3, "boxes": 0,
        "chapters": ["Sammendrag", "Vedlegg"],
    }  # fmt: skip


@pytest.mark.parametrize(("number", "said"), [(12, "+12"), (-3, "−3"), (0, "0"), (1042, "+1 042")])
def test_a_difference_has_its_sign(number: int, said: str) -> None:
    assert changes_page.signed(number).replace("\u00a0", " ") == said
