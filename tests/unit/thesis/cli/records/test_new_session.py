"""Sessions that new exports of stored searches make."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.projects.living_records import RECORDS, ris
from thesis.cli.records.new_session import new_session
from thesis.cli.records.staged import NotChangedError
from thesis.input import folder

MINIMAL = Path(__file__).parents[4] / "projects/minimal"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A thesis with a database of four searches, searched on 2023-09-04, and a new export."""
    shutil.copytree(MINIMAL / "data", tmp_path / "data")
    (tmp_path / "new.ris").write_text("".join(map(ris, RECORDS[:3])), "utf-8")
    (tmp_path / "none.txt").write_text("Kjære dagbok", "utf-8")
    return tmp_path


def made(root: Path, search: str, export: str = "new.ris", day: str = "2026-03-02") -> list[str]:
    files, said = new_session(root, folder.read(root, []), search, root / export, day, "")
    for name, content in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)
    return said


def test_a_session_has_the_rows_of_the_stored_one_and_its_hits_counted(root: Path) -> None:
    *_, left = made(root, "nattbasen:3")
    assert "search 1, 2, 4: write its counts in place of TODO" in left
    *_, item = yaml.safe_load((root / "data/databases.yaml").read_text("utf-8"))
    assert (item["id"], item["updates"], item["platform"]) == ("nattbasen2026", "nattbasen", None)
    assert (root / "data/searches/nattbasen2026.csv").read_text("utf-8").splitlines()[2:4] == [
        "2,Choir and sleep,TODO,TODO,TODO,",
        "3,Choir and sleep and night work,3,TODO,TODO,Fra og med 2010",
    ]
    assert (root / "data/exports/nattbasen2026-3.ris").read_bytes() == (
        root / "new.ris"
    ).read_bytes()


def test_other_searches_of_the_day_join_it_and_another_day_makes_another(root: Path) -> None:
    for search, day in (("nattbasen:3", "2026-03-02"), ("nattbasen:4", "2026-03-02")):
        made(root, search, day=day)
    made(root, "nattbasen2026:4", day="2026-09-02")
    items = yaml.safe_load((root / "data/databases.yaml").read_text("utf-8"))
    assert [(each["id"], each.get("updates")) for each in items] == [
        ("nattbasen", None), ("nattbasen2026", "nattbasen"), ("nattbasen2026_2", "nattbasen2026"),
    ]  # fmt: skip
    hits = [row.cells["hits"] for row in folder.read(root, []).sheets["nattbasen2026"].rows]
    assert hits == ["TODO", "TODO", "3", "3"]


@pytest.mark.parametrize(
    ("search", "export", "day", "why"),
    [
        ("nattbasen:9", "new.ris", "2026-03-02", "name a search of data/searches/"),
        ("nattbasen", "new.ris", "2026-03-02", "name a search of data/searches/"),
        ("dagbasen:1", "new.ris", "2026-03-02", "such as nattbasen:1"),
        ("nattbasen:3", "none.txt", "2026-03-02", "this is no export"),
        ("nattbasen:3", "new.ris", "2.3.2026", "«2.3.2026» is no day"),
        ("nattbasen:3", "new.ris", "", "«» is no day"),
        ("nattbasen:3", "new.ris", "2023-09-04", "was searched on 2023-09-04"),
    ],
)
def test_what_is_no_new_export_of_a_stored_search_is_refused(
    search: str, export: str, day: str, why: str, root: Path
) -> None:
    with pytest.raises(NotChangedError, match=why):
        made(root, search, export, day)


def folder_of_exports(root: Path) -> None:
    (root / "data/exports").symlink_to(root.parent)


def pipe(root: Path) -> None:
    (root / "new.ris").unlink()
    os.mkfifo(root / "new.ris")


def in_brackets(root: Path) -> None:
    items = "[{id: nattbasen, name: Nattbasen, searched_on: 2023-09-04}]\n"
    (root / "data/databases.yaml").write_text(items, "utf-8")


@pytest.mark.parametrize(
    ("plant", "since", "why"),
    [
        (folder_of_exports, "", "data/exports leads out of the thesis"),
        (pipe, "", "new.ris is no file"),
        (in_brackets, "", "takes no item at its end; write it yourself: - {id: nattbasen2026"),
        (lambda root: None, "2026-03-03", "--covers-from 2026-03-03 is later than"),
    ],
)
def test_what_a_session_cannot_be_written_into_is_told(
    plant: Callable[[Path], None], since: str, why: str, root: Path
) -> None:
    plant(root)
    data = folder.read(root, [])
    with pytest.raises(NotChangedError, match=why):
        new_session(root, data, "nattbasen:3", root / "new.ris", "2026-03-02", since)


@pytest.mark.parametrize("name", ["new.{a}", "new.ris\n", "new.\u202e", "new", f"new.{'x' * 200}"])
def test_an_export_is_kept_under_a_name_that_any_build_takes(name: str, root: Path) -> None:
    (root / "new.ris").rename(root / name)
    files, _ = new_session(
        root, folder.read(root, []), "nattbasen:3", root / name, "2026-03-02", ""
    )
    assert "data/exports/nattbasen2026-3.txt" in files


def test_a_search_that_has_its_export_is_refused(root: Path) -> None:
    made(root, "nattbasen:3")
    with pytest.raises(NotChangedError, match="nattbasen2026-3 is there already"):
        made(root, "nattbasen:3")
