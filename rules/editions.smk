# Needs: what was handed in, behind the gate, and what it was built from.
# Makes: editions/<name>/, an edition that is never written over. The next one is compared with it.


rule archive:
    """Freeze this edition in editions/, under its name in data/thesis.yaml; never over another."""
    input:
        pdf=rules.deliver.output.pdf,
        word_count=rules.deliver.output.word_count,
        register=rules.register.output.register,
        document=rules.document.output.document,
        flow=rules.register.output.flow,
        manifest=rules.pdf.output.manifest,
        code=CODE,
    # No output: Snakemake deletes what a rule is to make anew, and an edition is kept.
    log:
        "build/logs/archive.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/editions/archive.py"
