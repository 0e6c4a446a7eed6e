"""`python -m thesis records`: every export counted, duplicates merged, and merges undone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.unit.thesis.exports.exports import csv, export, ris
from thesis import __main__
from thesis.checks.data import inputs
from thesis.input.sources import read_csv, read_yaml
from thesis.screening import store
from thesis.screening.decisions import read_decisions

Records = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(house: Path, tmp_path: Path) -> Path:
    """A thesis with exports: 17 records of a search in Medline, five of which Embase has too."""
    shutil.copytree(house / "data", tmp_path / "data")
    shutil.copytree(house / "config", tmp_path / "config")
    folder = tmp_path / "data/exports"
    folder.mkdir()
    (folder / "medline-4.ris").write_text(export("ris", 17), "utf-8")
    rows = "".join(csv(n) for n in range(13, 22))
    (folder / "embase-1.csv").write_text(f"Authors,Title,Year,Source title,DOI\n{rows}", "utf-8")
    return tmp_path


@pytest.fixture
def records(root: Path, capsys: pytest.CaptureFixture[str]) -> Records:
    """Runs the command; its status, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = __main__.main(["records", "--directory", str(root), *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def counts(root: Path) -> list[list[object]]:
    """What data/exports.yaml counts."""
    names = ("file", "records", "not_read", "within", "across", "first")
    return [[item[name] for name in names] for item in items(root)]


def items(root: Path) -> list[dict[str, Any]]:
    """The files of data/exports.yaml."""
    read: list[dict[str, Any]] = read_yaml(root / "data/exports.yaml", "data/exports.yaml").value
    return read


def test_records_and_duplicates_of_each_export_are_counted(root: Path, records: Records) -> None:
    status, out, err = records()
    assert counts(root) == [
        ["data/exports/medline-4.ris", 17, 0, 0, 0, 17],
        ["data/exports/embase-1.csv", 9, 0, 0, 5, 4],
    ]
    shares = [(item["alone"], item["shared"]) for item in items(root)]
    assert shares == [(12, {"embase": 5}), (4, {"medline": 5})]
    assert "26 records of 21 works, 5 merges" in out
    assert "in all        26         0      0          5     21" in out
    assert status == 1  # the search in Embase has seven hits
    assert "hits 7 of search 1" in err
    assert "hits 17" not in err
    rules = {finding.rule for finding in inputs.problems(root)[1]}
    assert rules == {"export.hits"}
    assert inputs.usable(inputs.problems(root)[1])


def test_what_is_counted_again_is_the_same_and_nothing_is_read(
    root: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    records()
    written = [(root / name).read_bytes() for name in ("data/exports.yaml", "data/duplicates.csv")]
    monkeypatch.setattr(store.read, "read", None)
    records()
    assert written == [
        (root / name).read_bytes() for name in ("data/exports.yaml", "data/duplicates.csv")
    ]


def test_an_export_that_is_changed_is_told_until_it_is_counted(
    root: Path, records: Records
) -> None:
    records()
    path = root / "data/exports/medline-4.ris"
    path.write_text(path.read_text("utf-8").replace("T2", "JF"), "utf-8")
    assert "export.counted" in {finding.rule for finding in inputs.problems(root)[1]}
    records()
    assert "export.counted" not in {finding.rule for finding in inputs.problems(root)[1]}


def test_a_merge_is_explained_and_undone_and_another_is_made(root: Path, records: Records) -> None:
    records()
    path = root / "data/duplicates.csv"
    rows = read_csv(path, "data/duplicates.csv").rows
    assert len(rows) == 5
    assert rows[0].cells == {
        "record": "embase-1:1",
        "of": "medline-4:13",
        "is": "same",
        "because": "the DOI and the title",
        "title": "Title 13 of what never was",
    }
    text = path.read_text("utf-8").replace("13,same,the DOI and the title", "13,other,")
    path.write_text(f"{text}embase-1:9,medline-4:1,same,,\n", "utf-8")
    records()
    assert counts(root)[1] == ["data/exports/embase-1.csv", 9, 0, 0, 5, 4]
    told = path.read_text("utf-8")
    assert "embase-1:1,medline-4:13,other,,Title 13" in told
    assert "embase-1:9,medline-4:1,same,by hand,Title 21" in told
    assert records("--works")[1].count("medline-4:1 = embase-1:9") == 1
    records()
    assert path.read_text("utf-8") == told


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("embase-1:9,medline-4:99,same,,", "there is no record medline-4:99"),
        ("embase-1:9,medline-4:1,perhaps,,", "is: «perhaps»: write same or"),
        ("embase-1:9,embase-1:9,same,,", "a record beside itself"),
        ("embase-1:9,medline-4:1,other,,Old", "embase-1:9 is «Title 21 of"),
    ],
)
def test_a_row_that_says_nothing_is_told_and_nothing_is_written(
    root: Path, records: Records, row: str, says: str
) -> None:
    records()
    path = root / "data/duplicates.csv"
    before = f"{path.read_text('utf-8')}{row}\n"
    path.write_text(before, "utf-8")
    status, _, err = records()
    assert status == 2
    assert f"data/duplicates.csv:7: {says}" in err
    assert path.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("cinahl-1.ris", ris(), "data/exports/cinahl-1.ris: no database has this name"),
        ("Medline 4.ris", ris(), "data/exports/Medline 4.ris: no database has this name"),
        ("medline-5.pdf", "%PDF-1.7", "data/exports/medline-5.pdf: this is a PDF"),
    ],
)
def test_a_file_that_is_no_export_is_told_and_nothing_is_written(
    root: Path, records: Records, name: str, content: str, says: str
) -> None:
    (root / "data/exports" / name).write_text(content, "utf-8")
    status, _, err = records()
    assert (status, says in err) == (2, True)
    assert not (root / "data/exports.yaml").exists()


