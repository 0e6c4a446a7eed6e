"""Conditions: the `where` of a group statement, answered yes, no or not known of a record.

It is written as Python writes a condition, on the names of the record's fields:

    country in scandinavia
    design == rct and figures.weeks >= 12
    craving in measures and outcomes.craving.significant == true

It is read with `ast` and nothing in it is ever run. What a record leaves blank is not known, and
not known carries on as in three-valued logic: «no and not known» is no, «yes and not known» is not
known. `field == null` asks whether the record leaves a field blank.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesis.diagnostics.findings import nearest

Record = Mapping[str, Any]
Answer = bool | None  # Yes, no, or not known

NOT_ASKED = frozenset({"file", "lines", "texts", "relations", "corrections", "unverified"})
"""Parts of a record that are no fields of the study."""

NAMES: Mapping[str, Any] = {"true": True, "false": False, "null": None}

SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip

ABSENT = object()
"""What a path gives that leads to nothing inside a part of the record that is there."""


class PredicateError(ValueError):
    """A question that cannot be asked: what stands there, what could, and how to fix it."""

    def __init__(self, found: str, expected: str, fix: str) -> None:
        super().__init__(f"{found}: {fix}")
        self.found = found
        self.expected = expected
        self.fix = fix


@dataclass(frozen=True)
class Predicate:
    """A question that was read."""

    source: str  # the question as it was written
    fields: tuple[str, ...]  # the fields it asks for, in order, each once
    # words without quotes that no record has: a slip, or a value that is gone. They are told unless
    # the statement is untrue anyway: «ingen» would always be true of a slip.
    doubts: tuple[PredicateError, ...]
    # answers it for one record; PredicateError where the record's value is of a kind that the
    # question cannot be put to
    ask: Callable[[Record], Answer]


def parse(source: str, records: Sequence[Record], sets: Mapping[str, Sequence[str]]) -> Predicate:
    """Read a question.

    Args:
        records: all records; what they hold is what may be asked.
        sets: the named sets of config: ``{"scandinavia": ["NO", "SE", "DK"]}``.

    Raises:
        PredicateError: it cannot be read, or names a field that is nowhere.
    """
    reader = _Reader(records, sets)
    try:
        ask = reader.condition(ast.parse(source.strip(), mode="eval").body)
    except PredicateError:
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise PredicateError(
            f'where="{source}", which cannot be read',
            "a condition such as country in scandinavia, or sex == women and figures.weeks >= 12",
            "compare with ==, !=, <, <=, >, >=, in, not in; join with and, or, not; "
            "put a text of several words in quotes",
        ) from None
    if not reader.asked:
        raise PredicateError(
            f'where="{source}", which asks for no field',
            "a condition on the records' fields",
            "name the field that shows it",
        )
    return Predicate(source, tuple(dict.fromkeys(reader.asked)), tuple(reader.doubts), ask)


def lookup(record: Record, path: str) -> Any:
    """The value of a field; None where the record leaves it blank, ABSENT inside a part without it.

    A figure with a unit or a note is its value.
    """
    first, *rest = path.split(".")
    value = record.get(first)
    for step in rest:
        if not isinstance(value, Mapping):
            return None if value is None else ABSENT
        if step not in value:
            return ABSENT
        value = value[step]
    return value["value"] if isinstance(value, Mapping) and "value" in value else value


def paths(record: Record) -> Iterator[str]:
    """Every field of a record, by its path: ``country``, ``outcomes.craving.reported``."""
    return _paths({name: value for name, value in record.items() if name not in NOT_ASKED}, "")


def _paths(part: Mapping[str, Any], above: str) -> Iterator[str]:
    for name, value in part.items():
        yield above + name
        if isinstance(value, Mapping):
            yield from _paths(value, f"{above}{name}.")


def quoted(words: Iterable[object]) -> str:
    """«a», «b»: some words, for a finding."""
    return ", ".join(f"«{word}»" for word in words)


@dataclass(frozen=True)
class _Field:
    path: str


@dataclass(frozen=True)
class _Word:
    """A word without quotes that is no field: it ought to be one that the records use."""

    text: str


Operand = _Field | _Word | list[Any] | str | int | float | bool | None


class _Reader:
    """Turns the parts of a question into functions that answer it."""

    def __init__(self, records: Sequence[Record], sets: Mapping[str, Sequence[str]]) -> None:
        self.records = records
        self.sets = sets
        self.known = {path for record in records for path in paths(record)}
        self.asked: list[str] = []
        self.doubts: list[PredicateError] = []

    # Conditions: yes, no, not known.

    def condition(self, node: ast.expr) -> Callable[[Record], Answer]:
        """Any condition."""
        if isinstance(node, ast.BoolOp):
            parts = [self.condition(value) for value in node.values]
            # What decides the whole: one no in an «and», one yes in an «or».
            return _joined(parts, decides=isinstance(node.op, ast.Or))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self.condition(node.operand)
            return lambda record: None if (answer := inner(record)) is None else not answer
        if isinstance(node, ast.Compare):
            sides = [self.operand(side) for side in (node.left, *node.comparators)]
            return _joined(
                [
                    self.comparison(left, SIGNS.get(type(sign), "is"), right)
                    for left, sign, right in zip(sides, node.ops, sides[1:], strict=False)
                ],
                decides=False,
            )
        if isinstance(node, ast.Name | ast.Attribute):
            return self.bare(self.operand(node), ast.unparse(node))
        raise _unreadable(node)

    def bare(self, side: Operand, text: str) -> Callable[[Record], Answer]:
        """A field alone: whether it is there and is not empty, zero or false."""
        if isinstance(side, bool):
            return lambda record: side
        if not isinstance(side, _Field):
            raise self.unknown(text)

        def ask(record: Record) -> Answer:
            if (value := lookup(record, side.path)) is ABSENT:
                return False
            return None if value is None else bool(value)

        return ask

    def comparison(self, left: Operand, sign: str, right: Operand) -> Callable[[Record], Answer]:
        """Two sides, of which at least one is a field."""
        if sign == "is":
            raise PredicateError(
                "«is» in the condition", quoted(SIGNS.values()), "write == or != instead"
            )
        if not isinstance(left, _Field) and not isinstance(right, _Field):
            word = next((side.text for side in (left, right) if isinstance(side, _Word)), None)
            raise (
                self.unknown(word)
                if word
                else PredicateError(
                    "a comparison without a field",
                    "a field of the records",
                    "name the field to ask",
                )
            )
        if left is None or right is None:
            return _blank(left if isinstance(left, _Field) else right, sign)
        if sign in ("in", "not in") and isinstance(right, _Word):
            near = nearest(right.text, [*self.sets, *self.known])
            raise PredicateError(
                f"{sign} «{right.text}»",
                f"a named set ({quoted(self.sets) or 'config has none'}), a list or a field",
                f"did you mean {' or '.join(near)}?" if near else "add it to sets in config",
            )
        self.check_words(left, right)
        return lambda record: _compare(record, left, sign, right)

    def check_words(self, left: Operand, right: Operand) -> None:
        """Note each bare word that no record has as a value of the field."""
        for side, other in ((left, right), (right, left)):
            if not isinstance(side, _Field):
                continue
            used = self.used(side.path)
            for word in other if isinstance(other, list) else [other]:
                if isinstance(word, _Word) and word.text not in used:
                    near = nearest(word.text, used)
                    values = quoted(sorted(used)) or "no record has a word there"
                    hint = f"did you mean {' or '.join(near)}? " if near else ""
                    self.doubts.append(
                        PredicateError(
                            f"«{word.text}», which no record has as {side.path}",
                            f"a value of {side.path}: {values}"
                            + (f"; or a named set: {quoted(self.sets)}" if self.sets else ""),
                            f"{hint}if you mean a value that no record has, put it in quotes: "
                            f"'{word.text}'",
                        )
                    )

    def used(self, path: str) -> set[str]:
        """The words that the records have in a field."""
        used: set[str] = set()
        for record in self.records:
            value = lookup(record, path)
            used.update(v for v in (value if isinstance(value, list) else [value]) if _is_text(v))
        return used

    # Operands: fields, sets, words and constants.

    def operand(self, node: ast.expr) -> Operand:
        """One side of a comparison."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | None):
            return node.value
        if isinstance(node, ast.List | ast.Tuple):
            return [self.element(element) for element in node.elts]
        if isinstance(node, ast.Name):
            if node.id in self.known:
                return self.field(node.id)
            if node.id in NAMES:
                return NAMES[node.id]  # type: ignore[no-any-return]
            if node.id in self.sets:
                return self.named(node.id)
            return _Word(node.id)
        if isinstance(node, ast.Attribute):
            path = ast.unparse(node)
            if path not in self.known:
                raise self.unknown(path)
            return self.field(path)
        raise _unreadable(node)

    def element(self, node: ast.expr) -> _Word | str | int | float:
        """One value of a list."""
        value = _Word(node.id) if isinstance(node, ast.Name) else self.operand(node)
        if isinstance(value, _Word | str | int | float):
            return value
        raise _unreadable(node)

    def named(self, name: str) -> list[Any]:
        """The values of a named set."""
        values = list(self.sets[name])
        if any(isinstance(value, bool) for value in values):
            raise PredicateError(
                f"the set «{name}» with {values} in it",
                "texts or numbers",
                'put NO in quotes in config/config.yaml: "NO"',
            )
        return values

    def field(self, path: str) -> _Field:
        """A field, remembered for the evidence."""
        self.asked.append(path)
        return _Field(path)

    def unknown(self, name: str) -> PredicateError:
        """What to say of a field that no record has."""
        near = nearest(name, self.known)
        top = ", ".join(sorted(path for path in self.known if "." not in path))
        return PredicateError(
            f"the field «{name}»",
            "a field of the study records",
            f"did you mean {' or '.join(near)}?"
            if near
            else f"the fields are {top}, and what is inside them by a point: "
            "outcomes.craving.reported",
        )


