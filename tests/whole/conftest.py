"""Whole builds: the project built once, and copies of it to change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.project import Project, copy


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, built once; tests must not change it."""
    project = copy(tmp_path_factory.mktemp("built") / "thesis")
    run = project.build()
    assert run.returncode == 0, run.stdout + run.stderr
    return project


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
