"""Computed numbers of the register, computed anew."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.checks.consistency import arithmetic
from thesis.diagnostics.place import Place
from thesis.model.register import Number

TERMS = [Number("a", 3), Number("b", 4)]


@pytest.mark.parametrize(
    ("computed", "told"),
    [
        ({"operation": "sum", "terms": ["a", "b"], "value": 7}, None),
        ({"operation": "", "terms": [], "value": 9}, None),
        ({"operation": "sum", "terms": ["a", "b"], "value": 8}, ("total = 8", "7", "sum: 7")),
        ({"operation": "difference", "terms": ["b", "a"], "value": 7},
         ("total = 7", "1", "difference: 1")),
        ({"operation": "count", "terms": [], "value": 1}, ("total = 1", "0", "count: 0")),
        ({"operation": "sum", "terms": ["a", "c"], "value": 7},
         ("total, of which a term is missing", "what its terms give", "a, c")),
    ],
)  # fmt: skip
def test_a_number_that_its_terms_do_not_give_is_told(
    computed: dict[str, Any], told: tuple[str, str, str] | None
) -> None:
    numbers = [Number(key="total", kind="derived", **computed), *TERMS]
    thesis: Any = SimpleNamespace(register=a_register(numbers))
    found = list(arithmetic.holds(thesis))
    assert [(one.found, one.expected, one.evidence) for one in found] == [told] * bool(told)
    assert {one.place for one in found} <= {Place("build/register.json", 0)}
