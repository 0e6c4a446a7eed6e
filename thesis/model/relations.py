"""Relations of a study's own figures: ``answered - discarded == valid``.

Two sums are compared. They are made of the names of the record's figures, of numbers, +, -, * and
brackets; they are read with `ast`, and nothing in them is ever run.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from thesis.diagnostics.findings import nearest
from thesis.language import norwegian
from thesis.model.conditions import SIGNS, PredicateError
from thesis.model.records import Figure

COMPARE: Mapping[str, tuple[Callable[[Decimal, Decimal], bool], str, str]] = {
    "==": (operator.eq, "=", "≠"),
    "!=": (operator.ne, "≠", "="),
    "<": (operator.lt, "<", "≥"),
    "<=": (operator.le, "≤", ">"),
    ">": (operator.gt, ">", "≤"),
    ">=": (operator.ge, "≥", "<"),
}  # What each sign asks, how it is shown when the answer is yes, and when it is no

RECKON: Mapping[type[ast.operator], tuple[Callable[[Decimal, Decimal], Decimal], str]] = {
    ast.Add: (operator.add, "+"),
    ast.Sub: (operator.sub, "−"),
    ast.Mult: (operator.mul, "·"),
}

Figures = Mapping[str, Figure | list[int | float]]
"""Numbers by their names, of a record or of the register, which has a range as a list."""

EXAMPLE = "answered - discarded == valid"


@dataclass(frozen=True)
class Relation:
    """A relation that was read."""

    holds: bool  # whether the figures bear it out
    shown: str  # its arithmetic with the figures put in: «32 − 5 − 2 = 25», «487 − 12 = 475 ≠ 465»


@dataclass(frozen=True)
class _Side:
    value: Decimal
    shown: str
    sum: bool = False

    @property
    def whole(self) -> str:
        """A sum with what it comes to; a number as it is."""
        return f"{self.shown} = {_digits(self.value)}" if self.sum else self.shown


def read(says: str, figures: Figures) -> Relation:
    """Read a relation and ask the figures whether it holds.

    Args:
        figures: the record's own, each bare or with its value under ``value``.

    Raises:
        PredicateError: it cannot be read, or names a figure that is no single number.
    """
    try:
        tree = ast.parse(says.strip(), mode="eval").body
        if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
            raise _unreadable(says)
        sign = SIGNS.get(type(tree.ops[0]), "")
        if sign not in COMPARE:
            raise _unreadable(says)
        left, right = _side(tree.left, figures), _side(tree.comparators[0], figures)
    except PredicateError:
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError, ArithmeticError):
        raise _unreadable(says) from None
    if not any(isinstance(node, ast.Name) for node in ast.walk(tree)):
        raise _unreadable(says)
    ask, yes, no = COMPARE[sign]
    if ask(left.value, right.value):
        # «32 − 5 − 2 = 25» needs no second «= 25».
        sides = (left.shown, right.shown) if sign == "==" else (left.whole, right.whole)
        return Relation(True, f"{sides[0]} {yes} {sides[1]}")
    return Relation(False, f"{left.whole} {no} {right.whole}")


def amount(source: str, figures: Figures) -> Decimal:
    """What a sum of figures comes to, such as ``sessions * minutes``.

    Raises:
        PredicateError: it cannot be read, or names a figure that is no single number.
    """
    try:
        return _side(ast.parse(source.strip(), mode="eval").body, figures).value
    except (SyntaxError, ValueError, RecursionError, MemoryError, ArithmeticError) as error:
        if isinstance(error, PredicateError):
            raise
        raise _unreadable(source) from None


def _side(node: ast.expr, figures: Figures) -> _Side:
    if isinstance(node, ast.Constant) and _is_number(node.value):
        return _number(node.value)
    if isinstance(node, ast.Name):
        return _figure(node.id, figures)
    if isinstance(node, ast.BinOp) and type(node.op) in RECKON:
        reckon, sign = RECKON[type(node.op)]
        left, right = _side(node.left, figures), _side(node.right, figures)
        shown = (
            _bracketed(left, node.left, node.op),
            _bracketed(right, node.right, node.op, last=True),
        )
        return _Side(reckon(left.value, right.value), f"{shown[0]} {sign} {shown[1]}", True)
    raise _unreadable(ast.unparse(node))


def _bracketed(side: _Side, node: ast.expr, above: ast.operator, last: bool = False) -> str:
    """A sum inside a product, or after a minus, in the brackets it was written in."""
    inside = isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Mult)
    needed = isinstance(above, ast.Mult) or (last and isinstance(above, ast.Sub))
    return f"({side.shown})" if inside and needed else side.shown


def _figure(name: str, figures: Figures) -> _Side:
    if name not in figures:
        near = nearest(name, figures)
        raise PredicateError(
            f"the figure «{name}»",
            "the name of one of the record's own figures",
            f"did you mean {' or '.join(near)}?" if near else f"add {name} under figures",
        )
    figure = figures[name]
    value = figure.get("value") if isinstance(figure, Mapping) else figure
    if not _is_number(value):
        raise PredicateError(
            f"the figure «{name}», which is a range or not known",
            "figures that are single numbers",
            "leave it out, or give its ends figures of their own",
        )
    return _number(value)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: int | float) -> _Side:
    # By its digits: 0.1 + 0.2 is 0.3 here.
    return _Side(Decimal(str(value)), norwegian.digits(value))


def _digits(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return norwegian.digits(int(value) if whole else float(value))


def _unreadable(what: str) -> PredicateError:
    return PredicateError(
        f"«{what}»",
        f"two sums of figures compared once by ==, !=, <, <=, > or >=: {EXAMPLE}",
        "write it with names of figures, numbers, +, -, * and brackets; of two things that it "
        "says, make two relations",
    )


KEY = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)+")


def keys(source: str) -> list[str]:
    """The keys of the register that a sum names, in order, each once."""
    return list(dict.fromkeys(KEY.findall(source)))


def names(says: str) -> list[str]:
    """The figures that a relation names, in order, each once; it must be one that can be read."""
    nodes = ast.walk(ast.parse(says.strip(), mode="eval"))
    found = [node for node in nodes if isinstance(node, ast.Name)]
    found.sort(key=lambda node: node.col_offset)
    return list(dict.fromkeys(node.id for node in found))
