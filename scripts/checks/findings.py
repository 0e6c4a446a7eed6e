"""Gather what every step noted, and apply every rule to the document."""

from collections.abc import Iterable
from pathlib import Path

import thesis.checks  # noqa: F401  (fills the catalogue of rules)
from thesis import findings, rules
from thesis.findings import Finding


def gather(paths: Iterable[str]) -> list[Finding]:
    """The findings of all steps."""
    return [finding for path in paths for finding in findings.read(path)]


if __name__ == "__main__":
    whole = rules.Thesis.read(snakemake.input, Path.cwd())
    found = gather(snakemake.input.noted) + list(rules.run(whole))
    found = rules.weigh(found, whole.config.get("rules", {}))
    findings.write(found, snakemake.output.findings)
