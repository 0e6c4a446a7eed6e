# Needs: content/, the register, and templates/tables/<name>.md.jinja for each table that config names.
# Makes: build/thesis.json, the one document of every format (build/placed.json: with the place of each
# line), the Markdown that it is read from, its word count and how hard it reads.

from thesis.document import content
from thesis.document.assembly import citation_style
from thesis.input import look

TABLES = config["tables"]
PICTURES = content.pictures()


rule document:
    """Make the one document of all formats: render tables and prose, cite, refer, count the words."""
    input:
        **input_hashes.by_content(
            "document",
            content=[file for files in CONTENT.values() for file in files],
            labels=LABELS,
            tables=look.tables(HOUSE),
            flowchart=HOUSE / "templates/flowchart.md.jinja",
            figures=sorted(HOUSE.glob("templates/figures/*")),
            csl=citation_style.named(config, Path(), HOUSE),
            crossref=HOUSE / "templates/filters/crossref.lua",
            narrative=HOUSE / "templates/filters/og.lua",
            sentence=HOUSE
            / "templates/filters/sentence.lua",  # both filters take it in
            pictures=PICTURES,
        ),
        register=rules.register.output.register,
        places=rules.register.output.places,
        config=CONFIG,
        code=CODE,
    output:
        tables=expand("build/tables/{name}.md", name=TABLES),
        flowchart="build/figures/flowchart.md",
        figures=directory("build/figures/placed"),  # those that the text asks for
        text="build/thesis.md",
        references="build/references.metadata.json",
        placed="build/placed.json",
        document="build/thesis.json",
        word_count="build/wordcount.json",
        findings="build/findings/document.json",
    log:
        "build/logs/document.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/text/document.py"
