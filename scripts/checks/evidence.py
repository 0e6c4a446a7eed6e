"""Write what was checked, what was found and where the numbers come from, for people and tools."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import thesis.checks  # noqa: F401  (fills the catalogue of rules)
from thesis import document, findings, html, labels, numbers, rules, sarif, shown
from thesis.findings import Finding
from thesis.register import Number, Register
from thesis.searches.shown import intervals

READING = ("lix", "sentences", "sentence_length")
"""How hard the prose is, in the word count: of the whole, and of each chapter."""


def keyed(tree: Mapping[str, Any]) -> list[str]:
    """The key of every number in the document, in reading order; a share or span has two."""
    return [
        key
        for number in document.numbers(tree)
        for key in document.attributes(number)["key"].split()
    ]


def catalogue() -> list[rules.Rule]:
    """Every rule, by its id: what is about one thing stands together."""
    return sorted(rules.CATALOGUE.values(), key=lambda rule: rule.id)


def verdicts(
    each: Iterable[rules.Rule], found: Sequence[Finding], settings: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Each rule with what it sees, how many findings it has, and how config turned it down."""
    return [
        {
            "id": rule.id,
            "severity": settings.get(rule.id, {}).get("severity", rule.severity),
            "reason": settings.get(rule.id, {}).get("reason", ""),
            "turned_down": rule.id in settings,
            "target": rule.target,
            "findings": sum(finding.rule == rule.id for finding in found),
            "sees": rule.sees,
            "misses": rule.misses,
            "example": rule.example,
        }
        for rule in each
    ]


def entry(number: Number) -> dict[str, Any]:
    """A number of the register as the table prints it."""
    return {**asdict(number), "written": shown.written(number), "rows": shown.runs(number.rows)}


def relations(register: Register) -> list[dict[str, Any]]:
    """What the study records say of their own figures, with the arithmetic and whether it holds."""
    return [
        {"study": study["key"], "slip": None, "reason": "", **relation}
        for study in register.records.get("studies", [])
        for relation in study.get("relations", [])
    ]


def gather(
    register: Register,
    tree: Mapping[str, Any],
    tally: Mapping[str, Any],
    found: Sequence[Finding],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything that the evidence shows, as plain values."""
    keys = sorted(set(keyed(tree)) & set(register.numbers), key=shown.in_order)
    wrong = findings.errors(found)
    return {
        "title": register.records["thesis"]["title"],
        "edition": register.records["thesis"]["edition"],
        "gate": "shut" if wrong else "open",
        "errors": len(wrong),
        "warnings": len(found) - len(wrong),
        "words": {
            **{name: tally[name] for name in ("words", "limit", *READING)},
            "chapters": [
                {name: chapter[name] for name in ("heading", "file", "words", *READING)}
                for chapter in tally["chapters"]
            ],
        },
        "numbers_in_text": {"spans": len(list(document.numbers(tree))), "keys": len(keys)},
        "findings": [{"place": finding.place, **asdict(finding)} for finding in found],
        "rules": verdicts(catalogue(), found, settings),
        "searches": intervals(register),
        "unverified": {
            "works": register.records["unverified"],
            "facts": [entry(number) for number in register.numbers.values() if number.unverified],
        },
        "relations": relations(register),
        "numbers": [entry(register[key]) for key in keys],
        "corrections": register.records["corrections"],
    }


def dump(content: Any) -> str:
    """JSON that a person can read and that is the same for the same content."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write(text: str, path: str) -> None:
    """Write a file so that a reader never sees half of it."""
    partial = Path(f"{path}.partial")
    partial.write_text(text, "utf-8")
    os.replace(partial, path)


if __name__ == "__main__":
    words = labels.read(snakemake.input.labels)
    settings = json.loads(Path(snakemake.input.config).read_text("utf-8")).get("rules", {})
    found = findings.read(snakemake.input.findings)
    evidence = gather(
        Register.read(snakemake.input.register),
        document.read(snakemake.input.document),
        json.loads(Path(snakemake.input.word_count).read_text("utf-8")),
        found,
        settings,
    )
    values = {**evidence, "label": words["evidence"], "language": words["language"]}
    page = html.render(snakemake.input.template, {**values, "digits": numbers.digits})
    log = sarif.log(catalogue(), found, settings)
    write(page, snakemake.output.html)
    write(dump(evidence), snakemake.output.json)
    write(dump(log), snakemake.output.sarif)
