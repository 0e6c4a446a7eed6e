"""Whole builds: the project built once, and copies of it to change."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.project import Project, copy, small

Make = Callable[..., Project]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes a copy of the project, once for all workers; tests must not change it afterwards."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = base if alone else base.parent

    def make(
        name: str, change: Callable[[Project], object], of: Callable[[Path], Project] = copy
    ) -> Project:
        root, done = folder / name, folder / f"{name}.done"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                change(of(root))
                done.touch()
        return Project(root)

    return make


@pytest.fixture(scope="session")
def built(shared: Make) -> Project:
    """The project, built once for all workers; tests must not change it."""
    return shared("built", whole)


@pytest.fixture(scope="session")
def small_built(shared: Make) -> Project:
    """The code with the small thesis, built once: for what is as true of any thesis."""
    return shared("small", whole, small)


def whole(project: Project) -> None:
    """Build a project."""
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def clone(built: Project, tmp_path: Path) -> Callable[[], Project]:
    """Makes copies of the built project, with all that was built, to change."""
    return copies(built, tmp_path, "clone")


@pytest.fixture
def small_clone(small_built: Project, tmp_path: Path) -> Callable[[], Project]:
    """Makes copies of the code with the small thesis, with all that was built, to change."""
    return copies(small_built, tmp_path, "small")


def copies(built: Project, folder: Path, name: str) -> Callable[[], Project]:
    """What makes copies of a built project, numbered."""
    count = 0

    def make() -> Project:
        nonlocal count
        count += 1
        root = folder / f"{name}{count}"
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
