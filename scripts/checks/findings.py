"""Gather what every step noted, and apply every rule to the document."""

from collections.abc import Iterable
from pathlib import Path

import thesis.checks  # noqa: F401  (fills the catalogue of rules)
from thesis.checks import following
from thesis.diagnostics import findings, rules
from thesis.diagnostics.findings import Finding
from thesis.document.thesis import Thesis


def gather(paths: Iterable[str]) -> list[Finding]:
    """The findings of all steps."""
    return [finding for path in paths for finding in findings.read(path)]


if __name__ == "__main__":
    whole = Thesis.read(snakemake.input, Path.cwd())
    found = gather(snakemake.input.noted) + list(rules.run(whole))
    found = following.held_back(found, whole.document)
    found = rules.weigh(found, whole.config.get("rules", {}))
    findings.write(found, snakemake.output.findings)
