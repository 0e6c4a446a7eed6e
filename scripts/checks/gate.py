"""Stop the build when a finding is an error."""

import sys

from thesis import findings

if __name__ == "__main__":
    wrong = findings.errors(findings.read(snakemake.input.findings))
    if wrong:
        # The step `check` has told each of them in full.
        errors = "1 error" if len(wrong) == 1 else f"{len(wrong)} errors"
        print(f"\nThe gate is shut by {errors}. results/ stays as it was.\n", file=sys.stderr)
        for finding in sorted(wrong):
            print(finding.line_of_text, file=sys.stderr)
        print(
            "\nHow to mend each: results/evidence.html. "
            "To see pages all the same: snakemake --cores 4 draft\n",
            file=sys.stderr,
        )
        raise SystemExit(1)
