"""Tests that begin a Slurm of their own: only where they are asked for, `pytest -m slurm`."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slurm: a real Slurm of one node, which takes five minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "slurm" not in (config.getoption("-m") or ""):
        for item in items:
            if item.get_closest_marker("slurm"):
                item.add_marker(pytest.mark.skip(reason="takes five minutes: pytest -m slurm"))
