"""Commands within bounds: ended in time, with all their children, and kept from the network."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from thesis.many import bounded
from thesis.many.bounded import JobBounds, JobResult

LARGE = JobBounds(60, 2000)


def python(tmp_path: Path, code: str, bounds: JobBounds = LARGE) -> JobResult:
    folder = tmp_path / "work"
    folder.mkdir(exist_ok=True)
    return bounded.run([sys.executable, "-c", code], folder, bounds)


def test_what_a_command_prints_and_uses_is_told(tmp_path: Path) -> None:
    busy = "while time.process_time() < 0.1: pass"
    code = f"print('hei'); import time; time.sleep(0.2)\n{busy}\nraise SystemExit(3)"
    ended = python(tmp_path, code)
    assert (ended.status, ended.beyond, ended.said) == (3, "", "hei\n")
    assert ended.seconds >= 0.3
    assert ended.cpu > 0
    assert ended.memory > 1_000_000


@pytest.mark.parametrize(
    ("code", "bounds", "beyond"),
    [
        ("import time; time.sleep(600)", JobBounds(0.5, 2000), bounded.TIME),
        (
            "import time; x = bytearray(300_000_000); time.sleep(600)",
            JobBounds(60, 100),
            bounded.MEMORY,
        ),
    ],
)
def test_a_command_beyond_a_bound_is_ended(
    tmp_path: Path, code: str, bounds: JobBounds, beyond: str
) -> None:
    assert python(tmp_path, code, bounds).beyond == beyond


def test_its_children_end_with_it_even_those_of_another_session(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(599.25)'],"
        " start_new_session=True)\n"
        "time.sleep(0.4)"
    )
    python(tmp_path, f"{code}; time.sleep(600)", JobBounds(1, 2000))
    time.sleep(0.2)
    assert [each for each in psutil.process_iter(["cmdline"]) if "599.25" in str(each.info)] == []


def test_it_has_no_network_and_none_of_the_secrets_of_who_runs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not bounded.can_be_alone():
        pytest.skip("no unshare that may take the network away")
    monkeypatch.setenv("SECRET_TOKEN", "x")
    code = (
        "import os, socket\n"
        "assert 'SECRET_TOKEN' not in os.environ\n"
        "socket.create_connection(('192.0.2.1', 80), 5)"
    )
    assert "Network is unreachable" in python(tmp_path, code).said


def test_a_file_beyond_the_largest_is_not_written(tmp_path: Path) -> None:
    code = f"open('large', 'wb').truncate({bounded.LARGEST + 1})"
    assert python(tmp_path, code).status != 0
    assert (tmp_path / "work/large").stat().st_size == 0
