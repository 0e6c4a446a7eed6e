"""Arithmetic behind a number, spelled out and done once more: ``6 + 18 232 + 17 = 18 255``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from thesis.diagnostics.place import Place
from thesis.language import norwegian
from thesis.model.formulas import Formula
from thesis.model.register import Number, Register

SIGNS = {"sum": "+", "difference": norwegian.MINUS, "count": ""}
"""What stands between the terms of an operation; a count has none."""

SHARE = "/"


class Term(NamedTuple):
    """A number that another one is computed from."""

    key: str
    value: int | float


@dataclass(frozen=True)
class Arithmetic:
    """How a number is computed, done once more."""

    key: str  # the number's key
    formula: Formula | None  # how the register says that it is computed, if it does
    sign: str  # what stands between the terms; "" where rows are counted
    terms: tuple[Term, ...]  # the numbers it is computed from; none where rows are counted
    result: int | float | Decimal  # what the terms, or the rows, give
    holds: bool  # whether that is what the register has
    rows: list[Place] = field(default_factory=list)  # the places in data/ it comes from

    @property
    def addends(self) -> tuple[Term, ...]:
        """The terms that change the result: those of a sum that are 0 do not."""
        return tuple(term for term in self.terms if term.value or self.sign != "+")

    @property
    def written(self) -> str:
        """The result in Norwegian digits, a share as a percentage."""
        write = norwegian.percent if self.sign == SHARE else norwegian.digits
        return write(self.result)


def of(number: Number, register: Register) -> Arithmetic | None:
    """The arithmetic of a number; None for one that is not computed, or that lacks a term.

    Raises:
        KeyError: its operation is none that there is.
    """
    if not number.operation:
        return None
    terms = []
    for key in number.terms:
        value = register[key].value if key in register else None
        if not isinstance(value, int | float):
            return None
        terms.append(Term(key, value))
    sign = SIGNS[number.operation]
    result = _result(sign, terms) if sign else len(number.rows)
    return Arithmetic(
        number.key, number.formula, sign, tuple(terms), result, number.value == result, number.rows
    )


def _result(sign: str, terms: list[Term]) -> int | float:
    first, *rest = (Decimal(str(term.value)) for term in terms)
    result = first + sum(rest) if sign == "+" else first - sum(rest)
    return int(result) if result == result.to_integral_value() else float(result)


def every(register: Register) -> Iterator[Arithmetic]:
    """The arithmetic of every number that is computed."""
    for number in register.numbers.values():
        if done := of(number, register):
            yield done


def shares(pairs: Iterable[tuple[str, ...]], register: Register) -> list[Arithmetic]:
    """Counts out of others, as percentages with one decimal at most; sorted by their keys."""
    found = []
    for part, whole in sorted(pairs):
        terms = Term(part, register.value(part)), Term(whole, register.value(whole))
        of_all = Decimal(str(terms[1].value))
        percent = Decimal(str(terms[0].value)) * 100 / of_all if of_all else Decimal(0)
        found.append(
            Arithmetic(
                f"{part}/{whole}",
                Formula("share", {"part": part, "whole": whole}),
                SHARE,
                terms,
                round(percent, 1).normalize(),
                terms[0].value <= terms[1].value,
                register[part].rows,
            )
        )
    return found


def used_by(register: Register) -> dict[str, list[str]]:
    """The keys that are computed from each key."""
    users: dict[str, list[str]] = {}
    for number in register.numbers.values():
        for key in number.terms:
            users.setdefault(key, []).append(number.key)
    return users
