"""What the fields and figures of a record imply of the classes that sentences name."""

from typing import Any

import pytest

from thesis.checks.consistency import study_classes
from thesis.model.records import Study

YEARS = {"unit": "years"}


@pytest.mark.parametrize(
    ("figures", "sample", "implied"),
    [
        ({"dropouts": 3}, 0, ["dropouts.some"]),
        ({"dropouts": 0}, 0, []),
        ({"follow_up_weeks": 3}, 0, ["later.followed"]),
        ({"age_difference": {"value": 0.049, "unit": "p"}}, 0, ["ages.unlike"]),
        ({"age_difference": {"value": 0.05, "unit": "p"}}, 0, ["ages.alike"]),
        ({"age": {"value": 1, **YEARS}}, 0, []),
        ({"age": {"value": 2, **YEARS}}, 0, ["age.young"]),
        ({"age": {"value": 10, **YEARS}}, 0, ["age.young", "age.adult"]),
        ({"age": {"value": 38, **YEARS}}, 0, ["age.young", "age.adult"]),
        ({"age": {"value": 39, **YEARS}}, 0, ["age.adult"]),
        ({"age": {"value": 51, **YEARS}}, 0, ["age.adult"]),
        ({"age": {"value": 52, **YEARS}}, 0, ["age.adult", "age.old"]),
        ({"age": {"value": 129, **YEARS}}, 0, []),
        ({"age": {"low": 31, "high": 59, **YEARS}}, 0, ["age.adult"]),
        ({"age": {"low": 30, "high": 60, **YEARS}}, 0, ["age.young", "age.adult", "age.old"]),
        ({"age": {"low": 5, "high": 17, **YEARS}}, 0, ["age.young"]),
        ({"age": 40, "weeks": 8}, 0, []),
        ({}, 1, ["size.small", "amount.small"]),
        ({}, 49, ["size.small", "amount.small"]),
        ({}, 50, []),
        ({}, 99, []),
        ({}, 100, ["size.large", "amount.large"]),
    ],
)
def test_figures_and_the_sample_imply_classes(
    figures: dict[str, Any], sample: int, implied: list[str]
) -> None:
    study = Study(key="a2020", status="included", figures=figures, fields={"sample": sample})
    assert [name for name, *_ in study_classes._implied(study)] == implied
