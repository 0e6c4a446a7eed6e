"""Read the finished files back, and note what they do not say as the document does."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.source_lines import Locator
from thesis.input import labels
from thesis.language import norwegian
from thesis.readback import (
    compare,
    docx,
    expected,
    flowchart,
    html,
    leftovers,
    margins,
    pdf,
    svg,
)
from thesis.readback.blocks import PICTURE, File, UnreadableFileError
from thesis.readback.compare import FINISHED_UNREADABLE
from thesis.readback.expected import ExpectedText
from thesis.readback.leftovers import Sources

READERS = {".pdf": pdf.read, ".docx": docx.read, ".html": html.read}
WITHOUT = {".docx": {PICTURE}}
"""Streams that a format has none of: in a DOCX, a picture has no text."""


def title_page(tree: Mapping[str, Any], count: int, words: Mapping[str, Any]) -> list[str]:
    """The lines of the title page, with the word count as it is printed."""
    return [*expected.title_page(tree), f"{words['words']}: {norwegian.digits(count)}"]


def in_file(
    file: File,
    texts: Sequence[ExpectedText],
    title: Sequence[str],
    placeholders: set[str],
    sources: Sources,
) -> Iterator[Finding]:
    """All that is wrong with a finished file."""
    comparisons = compare.compare(texts, file)
    yield from compare.differences(comparisons, file)
    yield from compare.title_page(title, comparisons)
    yield from leftovers.forbidden(file, comparisons, placeholders, sources)
    yield from margins.outside(file, comparisons)
    yield from margins.overlaps(file, comparisons)


def unreadable(path: str, error: Exception) -> Finding:
    """The one finding of a file that cannot be read."""
    return FINISHED_UNREADABLE.at(
        Place(path, 0),
        found=str(error),
        expected="a file that a reader's program opens",
        fix=f"delete {path} and build it anew",
    )


if __name__ == "__main__":
    root, vocabulary = Path.cwd(), Path(snakemake.input.labels)
    tree = pandoc.read(snakemake.input.document)
    texts = list(
        expected.expected_texts(tree, Locator(root, vocabulary.stem, vocabulary.parents[1]))
    )
    noted: list[Finding] = []
    try:
        chart = svg.read(snakemake.input.figure)
    except UnreadableFileError as error:
        noted.append(unreadable(snakemake.input.figure, error))
    else:
        steps = json.loads(Path(snakemake.input.flow).read_text("utf-8"))
        noted += flowchart.findings(chart, steps, tree)
        texts += expected.in_picture(chart) if flowchart.is_placed(chart, tree) else []
    count = json.loads(Path(snakemake.input.word_count).read_text("utf-8"))["words"]
    title = title_page(tree, count, labels.read(vocabulary))
    placeholders, sources = leftovers.placeholders(tree), leftovers.written(root, vocabulary)
    for path in snakemake.input.files:
        form = Path(path).suffix
        try:
            file = READERS[form](path)
        except UnreadableFileError as error:
            noted.append(unreadable(path, error))
        else:
            shown = [one for one in texts if one.stream not in WITHOUT.get(form, ())]
            if form != ".pdf":  # whose tags have the caption first
                shown = list(expected.captions_last(shown))
            noted += in_file(file, shown, title, placeholders, sources)
    findings.write(noted, snakemake.output.findings)
