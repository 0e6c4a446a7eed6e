"""Difference of two editions: the numbers and the records of their registers.

A record has no history of its own. What came, what left and what changed is the difference of the
register that was archived and the one that is built now.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from thesis.model import records
from thesis.model.records import Database, Search
from thesis.model.register import Number, Register

CAME = "came"
LEFT = "left"
DECIDED = "decided"
CHANGED = "changed"

OWN = {"file", "lines", "relations"}
"""Parts of a study's record that say where it stands, or that follow from its figures."""

T = TypeVar("T")


@dataclass(frozen=True)
class Change(Generic[T]):
    """One thing that is not the same in both."""

    key: str  # of a number, of a field such as ``figures.weeks``, of a search such as ``medline.9``
    old: T | None  # what it was; None where it was not there
    new: T | None  # what it is; None where it is no more

    @property
    def what(self) -> str:
        """``came``, ``left`` or ``changed``."""
        if self.old is None:
            return CAME
        return LEFT if self.new is None else CHANGED


@dataclass(frozen=True)
class Study:
    """A study that is not the same in both."""

    key: str  # its citation key
    old: records.Study | None  # its record in the old register, or None
    new: records.Study | None  # its record in the new one, or None
    fields: tuple[Change[Any], ...] = ()  # what differs in them; none where the study came or left

    @property
    def what(self) -> str:
        """``came``, ``left``, ``decided`` (another decision than before) or ``changed``."""
        if self.old is None:
            return CAME
        if self.new is None:
            return LEFT
        return DECIDED if decision(self.old) != decision(self.new) else CHANGED


def decision(study: records.Study | None) -> str:
    """``included``, ``excluded`` or ``withdrawn``; "" where it is not there or not decided."""
    return study.status if study else ""


def numbers(old: Register, new: Register) -> list[Change[Number]]:
    """Every number whose value or unit differs, by key; `old` and `new` are numbers."""
    return _changes(old.numbers, new.numbers, lambda one, other: _worth(one) == _worth(other))


def studies(old: Register, new: Register) -> list[Study]:
    """Every study that came, left or differs, by citation key."""
    was, now = (register.records.by_key for register in (old, new))
    found = []
    for key in sorted({*was, *now}):
        fields = tuple(_fields(was[key], now[key])) if key in was and key in now else ()
        if fields or key not in was or key not in now:
            found.append(Study(key, was.get(key), now.get(key), fields))
    return found


def searches(old: Register, new: Register) -> list[Change[Search]]:
    """Every row of a search table that came, left or differs; `old` and `new` are the rows."""
    was, now = ({row.key: row for row in register.records.searches} for register in (old, new))
    return _changes(was, now, operator.eq)


def sessions(old: Register, new: Register) -> list[Change[Database]]:
    """Every database, or later session in one, that came, left or differs, by its id."""
    was, now = ({base.id: base for base in register.records.databases} for register in (old, new))
    return _changes(was, now, operator.eq)


def works(old: Register, new: Register) -> list[Change[records.Work]]:
    """Every reference that came, left or differs, by citation key."""
    return _changes(old.records.references, new.records.references, operator.eq)


def _worth(number: Number) -> tuple[Any, str]:
    return number.value, number.unit


def _changes(
    was: Mapping[str, T], now: Mapping[str, T], same: Callable[[T, T], bool]
) -> list[Change[T]]:
    order = [*now, *(key for key in was if key not in now)]
    return [
        Change(key, was.get(key), now.get(key))
        for key in order
        if key not in was or key not in now or not same(was[key], now[key])
    ]


def either(change: Change[T]) -> T:
    """What is now, or what was where it is no more."""
    found = change.old if change.new is None else change.new
    assert found is not None
    return found


def _fields(old: records.Study, new: records.Study) -> Iterator[Change[Any]]:
    was, now = dict(flat(old)), dict(flat(new))
    for name in dict.fromkeys([*now, *was]):
        if was.get(name) != now.get(name):
            yield Change(name, was.get(name), now.get(name))


def flat(study: records.Study) -> Iterator[tuple[str, Any]]:
    """The fields of a study by dotted names; a text without the line that it stands on."""
    for name, value in study.record.items():
        if name not in OWN:
            yield from _parts(name, value)


def _parts(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if name.startswith("texts.") and isinstance(value, Mapping):
        yield name, value["text"]
    elif isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _parts(f"{name}.{part}", inner)
    else:
        yield name, value
