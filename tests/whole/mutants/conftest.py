"""The thesis with errors planted in it, built once for all workers, and the thesis as it stands."""

import fcntl
import os
from collections.abc import Callable

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
