"""The register: every number the thesis may print, with value, formula and the rows behind it.

It is written once, by the job `register`, and read by all others; none of them opens data/ again.
The shape of the file is told by :mod:`thesis.model.records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from thesis.diagnostics import files
from thesis.diagnostics.place import Place, placed
from thesis.model import formulas, records
from thesis.model.formulas import Formula
from thesis.model.records import VERSION, Plain, Records

Value = int | float | list[int | float] | None
"""A number, a range as [low, high], or None where the source leaves it unknown."""


@dataclass(frozen=True)
class Number:
    """One number of the register."""

    key: str  # its name, such as ``searches.hits`` or ``wang2017.weeks``
    value: Value  # the number itself
    unit: str = ""  # what it counts (``percent``, ``weeks``), or "" when the key says it
    # ``reported`` (as data has it), ``derived`` (computed), ``cited`` (from a cited work)
    kind: str = "reported"
    formula: Formula | None = None  # how a derived number is computed, if it is
    rows: list[Place] = field(default_factory=list)  # the places in data/ it comes from
    citation: str = ""  # key of the cited work, for a cited number
    page: str = ""  # page in the cited work, when known
    says: str = ""  # in Norwegian, what the number counts
    note: str = ""  # a remark to the reader of the evidence, such as «as reported»
    # the number was recalled or taken over, and not seen in the work itself
    unverified: bool = False
    # what the formula does: ``sum`` or ``difference`` of its terms, ``count`` of its rows; "" for a
    # number that is not computed
    operation: str = ""
    # the keys of the numbers that it is computed from, in order
    terms: list[str] = field(default_factory=list)


def counted(key: str, formula: Formula, rows: list[Place], unit: str = "studies") -> Number:
    """A count, each of what is counted being one row."""
    return Number(key, len(rows), unit, "derived", formula, rows, operation="count")


TYPED = ("data/searches/", "data/method.yaml")
"""Where somebody types counts; elsewhere in data/ each of what is counted is a row."""


def is_typed(number: Number) -> bool:
    """Whether a count rests on one that somebody typed, and not on records alone."""
    return not number.rows or any(row.file.startswith(TYPED) for row in number.rows)


def rows_of(*numbers: Number) -> list[Place]:
    """The rows of several numbers, each once."""
    return sorted({row for number in numbers for row in number.rows}, key=str)


def total(key: str, parts: Sequence[Number], unit: str, formula: Formula) -> Number:
    """The sum of counts."""
    value = sum(part.value for part in parts if isinstance(part.value, int))
    keys, rows = [part.key for part in parts], rows_of(*parts)
    return Number(key, value, unit, "derived", formula, rows, operation="sum", terms=keys)


class Register:
    """What the register file holds: `numbers` by key, and the records that tables are made of."""

    def __init__(self, numbers: Iterable[Number], records: Records | None = None) -> None:
        self.numbers = {number.key: number for number in numbers}
        self.records = records or Records()

    def __contains__(self, key: str) -> bool:
        return key in self.numbers

    def __getitem__(self, key: str) -> Number:
        return self.numbers[key]

    def value(self, key: str) -> int | float:
        """The number behind a key.

        Raises:
            KeyError: there is no such key.
            TypeError: the key holds a range, or nothing.
        """
        value = self.numbers[key].value
        if isinstance(value, int | float):
            return value
        raise TypeError(f"{key} is not a single number: {value!r}")

    def write(self, path: str | Path) -> None:
        """Write the register as JSON, keys sorted, so that the same data give the same bytes."""
        files.write_json(self.json, path)

    @property
    def json(self) -> Plain:
        """The register as its file has it."""
        numbers = {key: _slim(self.numbers[key]) for key in sorted(self.numbers)}
        plain = records.plain(self.records)
        return {"version": VERSION, "numbers": numbers, "records": plain}

    @classmethod
    def read(cls, path: str | Path, places: str | Path | None = None) -> Register:
        """Read a register that :meth:`write` wrote, now or in an earlier version of the code.

        Args:
            places: the file of the places of its records, by which their texts know their lines.
        """
        content = files.read_json(path)
        if places:
            known = files.read_json(places)
            records = placed(content["records"], lambda *steps: _nearest(known, steps))
            content = {**content, "records": records}
        return cls.of(content)

    @classmethod
    def of(cls, content: Plain) -> Register:
        """The register that a file of any version holds.

        Raises:
            ValueError: a later version of the code wrote it, or it is none.
        """
        content = records.upgraded(content)
        numbers = (read(key, row) for key, row in content["numbers"].items())
        return cls(numbers, records.read(content["records"]))


def _nearest(known: Mapping[str, str], steps: tuple[str | int, ...]) -> Place | None:
    """The place of a value, or of the nearest thing around it; None where neither has one."""
    while steps:
        if found := known.get(".".join(map(str, steps))):
            return Place.read(found)
        steps = steps[:-1]
    return None


def read(key: str, row: Plain) -> Number:
    """A number of a register file."""
    rows = [*map(Place.read, row.get("rows", ()))]
    return Number(key, **{**row, "formula": formulas.read(row.get("formula")), "rows": rows})


def _slim(number: Number) -> Plain:
    row = vars(number) | {
        "formula": number.formula.json if number.formula else "",
        "rows": [*map(str, number.rows)],
    }
    del row["key"]
    return {
        name: value
        for name, value in row.items()
        if name == "value" or value not in ("", [], False)
    }
