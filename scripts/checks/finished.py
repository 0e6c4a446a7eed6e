"""Read the finished files back, and note what they do not say as the document does."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thesis import document, findings, labels, numbers
from thesis.findings import Finding
from thesis.finished import compare, docx, drawing, flow, forbidden, html, pages, pdf, told
from thesis.finished.blocks import File, UnreadableError
from thesis.finished.told import Told
from thesis.locate import Locator

READERS = {"pdf": pdf.read, "docx": docx.read, "html": html.read}
"""What reads each format back."""

DRAWN = ("pdf", "html")
"""The formats in which the words of a drawing are text; a word processor gets a picture of it."""


def title_page(tree: Mapping[str, Any], count: int, words: Mapping[str, Any]) -> list[str]:
    """The lines of the title page, with the word count as it is printed."""
    return [*told.title_page(tree), f"{words['words']}: {numbers.digits(count)}"]


def in_file(
    file: File,
    texts: Sequence[Told],
    title: Sequence[str],
    marks: set[str],
    written: Sequence[str],
) -> Iterator[Finding]:
    """All that is wrong with a finished file."""
    comparisons = compare.compare(texts, file)
    yield from compare.differences(comparisons, file)
    yield from compare.title_page(title, comparisons)
    yield from forbidden.forbidden(file, comparisons, marks, written)
    yield from pages.outside(file, comparisons)
    yield from pages.overlaps(file, comparisons)


def unreadable(path: str, error: Exception) -> Finding:
    """The one finding of a file that cannot be read."""
    return Finding(
        path,
        0,
        "finished.unreadable",
        str(error),
        "a file that a reader's program opens",
        f"delete {path} and build it anew",
    )


if __name__ == "__main__":
    root, vocabulary = Path.cwd(), Path(snakemake.input.labels)
    tree = document.read(snakemake.input.document)
    locator = Locator(root, vocabulary.stem, vocabulary.parents[1])
    texts = list(told.told(tree, locator))
    pictured: list[Told] = []
    noted: list[Finding] = []
    try:
        chart = drawing.read(snakemake.input.figure)
    except UnreadableError as error:
        noted.append(unreadable(snakemake.input.figure, error))
    else:
        steps = json.loads(Path(snakemake.input.flow).read_text("utf-8"))
        noted += flow.findings(chart, steps, tree)
        pictured += told.in_picture(chart) if flow.is_placed(chart, tree) else []
    count = json.loads(Path(snakemake.input.word_count).read_text("utf-8"))["words"]
    title = title_page(tree, count, labels.read(vocabulary))
    marks, written = forbidden.marks(tree), forbidden.written(root, vocabulary)
    for name, read in READERS.items():
        path = getattr(snakemake.input, name)
        try:
            file = read(path)
        except UnreadableError as error:
            noted.append(unreadable(path, error))
        else:
            given = texts + pictured if name in DRAWN else texts
            noted += in_file(file, given, title, marks, written)
    findings.write(noted, snakemake.output.findings)
