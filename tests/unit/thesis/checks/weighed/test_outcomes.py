"""Outcomes against the studies; more is planted in tests/rules/effect.outcome.yaml."""

from typing import Any

import pytest

from thesis.checks.weighed import outcomes
from thesis.input.folder import Data
from thesis.input.sources import Source

MEANS = {"treated": {"n": 9, "mean": 2, "sd": 1}, "controls": {"n": 9, "mean": 3, "sd": 1}}


def found(
    measure: str, *results: dict[str, Any], also: dict[str, Any] | None = None, **item: Any
) -> list[tuple[str, str]]:
    """What is told of an outcome of some studies, each with a result, and `also` others."""
    studies = {
        f"studies/s{i}": Source(
            f"data/studies/s{i}.yaml",
            {"status": "included", "results": {"craving": result, **(also or {})}},
        )
        for i, result in enumerate(results)
    }
    of = {"id": "craving", "label": "Russug", "measure": measure, "better": "lower", **item}
    data = Data({"outcomes": Source("data/outcomes.yaml", [of]), **studies})
    return [(each.rule, each.found) for each in outcomes.check(data)]


@pytest.mark.mutant("effect.lacking")
def test_a_result_that_does_not_give_the_measure_is_told() -> None:
    told = "results.craving with treated, controls, which give no RR"
    assert found("RR", MEANS) == [("effect.lacking", told)]


def test_a_pool_of_one_is_told_and_one_of_two_is_not() -> None:
    assert found("MD", MEANS, pool="DL") == [("effect.outcome", "pool: DL, of 1 effect")]
    assert found("MD", MEANS, MEANS, pool="DL") == []
    told = [("effect.outcome", "not_pooled, beside pool: DL")]
    assert found("MD", MEANS, MEANS, pool="DL", not_pooled="Ulike mål.") == told


@pytest.mark.parametrize(
    ("events", "steps", "told"),
    [
        (18, 1, []),
        (30, 2, []),
        (6, 1, ["1 up for an RR of 1.20"]),
        (18, 2, ["2 up for an RR of 3.60"]),
    ],
)
def test_a_large_effect_is_as_large_as_grade_asks_for(
    events: int, steps: int, told: list[str]
) -> None:
    result = {"treated": {"n": 60, "events": events}, "controls": {"n": 60, "events": 5}}
    certainty = {"start": "low", "large_effect": {"steps": steps, "reason": "Stor."}}
    grade = [text for rule, text in found("RR", result, certainty=certainty)]
    assert grade == told


@pytest.mark.mutant("effect.unit")
def test_means_in_two_units_are_told_and_a_measure_without_units_takes_them() -> None:
    results = [{**MEANS, "unit": unit} for unit in ("poeng", "prosent")]
    assert found("MD", *results) == [("effect.unit", "unit: prosent")]
    assert found("MD", results[0], unit="kg") == [("effect.unit", "unit: poeng")]
    assert found("SMD", *results) == found("MD", MEANS, results[0]) == []


def test_a_result_of_no_outcome_is_told() -> None:
    told = [("effect.outcome", "results.cravings, of no outcome")]
    assert found("MD", MEANS, also={"cravings": MEANS}) == told
