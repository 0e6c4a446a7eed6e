"""The relations of a study's figures: what can be read, what holds, and its arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesis.model import relations
from thesis.model.conditions import PredicateError

FIGURES = {
    "answered": {"value": 487, "unit": "people"},
    "discarded": 12,
    "valid": 465,
    "low": {"value": 0.1},
    "high": {"value": 0.2},
    "fall": {"value": -3},
    "ages": {"low": 18, "high": 40},
    "unknown": None,
    "untold": {"value": None},
}


@pytest.mark.parametrize(
    ("says", "holds", "shown"),
    [
        ("answered - discarded == valid", False, "487 − 12 = 475 ≠ 465"),
        ("answered - discarded == 475", True, "487 − 12 = 475"),
        ("valid == answered - discarded", False, "465 ≠ 487 − 12 = 475"),
        ("475 == answered - discarded", True, "475 = 487 − 12"),
        ("valid <= answered", True, "465 ≤ 487"),
        ("valid + discarded < answered", True, "465 + 12 = 477 < 487"),
        ("valid > answered", False, "465 ≤ 487"),
        ("valid >= answered", False, "465 < 487"),
        ("answered < valid", False, "487 ≥ 465"),
        ("answered <= valid", False, "487 > 465"),
        ("answered != valid", True, "487 ≠ 465"),
        ("discarded != 12", False, "12 = 12"),
        ("low + high == 0.3", True, "0,1 + 0,2 = 0,3"),
        ("low < 0.05", False, "0,1 ≥ 0,05"),
        ("fall + discarded == 9", True, "−3 + 12 = 9"),
        ("2 * (discarded + 1) == 26", True, "2 · (12 + 1) = 26"),
        ("answered - (discarded - 1) == 476", True, "487 − (12 − 1) = 476"),
        ("(answered - discarded) - 1 == 474", True, "487 − 12 − 1 = 474"),
        ("answered - 2 * discarded == 463", True, "487 − 2 · 12 = 463"),
        ("answered + 1000 == 1487", True, "487 + 1\u00a0000 = 1\u00a0487"),
    ],
)
def test_a_relation_is_asked_and_its_arithmetic_shown(says: str, holds: bool, shown: str) -> None:
    assert relations.read(says, FIGURES) == relations.Relation(holds, shown)


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("answerd == valid", "«answerd»"),
        ("ages < 41", "«ages», which is a range or not known"),
        ("unknown == 1", "«unknown», which"),
        ("untold == 1", "«untold», which"),
        ("answered", "«answered»"),
        ("1 + 1 == 2", "«1 + 1 == 2»"),
        ("1 < discarded < 20", "«1 < discarded < 20»"),
        ("answered is valid", "«answered is valid»"),
        ("discarded in [12]", "«discarded in [12]»"),
        ("answered / 2 == valid", "«answered / 2»"),
        ("discarded ** 2 == 144", "«discarded ** 2»"),
        ("-discarded == fall", "«-discarded»"),
        ("True == discarded", "«True»"),
        ("'12' == discarded", "«'12'»"),
        ("discarded.value == 12", "«discarded.value»"),
        ("__import__('os') == discarded", "«__import__('os')»"),
        ("discarded == 1e999", "«discarded == 1e999»"),
        ("answered == and", "«answered == and»"),
        ("", "«»"),
        ("(" * 500 + "discarded" + ")" * 500 + " == 12", "«((("),
        ("+ ".join(["discarded"] * 5000) + " == 12", "«discarded"),
    ],
)
def test_what_is_no_relation_is_refused_and_never_run(says: str, found: str) -> None:
    with pytest.raises(PredicateError) as error:
        relations.read(says, FIGURES)
    assert found in error.value.found
    assert error.value.fix


def test_a_misspelt_figure_is_answered_with_the_nearest() -> None:
    with pytest.raises(PredicateError) as error:
        relations.read("answerd == valid", FIGURES)
    assert error.value.fix == "did you mean answered?"


def test_the_names_stand_in_the_order_of_the_relation_each_once() -> None:
    assert relations.names("valid + discarded <= answered + discarded") == [
        "valid",
        "discarded",
        "answered",
    ]


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_the_arithmetic_is_that_of_whole_numbers(a: int, b: int, c: int) -> None:
    figures = {"a": a, "b": b, "c": c}
    for says in ("a + b == c", "a - b < c", "a * (b - c) >= b", "a - (b - c) != b", "a * b <= c"):
        assert relations.read(says, figures).holds == eval(says, {}, figures)
