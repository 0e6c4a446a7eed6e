"""Print what the rules find in data and text, or that it is nothing."""

import sys

from thesis.diagnostics import findings

if __name__ == "__main__":
    found = findings.read(snakemake.input.findings)
    findings.tell(found)
    if not found:
        print("No findings.", file=sys.stderr)
