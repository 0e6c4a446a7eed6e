"""Make the one document of all formats: tables and prose are rendered, read by pandoc, counted."""

import json
from pathlib import Path

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json, write_json
from thesis.document import attributes, flowchart_text, marks, pandoc
from thesis.document.assembly import (
    citation_style,
    conversion,
    lists,
    number_spans,
    prose,
    reference_list,
    summaries,
    title_page,
    unresolved,
)
from thesis.document.assembly.tally import tally
from thesis.document.render import Renderer
from thesis.document.word_count import CountingRule
from thesis.formats import columns, confined, unprintable
from thesis.formats.figures.placed import PlacedPictures
from thesis.input import labels, look
from thesis.model.records import Work, plain
from thesis.model.register import Register

if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    config, words = read_json(given.config), labels.read(given.labels)
    register = Register.read(given.register, given.places)
    noted: list[findings.Finding] = []

    renderer = Renderer(register, words, noted)
    tables = {name: renderer.render_table(name) for name in config["tables"]}
    for path, table in zip(made.tables, tables.values(), strict=True):
        Path(path).write_text(table, "utf-8")
    tables |= {name: renderer.render_table(name) for name in register.records.tables}
    flowchart = flowchart_text.block(renderer, register.records.flow)
    Path(made.flowchart).write_text(flowchart, "utf-8")
    Path(made.figures).mkdir(parents=True, exist_ok=True)
    figures = PlacedPictures(renderer, Path(made.figures), {"flowchart": flowchart})
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
    rule = CountingRule.of(config)
    tree["meta"] = title_page.metadata(register.records.thesis, words, rule.unit)
    keywords = register.records.thesis.keywords
    before = {**dict.fromkeys(keywords, words["keywords"]), "en": words["keywords_en"]}
    summaries.add_keywords(tree, keywords, before)
    lists.add(tree, config.get("lists", []), words)
    reference_list.add_places(tree, register.records.references)
    reference_list.mark_unverified(
        tree,
        {row.work for row in register.records.unverified if row.field in Work.__annotations__},
        words["references"]["unverified"],
    )
    number_spans.add(tree)
    columns.fit(tree)
    noted += unresolved.divisions(tree)
    noted += unresolved.citations_and_references(tree, set(register.records.references))
    noted += confined.nesting(tree, Path.cwd()) + confined.links(tree, Path.cwd())
    noted += attributes.findings(tree, Path.cwd(), rule.leave_out)
    noted += unprintable.headings(tree, Path.cwd()) + unprintable.pictures(tree, Path.cwd())
    noted += unprintable.characters(tree, Path.cwd(), look.layers(given.labels))

    write_json(plain(tally(tree, rule)), made.word_count)
    pandoc.write(tree, made.placed)
    marks.take_out(tree)
    number_spans.keep_together(tree)  # what rules look at has the spaces that an author types
    pandoc.write(tree, made.document)
    findings.write(noted, made.findings)
