"""Results with every number in place."""

from typing import Any

import pytest

from thesis.effects.reported import names, people, results

STUDY: dict[str, Any] = {
    "figures": {"analysed": {"value": 25, "unit": "people"}, "controls": 24, "age": {"low": 1}},
    "results": {
        "craving": {
            "treated": {"n": "analysed", "mean": 20.1, "sd": None},
            "controls": {"n": "controls", "mean": "age"},
            "p": "<0.001",
            "page": "7",
        },
        "mood": None,
    },
}


def test_a_name_stands_for_its_figure_and_what_is_not_known_is_left_out() -> None:
    assert results(STUDY) == {
        "craving": {
            "treated": {"n": 25, "mean": 20.1},
            "controls": {"n": 24},
            "p": "<0.001",
            "page": "7",
        }
    }
    assert [name for _, name in names(STUDY)] == ["analysed", "controls", "age"]
    assert results({}) == {}


@pytest.mark.parametrize(
    ("result", "expected"),
    [(results(STUDY)["craving"], 49), ({"n": 30, "r": 0.2}, 30), ({"treated": {"n": 9}}, None)],
)
def test_people_are_those_of_both_groups(result: dict[str, Any], expected: int | None) -> None:
    assert people(result) == expected
