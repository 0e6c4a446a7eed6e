"""The arithmetic behind a computed number, spelled out: ``6 + 18 232 + 17 = 18 255``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thesis.numbers import MINUS
from thesis.register import Number, Register

SIGNS = {"sum": "+", "difference": MINUS}
"""What stands between the terms of an operation."""


@dataclass(frozen=True)
class Term:
    """A number that another one is computed from."""

    key: str
    value: int | float


@dataclass(frozen=True)
class Arithmetic:
    """How a number is computed, done once more.

    Attributes:
        number: the number, as the register has it.
        sign: what stands between the terms; "" where rows are counted.
        terms: the numbers it is computed from; none where rows are counted.
        result: what the terms, or the rows, give.
    """

    number: Number
    sign: str
    terms: tuple[Term, ...]
    result: int | float

    @property
    def holds(self) -> bool:
        """Whether the register has the number that the terms give."""
        return self.number.value == self.result

    @property
    def addends(self) -> tuple[Term, ...]:
        """The terms that change the result: those of a sum that are 0 do not."""
        return tuple(term for term in self.terms if term.value or self.sign != "+")


def of(number: Number, register: Register) -> Arithmetic | None:
    """The arithmetic of a number; None for one that is not computed, or from no single numbers.

    Raises:
        ValueError: its operation is none that there is.
    """
    if not number.operation:
        return None
    if number.operation == "count":
        return Arithmetic(number, "", (), len(number.rows))
    if number.operation not in SIGNS:
        raise ValueError(f"{number.key}: no operation «{number.operation}»")
    terms = []
    for key in number.terms:
        value = register[key].value if key in register else None
        if not isinstance(value, int | float):
            return None
        terms.append(Term(key, value))
    first, *rest = (Decimal(str(term.value)) for term in terms)
    result = first + sum(rest) if number.operation == "sum" else first - sum(rest)
    whole = result == result.to_integral_value()
    return Arithmetic(
        number, SIGNS[number.operation], tuple(terms), int(result) if whole else float(result)
    )


def used_by(register: Register) -> dict[str, list[str]]:
    """The keys that are computed from each key."""
    users: dict[str, list[str]] = {}
    for number in register.numbers.values():
        for key in number.terms:
            users.setdefault(key, []).append(number.key)
    return users
