"""The marker of the long run of generated theses."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of it."""
    config.addinivalue_line("markers", "fuzz: two thousand generated theses, for a night")
