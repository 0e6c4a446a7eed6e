"""The gate: an error stops it, and nothing else does."""

from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

WARNING = Finding(Place("a.md", 1), "a.rule", "x", "y", "z", "warning")
ERROR = Finding(Place("b.md", 2), "b.rule", "x", "y", "z")


def gate(job: Any, folder: Path, *noted: Finding) -> None:
    findings.write(noted, folder / "found.json")
    job("checks/gate", input={"findings": [str(folder / "found.json")]})


@pytest.mark.parametrize("noted", [[], [WARNING]], ids=["nothing", "a warning"])
def test_the_gate_is_open(job: Any, tmp_path: Path, noted: list[Finding]) -> None:
    gate(job, tmp_path, *noted)


def test_an_error_shuts_the_gate_and_all_findings_are_told(
    job: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        gate(job, tmp_path, WARNING, ERROR)
    assert stopped.value.code == 1
    told = capsys.readouterr().err
    assert "1 error" in told
    assert "snakemake --cores 4 draft" in told
    assert "a.md:1: warning [a.rule] x\n" in told
    assert str(ERROR) in told
