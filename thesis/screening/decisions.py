"""Decisions on works, a file a screener: data/screening/<screener>.csv."""

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thesis.diagnostics.place import Place
from thesis.input import sources
from thesis.input.sources import Sheet

FOLDER = "data/screening"  # Where they are

COLUMNS = ("work", "stage", "decision", "reason", "date", "title")

INCLUDE, EXCLUDE, UNSURE, NOT_RETRIEVED = "include", "exclude", "unsure", "not_retrieved"
TITLE_ABSTRACT, RETRIEVAL, FULL_TEXT = "title_abstract", "retrieval", "full_text"

STAGES = {
    TITLE_ABSTRACT: (INCLUDE, EXCLUDE, UNSURE),
    RETRIEVAL: (NOT_RETRIEVED,),
    FULL_TEXT: (INCLUDE, EXCLUDE),
}  # The stages in their order, each with what may be decided there

AGREED = "agreed"  # The screener whose file has what conflicts were settled to


UNWRITTEN = Place("", 0)  # Where a decision stands that is in no file yet


@dataclass(frozen=True)
class Decision:
    """What one screener decided on one work at one stage."""

    work: str  # the name of the work
    stage: str  # one of STAGES
    decision: str  # one of those that its stage has
    reason: str = ""  # of an exclusion at full text, a reason of data/ladder.yaml; else ""
    date: str = ""  # the day, as year-month-day; "" where it is not told
    title: str = ""  # of the work, for people alone
    screener: str = ""  # whose it is, by the name of the file
    place: Place = UNWRITTEN  # the row

    @property
    def goes_on(self) -> bool:
        """Whether the work is looked at further; one that somebody is unsure of is."""
        return self.decision in {INCLUDE, UNSURE}


def file_of(screener: str) -> str:
    """The file with the decisions of a screener, from the folder of the thesis."""
    return f"{FOLDER}/{screener}.csv"


def read_decisions(root: Path, screener: str) -> list[Decision]:
    """The decisions of a screener in the order of the file; none where there is no file.

    Raises:
        UnreadableSourceError: it is no table.
    """
    path = root / file_of(screener)
    return of_sheet(sources.read_csv(path, file_of(screener))) if path.is_file() else []


def of_sheet(sheet: Sheet) -> list[Decision]:
    """The decisions of a table, whatever its cells say."""
    screener = Path(sheet.file).stem
    return [
        Decision(
            **{name: row.cells.get(name, "") for name in COLUMNS},
            screener=screener,
            place=Place(sheet.file, row.line),
        )
        for row in sheet.rows
    ]


def write_decisions(root: Path, screener: str, decisions: Iterable[Decision]) -> None:
    """Write the decisions of a screener, all of them or none."""
    path = root / file_of(screener)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    partial.write_bytes(as_csv(decisions).encode())
    partial.replace(path)


def as_csv(decisions: Iterable[Decision]) -> str:
    """The table of decisions, in an order that does not hang on when they were taken."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for each in sorted(decisions, key=lambda each: (each.stage, each.work)):
        table.writerow(getattr(each, name) for name in COLUMNS)
    return out.getvalue()
