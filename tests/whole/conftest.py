"""Whole builds: the project built once, and copies of it to change."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.project import Project, copy

Make = Callable[[str, Callable[[Project], object]], Project]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes a copy of the project, once for all workers; tests must not change it afterwards."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = base if alone else base.parent

    def make(name: str, change: Callable[[Project], object]) -> Project:
        root, done = folder / name, folder / f"{name}.done"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                change(copy(root))
                done.touch()
        return Project(root)

    return make


@pytest.fixture(scope="session")
def built(shared: Make) -> Project:
    """The project, built once for all workers; tests must not change it."""

    def build(project: Project) -> None:
        run = project.build()
        assert run.returncode == 0, run.stdout + run.stderr

    return shared("built", build)


@pytest.fixture
def clone(built: Project, tmp_path: Path) -> Callable[[], Project]:
    """Makes copies of the built project, with all that was built, to change."""
    count = 0

    def make() -> Project:
        nonlocal count
        count += 1
        root = tmp_path / f"clone{count}"
        shutil.copytree(built.root, root, symlinks=True)
        return Project(root)

    return make


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Project]:
    """Makes copies of the project in which nothing has been built."""
    count = 0

    def make() -> Project:
        nonlocal count
        count += 1
        return copy(tmp_path / f"fresh{count}")

    return make
