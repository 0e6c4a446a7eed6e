"""The rules on data/checklists.yaml."""

from typing import Any

import msgspec
import pytest

from tests.unit.thesis.checks.whole import Make
from thesis.checks.consistency import checklists
from thesis.document.thesis import Thesis
from thesis.model.records import Answer
from thesis.model.register import Number


def answer(*at: str, line: int = 3) -> dict[str, Any]:
    place = f"data/checklists.yaml:{line}"
    return {"at": [{"id": one, "place": place} for one in at], "place": place}


def records(name: str, answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "checklists": {
            "about": "Les dette.",
            name: {"place": "data/checklists.yaml:2", "answers": answers},
        }
    }


def every(name: str) -> dict[str, Any]:
    return {item: answer("metode") for item in checklists.items(name)}


def counted(thesis: Thesis) -> Thesis:
    for key in (
        "databases.count",
        "searches.count",
        "studies.read",
        "studies.included",
        "studies.excluded",
        "searches.hits",
        "searches.abstracts",
        "searches.articles",
    ):
        thesis.register.numbers[key] = Number(key, 3)
    return thesis


def test_a_thesis_without_the_file_has_no_finding(small: Make) -> None:
    thesis = small()
    assert not thesis.register.records.checklists.lists
    assert list(checklists.unknown_places(thesis)) == []
    assert list(checklists.unanswered(thesis)) == []


@pytest.mark.mutant("checklist.unknown-place")
def test_a_place_that_the_document_does_not_have_is_found(small: Make) -> None:
    answers = {
        **every("prisma2020"),
        "3": answer("title-page", "fig:flowchart", "app:searches", "tbl:searches-base"),
        "4": answer("resultat", "metoden", line=9),
    }
    (finding,) = checklists.unknown_places(small(records=records("prisma2020", answers)))
    assert finding.rule == "checklist.unknown-place"
    assert str(finding.place) == "data/checklists.yaml:9"
    assert finding.found == "at: metoden"
    assert "did you mean metode" in finding.fix


@pytest.mark.mutant("checklist.unanswered")
def test_items_without_an_answer_are_found_together(small: Make) -> None:
    answers = every("prisma2020")
    assert list(checklists.unanswered(counted(small(records=records("prisma2020", answers))))) == []
    del answers["10a"], answers["27"]
    (finding,) = checklists.unanswered(counted(small(records=records("prisma2020", answers))))
    assert finding.rule == "checklist.unanswered"
    assert str(finding.place) == "data/checklists.yaml:2"
    assert finding.found == "prisma2020 without an answer to 10a, 27"


def test_what_the_data_answer_needs_no_answer_of_the_author(small: Make) -> None:
    answers = every("prisma_s")
    for item in ("1", "8", "13", "15"):
        del answers[item]
    thesis = counted(small(records=records("prisma_s", answers)))
    assert list(checklists.unanswered(thesis)) == []
    del answers["9"]  # none of its searches has limits, and that is for the author to say
    thesis = counted(small(records=records("prisma_s", answers)))
    (finding,) = checklists.unanswered(thesis)
    assert finding.found == "prisma_s without an answer to 9"


@pytest.mark.mutant("checklist.no-page")
def test_a_place_on_no_page_is_found_once_and_an_unknown_one_is_left_to_its_own_rule() -> None:
    answers = {"3": answer("metode", line=3), "4": answer("borte", "gone", line=4)}
    (finding,) = checklists.without_page(
        msgspec.convert(answers, dict[str, Answer]), ["metode", "borte"], ["metode"]
    )
    assert finding.rule == "checklist.no-page"
    assert str(finding.place) == "data/checklists.yaml:4"
    assert "borte" in finding.found


@pytest.mark.mutant("checklist.unread")
def test_answers_of_an_earlier_edition_are_marked_until_they_are_read(small: Make) -> None:
    def found(edition: str = "", changes: bool = True) -> list[str]:
        answers = {"3": answer("metode"), "4": {**answer("metode"), "edition": "2022"}}
        parts = records("prisma2020", answers)
        parts["thesis"] = {"title": "Ro", "edition": {"name": "2022"}}
        if changes:
            lists = {name: [] for name in ("counts", "studies", "sessions", "searches")}
            parts["changes"] = {"edition": "2020", **lists}
        thesis = small(records=parts)
        given = msgspec.structs.replace(thesis.register.records.checklists, edition=edition)
        made = msgspec.structs.replace(thesis.register.records, checklists=given)
        thesis.register.records = made
        return [one.found for one in checklists.unread(thesis)]

    assert found() == ["prisma2020: answers of the edition «2020»: 3"]
    assert found("2018") == ["prisma2020: answers of the edition «2018»: 3"]
    assert found("2022") == []
    assert found(changes=False) == []
