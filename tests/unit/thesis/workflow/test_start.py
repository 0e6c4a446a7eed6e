"""What has to be right before Snakemake begins."""

import getpass
import subprocess
import sys
from pathlib import Path

import pytest

from thesis.workflow import start


@pytest.fixture
def folder(here: Path) -> Path:
    """A working folder in which a build was killed."""
    start.LOCKS.mkdir(parents=True)
    (start.LOCKS / "0.output.lock").touch()
    return here


def test_python_is_quoted_where_a_shell_needs_it_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "a b" / "python"
    python.parent.mkdir()
    python.touch()
    monkeypatch.setattr(sys, "executable", str(python))
    for _ in range(2):
        start.in_any_folder(tmp_path)
        assert sys.executable == f"'{python}'"


def test_python_stays_as_it_is_where_no_shell_minds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/bin/env")
    start.in_any_folder(Path("/thesis"))
    assert sys.executable == "/usr/bin/env"


def test_the_lock_of_a_dead_build_is_taken_away_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start.after_a_killed_build()
    assert not (folder / start.LOCKS).exists()
    assert "its lock is taken away" in capsys.readouterr().err
    start.after_a_killed_build()
    assert capsys.readouterr().err == ""


def test_a_step_that_outlives_its_build_is_waited_for_and_at_last_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "PATIENCE", 0.1)
    script = folder / start.SNAKEMAKE / "scripts" / "tmp.register.py"
    script.parent.mkdir()
    script.write_text("import time; print('begun', flush=True); time.sleep(60)")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as step:
        assert step.stdout is not None
        step.stdout.readline()
        with pytest.raises(SystemExit, match=f"process {step.pid}"):
            start.after_a_killed_build()
        assert (folder / start.LOCKS).exists()
        step.kill()


def test_a_folder_with_room_is_begun_in(folder: Path) -> None:
    (folder / "data").mkdir()
    start.begin([], folder)
    assert {"build", "results"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["build", "results", ".snakemake"])
def test_where_nothing_can_be_written_a_line_says_so(name: str, folder: Path) -> None:
    path = folder / name
    if path.is_dir():
        path.rename(folder / "other")
    path.touch()
    with pytest.raises(SystemExit, match=rf"\({name}\).*then try again\.$"):
        start.where_there_is_room()


def test_a_result_that_may_not_be_written_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "results").mkdir()
    (folder / "results/thesis.pdf").touch()
    monkeypatch.setattr(start.os, "access", lambda path, _: Path(path).suffix != ".pdf")
    with pytest.raises(SystemExit, match=r"results/thesis\.pdf\).*get the right"):
        start.where_there_is_room()


@pytest.mark.parametrize(
    ("limit", "said"), [(10**9, ""), (-1, ""), (4096, r"allow larger files \(ulimit -f\)")]
)
def test_small_files_are_told_before_a_build_begins(
    limit: int, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    if said:
        with pytest.raises(SystemExit, match=said):
            start.where_there_is_room()
    else:
        start.where_there_is_room()


def test_a_full_disk_is_told_before_a_build_begins(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = start.shutil.disk_usage(folder)._replace(free=start.ROOM - 1)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: free)
    with pytest.raises(SystemExit, match="make room on the disk"):
        start.where_there_is_room()


def test_a_user_without_a_name_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.setenv("LOGNAME", "")  # so that it is taken back
    start.as_anybody()
    assert getpass.getuser() == "thesis"
    monkeypatch.setenv("LOGNAME", "anna")
    start.as_anybody()
    assert getpass.getuser() == "anna"
