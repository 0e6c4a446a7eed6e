"""Typeset the thesis as a PDF."""

import json
from pathlib import Path

from thesis import numbers, typeset
from thesis.register import Register

if __name__ == "__main__":
    words = json.loads(Path(snakemake.input.word_count).read_text("utf-8"))["words"]
    source = typeset.to_typst(
        Path(snakemake.input.document).read_text("utf-8"),
        snakemake.input.template,
        [snakemake.input.filter],
        {"words": numbers.digits(words)},
    )
    Path(snakemake.output.typst).write_text(source, "utf-8")
    typeset.to_pdf(
        snakemake.output.typst,
        snakemake.output.pdf,
        Register.read(snakemake.input.register).records["thesis"],
    )
