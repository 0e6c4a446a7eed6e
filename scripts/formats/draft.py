"""Typeset a draft: every page marked, the findings in a list at the end, no gate."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thesis import document, findings, labels, numbers, typeset
from thesis.document import Element
from thesis.findings import Finding
from thesis.register import Register


def annotate(tree: dict[str, Any], noted: Sequence[Finding], heading: str) -> dict[str, Any]:
    """The document with its findings in a list at the end."""
    if not noted:
        return tree
    blocks: list[Element] = [
        {"t": "Header", "c": [1, ["", ["unnumbered"], []], document.inlines(heading)]},
        *[warning(finding) for finding in noted],
    ]
    appendix = {
        "t": "Div",
        "c": [["", ["file"], [["src", "build/findings.json"], ["part", "back"]]], blocks],
    }
    return {**tree, "blocks": [*tree["blocks"], appendix]}


def warning(finding: Finding) -> Element:
    """A finding as a block that the templates frame."""
    inlines = [
        {"t": "Strong", "c": document.inlines(finding.place)},
        {"t": "Space"},
        *document.inlines(f"[{finding.rule}]"),
        {"t": "LineBreak"},
        *document.inlines(finding.found),
        {"t": "LineBreak"},
        *document.inlines(f"→ {finding.mend}"),
    ]
    return {"t": "Div", "c": [["", ["finding"], []], [{"t": "Para", "c": inlines}]]}


if __name__ == "__main__":
    words = json.loads(Path(snakemake.input.word_count).read_text("utf-8"))["words"]
    heading = labels.read(snakemake.input.labels)["findings"]
    tree = annotate(
        document.read(snakemake.input.document), findings.read(snakemake.input.findings), heading
    )
    source = typeset.to_typst(
        json.dumps(tree),
        snakemake.input.template,
        [snakemake.input.filter],
        {"words": numbers.digits(words), "draft": "true"},
    )
    Path(snakemake.output.typst).write_text(source, "utf-8")
    typeset.to_pdf(
        snakemake.output.typst,
        snakemake.output.pdf,
        Register.read(snakemake.input.register).records["thesis"],
    )
