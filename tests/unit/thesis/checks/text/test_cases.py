"""Texts that stand alone: what a rule on the prose finds in each, and what it lets pass."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import TEXT, Case, checks, fails, params, passes
from tests.unit.thesis.checks.made import made
from thesis.diagnostics.findings import Finding

Look = Callable[[Case], list[Finding]]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """What the module that declares the rule finds in the text of a case."""

    def found(case: Case) -> list[Finding]:
        text = f"# Metode\n\nEt avsnitt foran.\nMed ord.\n\n{case.add}\n\nEt avsnitt etter.\n"
        thesis = made(tmp_path, text)
        return [finding for check in checks(case.rule) for finding in check(thesis)]

    return found


@pytest.mark.parametrize("case", params(fails(TEXT)))
def test_what_is_wrong_in_a_text_is_found_at_its_line(
    look: Look, tmp_path: Path, case: Case
) -> None:
    found = look(case)
    assert [finding.rule for finding in found] == [case.rule, *case.more]
    case.assert_found(tmp_path, found)


@pytest.mark.parametrize("case", passes(TEXT), ids=str)
def test_what_someone_vouches_for_may_stand(look: Look, case: Case) -> None:
    assert look(case) == []
