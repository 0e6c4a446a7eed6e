"""Print all findings, and stop the build when one is an error."""

import sys

from thesis.diagnostics import findings

if __name__ == "__main__":
    found = findings.read(*snakemake.input.findings)
    findings.tell(found)
    wrong = findings.errors(found)
    if wrong:
        errors = "1 error" if len(wrong) == 1 else f"{len(wrong)} errors"
        print(
            f"\nThe gate is shut by {errors}. results/ stays as it was.\n"
            "How to mend each: results/evidence.html. "
            "To see pages all the same: snakemake --cores 4 draft\n",
            file=sys.stderr,
        )
        raise SystemExit(1)
