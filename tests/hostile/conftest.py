"""The marker of the long run of generated theses, and what the tests of the commands have, too."""

import pytest

from tests.unit.thesis.cli.conftest import edited, run
from tests.unit.thesis.conftest import edit

__all__ = ["edit", "edited", "run"]


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of it."""
    config.addinivalue_line("markers", "fuzz: two thousand generated theses, for a night")
