"""Workbooks against the CSV that they stand for, and files that are none."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from thesis.cli.records import workbook
from thesis.cli.records.staged import NotChangedError

SHEET = 'key,status,note\na2019,included,"x, y"\nb2020,,\'=1+1\nc2021,excluded,=HYPERLINK("x")\n'


def test_a_sheet_comes_back_as_it_was() -> None:
    assert workbook.to_csv(workbook.of_csv(SHEET), "x.xlsx") == SHEET.replace(
        '=HYPERLINK("x")', '"=HYPERLINK(""x"")"'
    )


def test_no_cell_is_computed() -> None:
    page = load_workbook(io.BytesIO(workbook.of_csv(SHEET))).worksheets[0]
    assert "f" not in {cell.data_type for row in page for cell in row}
    assert page["C4"].value == '=HYPERLINK("x")'


def test_what_a_program_makes_of_cells_is_read_as_yaml_has_it() -> None:
    book = Workbook()
    for cells in [["key", "n", "yes", "day", "text", None], ["a", 5.0, True, None, " x\ny ", None]]:
        book.worksheets[0].append(cells)
    book.worksheets[0]["D2"] = dt.datetime(2026, 2, 3)
    out = io.BytesIO()
    book.save(out)
    assert (
        workbook.to_csv(out.getvalue(), "x.xlsx") == "key,n,yes,day,text\na,5,true,2026-02-03,x y\n"
    )


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(f"xl/{name}.xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no workbook"),
        (b"key,sex\n", "is no workbook"),
        (packed(), "is no workbook"),
        (workbook.of_csv(SHEET)[:-50], "is no workbook"),
        (packed(workbook=b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x/>"), "entity"),
        (lambda: packed(workbook=b" " * (workbook.MOST_BYTES + 1)), "too large"),
    ],
    ids=["empty", "CSV", "another zip", "cut off", "entity", "bomb"],
)
def test_what_is_no_workbook_is_said(content: bytes | Callable[[], bytes], why: str) -> None:
    with pytest.raises(NotChangedError, match=why):
        workbook.to_csv(content if isinstance(content, bytes) else content(), "x.xlsx")
