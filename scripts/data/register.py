"""Read everything in data/ and write the register: every number, with its formula and its rows."""

from pathlib import Path

from thesis.checks.consistency import prisma_mapping
from thesis.checks.data import inputs
from thesis.checks.editions import totals
from thesis.counts import prisma_flow
from thesis.counts.build import build
from thesis.counts.places import places
from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json, write_json
from thesis.diagnostics.findings import stop
from thesis.editions import previous_numbers, store
from thesis.input import labels
from thesis.model.records import plain

if __name__ == "__main__":
    data, problems = inputs.problems(Path.cwd())
    config = read_json(snakemake.input.config)
    words = labels.read(snakemake.input.labels)
    before = store.previous(config, Path.cwd())
    official: labels.Labels = {}
    if inputs.usable(problems):
        problems += totals.check(data, before, Path.cwd())
    if inputs.usable(problems) and config.get("flow") == prisma_flow.FORM:
        official = prisma_mapping.vocabulary(data, words, problems)
        problems += prisma_mapping.check(data)
    if inputs.usable(problems):
        edition = (before, words["flowchart"]["revised"]) if before else None
        register = build(data, problems, official, edition)
    if not inputs.usable(problems):
        stop(problems, f"data/ cannot be used: {len(problems)} problem(s).")
    if before:
        previous_numbers.add(register, before, words)
    register.write(snakemake.output.register)
    write_json(places(data, register.records), snakemake.output.places)
    # Once more, alone: figure 1 is drawn anew only when it changes.
    write_json(plain(register.records.flow), snakemake.output.flow)
    findings.write(problems, snakemake.output.findings)
