"""Build one thesis of many in a folder of its own, and write what became of it."""

from pathlib import Path

from thesis.many import outcome
from thesis.many.bounded import JobBounds
from thesis.many.theses import ListedThesis

if __name__ == "__main__":
    made = Path(snakemake.output.outcome)
    given, needs = snakemake.params, snakemake.resources
    listed = ListedThesis(snakemake.wildcards.id, given.source, given.commit)
    bounds = JobBounds(seconds=60 * int(needs.runtime), memory_mb=int(needs.mem_mb))
    outcome.write(outcome.of(listed, made.with_suffix(""), bounds), made)
