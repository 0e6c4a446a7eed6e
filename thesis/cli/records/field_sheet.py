"""Sheet of the studies: a row each, a column for each field, to fill one field for many."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesis.cli.records import field_values
from thesis.cli.records.record_text import RecordText
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.files import to_csv
from thesis.diagnostics.findings import suggestion
from thesis.input import folder
from thesis.input.folder import Data
from thesis.input.sources import Source

LEAD = ("key", "status")  # The columns that say which study a row is; they change nothing

FORMULA = re.compile(r"[=+@\t-](?!\d+(?:[.,]\d+)?$)")
"""How a cell begins that a spreadsheet computes, and runs: any but a number with its sign."""
TEXT = "'"  # What a spreadsheet has in front of a cell that is text

LEFT_OUT = ("outcomes",)
"""Fields that are too much for a cell: the parts of each outcome have one, when asked for."""


@dataclass(frozen=True)
class FilledSheet:
    """What a sheet changes."""

    files: dict[str, str]  # the whole texts of the changed files, by their paths
    cells: int  # how many cells are another than the record has


def columns(asked: Sequence[str] = ()) -> list[str]:
    """The fields that have a column: those that are asked for, or all.

    Raises:
        NotChangedError: a study has no such field.
    """
    known = [name for name in field_values.names() if name not in LEFT_OUT]
    wanted = [each for name in asked for each in _parts(name)]
    for name in wanted:
        if name not in known and not field_values.is_outcome(name):
            raise NotChangedError(
                f"no study has the field «{name}»; {suggestion(name, known, ', '.join(known))}"
            )
    return list(dict.fromkeys(wanted or known))


def _parts(name: str) -> list[str]:
    """The columns of a field: of an outcome, ``outcomes.craving``, one for each of its parts."""
    every = [f"{name}.{part}" for part in field_values.parts()]
    return every if field_values.is_outcome(every[0]) else [name]


def text(data: Data, asked: Sequence[str] = ()) -> str:
    """The sheet as CSV; what a record lacks, or has still to fill, is a blank cell.

    Raises:
        NotChangedError: a study has no such field.
    """
    named = columns(asked)
    rows = [[*LEAD, *named]]
    for key, study in sorted(data.studies.items()):
        cells = [shown(cell(field_values.read(study.value, name))) for name in named]
        rows.append([key, folder.decision(study) or "", *cells])
    return to_csv(rows)


def cell(value: Any) -> str:
    """A value as a cell has it, and as YAML would on one line; "" where there is none."""
    return "" if value is None else field_values.written(value)


def shown(said: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"{TEXT}{said}" if FORMULA.match(said) else said


def typed(said: str) -> str:
    """A cell of :func:`shown` as it was."""
    return said[1:] if said[:1] == TEXT and FORMULA.match(said[1:]) else said


def filled(root: Path, sheet: str, name: str) -> FilledSheet:
    """What the cells of a sheet change in the records; a blank cell changes nothing.

    Args:
        sheet: the CSV, with commas or semicolons.
        name: what it is called in messages.

    Raises:
        NotChangedError: a row or a cell is wrong; the message has all that are, with their places.
    """
    data = folder.read(root, [])
    try:
        rows = list(_rows(sheet))
    except csv.Error as error:
        raise NotChangedError(f"{name} is no CSV: {error}") from None
    if wrong := list(_wrong(rows, data, name)):
        raise NotChangedError("\n".join([f"{len(wrong)} cells of {name} are wrong:", *wrong]))
    files: dict[str, str] = {}
    changed = 0
    for _, row in rows:
        study = data.studies[row["key"]]
        if cells := list(_changed(row, study)):
            record = RecordText((root / study.file).read_bytes().decode("utf-8-sig"))
            for field, value in cells:
                field_values.fill(record, field, value)
            files[study.file] = record.text
            changed += len(cells)
    return FilledSheet(files, changed)


def _rows(sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the line that each ends on; cells behind the last column have the name ""."""
    given = sheet.removeprefix("\ufeff")
    head = given.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(given), delimiter=";" if head.count(";") > head.count(",") else ",",
        restkey="", restval="", strict=True,
    )  # fmt: skip
    named = reader.fieldnames or []
    if twice := [field for field in named if field and named.count(field) > 1]:
        raise csv.Error(f"it has the column «{twice[0]}» twice")
    for row in reader:
        cells = {str(name): typed(" ".join(str(value).split())) for name, value in row.items()}
        if any(cells.values()):
            yield reader.line_num, cells


def _changed(row: Mapping[str, str], study: Source) -> Iterator[tuple[str, str]]:
    for field, value in row.items():
        if field not in LEAD and value and value != cell(field_values.read(study.value, field)):
            yield field, value


def _wrong(rows: Sequence[tuple[int, dict[str, str]]], data: Data, name: str) -> Iterator[str]:
    known = columns()
    for field in rows[0][1] if rows else ():
        if field not in (*LEAD, *known, "") and not field_values.is_outcome(field):
            mend = suggestion(field, known, f"one of {', '.join(known)}")
            yield f"{name}:1: the column «{field}», which no study has: {mend}"
    seen: set[str] = set()
    for line, row in rows:
        key = row.get("key", "")
        if (study := data.studies.get(key)) is None:
            mend = suggestion(key, data.studies, "name a file of data/studies")
            yield f"{name}:{line}: key «{key}» is no study: {mend}"
            continue
        if key in seen:
            yield f"{name}:{line}: key «{key}» stands in a row above, too"
        seen.add(key)
        if row.get(""):
            yield f"{name}:{line}: more cells than columns; put a cell with a comma in quotes"
        status = folder.decision(study) or ""
        if "status" in row and row["status"] not in ("", status):
            yield (
                f"{name}:{line}: status «{row['status']}», and {key} is {status}: "
                f"python -m thesis decide {key}"
            )
        for field, value in _changed(row, study):
            kind = "included" if status == "withdrawn" else status
            usable = field in known or field_values.is_outcome(field)
            if usable and (why := field_values.wrong(field, value, data, kind)):
                yield f"{name}:{line}: {field}: {why}"
