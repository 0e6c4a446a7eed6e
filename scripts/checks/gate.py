"""Stop the build when a finding is an error."""

from thesis import findings

if __name__ == "__main__":
    wrong = findings.errors(findings.read(snakemake.input.findings))
    if wrong:
        findings.stop(
            wrong,
            f"The gate is shut: {len(wrong)} error(s). results/ stays as it was. "
            "To see pages all the same: snakemake draft",
        )
