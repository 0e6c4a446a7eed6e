"""Copies of the project for mutants; one worker makes them all, since each is a build."""

from collections.abc import Callable

import pytest

from tests.whole.project import Project, copy


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Makes copies of the project in which nothing has been built."""
    return lambda: copy(tmp_path_factory.mktemp("mutants") / "thesis")
