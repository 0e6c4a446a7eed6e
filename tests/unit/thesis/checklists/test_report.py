"""An item on the page: its answer, put together from the author's and that of data."""

from typing import Any

import msgspec
import pytest

from thesis.checklists.items import Checklist, Item
from thesis.checklists.pages import Standing
from thesis.checklists.prisma_s import Filled
from thesis.checklists.report import on_page, row, wanted
from thesis.model.records import Answer

ITEM = Item("8", "Methods", "Full search strategies", "Hvordan lød søkene?")
WHERE = {"metode": Standing("3 Metode", 12, "8"), "tbl:a": Standing("A", 30, "26")}
DATA = Filled("Alle søk.", "", ("tbl:a",), ("data/searches/a.csv:2–9",))
AT = [{"id": "metode", "place": "data/checklists.yaml:3"}]
PLACE = "data/checklists.yaml:2"


@pytest.mark.parametrize(
    ("answer", "built", "status", "by"),
    [
        ({}, None, "unanswered", "nobody"),
        ({}, DATA, "reported", "build"),
        ({}, Filled("Noe.", "Resten.", ("tbl:a",), ()), "partly", "build"),
        ({}, Filled("", "Alt.", (), ()), "not_reported", "build"),
        ({"at": AT}, None, "reported", "author"),
        ({"at": AT, "not_reported": "Resten."}, None, "partly", "author"),
        ({"at": [], "not_reported": "Alt."}, None, "not_reported", "author"),
        ({"at": [], "not_applicable": "Nei."}, None, "not_applicable", "author"),
        ({"at": [], "not_reported": "Hvorfor."}, DATA, "partly", "both"),
    ],
)
def test_an_item_has_a_status_and_somebody_who_gave_it(
    answer: dict[str, Any], built: Filled | None, status: str, by: str
) -> None:
    given = msgspec.convert({**answer, "place": PLACE}, Answer) if answer else None
    made = row(ITEM, given, built, WHERE)
    assert (made.status, made.by) == (status, by)


def test_both_answers_are_there_and_the_places_in_the_order_of_the_pages() -> None:
    answer = {"at": AT, "note": "Les mer.", "not_reported": "Hvorfor.", "place": PLACE}
    made = row(ITEM, msgspec.convert(answer, Answer), DATA, WHERE)
    assert made.says == ["Alle søk.", "Les mer."]
    assert made.lacks == ["Hvorfor."]
    assert [at.label for at in made.standing] == ["8", "26"]
    assert made.places == ["data/searches/a.csv:2–9", PLACE]


def test_the_items_are_counted_by_their_status_in_its_order() -> None:
    items = tuple(Item(str(i), "Methods", "T", "A?") for i in range(4))
    checklist = Checklist("a", "A", "S", "https://a", items)
    answers = {
        "1": {"at": AT, "place": PLACE},
        "2": {"at": [], "not_applicable": "Nei.", "place": PLACE},
    }
    made = on_page(checklist, msgspec.convert(answers, dict[str, Answer]), {}, WHERE)
    assert list(made.count.items()) == [("reported", 1), ("not_applicable", 1), ("unanswered", 2)]
    assert [each.id for each in made.sections[0].rows] == ["0", "1", "2", "3"]


def test_those_that_have_answers_are_wanted() -> None:
    every = [Checklist(name, "", "", "", ()) for name in ("prisma2020", "prisma_s", "swim")]
    assert wanted(every, {"swim": {}}) == every[2:]
    assert wanted(every, {}) == every[:2]


def test_the_declaration_is_wanted_beside_them_where_it_is_made_or_answered() -> None:
    every = [Checklist(name, "", "", "", ()) for name in ("prisma2020", "swim", "ai")]
    assert wanted(every, {}, {"ai"}) == [every[0], every[2]]
    assert wanted(every, {"ai": {}}) == [every[0], every[2]]
    assert wanted(every, {"swim": {}}) == [every[1]]
