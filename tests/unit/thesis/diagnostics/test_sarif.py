"""Findings in SARIF: each with its rule, its line and its level, and what config turned down."""

from typing import Any

from thesis.diagnostics import sarif
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import catalogue

RULE = catalogue()["words.limit"]
OTHER = catalogue()["number.typed"]


def run(*findings: Any, **settings: Any) -> Any:
    (only,) = sarif.log([OTHER, RULE], findings, settings)["runs"]
    return only


def test_a_finding_has_its_rule_its_line_and_its_text() -> None:
    found = RULE.at(Place("content/å b.md", 4), found="9", expected="8", fix="cut", evidence="e")
    (result,) = run(found)["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == (
        "words.limit", 1, RULE.severity,
    )  # fmt: skip
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/%C3%A5%20b.md"
    assert place["region"] == {"startLine": 4}
    assert result["message"]["text"] == "Found: 9\nExpected: 8\nEvidence: e\nFix: cut"


def test_a_whole_file_has_no_line() -> None:
    found = RULE.at(Place("a.md"), found="9", expected="8", fix="cut")
    (result,) = run(found)["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_a_rule_that_config_turns_down_is_said_with_the_reason() -> None:
    settings = {"number.typed": {"severity": "warning", "reason": "old text"}, "no.rule": {}}
    (override,) = run(**settings)["invocations"][0]["ruleConfigurationOverrides"]
    assert override["descriptor"] == {"id": "number.typed", "index": 0}
    assert override["configuration"] == {"level": "warning"}
    assert override["properties"] == {"reason": "old text"}
