"""The command watch: how it begins, and how it ends."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.unit.thesis.cli.conftest import Told
from thesis.cli.watch import folder

HOUSE = Path(__file__).parents[4]
SMALL = HOUSE / "tests/projects/minimal"


def test_where_there_is_no_thesis_there_is_nothing_to_watch(tmp_path: Path, told: Told) -> None:
    assert "config/config.yaml" in told(2, "watch", "--directory", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_second_watch_of_a_folder_is_told_where_the_first_shows_its_page(
    tmp_path: Path, told: Told
) -> None:
    shutil.copytree(SMALL, tmp_path / "thesis")
    with folder.hold(tmp_path / "thesis") as lock:
        lock.write("http://127.0.0.1:1/ (process 7)\n")
        lock.flush()
        said = told(2, "watch", "--directory", tmp_path / "thesis")
    assert said == ("Another watch is at work in this folder: http://127.0.0.1:1/ (process 7)\n")


def test_it_names_its_page_and_ends_cleanly_at_ctrl_c(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "thesis")
    watching = subprocess.Popen(
        [sys.executable, "-m", "thesis", "watch", "--directory", tmp_path / "thesis"],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # as in the front
    )
    assert watching.stdout is not None
    address = watching.stdout.readline()
    assert address.startswith("http://127.0.0.1:")
    assert watching.stdout.readline().startswith("the whole thesis · ")
    watching.send_signal(signal.SIGINT)
    out, err = watching.communicate()
    assert (watching.returncode, out, err) == (0, "\nEnded.\n", "")
    with folder.hold(tmp_path / "thesis"):
        pass  # its folder is free again
