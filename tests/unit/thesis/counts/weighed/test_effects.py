"""The effects of data/outcomes.yaml, of the results of the studies."""

from typing import Any

import pytest

from thesis.counts.weighed.effects import syntheses
from thesis.input.sources import Source
from thesis.model.records import Study, Synthesis
from thesis.model.register import Number


def study(key: str, treated: float, place: int, **fields: Any) -> Study:
    """A trial of 20 people in each group, whose controls have a mean of 10."""
    group = {"n": "analysed", "sd": 2}
    result = {"treated": {**group, "mean": treated}, "controls": {**group, "mean": 10}}
    given = {"results": {"craving": result}, "outcomes": {"craving": {"reported": "reduced"}}}
    return Study(
        key=key,
        status="included",
        place=place,
        fields={**given, **fields},
        figures={"analysed": {"value": 20, "unit": "people"}},
        file=f"data/studies/{key}.yaml",
        lines={"results.craving": 7, "outcomes.craving": 5},
    )


STUDIES = [study("anna2019", 8, 1), study("berit2018", 9, 2), study("carl2017", 10.5, 3)]
NO_NUMBERS = study("dag2016", 9, 4, results={}, outcomes={"craving": {"reported": "unchanged"}})


def made(*studies: Study, **item: Any) -> tuple[Synthesis, dict[str, Number]]:
    given = {"id": "craving", "label": "Russug", "measure": "MD", "better": "lower", **item}
    outcomes = Source("data/outcomes.yaml", [given])
    found, numbers = syntheses(outcomes, studies, {}, "nb")
    return found[0], {number.key: number for number in numbers}


def test_nothing_is_pooled_that_is_not_asked_for() -> None:
    found, numbers = made(*STUDIES)
    assert found.pooled is None
    assert [effect.estimate for effect in found.effects] == [-2, -1, 0.5]
    assert [effect.people for effect in found.effects] == [40, 40, 40]
    assert numbers["outcome.craving.people"].value == 120
    assert "outcome.craving.estimate" not in numbers


def test_what_is_pooled_has_weights_and_rounded_numbers_with_their_arithmetic() -> None:
    found, numbers = made(*STUDIES, pool="fixed")
    assert [effect.weight for effect in found.effects] == pytest.approx([100 / 3] * 3)
    assert numbers["outcome.craving.estimate"].value == -0.83
    assert str(numbers["outcome.craving.estimate"].formula) == "MD of Russug, pooled by fixed"
    assert numbers["outcome.craving.q"].value == 7.92
    assert numbers["outcome.craving.i2"].value == 75
    one = numbers["outcome.craving.anna2019.estimate"]
    assert (one.value, one.note[:28]) == (-2, "MD = 8,00 − 10,00 = −2,00; S")
    assert str(one.rows[0]) == "data/studies/anna2019.yaml:7"


def test_a_study_without_numbers_is_shown_with_its_direction_and_not_pooled() -> None:
    found, numbers = made(*STUDIES[:2], NO_NUMBERS, pool="REML")
    assert [effect.direction for effect in found.effects] == ["better", "better", "unchanged"]
    assert found.effects[2].estimate is None
    assert found.effects[2].weight is None
    assert numbers["outcome.craving.studies"].value == 3
    assert "outcome.craving.people" not in numbers


@pytest.mark.parametrize(
    ("steps", "certainty"),
    [
        ({}, "high"),
        ({"risk_of_bias": 1}, "moderate"),
        ({"risk_of_bias": 1, "imprecision": 2}, "very_low"),
        ({"risk_of_bias": 3, "imprecision": 2}, "very_low"),
        ({"start": "low"}, "low"),
        ({"start": "low", "large_effect": 2}, "high"),
        ({"start": "low", "large_effect": 2, "indirectness": 1, "dose_response": 1}, "high"),
        ({"start": "low", "confounding": 1}, "moderate"),
        ({"start": None, "design": "rct", "imprecision": 1}, "moderate"),
        ({"start": None, "design": "cohort", "dose_response": 1}, "moderate"),
        ({"start": None, "design": "trial"}, ""),
    ],
)
def test_certainty_goes_down_and_up_from_where_it_starts(
    steps: dict[str, Any], certainty: str
) -> None:
    told = {"start": "high", **steps}
    design = told.pop("design", "rct")
    names = told.keys() - {"start"}
    told |= {name: {"steps": steps[name], "reason": "Derfor."} for name in names}
    found, _ = made(*(study("anna2019", 8, i, design=design) for i in (1, 2)), certainty=told)
    assert found.certainty == certainty
    assert len(found.steps) == len(names)


@pytest.mark.parametrize(
    ("measure", "events", "direction"),
    [("RD", (0, 0), "unchanged"), ("OR", (4, 2), "unchanged"), ("RD", (1, 0), "worse")],
)
def test_groups_that_had_it_alike_point_nowhere(
    measure: str, events: tuple[int, int], direction: str
) -> None:
    groups = {"treated": {"n": 20, "events": events[0]}, "controls": {"n": 10, "events": events[1]}}
    one = study("anna2019", 8, 1, results={"craving": groups}, outcomes={})
    found, _ = made(one, measure=measure)
    assert found.effects[0].direction == direction
