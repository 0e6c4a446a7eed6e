"""Typeset a draft: every page marked, each finding where it belongs and all of them in a list."""

import json
import sys
from pathlib import Path

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json
from thesis.diagnostics.messages import said
from thesis.document import pandoc
from thesis.formats import draft, typst
from thesis.input import labels
from thesis.model import display
from thesis.model.register import Register

if __name__ == "__main__":
    count = read_json(snakemake.input.word_count)["words"]
    register = Register.read(snakemake.input.register)
    noted = findings.read(snakemake.input.findings)
    findings.tell(noted)
    tree = draft.annotate(
        pandoc.read(snakemake.input.document), noted, labels.read(snakemake.input.labels), register
    )
    source = typst.to_typst(
        json.dumps(tree),
        snakemake.input.template,
        [snakemake.input.filter],
        {"words": display.digits(count, register.records.thesis.language), "draft": "true"},
    )
    Path(snakemake.output.typst).write_text(source, "utf-8")
    typst.to_pdf(snakemake.output.typst, snakemake.output.pdf, register.records.thesis)
    print(f"\n{snakemake.output.pdf} · {said('a draft, not for hand-in')}\n", file=sys.stderr)
