"""Gather what every step noted, apply every rule to the document, and print the findings."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import thesis.checks  # noqa: F401  (fills the catalogue of rules)
from thesis import document, findings, labels, rules
from thesis.findings import ERROR, Finding
from thesis.register import Register


def gather(paths: Iterable[str]) -> list[Finding]:
    """The findings of all steps."""
    return [finding for path in paths for finding in findings.read(path)]


if __name__ == "__main__":
    config = json.loads(Path(snakemake.input.config).read_text("utf-8"))
    whole = rules.Thesis(
        Register.read(snakemake.input.register),
        document.read(snakemake.input.document),
        json.loads(Path(snakemake.input.word_count).read_text("utf-8")),
        config,
        labels.read(snakemake.input.labels),
        Path.cwd(),
    )
    found = gather(snakemake.input.noted) + list(rules.run(whole))
    found = rules.weigh(found, config.get("rules", {}))
    for finding in sorted(set(found)):
        whole_or_brief = str(finding) if finding.severity == ERROR else finding.line_of_text
        print(whole_or_brief, file=sys.stderr)
    findings.write(found, snakemake.output.findings)
