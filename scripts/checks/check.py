"""Gather what the steps noted, apply every rule to the document, and print all that is found."""

from dataclasses import asdict
from pathlib import Path

from thesis.checks import held
from thesis.diagnostics import findings, rules
from thesis.diagnostics.files import write_json
from thesis.document import following
from thesis.document.thesis import Thesis

if __name__ == "__main__":
    rules.load()
    whole = Thesis.read(snakemake.input, Path.cwd())
    with rules.holding() as compared:
        found = findings.read(*snakemake.input.noted) + list(rules.run(whole))
    found = following.held_back(found, whole.document)
    found = rules.weigh(found, whole.config.get("rules", {}))
    findings.write(found, snakemake.output.findings)
    write_json([asdict(claim) for claim in held.claims(whole, compared)], snakemake.output.claims)
    findings.tell(found)
