"""A plan as lines of a terminal, or as JSON."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby, pairwise, takewhile
from typing import Any

from thesis.cli.plan.compare import ChangedTable, Plan
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted, wrapped
from thesis.document.ledger import CELLS
from thesis.editions.stale_sentences import (
    CENTRAL,
    DECISION,
    FIELD,
    FIGURE,
    FOLLOWS,
    LIKELY,
    StaleSentence,
)
from thesis.language import norwegian
from thesis.model import display

MOST = 6  # So many lines of a list are told, or all with --all

SECTIONS = (
    ("to read again", (DECISION, FIELD)),
    ("that claim something of the whole: read again", (CENTRAL,)),
    ("that likely tell of what changed or left", (LIKELY,)),
    ("on a study of which a figure changed that they do not print", (FIGURE,)),
    ("where all follows by itself: read that it still sounds right", (FOLLOWS,)),
)
"""What the sentences are told under, by the rank of their weightiest reason."""

RANKS = {
    DECISION: "study",
    FIELD: "read",
    CENTRAL: "claim",
    LIKELY: "likely",
    FIGURE: "figure",
    FOLLOWS: "follows",
}
"""The same in JSON."""

CONTEXT = 24  # Characters before the first difference of two rows that are told

UNSEEN = (
    "Not seen: a sentence that tells of a study that its paragraph does not name; what only shows "
    "on a page (PDF, DOCX, web page); spelling."
)


class PlanText:
    """A plan as lines of a terminal.

    Args:
        plan: the plan.
        width: columns of the terminal.
        everything: whether no list is cut short.
    """

    def __init__(self, plan: Plan, width: int, everything: bool = False) -> None:
        self.plan = plan
        self.width = width
        self.everything = everything

    def lines(self) -> Iterator[str]:
        """All of it."""
        told = [said(f"Compared with {self.plan.base}:")]
        parts = (
            self._studies(), self._counts(), self._tables(), self._boxes(), self._errors(),
            *(self._stale(says, self.plan.of(*ranks)) for says, ranks in SECTIONS),
            self._answers(),
        )  # fmt: skip
        for part in parts:
            lines = list(part)
            told += ["", *lines] if lines else []
        if len(told) == 1:
            told.append(said("nothing is changed (--since compares with an edition)"))
        told += ["", *self._wrapped(said(UNSEEN), 0), *self._end()]
        return (line.replace(norwegian.NBSP, " ").rstrip() for line in told)

    def _studies(self) -> Iterator[str]:
        if self.plan.studies:
            yield said(f"{said(counted(len(self.plan.studies), 'study', 'studies'))} changed")
            yield from self._pairs(self.plan.studies)

    def _counts(self) -> Iterator[str]:
        plan = self.plan
        if not (plan.counts or plan.came or plan.left):
            return
        standing = [each for each in plan.counts if each.places]
        nowhere = [each.key for each in plan.counts if not each.places]
        told = [said(f"{said(counted(len(plan.counts), 'count'))} changed")]
        told += [said(f"{len(plan.came)} new")] if plan.came else []
        told += [said(f"{len(plan.left)} gone")] if plan.left else []
        yield ", ".join(told)
        rows = [
            (
                each.key,
                f"{display.written(each.old) or said('not known')} → "
                f"{display.written(each.new) or said('not known')}",
                said(f"in {counted(each.places, 'place')}"),
            )
            for each in standing
        ]
        yield from self._columns(rows)
        for what, keys in (("stand nowhere", nowhere), ("new", plan.came), ("gone", plan.left)):
            if keys:
                yield from self._wrapped(f"{said(what)}: {self._some(keys)}", 2)

    def _tables(self) -> Iterator[str]:
        if self.plan.tables:
            yield said(f"{said(counted(len(self.plan.tables), 'table'))} changed")
        for table in self.plan.tables[: self._most(self.plan.tables)]:
            yield from self._table(table)
        yield from self._more(self.plan.tables, 2)

    def _table(self, table: ChangedTable) -> Iterator[str]:
        signs = [sign for sign, _ in table.rows]
        rows = f"+{signs.count('+')} −{signs.count('-')} {said('rows')}"
        what = {"came": said("a new table"), "left": said("gone")}.get(table.what, rows)
        yield self._cut(f"  {table.id}  {what}  {table.caption}")
        if table.what == "changed":
            most = self._most(table.rows)
            for sign, row in _apart(table.rows)[:most]:
                yield self._cut(f"    {sign.replace('-', '−')} {row}")
            yield from self._more(table.rows, 4)

    def _boxes(self) -> Iterator[str]:
        if self.plan.boxes:
            yield said(f"{counted(len(self.plan.boxes), 'number')} of figure 1 changed")
            rows = [(box.label, _box(box.old, box.new)) for box in self.plan.boxes]
            yield from self._columns(rows)

    def _errors(self) -> Iterator[str]:
        if not self.plan.errors:
            return
        yield said(f"{said(counted(len(self.plan.errors), 'error'))} to mend")
        for found in self.plan.errors[: self._most(self.plan.errors)]:
            yield f"  {found.place}  {found.rule}"
            told = said(found.found, found.rule)
            yield from self._wrapped(told, 4)
            for what, text in (("expected:", found.expected), ("fix:", found.fix)):
                yield from self._wrapped(f"{said(what)} {said(text, found.rule)}", 4)
        yield from self._more(self.plan.errors, 2)

    def _stale(self, says: str, stale: Sequence[StaleSentence]) -> Iterator[str]:
        """Sentences under what they share: the reasons, in the order of their weight."""
        if not stale:
            return
        yield f"{said(counted(len(stale), 'sentence'))} {said(says)}"
        groups = [(why, list(group)) for why, group in groupby(_by_reason(stale), _why)]
        places = [_place(one) for one in stale]
        wide = max(map(len, places))
        for why, group in groups[: self._most(groups)]:
            for reason in why:
                yield from self._wrapped(said(reason), 2)
            for one in group[: self._most(group)]:
                yield self._cut(f"    {_place(one):<{wide}}  {one.sentence.text}")
            yield from self._more(group, 4)
        if rest := groups[self._most(groups) :]:
            count = sum(len(group) for _, group in rest)
            yield f"  … {said(f'{count} more, for other reasons (--all)')}"

    def _answers(self) -> Iterator[str]:
        if self.plan.answers:
            count = counted(len(self.plan.answers), "checklist")
            yield said(f"{count} with answers that nobody has read again")
        for found in self.plan.answers:
            yield from self._wrapped(f"{found.place}  {said(found.found, found.rule)}", 2)

    def _end(self) -> Iterator[str]:
        plan = self.plan
        told = []
        if plan.errors:
            told.append(said(f"{said(counted(len(plan.errors), 'error'))} to mend"))
        if plan.stale:
            told.append(said(f"{said(counted(len(plan.stale), 'sentence'))} to read"))
        if plan.reviewed:
            told.append(said(f"{plan.reviewed} read already"))
        yield f"{', '.join(told) or said('Nothing to read again')}."
        if plan.stale:
            yield said(f"When one is read: python -m thesis reviewed {_place(plan.stale[0])}")

    # ---- Layout ----------------------------------------------------------------------------------

    def _most(self, items: Sequence[Any]) -> int:
        return len(items) if self.everything or len(items) <= MOST + 1 else MOST

    def _more(self, items: Sequence[Any], indent: int) -> Iterator[str]:
        if rest := len(items) - self._most(items):
            yield f"{' ' * indent}… {said(f'{rest} more (--all)')}"

    def _some(self, words: Sequence[str]) -> str:
        most = self._most(words)
        rest = len(words) - most
        return ", ".join(words[:most]) + (f" … {said(f'{rest} more (--all)')}" if rest else "")

    def _columns(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """Rows of short texts below one another."""
        kept = rows[: self._most(rows)]
        widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
        for row in kept:
            cells = (f"{cell:<{wide}}" for cell, wide in zip(row, widths, strict=True))
            yield self._cut(f"  {'  '.join(cells)}")
        yield from self._more(rows, 2)

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        """A short name and what is said of it, on as many lines as that takes."""
        kept = rows[: self._most(rows)]
        wide = max(len(name) for name, _ in kept)
        for name, says in kept:
            first = f"  {name:<{wide}}  "
            yield from textwrap.wrap(
                says, self.width, initial_indent=first, subsequent_indent=" " * len(first)
            )
        yield from self._more(rows, 2)

    def _cut(self, line: str) -> str:
        line = line.rstrip()
        if self.everything or len(line) <= self.width:
            return line
        return f"{line[: self.width - 1].rstrip()}…"

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return wrapped(text, self.width, indent)


def as_json(plan: Plan) -> dict[str, Any]:
    """A plan as JSON: all of it."""
    return {
        "base": plan.base,
        "studies": [{"key": key, "says": says} for key, says in plan.studies],
        "counts": [
            {"key": each.key, "old": each.old.value, "new": each.new.value, "places": each.places}
            for each in plan.counts
        ],
        "came": plan.came,
        "left": plan.left,
        "tables": [asdict(table) for table in plan.tables],
        "boxes": [asdict(box) for box in plan.boxes],
        "errors": [asdict(found) for found in plan.errors],
        "sentences": [
            {
                "place": _place(one),
                "sentence": one.sentence.text,
                "what": RANKS[one.rank],
                "why": list(one.why),
            }
            for one in plan.stale
        ],
        "reviewed": plan.reviewed,
        "answers": [asdict(found) for found in plan.answers],
    }


def _apart(rows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rows, of which an old one and the new one below it begin shortly before they differ."""
    out = list(rows)
    for i, ((before, old), (after, new)) in enumerate(pairwise(rows)):
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
        first = old.find(CELLS)
        if (before, after) == ("-", "+") and 0 < first < same - CONTEXT:
            start = old.rfind(" ", 0, same - CONTEXT // 2) + 1
            head = f"{old[:first]}{CELLS}… "
            out[i : i + 2] = [("-", head + old[start:]), ("+", head + new[start:])]
    return out


def _by_reason(stale: Sequence[StaleSentence]) -> list[StaleSentence]:
    """Those with the same reasons beside each other, where the first of them stood."""
    order = {why: i for i, why in reversed(list(enumerate(map(_why, stale))))}
    return sorted(stale, key=lambda one: order[_why(one)])


def _why(one: StaleSentence) -> tuple[str, ...]:
    return one.why


def _place(one: StaleSentence) -> str:
    return f"{one.sentence.place.file}:{one.sentence.place.line}"


def _box(old: int | None, new: int | None) -> str:
    return " → ".join(
        said("nothing") if each is None else norwegian.digits(each) for each in (old, new)
    )
