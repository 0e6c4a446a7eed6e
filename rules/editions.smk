# Needs: what was handed in, behind the gate, and what it was built from.
# Makes: editions/<name>/, an edition that is never written over. The next one is compared with it.


rule archive:
    """Freeze this edition in editions/, under its name in data/thesis.yaml; never over another."""
    input:
        **input_hashes.by_content("archive"),
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


rule changes:
    """Tell what is new since the previous edition, or --config since=…: in Word, as PDF, on a page."""
    input:
        **input_hashes.by_content(
            "changes",
            previous=store.compared_files(config),
            figures=[rules.flowchart.output.figure, *PLOTS, *PICTURES],
            labels=LABELS,
            template=HOUSE / "templates/changes.html.jinja",
            sections=sorted(HOUSE.glob("templates/evidence/*")),
            docx=HOUSE / "templates/docx/document.xml",
            look=rules.docx.input.look,
            word_filter=rules.docx.input.filter,
            typst=HOUSE / "templates/thesis.typ",
            typst_filter=rules.pdf.input.filter,
            parts=rules.pdf.input.parts,
        ),
        document=rules.document.output.document,
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        code=CODE,
    output:
        docx="results/thesis-changes.docx",
        pdf="results/thesis-changes.pdf",
        html="results/changes.html",
        typst="build/changes.typ",
    log:
        "build/logs/changes.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/editions/changes.py"
