"""What a project is expected to give, held against what it gave."""

import difflib
from pathlib import Path

import pytest


def compare(expected: Path, given: Path) -> None:
    """Fail with the lines that differ, when two files do."""
    difference = "\n".join(
        difflib.unified_diff(
            expected.read_text("utf-8").splitlines(),
            given.read_text("utf-8").splitlines(),
            f"expected/{expected.name}",
            f"given/{given.name}",
            lineterm="",
        )
    )
    if difference:
        pytest.fail(f"{difference}\n\nIf this is as it should be: README.md says how to renew it.")
