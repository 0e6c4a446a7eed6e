"""Typeset the thesis as a PDF that carries what it is made from."""

from pathlib import Path

from thesis.diagnostics.files import HOUSE, read_json, write_json
from thesis.formats import attachments, typst
from thesis.input import labels
from thesis.model import display
from thesis.model.register import Register
from thesis.workflow import input_hashes

if __name__ == "__main__":
    given = snakemake.input
    words = read_json(given.word_count)["words"]
    register = Register.read(given.register)
    source = typst.to_typst(
        Path(given.document).read_text("utf-8"),
        given.template,
        [given.filter],
        {"words": display.digits(words, register.records.thesis.language)},
    )
    Path(snakemake.output.typst).write_text(typst.measured(source), "utf-8")

    attached = input_hashes.listed(given.attached)
    contents = {
        attachments.name(path, Path(), HOUSE): Path(path).read_bytes()
        for path in [*attached, given.config, given.register, given.document]
    }
    drawing, *_ = given.figures
    programs = attachments.versions(Path(drawing).read_text("utf-8"))
    contents[attachments.MANIFEST] = attachments.manifest(contents, programs)
    Path(snakemake.output.manifest).write_bytes(contents[attachments.MANIFEST])
    laid = typst.to_pdf(
        snakemake.output.typst,
        snakemake.output.pdf,
        register.records.thesis,
        list(attachments.attachments(contents, labels.read(given.labels)["attachments"])),
    )
    write_json(laid.pages, snakemake.output.pages)
    write_json(laid.positions, snakemake.output.positions)