def test_a_record_that_is_not_read_is_told_with_its_line_and_counts_as_a_hit(
    root: Path, records: Records
) -> None:
    path = root / "data/exports/medline-4.ris"
    text = export("ris", 17).replace("TI  - Title 2 of what never was\n", "")
    path.write_text(text, "utf-8")
    status, _, err = records()
    assert status == 1
    assert "data/exports/medline-4.ris:9: a record without a title" in err
    assert counts(root)[0] == ["data/exports/medline-4.ris", 17, 1, 0, 0, 16]
    assert "hits 17" not in err


def test_without_an_export_nothing_is_written(root: Path, records: Records) -> None:
    shutil.rmtree(root / "data/exports")
    status, out, _ = records()
    assert (status, "There is no export" in out) == (0, True)
    assert not (root / "data/duplicates.csv").exists()


def test_a_dry_run_writes_nothing(root: Path, records: Records) -> None:
    status, out, _ = records("--dry-run")
    assert (status, "26 records of 21 works" in out) == (0, True)
    assert not (root / "data/exports.yaml").exists()


def test_a_workbook_of_works_comes_back_with_decisions(root: Path, records: Records) -> None:
    people = "screeners:\n  - {id: kari, name: Kari}\nsecond: none\n"
    (root / "data/screening.yaml").write_text(people, "utf-8")
    sheet = root / "works.xlsx"
    assert records("--sheet", str(sheet), "--screener", "kari")[0] == 0
    assert records("--sheet", str(sheet), "--screener", "kari")[0] == 2  # it is there already
    book = load_workbook(sheet)
    [page] = book.worksheets
    for row, said in ((2, "include"), (3, "exclude")):
        page.cell(row, 2, said)
    book.save(sheet)
    _, out, _ = records("--take", str(sheet), "--screener", "kari")
    assert "2 decisions of kari taken into data/screening/kari.csv" in out
    assert [each.decision for each in read_decisions(root, "kari")] == ["include", "exclude"]
    screened = read_yaml(root / "data/screened.yaml", "data/screened.yaml").value
    assert screened["unscreened"] == 19
    assert [each["records"] for each in screened["works"]] == [["medline-4:1"]]
    assert "export.counted" not in {each.rule for each in inputs.problems(root)[1]}
    assert records("--take", str(sheet), "--screener", "kira")[0] == 2
