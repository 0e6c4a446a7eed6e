"""The catalogue of rules, and how config turns one down."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics import rules
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document.thesis import Thesis
from thesis.model.register import Register

TEXTS = {"sees": "this", "misses": "that", "example": "such"}
DOWN = {"severity": "warning", "reason": "Kapittelet er ikke skrevet."}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> dict[str, rules.Rule]:
    """A catalogue with one rule that stops the gate and one that warns."""
    own: dict[str, rules.Rule] = {}
    monkeypatch.setattr(rules, "CATALOGUE", own)
    rules.declare("a.error", **TEXTS)
    rules.declare("a.warning", severity="warning", **TEXTS)
    return own


def finding(rule: str, severity: str = "error") -> Finding:
    return Finding(Place("a.md", 1), rule, "x", "y", "z", severity)


def severities(settings: dict[str, Any]) -> list[str]:
    noted = [finding("a.error"), finding("a.warning")]
    return [weighed.severity for weighed in rules.weigh(noted, settings)]


def test_a_finding_has_the_severity_of_its_rule_whatever_the_step_noted() -> None:
    assert severities({}) == ["error", "warning"]
    (weighed,) = rules.weigh([finding("a.error", "warning")], {})
    assert weighed.severity == "error"


def test_config_turns_a_rule_down_to_a_warning() -> None:
    assert severities({"a.error": DOWN}) == ["warning", "warning"]


def test_config_turns_down_the_rule_it_names_and_no_other() -> None:
    assert severities({"a.warning": DOWN}) == ["error", "warning"]
    assert severities({"a": DOWN, "a.err": DOWN}) == ["error", "warning"]


def test_config_turns_a_warning_up_to_an_error() -> None:
    up = {"severity": "error", "reason": "Nå skal alt stemme."}
    assert severities({"a.warning": up}) == ["error", "error"]


def test_weighing_changes_nothing_else_of_a_finding_and_keeps_the_order() -> None:
    noted = [finding("a.warning", "warning"), finding("a.error")]
    assert rules.weigh(noted, {}) == noted


def test_a_function_that_is_a_rule_is_run_on_the_thesis(
    catalogue: dict[str, rules.Rule],
) -> None:
    @rules.rule("b.title", **TEXTS)
    def check(thesis: Thesis) -> Iterator[Finding]:
        yield Finding(Place(thesis.config["file"], 1), "b.title", "x", "y", "z")

    thesis = Thesis(Register([], {}), {"blocks": []}, {}, {"file": "c.md"}, {}, Path())
    assert [str(found.place) for found in rules.run(thesis)] == ["c.md:1"]
    assert catalogue["b.title"].check is check


def test_a_declared_rule_is_not_run() -> None:
    assert list(rules.run(Thesis(Register([], {}), {}, {}, {}, {}, Path()))) == []


def test_an_id_is_taken_once() -> None:
    with pytest.raises(ValueError, match=r"a\.error is there already"):
        rules.declare("a.error", **TEXTS)
