"""The command ``history`` writes what a database saved, all of it or nothing."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import ROOT
from tests.unit.thesis.cli.conftest import Told
from thesis.__main__ import main

SAVED = "1 exp Sleep/ (12)\n2 nap.tw. (9)\n3 or/1-2 (15)\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A thesis' data and settings, and a history beside them."""
    for folder in ("data", "config"):
        copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "saved.txt").write_text(SAVED, "utf-8")
    return tmp_path


@pytest.fixture
def history(house: Path, told: Told) -> Told:
    """Runs the command in the thesis."""
    here = ("history", house / "saved.txt", "--directory", house)
    return lambda status, *words: told(status, *here, *words)


def test_a_session_is_added_with_its_table(house: Path, history: Told) -> None:
    session = ("--database", "embase", "--session", "embase2020", "--date", "2020-05-20")
    history(0, *session, "--dry-run")
    assert not (house / "data/searches/embase2020.csv").exists()
    assert "+ 3  or/1-2: 15 hits" in history(0, *session)
    table = (house / "data/searches/embase2020.csv").read_text("utf-8")
    assert table.endswith("2,nap.tw.,9,0,0,\n3,or/1-2,15,0,0,\n")
    databases = (house / "data/databases.yaml").read_text("utf-8")
    assert databases.endswith('  updates: "embase"\n  searched_on: 2020-05-20\n')
    assert "has a session «embase2020» already" in history(2, *session)


@pytest.mark.parametrize(
    ("saved", "arguments", "why"),
    [
        (SAVED, ["--database", "medlin"], "no database «medlin», but medline, embase"),
        (SAVED, ["--database", "medline"], "abstracts of it were read"),
        (SAVED, ["--database", "medline", "--session", "m2"], "a session has its day"),
        (SAVED.replace("1-2", "1-3"), ["--database", "embase"], "names itself"),
        (SAVED.replace("1-2", "1-7"), ["--database", "embase"], "which is not there"),
        (SAVED.replace(" (15)", ""), ["--database", "embase"], "search 3 has no hits"),
        ("\udcff", ["--database", "embase"], "is not UTF-8"),
        (None, ["--database", "embase"], "No such file"),
    ],
)
def test_what_does_not_add_up_is_not_written(
    house: Path, history: Told, saved: str | None, arguments: list[str], why: str
) -> None:
    path = house / "saved.txt"
    path.unlink() if saved is None else path.write_bytes(saved.encode("utf-8", "surrogateescape"))
    before = {file: file.read_bytes() for file in (house / "data").rglob("*") if file.is_file()}
    assert why in history(2, *arguments)
    assert {file: file.read_bytes() for file in before} == before


def test_hits_that_contradict_are_told_and_written(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "saved.txt").write_text(SAVED.replace("(15)", "(99)"), "utf-8")
    session = ("--database", "embase", "--session", "embase2020", "--date", "2020-05-20")
    assert main(["history", f"{house}/saved.txt", "--directory", str(house), *session]) == 0
    assert "press.hits: row 3, «or/1-2»: 99 hits" in capsys.readouterr().err
