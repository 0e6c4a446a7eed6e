"""The part of a number that comes from some of the databases: one more number of the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from thesis.counts import screened
from thesis.diagnostics.place import Place
from thesis.input.folder import Data, get
from thesis.model import formulas
from thesis.model.formulas import Formula
from thesis.model.records import FlowRow
from thesis.model.register import Number, rows_of


@dataclass
class Shares:
    """Divides the counts of searches and studies by their databases."""

    data: Data  # all of data/, where each study has the search that found it
    numbers: Mapping[str, Number]  # the register so far
    derived: dict[str, Number] = field(default_factory=dict)  # the numbers that the division adds

    def of(self, key: str, ids: set[str], name: str, where: str) -> Number:
        """The part of a number that comes from the databases `ids`.

        Args:
            name: the key of the new number.
            where: what its formula calls the databases, in a word.
        """
        number = self.numbers[key]
        if number.operation == "difference":
            before = name.removesuffix(key)
            start, end = (self.of(term, ids, before + term, where) for term in number.terms)
            return self.less(name, start, end)
        rows = [row for row in number.rows if self.home(row) in ids]
        formula = formulas.part(number.formula, key, where)
        part = replace(number, key=name, kind="derived", formula=formula, rows=rows)
        if number.operation == "count":
            return self.add(replace(part, value=len(rows)))
        terms = [term for term in number.terms or [key] if term.split(".")[0] in ids]
        if not terms:  # a sum of nothing is the count of no rows
            return self.add(replace(part, value=0, operation="count", terms=[], rows=[]))
        value = sum(whole(self.numbers[term]) for term in terms)
        return self.add(replace(part, value=value, operation="sum", terms=terms))

    def less(self, key: str, start: Number, end: Number, formula: str = "") -> Number:
        """What one number has more than another one, by a formula of its own where it has one."""
        return self.add(difference(key, start, end, formula))

    def home(self, row: Place) -> str:
        """The database that a row comes from."""
        of = self.rows.get(str(row)) or self.homes.get(row.file)
        return of or PurePath(row.file).stem

    @cached_property
    def homes(self) -> dict[str, str]:
        """The database of each study, by the file of its record."""
        return {
            study.file: get(study, str, "search", "database") or ""
            for study in self.data.studies.values()
        }

    @cached_property
    def rows(self) -> dict[str, str]:
        """The database of each row of exports and decisions, by its place."""
        return screened.homes(self.data)

    def add(self, number: Number) -> Number:
        """Put a number into the register."""
        self.derived[number.key] = number
        return number


def difference(key: str, start: Number, end: Number, formula: str = "") -> Number:
    """What one number has more than another one, by a formula of its own where it has one."""
    of = {"start": start.key, "end": end.key}
    return Number(
        key,
        whole(start) - whole(end),
        start.unit,
        "derived",
        Formula(formula) if formula else Formula("difference", of),
        rows_of(start, end),
        operation="difference",
        terms=[start.key, end.key],
    )


def row(label: str, number: Number, name: str = "") -> FlowRow:
    """What figure 1 shows of a number of the register."""
    return FlowRow(id=name, label=label, key=number.key, value=whole(number))


def whole(number: Number) -> int:
    """The value of a count."""
    assert isinstance(number.value, int), f"{number.key} counts nothing"
    return number.value
