"""The end of a build whose asker has ended."""

import subprocess
import sys
from pathlib import Path

from thesis.cli.verify import tether

GRANDCHILD = """
import subprocess, sys
says = "import time; print('up', flush=True); time.sleep(600)"
subprocess.run([sys.executable, "-c", says])
"""


def tethered(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(Path(tether.__file__)), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_the_status_is_that_of_the_command() -> None:
    build = tethered(sys.executable, "-c", "print('said'); raise SystemExit(7)")
    assert build.stdout is not None
    assert build.stdout.read() == b"said\n"
    assert build.wait() == 7


def test_what_the_command_started_ends_with_whoever_asked_for_it() -> None:
    build = tethered(sys.executable, "-c", GRANDCHILD)
    assert build.stdout is not None
    assert build.stdin is not None
    assert build.stdout.readline() == b"up\n"
    build.stdin.close()  # as the system does it when a process is killed
    assert build.stdout.read() == b"", "the last one that held the other end has ended"
    assert build.wait() != 0
