"""Plan of an edit: counts, studies, tables and figure 1 that change, errors, stale sentences."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from thesis.checks.consistency.checklists import CHECKLIST_UNREAD
from thesis.cli.plan.build import Base, Edited
from thesis.diagnostics.findings import Finding, errors
from thesis.document import ledger, pandoc
from thesis.document.ledger import CELLS
from thesis.document.pandoc import Element
from thesis.editions import diff
from thesis.editions.dependencies import Baseline
from thesis.editions.reviewed import readable
from thesis.editions.stale_sentences import Reading, StaleSentence, decided, differences
from thesis.model.records import Flow
from thesis.model.register import Number


@dataclass(frozen=True)
class ChangedCount:
    """A number that is another than before, and in how many places of the thesis it stands."""

    old: Number
    new: Number
    places: int

    @property
    def key(self) -> str:
        """The key of the number."""
        return self.new.key


@dataclass(frozen=True)
class ChangedTable:
    """A table with other rows than before."""

    id: str  # what the text refers to it by, or where it stands among the tables
    caption: str  # what stands above it
    what: str  # ``came``, ``left`` or ``changed``
    rows: list[tuple[str, str]]  # each with «+» or «-» before it, in order


@dataclass(frozen=True)
class ChangedBox:
    """A box of figure 1, or a part of one, with its old and new number; None where it has none."""

    label: str
    old: int | None
    new: int | None


@dataclass(frozen=True)
class Plan:
    """What an edit changes."""

    base: str  # what it is compared with
    studies: list[tuple[str, str]]  # those that came, left or changed, and how
    counts: list[ChangedCount]  # the numbers that changed, those that stand in the thesis first
    came: list[str]  # the keys of numbers that were not there
    left: list[str]  # the keys of numbers that are no more
    tables: list[ChangedTable]  # the tables whose rows changed
    boxes: list[ChangedBox]  # the boxes of figure 1 that changed
    errors: list[Finding]  # all that is wrong now, group statements that are untrue first
    # the sentences to read again, what weighs most first
    stale: list[StaleSentence] = field(default_factory=list)
    reviewed: int = 0  # how many more were read already
    # what is to be read again of the checklists
    answers: list[Finding] = field(default_factory=list)

    def of(self, *ranks: int) -> list[StaleSentence]:
        """The sentences to read again whose weightiest reason has one of some ranks."""
        return [one for one in self.stale if one.rank in ranks]


def plan(base: Base, now: Edited) -> Plan:
    """What an edit changes, against a base."""
    reading = reading_of(base, now)
    left = reading.stale(readable(now.thesis.root))
    numbers = diff.numbers(base.register, now.thesis.register)
    standing = now.built.standing
    changed = [
        ChangedCount(each.old, each.new, len(standing.get(each.key, [])))
        for each in numbers
        if each.old and each.new
    ]
    return Plan(
        base.name,
        list(_studies(reading)),
        sorted(changed, key=lambda each: -each.places),
        [each.key for each in numbers if each.what == diff.CAME],
        [each.key for each in numbers if each.what == diff.LEFT],
        tables(base.document, now.thesis.document),
        boxes(base.register.records.flow, now.thesis.register.records.flow),
        sorted(
            errors(now.findings), key=lambda each: not each.rule.startswith(("group.", "claim."))
        ),
        sorted(left, key=lambda one: one.reasons[0].rank),
        len(reading.changed) - len(left),
        [each for each in now.findings if each.rule == CHECKLIST_UNREAD.id],
    )


def reading_of(base: Base, now: Edited) -> Reading:
    """What looks for the sentences to read again."""
    since = Baseline.of(base.register, base.document)
    untrue = {
        (each.file, each.line)
        for each in now.findings
        if each.rule.startswith(("group.", "claim."))
    }
    return Reading(now.thesis, since, untrue)


def _studies(reading: Reading) -> Iterator[tuple[str, str]]:
    """What became of each study that is not as it was, and of its fields."""
    for study in diff.studies(reading.old, reading.new):
        was, now = diff.decision(study.old), diff.decision(study.new)
        if was != now:
            yield study.key, f"{decided(was)} → {decided(now)}"
            continue
        texts = [each.key.removeprefix("texts.") for each in study.fields if "texts." in each.key]
        said = [
            differences(reading.fields(study.key)),
            f"text edited: {', '.join(texts)}" if texts else "",
        ]
        if any(said):
            yield study.key, "; ".join(part for part in said if part)


# ---- Tables and figure 1 -------------------------------------------------------------------------


def tables(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[ChangedTable]:
    """The tables with other rows than before, in the order of the thesis."""
    was, now = _tables(old), _tables(new)
    found = []
    for key in dict.fromkeys([*now, *was]):
        before, after = (rows[key][1] if key in rows else [] for rows in (was, now))
        rows = list(_differing(before, after))
        what = diff.CAME if key not in was else diff.LEFT
        if key in was and key in now:
            what = diff.CHANGED
        if rows or what != diff.CHANGED:
            found.append(ChangedTable(key, (now.get(key) or was[key])[0], what, rows))
    return found


def _differing(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """The rows that are in one of two tables alone, with «-» and «+»; old and new beside it."""
    match = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, first, last, start, end in match.get_opcodes():
        if what != "equal":
            for old, new in zip_longest(before[first:last], after[start:end]):
                yield from (("-", old),) if old is not None else ()
                yield from (("+", new),) if new is not None else ()


def _tables(tree: Mapping[str, Any]) -> dict[str, tuple[str, list[str]]]:
    """The caption and the rows of every table, by its id."""
    found: dict[str, tuple[str, list[str]]] = {}
    for element in pandoc.walk(tree["blocks"]):
        if element["t"] == "Table":
            key = pandoc.identifier(element) or f"table {len(found) + 1}"
            found[key] = (_plain(element["c"][1]), [_row(row) for row in pandoc.rows(element)])
    return found


def _row(row: Sequence[list[Element]]) -> str:
    return CELLS.join(text for cell in row if (text := _plain(cell)))


def _plain(node: Any) -> str:
    return " ".join(pandoc.text(node).split())


def boxes(old: Flow, new: Flow) -> list[ChangedBox]:
    """The boxes of figure 1, and their parts, with another number than before."""
    was, now = (
        {(label, key): value for label, key, value in ledger.boxes(flow)} for flow in (old, new)
    )
    return [
        ChangedBox(label, was.get((label, key)), now.get((label, key)))
        for label, key in dict.fromkeys([*now, *was])
        if was.get((label, key)) != now.get((label, key))
    ]
