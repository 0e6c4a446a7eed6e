# Needs: the document, its word count, the figures, a template and a filter per format.
# Makes: the formats in build/; results/ is for what the gate lets through.

from thesis import archive


rule pdf:
    """Typeset the PDF alone, in build/, with all that it is made from inside it."""
    input:
        document=rules.document.output.document,
        word_count=rules.word_count.output.word_count,
        register=rules.register.output.register,
        figures=[rules.flowchart.output.figure, *PICTURES],
        template=HOUSE / "templates/thesis.typ",
        filter=HOUSE / "templates/filters/typst.lua",
        labels=LABELS,
        attached=archive.files(Path(), HOUSE),
        config=CONFIG,
        code=CODE,
    output:
        typst="build/thesis.typ",
        manifest="build/manifest.json",
        pdf="build/thesis.pdf",
    log:
        "build/logs/pdf.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/pdf.py"


rule draft:
    """Typeset results/draft.pdf, marked UTKAST, with the findings in it and without the gate."""
    input:
        document=rules.document.output.document,
        word_count=rules.word_count.output.word_count,
        register=rules.register.output.register,
        findings="build/findings.json",
        content=rules.text.input.content,
        labels=LABELS,
        figures=[rules.flowchart.output.figure, *PICTURES],
        template=HOUSE / "templates/thesis.typ",
        filter=HOUSE / "templates/filters/typst.lua",
        code=CODE,
    output:
        typst="build/draft.typ",
        pdf="results/draft.pdf",
    log:
        "build/logs/draft.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/draft.py"
