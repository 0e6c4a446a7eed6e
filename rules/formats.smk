# Needs: the document, its word count, the figures, a template and a filter per format.
# Makes: the formats in build/; results/ is for what the gate lets through.

from thesis.formats import attachments
from thesis.input.folder import COMMENTS


rule pdf:
    """Typeset the PDF alone, in build/, with all that it is made from inside it."""
    input:
        **input_hashes.by_content(
            "pdf",
            figures=[rules.flowchart.output.figure, *PICTURES],
            template=HOUSE / "templates/thesis.typ",
            filter=HOUSE / "templates/filters/typst.lua",
            parts=HOUSE / "templates/filters/parts.lua",  # the filter takes it in
            labels=LABELS,
        ),
        attached=input_hashes.hashes(
            "attached", [*attachments.files(Path(), HOUSE), *PREVIOUS]
        ),
        document=rules.document.output.document,
        searches=rules.document.output.figures,  # pictures that the text asks for
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        config=CONFIG,
        code=CODE,
    output:
        typst="build/thesis.typ",
        manifest="build/manifest.json",
        pages="build/pages.json",  # of headings, figures and tables
        positions="build/positions.json",  # of numbers and of the reference list
        pdf="build/thesis.pdf",
    log:
        "build/logs/pdf.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/pdf.py"


# The DOCX with what supervisors asked and was answered, where there is any: never handed in.
THREADS = {"answers": "build/thesis-answers.docx"} if Path(COMMENTS).is_file() else {}


rule docx:
    """Write the DOCX alone, in build/, whatever the checks say; a second one has the threads."""
    input:
        **input_hashes.by_content(
            "docx",
            figures=[rules.flowchart.output.figure, *PICTURES],
            template=HOUSE / "templates/docx/document.xml",
            look=[
                HOUSE / f"templates/docx/{part}.xml"
                for part in ("styles", "settings", "footer")
            ],
            filter=HOUSE / "templates/filters/docx.lua",
            parts=HOUSE / "templates/filters/parts.lua",  # the filter takes it in
            **({"comments": COMMENTS, "labels": LABELS} if THREADS else {}),
        ),
        document=rules.document.output.document,
        searches=rules.document.output.figures,  # pictures that the text asks for
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        pages=rules.pdf.output.pages,
        code=CODE,
    output:
        **THREADS,
        docx="build/thesis.docx",
    log:
        "build/logs/docx.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/docx.py"


rule html:
    """Make the web page alone, in build/, whatever the checks say."""
    input:
        **input_hashes.by_content(
            "html",
            labels=LABELS,
            pictures=PICTURES,
            template=HOUSE / "templates/thesis.html.jinja",
            style=HOUSE / "templates/html/thesis.css",
            script=HOUSE / "templates/html/thesis.js",
        ),
        document=rules.document.output.document,
        searches=rules.document.output.figures,  # pictures that the text asks for
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        figure=rules.flowchart.output.figure,
        claims="build/claims.json",
        code=CODE,
    output:
        html="build/thesis.html",
    log:
        "build/logs/html.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/html.py"


rule draft:
    """Typeset results/draft.pdf, marked UTKAST, with the findings in it and without the gate."""
    input:
        **input_hashes.by_content(
            "draft",
            labels=LABELS,
            figures=[rules.flowchart.output.figure, *PICTURES],
            template=HOUSE / "templates/thesis.typ",
            filter=HOUSE / "templates/filters/typst.lua",
            parts=HOUSE / "templates/filters/parts.lua",  # the filter takes it in
        ),
        document=rules.document.output.placed,
        searches=rules.document.output.figures,  # pictures that the text asks for
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        findings="build/findings.json",
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


rule archive_pdf:
    """Typeset results/thesis-archive.pdf, PDF/A-2a without attachments, for archives that take no PDF/A-3."""
    input:
        "build/gate.passed",  # what is handed in is what an archive gets
        **input_hashes.by_content(
            "archive_pdf", figures=[rules.flowchart.output.figure, *PICTURES]
        ),
        searches=rules.document.output.figures,  # pictures that the text asks for
        typst=rules.pdf.output.typst,
        register=rules.register.output.register,
        code=CODE,
    output:
        pdf="results/thesis-archive.pdf",
    log:
        "build/logs/archive_pdf.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/archive_pdf.py"


rule metadata:
    """Write what an archive asks at hand-in, results/metadata.xml (Dublin Core) and results/metadata.csl.json."""
    input:
        "build/gate.passed",
        **input_hashes.by_content(
            "metadata",
            labels=LABELS,
            qdc=HOUSE / "templates/metadata/qdc.xml.jinja",
            csl=HOUSE / "templates/metadata/csl.json.jinja",
        ),
        document=rules.document.output.document,
        register=rules.register.output.register,
        code=CODE,
    output:
        dublin_core="results/metadata.xml",
        csl="results/metadata.csl.json",
    log:
        "build/logs/metadata.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/formats/metadata.py"


# What is read back, and handed in behind the gate; the PDF is the first.
FORMATS = [rules.pdf.output.pdf, rules.docx.output.docx, rules.html.output.html]
