"""Print all findings, or that there are none."""

import sys

from thesis.diagnostics import findings

if __name__ == "__main__":
    found = findings.read(snakemake.input.findings)
    findings.tell(found)
    if not found:
        print("No findings.", file=sys.stderr)
