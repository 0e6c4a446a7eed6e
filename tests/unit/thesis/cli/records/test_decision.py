"""A decision on a study: its record, what was decided before, and its place."""

from pathlib import Path

import pytest

from tests.unit.thesis.cli.a_thesis import record
from thesis.cli.records import decision, staged
from thesis.cli.records.staged import NotChangedError
from thesis.input import folder, todo


def decide(root: Path, *said: str) -> decision.Decided:
    made = decision.decide(root, *said)
    staged.write(root, made.files)
    return made


def places(root: Path, status: str) -> dict[str, int]:
    studies = folder.read(root, []).studies.items()
    return {key: each.value["place"] for key, each in studies if folder.decision(each) == status}


def test_a_withdrawn_study_keeps_what_it_was_and_no_other_record_is_touched(root: Path) -> None:
    made = decide(root, "fabelmo2019", "withdrawn", "Trukket: «sic».")
    gone = record(root, "fabelmo2019")
    assert gone["withdrawn"] == {"edition": "2025", "reason": "Trukket: «sic»."}
    assert (gone["status"], made.was) == ("included", "included")
    assert gone["decisions"] == [
        {"edition": "2023", "status": "included",
         "reason": "Måler søvn hos nattarbeidere som synger.\n"},
    ]  # fmt: skip
    assert list(made.files) == ["data/studies/fabelmo2019.yaml"]
    assert places(root, "included") == {"eventyr2021": 2}


def test_a_withdrawn_study_that_is_taken_in_again_comes_last(root: Path) -> None:
    decide(root, "fabelmo2019", "withdrawn", "Trukket.")
    decide(root, "fabelmo2019", "included", "Rettet og trykt på nytt.")
    again = record(root, "fabelmo2019")
    assert "withdrawn" not in again
    assert [each["status"] for each in again["decisions"]] == ["included", "withdrawn"]  # type: ignore[attr-defined]
    assert again["texts"]["appendix_reason"] == "Rettet og trykt på nytt.\n"  # type: ignore[index]
    assert places(root, "included") == {"eventyr2021": 2, "fabelmo2019": 3}


def test_an_excluded_study_that_is_included_has_the_fields_of_that_to_fill(root: Path) -> None:
    decide(root, "papirdal2016", "included", "Førti av dem arbeidet om natten.")
    study = folder.read(root, []).studies["papirdal2016"]
    assert "reason_category" not in study.value
    assert study.value["decisions"] == [
        {"edition": "2023", "status": "excluded", "reason_category": "day_workers",
         "reason": "Ingen av de 112 deltakerne arbeidet om natten.\n"},
    ]  # fmt: skip
    assert study.value["searched_on"] == "2023-09-04"
    assert study.value["texts"] == {"appendix_reason": "Førti av dem arbeidet om natten.\n"}
    assert todo.waits(study, "texts", "purpose")
    assert todo.waits(study, "outcomes")
    assert study.value["place"] == 3


def test_a_decision_that_is_turned_twice_leaves_nothing_to_fill_of_the_first(root: Path) -> None:
    decide(root, "papirdal2016", "included", "Førti av dem arbeidet om natten.")
    decide(root, "papirdal2016", "excluded", "De var i dagarbeid.", "day_workers")
    study = folder.read(root, []).studies["papirdal2016"]
    assert study.to_fill == []
    assert study.value["reason_category"] == "day_workers"
    assert [each["edition"] for each in study.value["decisions"]] == ["2023", "2025"]


def test_the_reason_of_the_ladder_is_to_fill_where_it_is_not_told(root: Path) -> None:
    decide(root, "eventyr2021", "excluded", "De sov ikke.")
    study = folder.read(root, []).studies["eventyr2021"]
    assert study.to_fill == [("reason_category",)]
    assert places(root, "excluded") == {"papirdal2016": 1, "eventyr2021": 2}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("fabelmo2020", "excluded", "x"), "did you mean fabelmo2019?"),
        (("fabelmo2019", "included", "x"), "fabelmo2019 is included already"),
    ],
)
def test_no_such_study_and_no_other_decision_are_refused(
    root: Path, said: tuple[str, ...], why: str
) -> None:
    with pytest.raises(NotChangedError, match=why.replace("?", r"\?")):
        decision.decide(root, *said)
