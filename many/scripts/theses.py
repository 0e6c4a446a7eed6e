"""Gather what became of many theses into a page to search and sort, and a table for other tools."""

from thesis.input import labels
from thesis.many import outcome, table

if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    outcomes = [outcome.read(path) for path in given.outcomes]
    table.page(outcomes, labels.read(given.labels), given.template, made.html)
    table.frame(outcomes).to_parquet(made.table, engine="pyarrow", index=False)
