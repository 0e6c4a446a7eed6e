"""Sheets that people fill: CSV, or a workbook of a spreadsheet (.xlsx) as such CSV, and back."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.files import to_csv as as_csv
from thesis.input import limits

SUFFIX = ".xlsx"
MOST_BYTES = 64 * 1024**2
"""Of all that is packed in it, together; the sheet of a thousand studies takes a hundredth."""


def of_csv(text: str) -> bytes:
    """The workbook of a sheet; every cell is text, so that no program computes or reforms it."""
    book = Workbook()
    page = book.active
    for row, cells in enumerate(csv.reader(io.StringIO(text)), 1):
        for column, said in enumerate(cells, 1):
            cell = page.cell(row, column, said)
            cell.data_type, cell.number_format = "s", "@"
    page.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(path: Path) -> str:
    """A sheet that somebody filled, CSV or workbook, as CSV.

    Raises:
        NotChangedError: it is a workbook by its name alone.
        OSError: it cannot be opened.
        UnicodeDecodeError: it is no workbook, and not in UTF-8.
    """
    content = path.read_bytes()
    is_workbook = path.suffix.lower() == SUFFIX
    return to_csv(content, path.name) if is_workbook else content.decode("utf-8-sig")


def to_csv(content: bytes, name: str) -> str:
    """The first sheet of a workbook as CSV, a line for each of its rows.

    Args:
        name: what it is called in messages.

    Raises:
        NotChangedError: it is no workbook, or too much is packed in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise NotChangedError(f"{name} is too large when it is unpacked")
            if any(limits.ENTITY.search(packed.read(part)) for part in packed.infolist()):
                raise NotChangedError(f"{name} declares an entity, as no spreadsheet does")
        page = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
        rows = [[_said(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    except NotChangedError:
        raise
    except Exception as error:  # whatever a reader meets that is given a file which is none
        raise NotChangedError(f"{name} is no workbook ({type(error).__name__})") from None
    for row in rows:
        while row and not row[-1]:  # columns that were only looked at
            row.pop()
    return as_csv(rows)


def _said(value: object) -> str:
    """A cell on one line, as YAML has its value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())
