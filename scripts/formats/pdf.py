"""Typeset the thesis as a PDF that carries what it is made from."""

import json
from pathlib import Path

from thesis import archive, inputs, labels, numbers, typeset
from thesis.register import Register

HOUSE = Path(archive.__file__).parents[1]

if __name__ == "__main__":
    given = snakemake.input
    words = json.loads(Path(given.word_count).read_text("utf-8"))["words"]
    source = typeset.to_typst(
        Path(given.document).read_text("utf-8"),
        given.template,
        [given.filter],
        {"words": numbers.digits(words)},
    )
    Path(snakemake.output.typst).write_text(source, "utf-8")

    attached = inputs.listed(given.attached)
    contents = {
        archive.name(path, Path(), HOUSE): Path(path).read_bytes()
        for path in [*attached, given.config, given.register, given.document]
    }
    drawing, *_ = given.figures
    programs = archive.versions(Path(drawing).read_text("utf-8"))
    contents[archive.MANIFEST] = archive.manifest(contents, programs)
    Path(snakemake.output.manifest).write_bytes(contents[archive.MANIFEST])
    typeset.to_pdf(
        snakemake.output.typst,
        snakemake.output.pdf,
        Register.read(given.register).records["thesis"],
        list(archive.attachments(contents, labels.read(given.labels)["attachments"])),
    )
