"""Findings in SARIF 2.1.0, the form in which editors and code hosts show them beside the line."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from thesis.diagnostics.files import Config
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

Object = dict[str, Any]  # An object of SARIF's JSON


def log(catalogue: Iterable[Rule], findings: Iterable[Finding], settings: Config) -> Object:
    """One run: every rule, every finding, and which rules config turned down.

    Paths are relative to the project's folder, and no clock is read: the same findings give the
    same bytes.

    Args:
        settings: the key `rules` of config: ``{rule id: {severity, reason}}``.
    """
    rules = list(catalogue)
    index = {rule.id: i for i, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "thesis", "rules": [_rule(rule) for rule in rules]}},
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "ruleConfigurationOverrides": [
                            _override(name, index[name], setting)
                            for name, setting in settings.items()
                            if name in index
                        ],
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in findings],
            }
        ],
    }


def _rule(rule: Rule) -> Object:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.sees},
        "help": {
            "text": f"Sees: {rule.sees}.\nDoes not see: {rule.misses}.\nExample: {rule.example}"
        },
        "defaultConfiguration": {"level": rule.severity},
    }


def _override(name: str, index: int, setting: Config) -> Object:
    return {
        "descriptor": {"id": name, "index": index},
        "configuration": {"level": setting["severity"]},
        "properties": {"reason": setting["reason"]},
    }


def _result(finding: Finding, index: Mapping[str, int]) -> Object:
    evidence = f"\nEvidence: {finding.evidence}" if finding.evidence else ""
    text = f"Found: {finding.found}\nExpected: {finding.expected}{evidence}\nFix: {finding.fix}"
    place: Object = {"artifactLocation": {"uri": quote(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}] if finding.file else [],
    }
