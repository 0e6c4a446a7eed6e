"""The arithmetic behind a number: sums, differences, counts and shares, done once more."""

from pathlib import Path

import pytest

from tests.a_register import a_register
from thesis.checks.consistency.arithmetic import holds
from thesis.diagnostics.place import Place
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.model import arithmetic
from thesis.model.formulas import Formula
from thesis.model.register import Number

TERMS = [Number("a.1.hits", 17), Number("a.2.hits", 0), Number("a.3.hits", 5)]
SUM = Number(
    "a.hits",
    22,
    formula=Formula("sum", {"count": "hits"}),
    operation="sum",
    terms=[one.key for one in TERMS],
)
LEFT = Number("flow.left", 17, operation="difference", terms=["a.hits", "a.3.hits"])
COUNT = Number("a.searches", 3, rows=[Place("a.csv", i) for i in (2, 3, 4)], operation="count")
DECIMALS = [Number("x.one", 0.1), Number("x.two", 0.2)]
DECIMAL = Number("x.both", 0.3, operation="sum", terms=["x.one", "x.two"])
ALL = [*TERMS, SUM, LEFT, COUNT, *DECIMALS, DECIMAL]


@pytest.mark.parametrize(
    ("number", "sign", "addends", "result"),
    [
        (SUM, "+", [17, 5], 22),
        (LEFT, "−", [22, 5], 17),
        (COUNT, "", [], 3),
        (DECIMAL, "+", [0.1, 0.2], 0.3),
    ],
    ids=["sum", "difference", "count", "decimals"],
)
def test_a_number_is_computed_once_more(
    number: Number, sign: str, addends: list[float], result: float
) -> None:
    done = arithmetic.of(number, a_register(ALL, {}))
    assert done is not None
    assert (done.sign, [term.value for term in done.addends], done.result) == (
        sign,
        addends,
        result,
    )
    assert done.holds


def test_what_is_not_computed_has_no_arithmetic() -> None:
    assert arithmetic.of(TERMS[0], a_register(ALL, {})) is None


def test_a_share_is_a_percentage_with_one_decimal_at_most() -> None:
    register = a_register([*ALL, Number("three", 3), Number("one", 1)], {})
    pairs = [("a.3.hits", "a.hits"), ("one", "three"), ("a.2.hits", "a.2.hits")]
    done = arithmetic.shares(pairs, register)
    assert [share.written for share in done] == ["0\u00a0%", "22,7\u00a0%", "33,3\u00a0%"]
    assert all(share.holds for share in done)
    assert not arithmetic.shares([("three", "one")], register)[0].holds


def test_each_term_knows_what_is_computed_from_it() -> None:
    users = arithmetic.used_by(a_register(ALL, {}))
    assert users["a.3.hits"] == ["a.hits", "flow.left"]
    assert "flow.left" not in users


def found(numbers: list[Number]) -> list[tuple[str, str, str]]:
    thesis = Thesis(a_register(numbers, {}), {"blocks": []}, Tally(), {}, {}, Path())
    return [(each.rule, each.found, each.expected) for each in holds(thesis)]


def test_a_register_that_adds_up_is_not_found() -> None:
    assert found(ALL) == []


def test_a_number_that_its_terms_do_not_give_is_found() -> None:
    wrong = Number(
        "a.hits", 23, formula=Formula("sum", {"count": "hits"}), operation="sum", terms=SUM.terms
    )
    count = Number("a.searches", 4, rows=COUNT.rows, operation="count")
    assert found([*TERMS, wrong, count]) == [
        ("register.arithmetic", "a.hits = 23", "22"),
        ("register.arithmetic", "a.searches = 4", "3"),
    ]


def test_a_term_that_is_not_there_is_found() -> None:
    assert found([*TERMS[1:], SUM]) == [
        ("register.arithmetic", "a.hits, of which a term is missing", "what its terms give")
    ]
