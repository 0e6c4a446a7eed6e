"""The command sheet, as it is typed."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.thesis.cli.a_thesis import record
from tests.unit.thesis.cli.conftest import Told


def test_what_is_printed_is_filled_and_read_again(root: Path, told: Told) -> None:
    folder = ["--directory", root]
    printed = told(0, "sheet", "country", "sex", *folder)
    assert printed.splitlines()[:2] == ["key,status,country,sex", "eventyr2021,included,,"]
    sheet = root / "sheet.csv"
    sheet.write_text(printed.replace("included,,", "included,SE,all"), "utf-8")
    assert told(0, "sheet", "--fill", sheet, *folder).endswith("4 cells written into 2 records\n")
    assert record(root, "eventyr2021")["country"] == "SE"


def test_a_workbook_is_filled_as_a_sheet_is(root: Path, told: Told) -> None:
    folder = ["--directory", root]
    path = root / "studies.xlsx"
    told(0, "sheet", "country", "peer_reviewed", "--to", path, *folder)
    book = load_workbook(path)
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == ["key", "status", "country", "peer_reviewed"]
    assert page["A2"].value == "eventyr2021"
    page["C2"], page["D2"] = "SE", True
    book.save(path)
    assert told(0, "sheet", "--fill", path, *folder).endswith("2 cells written into 1 record\n")
    assert record(root, "eventyr2021")["country"] == "SE"
    assert record(root, "eventyr2021")["peer_reviewed"] is True
    assert "is there already" in told(2, "sheet", "--to", path, *folder)


@pytest.mark.parametrize(
    ("said", "content", "why"),
    [
        (["contry"], b"", "did you mean country?"),
        (["--fill", "none.csv"], b"", "none.csv"),
        (["sex", "--fill", "x.csv"], b"key\n", "name none beside it"),
        (["--fill", "x.csv"], "key,sex\nfabelmo2019,å\n".encode("latin-1"), "CSV UTF-8"),
        (["--fill", "x.csv"], b"key,sex\nfabelmo2019,both\n", "x.csv:2: sex: "),
        (["--to", "x.csv"], b"", "does not end in .xlsx"),
    ],
)
def test_what_cannot_be_written_is_said(
    root: Path,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
    content: bytes,
    why: str,
) -> None:
    monkeypatch.chdir(root)
    (root / "x.csv").write_bytes(content)
    before = record(root, "fabelmo2019")
    assert why in told(2, "sheet", *said)
    assert record(root, "fabelmo2019") == before
