"""Facts that no text uses are listed, a file at a time."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tests.unit.thesis.checks.made import made
from thesis.checks.consistency import unused_facts
from thesis.diagnostics.findings import WARNING, Finding

Script = Callable[[str], ModuleType]


def unused(root: Path, text: str) -> dict[str, Finding]:
    """The findings on a text, by file."""
    return {finding.file: finding for finding in unused_facts.unused(made(root, text))}


def test_facts_that_no_text_uses_are_one_finding_a_file(tmp_path: Path) -> None:
    found = unused(tmp_path, 'Om {{ n("fhi2019.men") }} og {{ n("wang2017.weeks") }}.')
    assert sorted(found) == [
        "data/literature.yaml",
        "data/method.yaml",
        "data/studies/wang2017.yaml",
    ]
    assert found["data/literature.yaml"].found == (
        "1 that no text uses: sellman2010.problems (line 9)"
    )
    assert "wang2017.weeks" not in found["data/studies/wang2017.yaml"].found
    assert found["data/studies/wang2017.yaml"].found.index("(line 5)") < found[
        "data/studies/wang2017.yaml"
    ].found.index("(line 9)")
    assert {finding.severity for finding in found.values()} == {WARNING}


def test_a_share_uses_both_its_facts(tmp_path: Path) -> None:
    found = unused(tmp_path, '{{ span("wang2017.age_min", "wang2017.age_max") }}')
    assert "age_" not in found["data/studies/wang2017.yaml"].found


def test_sums_and_rows_of_searches_are_no_facts_that_must_be_used(tmp_path: Path) -> None:
    found = unused(tmp_path, "Ingen tall.")
    assert not any("studies.read" in finding.found for finding in found.values())
