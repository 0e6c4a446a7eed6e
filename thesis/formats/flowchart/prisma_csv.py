"""Table of PRISMA2020, the R package and its app: figure 1 in the rows of their template, and back.

A row a box or a part of one, by the name in its column ``data``. What a thesis does not count has
NA there, and its box or line is not drawn.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesis.diagnostics.files import to_csv
from thesis.input.labels import Labels
from thesis.model.records import Flow, FlowLeft, FlowRow, FlowStage
from thesis.model.register import Register

COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")

ROWS = """
- node4 prevstud
previous_studies node5 box1
previous_reports - box1
- node6 newstud
database_results node7 box2
database_specific_results - box2
register_results - box2
register_specific_results - box2
- node16 othstud
website_results node17 box11
organisation_results - box11
citations_results - box11
duplicates node8 box3
excluded_automatic - box3
excluded_other - box3
records_screened node9 box4
records_excluded node10 box5
dbr_sought_reports node11 box6
dbr_notretrieved_reports node12 box7
other_sought_reports node18 box12
other_notretrieved_reports node19 box13
dbr_assessed node13 box8
dbr_excluded node14 box9
other_assessed node20 box14
other_excluded node21 box15
new_studies node15 box10
new_reports - box10
total_studies node22 box16
total_reports - box16
identification node1 identification
screening node2 screening
included node3 included
total_studies_ma node23 box17
total_reports_ma - box17
"""
"""The rows of the template in order: ``data``, ``node`` and ``box``, «-» for NA."""

KNOWN = [tuple(line.replace("-", "NA").split()) for line in ROWS.split("\n") if line]

LISTED = (
    "database_specific_results",
    "register_specific_results",
    "dbr_excluded",
    "other_excluded",
)
"""Rows whose ``n`` is a list, «Reason, 3; Other reason, 4»."""

BARS = ("identification", "screening", "included")
ALONE = re.compile(r"[\d ,.]*\d[\d ,.]*")

Counts = dict[str, int | list[tuple[str, int]]]
"""What a table tells, by the name of the row: a number, or one a reason or a database."""


@dataclass(frozen=True)
class PrismaTable:
    """A table of PRISMA2020."""

    counts: Counts  # what it tells
    texts: Mapping[str, str]  # the words of each row, by its ``data``, or else its ``box``
    keys: Mapping[str, str]  # the number of the register that each row is

    def csv(self) -> str:
        """The table as a file, as R reads it."""
        rows = [COLUMNS]
        for data, node, box in KNOWN:
            text = self.texts.get(box if data == "NA" else data, "NA")
            rows.append((data, node, box, text, text, text, "NA", _written(self.counts.get(data))))
        return to_csv(rows)


def _written(count: int | list[tuple[str, int]] | None) -> str:
    if isinstance(count, list):
        return "; ".join(f"{re.sub('[,;]', ' ', name)}, {value}" for name, value in count)
    return "NA" if count is None else str(count)


class PrismaTableError(Exception):
    """A file that is no such table; each of its arguments says what is wrong, with its line."""


def read(text: str) -> Counts:
    """What a table tells; NA, an empty cell and the «xxx» of the template tell nothing.

    Raises:
        PrismaTableError: it is no such table.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := {"data", "n"} - {*(rows.fieldnames or [])}:
        raise PrismaTableError(f"1: no column {' and '.join(sorted(missing))}")
    known = {data for data, _, _ in KNOWN} - {"NA"}
    counts: Counts = {}
    wrong, seen = [], set()
    for row in rows:
        name, told = (row["data"] or "").strip(), (row["n"] or "").strip()
        if name in ("", "NA", *BARS):
            continue
        if name not in known or name in seen:
            why = "a second row" if name in seen else "a row that the template does not have"
            wrong.append(f"{rows.line_num}: {name}, {why}")
        seen.add(name)
        try:
            count = _count(name, told)
        except ValueError:
            wrong.append(f"{rows.line_num}: {name} is «{told}», which is no number")
            continue
        if count is not None:
            counts[name] = count
    if wrong:
        raise PrismaTableError(*wrong)
    return counts


def _count(name: str, told: str) -> int | list[tuple[str, int]] | None:
    if told in ("", "NA") or "xxx" in told:
        return None
    if name not in LISTED or ALONE.fullmatch(told):
        number = _number(told)
        return [("", number)] if name in LISTED else number
    parts = [part.partition(",") for part in re.split("; ?", told) if part.strip()]
    return [(label.strip(), _number(number)) for label, _, number in parts]


def _number(text: str) -> int:
    """A count, with or without signs between the thousands."""
    return int(re.sub(r"[\s,]", "", text))


