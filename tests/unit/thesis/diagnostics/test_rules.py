"""The catalogue of rules, what a rule makes, and how config turns one down."""

from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics import rules
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place

TEXTS = {"looks_at": "texts", "sees": "this", "misses": "that", "example": "such"}
DOWN = {"severity": "warning", "reason": "Kapittelet er ikke skrevet."}
PLACE = Place("a.md", 1)


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> dict[str, rules.Rule]:
    """A catalogue with one rule that stops the gate and one that warns."""
    monkeypatch.setattr(rules, "CATALOGUE", {})
    monkeypatch.setattr(rules, "CHECKS", [])
    rules.declare("a.error", **TEXTS)
    rules.declare("a.warning", severity="warning", **TEXTS)
    return rules.CATALOGUE


def finding(rule: str) -> Finding:
    return rules.CATALOGUE[rule].at(PLACE, found="x", expected="y", fix="z")


def severities(settings: dict[str, Any]) -> list[str]:
    noted = [finding("a.error"), finding("a.warning")]
    return [weighed.severity for weighed in rules.weigh(noted, settings)]


def test_a_rule_makes_findings_with_its_id_and_severity() -> None:
    assert finding("a.error") == Finding(PLACE, "a.error", "x", "y", "z", "error")
    assert finding("a.warning") == Finding(PLACE, "a.warning", "x", "y", "z", "warning")


def test_config_turns_a_rule_down_to_a_warning() -> None:
    assert severities({}) == ["error", "warning"]
    assert severities({"a.error": DOWN}) == ["warning", "warning"]


def test_config_turns_down_the_rule_it_names_and_no_other() -> None:
    assert severities({"a.warning": DOWN}) == ["error", "warning"]
    assert severities({"a": DOWN, "a.err": DOWN}) == ["error", "warning"]


def test_config_turns_a_warning_up_to_an_error() -> None:
    up = {"severity": "error", "reason": "Nå skal alt stemme."}
    assert severities({"a.warning": up}) == ["error", "error"]


def test_weighing_changes_nothing_else_of_a_finding_and_keeps_the_order() -> None:
    noted = [finding("a.warning"), finding("a.error")]
    assert rules.weigh(noted, {}) == noted


def test_a_function_of_a_rule_is_run_on_the_thesis_and_a_declared_rule_is_not() -> None:
    seen = []

    @rules.CATALOGUE["a.error"].check
    def look(thesis: Any) -> list[Finding]:
        seen.append(thesis)
        return [finding("a.error")]

    assert list(rules.run("the thesis")) == [finding("a.error")]
    assert seen == ["the thesis"]


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match=r"a\.error"):
        rules.declare("a.error", **TEXTS)


def test_a_rule_looks_at_something_that_is_counted() -> None:
    with pytest.raises(ValueError, match=r"a\.new looks at txets"):
        rules.declare("a.new", **{**TEXTS, "looks_at": "txets"})


def test_every_module_that_declares_a_rule_is_imported_for_the_catalogue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    root = Path(rules.__file__).parents[1]
    declared = sum(path.read_text("utf-8").count(" = declare(\n") for path in root.rglob("*.py"))
    assert len(rules.catalogue()) == declared