def _joined(parts: list[Callable[[Record], Answer]], decides: bool) -> Callable[[Record], Answer]:
    """«and» (one no decides) or «or» (one yes decides); else one not known makes all not known."""

    def ask(record: Record) -> Answer:
        answers = [part(record) for part in parts]
        if decides in answers:
            return decides
        return None if None in answers else not decides

    return ask if len(parts) > 1 else parts[0]


def _blank(field: Operand, sign: str) -> Callable[[Record], Answer]:
    """Whether a record leaves a field blank: ``== null``."""
    if sign not in ("==", "!="):
        raise PredicateError(f"{sign} null", "== null or != null", "ask whether it is blank")
    assert isinstance(field, _Field)
    path = field.path
    return lambda record: (lookup(record, path) in (None, ABSENT)) == (sign == "==")


def _compare(record: Record, left: Operand, sign: str, right: Operand) -> Answer:
    a, b = _value(record, left), _value(record, right)
    if a in (None, ABSENT) or b in (None, ABSENT):
        return None
    shown = f"{_shown(left)} {sign} {_shown(right)}"
    if sign in ("in", "not in"):
        if not isinstance(b, list) or isinstance(a, list):
            raise PredicateError(
                f"{shown}, where {_kinds(record, left, right)}",
                "one value in a list: craving in measures, or country in [NO, SE]",
                "compare single values with ==, and put what is looked for in front of «in»",
            )
        return (a in b) == (sign == "in")
    if isinstance(a, list) or isinstance(b, list) or _kind(a) != _kind(b):
        raise PredicateError(
            f"{shown}, where {_kinds(record, left, right)}",
            "two values of one kind",
            "look in a list with «in»; put a text in quotes; write true or false for yes and no",
        )
    if sign in ("==", "!="):
        return bool(a == b) == (sign == "==")
    if _kind(a) not in ("a number", "a text"):
        raise PredicateError(f"{shown}, which has no order", "numbers or dates", "write ==")
    return bool({"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign])


def _value(record: Record, side: Operand) -> Any:
    if isinstance(side, _Field):
        value = lookup(record, side.path)
        if isinstance(value, Mapping):
            parts = ", ".join(f"{side.path}.{name}" for name in value)
            raise PredicateError(
                f"the field «{side.path}», which has parts", "one of its parts", f"write {parts}"
            )
        return value
    if isinstance(side, list):
        return [item.text if isinstance(item, _Word) else item for item in side]
    return side.text if isinstance(side, _Word) else side


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "a text"


def _kinds(record: Record, *sides: Operand) -> str:
    """«measures is a list in wang2017»."""
    return " and ".join(
        f"{side.path} is {_kind(lookup(record, side.path))} in {record.get('key', 'a record')}"
        for side in sides
        if isinstance(side, _Field)
    )


def _shown(side: Operand) -> str:
    if isinstance(side, _Field):
        return side.path
    if isinstance(side, list):
        return f"[{', '.join(_shown(item) for item in side)}]"
    return side.text if isinstance(side, _Word) else repr(side)


def _unreadable(node: ast.expr) -> PredicateError:
    return PredicateError(
        f"«{ast.unparse(node)}» in the condition",
        "fields, words, numbers, lists, comparisons, and, or, not",
        "say it with these; a sum or a call cannot be asked",
    )
