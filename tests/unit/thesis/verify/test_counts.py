"""The register inside against the one made anew."""

from typing import Any

import pytest

from thesis.verify import counts


def register(**values: Any) -> dict[str, Any]:
    numbers = {key: {"value": value, "unit": "hits"} for key, value in values.items()}
    return {"numbers": numbers, "records": {"thesis": {"title": "T"}}}


def told(attached: Any, recomputed: Any, same_code: bool = True) -> list[tuple[str, bool | None]]:
    return [(one.place, one.agrees) for one in counts.check(attached, recomputed, same_code)]


def test_each_count_is_told_and_the_same_ones_agree() -> None:
    made = register(a=1, b=[2, 3], c=None)
    assert told(made, made) == [("a", True), ("b", True), ("c", True)]


@pytest.mark.parametrize(
    "formula", ["sum of hits over all searches", {"id": "sum", "count": "hits"}]
)
def test_another_value_is_told_with_the_formula_and_the_rows(formula: Any) -> None:
    made = register(a=2)
    rows = [f"data/x.csv:{line}" for line in range(2, 7)]
    made["numbers"]["a"] |= {"formula": formula, "rows": rows}
    (verdict,) = counts.check(register(a=1), made, True)
    assert str(verdict) == (
        "a: 1 in the register; expected 2, sum of hits over all searches "
        "(data/x.csv:2, data/x.csv:3, data/x.csv:4 and 2 more)"
    )


@pytest.mark.parametrize(("same_code", "agrees"), [(True, False), (False, None)])
def test_a_count_that_only_one_has_is_wrong_by_the_same_code_only(
    same_code: bool, agrees: bool | None
) -> None:
    assert told(register(a=1), register(b=1), same_code) == [("a", agrees), ("b", agrees)]


def test_another_value_is_wrong_by_whatever_code() -> None:
    assert told(register(a=1), register(a=2), same_code=False) == [("a", False)]


def test_other_records_are_told() -> None:
    changed = register(a=1)
    changed["records"]["thesis"] = {"title": "U"}
    assert told(changed, register(a=1)) == [("a", True), ("records: thesis", False)]


@pytest.mark.parametrize(
    "broken",
    [None, [], "x", {}, {"numbers": [1]}, {"numbers": {"a": 1}}, {"numbers": {}, "records": ["a"]}],
)
def test_a_register_that_is_none_is_told(broken: Any) -> None:
    assert told(broken, register(a=1)) == [("build/register.json", False)]


def test_what_could_not_be_recomputed_is_wrong() -> None:
    for same_code in (True, False):
        assert told(register(a=1), None, same_code) == [("build/register.json", False)]


@pytest.mark.parametrize(
    ("inside", "agrees"),
    [
        ([{"hits": 17}], False),
        ([{"hits": 18, "more": 1}], None),
        ([{"hits": 18}, {"hits": 2}], None),
        ([{"hits": "18"}], None),
    ],
)
def test_of_other_code_a_count_in_a_record_is_wrong_and_what_only_one_has_not_known(
    inside: Any, agrees: bool | None
) -> None:
    one, other = register(), register()
    one["records"]["searches"], other["records"]["searches"] = inside, [{"hits": 18}]
    assert told(one, other, same_code=False) == [("records: searches", agrees)]
    assert told(one, other) == [("records: searches", False)]
