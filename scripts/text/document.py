"""Make the one document of all formats: pandoc reads the text, cites, and numbers are given ids."""

import json
from pathlib import Path

from thesis.diagnostics import findings
from thesis.document import attributes, marks, pandoc
from thesis.document.assembly import (
    citation_style,
    conversion,
    number_spans,
    reference_list,
    summaries,
    title_page,
    unresolved,
)
from thesis.formats import confined, unprintable
from thesis.input import labels
from thesis.model.register import Register

if __name__ == "__main__":
    words = labels.read(snakemake.input.labels)
    register = Register.read(snakemake.input.register, snakemake.input.places)
    works = [*register.records.references.values()]
    text = Path(snakemake.input.text).read_text("utf-8")
    known = json.dumps(conversion.as_typed(conversion.cited(works, text)))
    Path(snakemake.output.references).write_text(known, "utf-8")
    tree = confined.tree(
        text,
        [
            f"--metadata=lang:{register.records.thesis.language}",
            "--metadata=link-citations:true",
            *conversion.label_arguments(words),
            f"--lua-filter={snakemake.input.crossref}",
            f"--metadata-file={snakemake.output.references}",
            f"--metadata=citation-form:{citation_style.read(Path(snakemake.input.csl)).form}",
            f"--csl={snakemake.input.csl}",
            "--citeproc",
            f"--lua-filter={snakemake.input.narrative}",
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
    noted = unresolved.divisions(tree) + unresolved.citations_and_references(
        tree, set(register.records.references)
    )
    noted += confined.nesting(tree, Path.cwd()) + confined.links(tree, Path.cwd())
    noted += attributes.findings(tree, Path.cwd())
    noted += unprintable.headings(tree, Path.cwd()) + unprintable.pictures(tree, Path.cwd())
    noted += unprintable.characters(tree, Path.cwd(), Path(snakemake.input.labels))
    pandoc.write(tree, snakemake.output.placed)
    marks.take_out(tree)
    pandoc.write(tree, snakemake.output.document)
    findings.write(noted, snakemake.output.findings)