def of(flow: Flow, words: Labels, register: Register) -> PrismaTable:
    """The table of figure 1 in the form of PRISMA 2020.

    Args:
        words: those of PRISMA that the flow was made with.
    """
    made = dict(_rows(flow, words))
    counts: Counts = {name: row.value for name, row in made.items()}
    keys = {name: row.key for name, row in made.items()}
    for name, left in _excluded(flow):
        counts[name] = [(each.label, each.value) for each in left.made_of] or [("", left.value)]
        keys[name] = left.key
    for kind in ("database", "register"):
        if each := [*_specific(register, keys.get(f"{kind}_results", ""))]:
            counts[f"{kind}_specific_results"] = each
    texts = {name: row.label for name, row in made.items()} | dict(_headings(flow))
    for name, kind in (("database_results", "databases"), ("register_results", "registers")):
        if name in texts:
            texts[name] = words["sources"][kind]
    texts |= {name: left.label for name, left in _excluded(flow)}
    texts |= {bar.id: bar.label for bar in flow.phases}
    return PrismaTable(counts, texts, keys)


def _rows(flow: Flow, words: Labels) -> Iterator[tuple[str, FlowRow]]:
    """Every row with a number of its own, but those of reasons."""
    main = {stage.id: stage for stage in flow.stages}
    other = {stage.id: stage for stage in flow.others}
    yield from _sources(main["identified"], flow, words)
    names = {words["sources"][kind]: kind for kind in words["sources"]}
    for part in other["identified"].parts if other else []:
        kind = names[part.label]
        yield f"{kind if kind == 'citations' else kind[:-1]}_results", part
    yield from _removed(main["identified"], words)
    yield "records_screened", main["screened"]
    if main["screened"].left:
        yield "records_excluded", main["screened"].left
    for way, column in (("dbr", main), ("other", other)):
        if sought := column.get("sought"):
            yield f"{way}_sought_reports", sought
            if sought.left:
                yield f"{way}_notretrieved_reports", sought.left
        if assessed := column.get("assessed"):
            yield f"{way}_assessed", assessed
    if flow.previous:
        yield "previous_studies", flow.previous[0]
        yield "new_studies", main["edition.new"]
        yield "total_studies", main["edition.total"]
    else:
        yield "new_studies", main["included"]
        for reports in main["included"].parts:
            yield "new_reports", reports


def _sources(stage: FlowStage, flow: Flow, words: Labels) -> Iterator[tuple[str, FlowRow]]:
    """What databases gave and what registers did: all that there is, where it is of one kind."""
    if stage.parts:
        for part in stage.parts:
            kind = "database" if part.label == words["sources"]["databases"] else "register"
            yield f"{kind}_results", part
        return
    registers = (words["registers"], words["new_searches"]["registers"])
    alone = any(bar.label in registers for bar in flow.headings)
    yield ("register" if alone else "database") + "_results", stage


def _removed(stage: FlowStage, words: Labels) -> Iterator[tuple[str, FlowRow]]:
    """What was removed before screening, by why; what has several of one kind is told as one."""
    kinds = {words["removed"]["duplicates"]: "duplicates"}
    kinds[words["removed"]["automation"]] = "excluded_automatic"
    sums: dict[str, FlowRow] = {}
    left = stage.left or FlowLeft(label="", key="", value=0)
    for row in left.reasons:
        name = kinds.get(row.label, "excluded_other")
        if name in sums:
            both, value = f"{sums[name].label}; {row.label}", sums[name].value + row.value
            row = FlowRow(label=both, key=left.key, value=value)
        sums[name] = row
    yield from sums.items()


def _excluded(flow: Flow) -> Iterator[tuple[str, FlowRow]]:
    """The reports that were excluded, by their reasons."""
    columns: Sequence[tuple[str, list[FlowStage]]] = (("dbr", flow.stages), ("other", flow.others))
    for way, column in columns:
        for stage in column:
            if stage.id == "assessed" and stage.left:
                yield f"{way}_excluded", stage.left


def _specific(register: Register, key: str) -> Iterator[tuple[str, int]]:
    """What each database, or register, gave, where the number is the sum of these."""
    if (number := register.numbers.get(key)) is None or number.operation != "sum":
        return
    names = {base.id: str(base.name) for base in register.records.databases}
    sums: dict[str, int] = {}
    for term in number.terms:
        base, value = names.get(term.split(".")[0]), register[term].value
        if base is None or not isinstance(value, int):
            return
        sums[base] = sums.get(base, 0) + value
    yield from sums.items()


def _headings(flow: Flow) -> Iterator[tuple[str, str]]:
    """The titles of the columns."""
    boxes = ["prevstud"] * bool(flow.previous) + ["newstud", "othstud"]
    for box, bar in zip(boxes, flow.headings, strict=False):
        yield box, bar.label


def untold(flow: Flow) -> list[FlowRow]:
    """The boxes of a revised edition that the template has no row for."""
    gone = [stage.left for stage in flow.previous if stage.left]
    return [*gone, *flow.again]
