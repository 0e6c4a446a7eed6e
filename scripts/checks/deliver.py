"""Print all findings, stop when one is an error, else copy what was made to results/.

What is not the same on every machine is told beside it, in results/run.json, and only there: the
commit, Python, the platform. It is written with the rest, so it tells of the run in which results/
last changed; a later commit that changes nothing of what is built leaves it as it was.
"""

import sys
from pathlib import Path

import pypdfium2

from thesis.diagnostics import findings
from thesis.diagnostics.files import copy_whole, write_json
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.document import marks, pandoc
from thesis.document.render import Renderer
from thesis.document.word_count import Tally
from thesis.input import labels
from thesis.language import norwegian
from thesis.model.register import Register
from thesis.workflow import input_hashes, run_info


def summary(pdf: str, tree: pandoc.Element, tally: Tally, noted: int) -> str:
    """One line: path, pages, length of the limit, numbers by key, findings."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
    keyed = len(list(pandoc.numbers(tree)))
    length = norwegian.digits(tally.words)
    if tally.limit:
        length = f"{length} {said('of')} {norwegian.digits(tally.limit)}"
    return " · ".join(
        [
            pdf,
            said(f"{pages} pages"),
            said(f"{length} {tally.unit.replace('_', ' ')}"),
            said(f"{keyed} numbers by key"),
            said(counted(noted, "finding")),
        ]
    )


def shut(errors: int) -> str:
    """What is said of a gate that is shut."""
    gate = said(f"The gate is shut by {counted(errors, 'error')}. results/ stays as it was.")
    mend = said("How to mend each: results/evidence.html.")
    draft = said("To see pages all the same: snakemake --cores 4 draft")
    return f"\n{gate}\n{mend} {draft}\n"


if __name__ == "__main__":
    noted = findings.read(*snakemake.input.findings)
    findings.tell(noted)
    if wrong := findings.errors(noted):
        raise SystemExit(shut(len(wrong)))
    register = Register.read(snakemake.input.register)
    renderer = Renderer(register, labels.read(snakemake.input.labels), [])
    corrections = Path("build/corrections.md")
    corrections.write_text(
        pandoc.converted(
            marks.unmarked(renderer.render_template("corrections.md.jinja")),
            "gfm",
            ["--wrap=none"],
            pandoc.READER,
        ),
        "utf-8",
    )
    write_json(run_info.collect(), "build/run.json")
    copy_whole("build/run.json", snakemake.output.run)
    copy_whole(str(corrections), snakemake.output.corrections)
    copy_whole(snakemake.input.word_count, snakemake.output.word_count)
    results = snakemake.output
    formats = [results.pdf, *results.others]
    for made, result in zip(snakemake.input.formats, formats, strict=True):
        copy_whole(made, result)
    input_hashes.deliver_hashes(
        [*formats, results.word_count, results.corrections], results.delivered
    )
    tally = Tally.read(snakemake.input.word_count)
    tree = pandoc.read(snakemake.input.document)
    print("\n" + summary(snakemake.output.pdf, tree, tally, len(noted)) + "\n", file=sys.stderr)
