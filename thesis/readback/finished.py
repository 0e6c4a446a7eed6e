"""A finished file read back, and all that it does not say as the document does."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import pandoc, passages
from thesis.document.pandoc import Tree
from thesis.document.word_count import Tally
from thesis.input.labels import Labels
from thesis.model import display
from thesis.readback import additions, compare, expected, fields, leftovers
from thesis.readback.additions import Allowed
from thesis.readback.blocks import PICTURE, File, UnreadableFileError
from thesis.readback.compare import FINISHED_UNREADABLE
from thesis.readback.expected import ExpectedText
from thesis.readback.leftovers import Sources
from thesis.readback.pages import layout, margins, page_count
from thesis.readback.readers import docx, html, pdf

READERS = {".pdf": pdf.read, ".docx": docx.read, ".html": html.read}
WITHOUT = {".docx": {PICTURE}}
"""Streams that a format has none of: in a DOCX, a picture has no text."""


def title_page(tree: Tree, tally: Tally, words: Labels) -> list[str]:
    """The lines of the title page, with the length of the thesis as it is printed."""
    length = display.digits(tally.words, passages.language(tree))
    return [*expected.title_page(tree), f"{words['length'][tally.unit]}: {length}"]


def in_file(
    file: File,
    texts: Sequence[ExpectedText],
    title: Sequence[str],
    placeholders: set[str],
    sources: Sources,
    known: Allowed,
    tree: Tree,
    settings: Mapping[str, Any],
) -> Iterator[Finding]:
    """All that is wrong with a finished file."""
    comparisons = compare.compare(texts, file)
    yield from compare.differences(comparisons, file)
    labels = [pandoc.text([each]) for each in tree["meta"].values()]
    yield from compare.title_page(title, comparisons, labels)
    code = [one["c"][1] for one in pandoc.walk(tree["blocks"]) if one["t"] == "CodeBlock"]
    yield from compare.alone(comparisons, file, [*labels, *code], sources.typed)
    yield from leftovers.forbidden(file, comparisons, placeholders, sources)
    yield from margins.outside(file, comparisons)
    yield from margins.overlaps(file, comparisons)
    yield from layout.findings(file, comparisons)
    yield from additions.findings(file, comparisons, known)
    yield from page_count.findings(file, comparisons, tree, settings)
    yield from fields.findings(file, comparisons, known.pages)


def unreadable(path: str, error: Exception) -> Finding:
    """The one finding of a file that cannot be read."""
    return FINISHED_UNREADABLE.at(
        Place(path, 0),
        found=str(error),
        expected="a file that a reader's program opens",
        fix=f"delete {path} and build it anew",
    )


def at(
    path: str | Path,
    texts: Sequence[ExpectedText],
    title: Sequence[str],
    placeholders: set[str],
    sources: Sources,
    known: Allowed,
    tree: Tree,
    settings: Mapping[str, Any],
) -> list[Finding]:
    """The findings of a finished file by its path; one, where it cannot be read.

    Args:
        texts: what the document says, in the order of the PDF.
        title: the lines of the title page.
        placeholders: the texts that a step has put in the document in place of what lacks.
        sources: what people wrote.
        known: what the file may have beside its text.
        tree: the document.
        settings: of the thesis, and of its programme.
    """
    form = Path(path).suffix
    try:
        file = READERS[form](path)
    except UnreadableFileError as error:
        return [unreadable(Path(path).as_posix(), error)]
    shown = [one for one in texts if one.stream not in WITHOUT.get(form, ())]
    if form != ".pdf":  # whose tags have the caption first
        shown = list(expected.captions_last(shown))
    return list(in_file(file, shown, title, placeholders, sources, known, tree, settings))
