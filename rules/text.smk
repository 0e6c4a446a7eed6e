# Needs: content/, the register, tables and figures.
# Makes: build/thesis.json, the one document of every format (build/placed.json: with the place of each
# line), its word count and how hard it reads.

from thesis.document.assembly import citation_style
from thesis.formats.unprintable import SIGNS

PICTURES = sorted(
    path for path in Path("content").rglob("*") if path.suffix.lower() in SIGNS
)


rule text:
    """Render the prose with its numbers, tables and figures, in reading order."""
    input:
        **input_hashes.by_content(
            "text",
            content=[file for files in CONTENT.values() for file in files],
            labels=LABELS,
        ),
        register=rules.register.output.register,
        places=rules.register.output.places,
        tables=rules.tables.output.tables,
        figures=[rules.flowchart_text.output.text],
        config=CONFIG,
        code=CODE,
    output:
        text="build/thesis.md",
        findings="build/findings/text.json",
    log:
        "build/logs/text.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/text/text.py"


rule document:
    """Read the text with pandoc, resolve citations and references, and give each number an id."""
    input:
        **input_hashes.by_content(
            "document",
            labels=LABELS,
            csl=citation_style.file(
                config.get("csl", citation_style.DEFAULT), Path(), HOUSE
            ),
            crossref=HOUSE / "templates/filters/crossref.lua",
            narrative=HOUSE / "templates/filters/og.lua",
            sentence=HOUSE
            / "templates/filters/sentence.lua",  # both filters take it in
            pictures=PICTURES,
        ),
        text=rules.text.output.text,
        register=rules.register.output.register,
        places=rules.register.output.places,
        code=CODE,
    output:
        document="build/thesis.json",
        placed="build/placed.json",
        references="build/references.metadata.json",
        findings="build/findings/document.json",
    log:
        "build/logs/document.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/text/document.py"


rule word_count:
    """Count the words by the thesis' own rule, and measure LIX and sentences, by chapter."""
    input:
        **input_hashes.by_content("word_count"),
        document=rules.document.output.placed,
        config=CONFIG,
        code=CODE,
    output:
        word_count="build/wordcount.json",
    log:
        "build/logs/word_count.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/text/word_count.py"
