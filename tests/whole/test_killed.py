"""A build killed at any moment is made good by the next one, and a living one is let be."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.project import Project

LONGEST = 600
"""Seconds for what never comes; a busy machine needs a minute for what takes one of two."""


def started(project: Project, *targets: str, gone: str = "build") -> subprocess.Popen[str]:
    """A build that has begun, of what is gone and what comes of it; its lock is whole."""
    for name in {"results", "build/logs", gone}:
        path = project.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    build = subprocess.Popen(
        [sys.executable, "-m", "snakemake", "--cores", "4", *targets],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    wait_for(lambda: locks(project) and list((project.root / "build/logs").glob("*.log")))
    return build


def wait_for(seen: Callable[[], object]) -> None:
    """Wait until something is there."""
    end = time.monotonic() + LONGEST
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.01)


def locks(project: Project) -> list[Path]:
    """The files of Snakemake's lock."""
    return list((project.root / ".snakemake" / "locks").glob("*.lock"))


def made(project: Project) -> dict[str, bytes]:
    """What was made, but for what tells of the machine."""
    return {k: v for k, v in project.made().items() if not k.endswith("run.json")}


@pytest.mark.parametrize(
    ("step", "kill", "gone"),
    [("register", os.killpg, "build"), ("pdf", os.kill, "build/thesis.pdf")],
    ids=["register, its steps too", "pdf, the build alone"],
)
def test_the_next_build_after_a_kill_is_whole(
    step: str,
    kill: Callable[[int, int], None],
    gone: str,
    small_built: Project,
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    build = started(project, gone=gone)
    wait_for(lambda: (project.root / "build" / "logs" / f"{step}.log").exists())
    kill(build.pid, signal.SIGKILL)
    build.wait()
    assert locks(project)
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr
    assert "its lock is taken away" in run.stderr
    assert made(project) == made(small_built)
    assert "Nothing to be done" in project.build().stderr


def test_the_lock_of_a_living_build_is_never_taken_away(small_clone: Callable[[], Project]) -> None:
    project = small_clone()
    build = started(project, "docx")
    os.kill(build.pid, signal.SIGSTOP)
    try:
        for arguments in ((), ("--dry-run",), ("pdf",)):
            second = project.build(*arguments)
            assert "taken away" not in second.stderr
            assert locks(project)
            if "--dry-run" not in arguments:
                assert second.returncode == 1
                assert "LockException" in second.stderr
    finally:
        os.kill(build.pid, signal.SIGCONT)
    said, _ = build.communicate()
    assert build.returncode == 0, said
    assert not locks(project)
