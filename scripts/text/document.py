"""Make the one document of all formats: tables and prose are rendered, read by pandoc, counted."""

import json
from pathlib import Path

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json, write_json
from thesis.document import attributes, flowchart_text, marks, pandoc
from thesis.document.assembly import (
    citation_style,
    conversion,
    number_spans,
    prose,
    reference_list,
    summaries,
    title_page,
    unresolved,
)
from thesis.document.assembly.plotted import blocks
from thesis.document.assembly.tally import tally
from thesis.document.render import Renderer
from thesis.formats import confined, unprintable
from thesis.input import labels
from thesis.model.records import plain
from thesis.model.register import Register

if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    config, words = read_json(given.config), labels.read(given.labels)
    register = Register.read(given.register, given.places)
    noted: list[findings.Finding] = []

    renderer = Renderer(register, words, noted)
    tables = {
        name: renderer.render_template(f"tables/{name}.md.jinja") for name in config["tables"]
    }
    for path, table in zip(made.tables, tables.values(), strict=True):
        Path(path).write_text(table, "utf-8")
    flowchart = flowchart_text.block(renderer, register.records.flow)
    Path(made.flowchart).write_text(flowchart, "utf-8")
    plotted = blocks(renderer, config.get("figures", []))
    for path, plot in zip(made.plots, plotted.values(), strict=True):
        Path(path).write_text(plot, "utf-8")
    figures = {"flowchart": flowchart, **plotted}
    text = prose.join(renderer, config["content"], table=tables, figure=figures)
    Path(made.text).write_text(text, "utf-8")

    works = conversion.cited([*register.records.references.values()], text)
    known = json.dumps(conversion.as_typed(works))
    Path(made.references).write_text(known, "utf-8")
    tree = confined.tree(
        text,
        [
            f"--metadata=lang:{register.records.thesis.language}",
            "--metadata=link-citations:true",
            *conversion.label_arguments(words),
            f"--lua-filter={given.crossref}",
            f"--metadata-file={made.references}",
            f"--metadata=citation-form:{citation_style.read(Path(given.csl)).form}",
            f"--csl={given.csl}",
            "--citeproc",
            f"--lua-filter={given.narrative}",
            "--quiet",  # what does not resolve is found below, with its line
        ],
    )
    tree["meta"] = title_page.metadata(register.records.thesis, words)
    summaries.add_keywords(
        tree,
        register.records.thesis.keywords,
        {"nb": words["keywords"], "nn": words["keywords"], "en": words["keywords_en"]},
    )
    reference_list.add_places(tree, register.records.references)
    number_spans.add(tree)
    noted += unresolved.divisions(tree)
    noted += unresolved.citations_and_references(tree, set(register.records.references))
    noted += confined.nesting(tree, Path.cwd()) + confined.links(tree, Path.cwd())
    noted += attributes.findings(tree, Path.cwd())
    noted += unprintable.headings(tree, Path.cwd()) + unprintable.pictures(tree, Path.cwd())
    noted += unprintable.characters(tree, Path.cwd(), Path(given.labels))

    counted = tally(tree, config["words"]["leave_out"], config["words"]["limit"])
    write_json(plain(counted), made.word_count)
    pandoc.write(tree, made.placed)
    marks.take_out(tree)
    pandoc.write(tree, made.document)
    findings.write(noted, made.findings)
