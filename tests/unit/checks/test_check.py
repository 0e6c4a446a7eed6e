"""Printing the findings."""

from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

WARNING = Finding(Place("a.md", 1), "a.rule", "x", "y", "z", "warning")
ERROR = Finding(Place("b.md", 2), "b.rule", "x", "y", "mend it so")


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        ([], "No findings.\n"),
        ([WARNING], "a.md:1: warning [a.rule] x\n"),
        ([ERROR, WARNING, ERROR], f"a.md:1: warning [a.rule] x\n{ERROR}\n"),
    ],
    ids=["none", "a warning", "an error, in full and once"],
)
def test_all_findings_are_printed(
    job: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    noted: list[Finding],
    expected: str,
) -> None:
    findings.write(noted, tmp_path / "found.json")
    job("checks/check", input={"findings": str(tmp_path / "found.json")})
    assert capsys.readouterr().err == expected
