"""The command verify: whether a finished PDF says what the data inside it say.

What is compared is what the data inside give. Where they give nothing, nothing agrees: the document
inside is no witness of the pages, since whoever changes one can change the other.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from thesis.cli.verify import attachments, counts, numbers, pages, rebuild, same_bytes
from thesis.cli.verify.attachments import PdfContents
from thesis.cli.verify.rebuild import Rebuilt
from thesis.cli.verify.verdict import NUMBERS, Verdict
from thesis.readback.blocks import File, UnreadableFileError
from thesis.readback.readers import pdf


def verify(path: Path, *, own_code: bool = False) -> list[Verdict]:
    """Everything that can be said of a PDF, with nothing but the PDF.

    Args:
        own_code: rebuild with the code in the PDF, not with this checkout's.

    Raises:
        UnverifiableError: the file is no PDF that carries its data.
    """
    given = attachments.read(path)
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(pdf.read, path)  # while the build goes on, in processes of its own
        with rebuild.rebuilt(given.files, own_code) as made:
            return [*attachments.check(given), *_compared(path, reading, given, made)]


def _compared(
    path: Path, reading: Future[File], given: PdfContents, made: Rebuilt
) -> Iterator[Verdict]:
    other = same_bytes.other_code(given, made)
    yield from counts.check(given.json(counts.REGISTER), made.json("register.json"), not other)
    yield from _pages(reading, given, made, bool(other))
    yield from same_bytes.check(path, given, made, other)


def _pages(
    reading: Future[File], given: PdfContents, made: Rebuilt, other_code: bool
) -> Iterator[Verdict]:
    """The pages, and the document inside, against the document that the data give.

    Other code may word a table otherwise: then not every word says that somebody changed it.
    """
    try:
        file = reading.result()
    except (UnreadableFileError, RecursionError) as problem:
        said = str(problem)
        yield Verdict(NUMBERS, "the PDF", False, said, "pages with tags for each text")
        return
    if (page := pages.recomputed(made)) is None:
        said = "no number on the pages can be recomputed: the data inside cannot be used"
        yield Verdict(NUMBERS, "the PDF", False, said, "a thesis that can be built from them")
        return
    comparisons = pages.compared(page, file)
    yield from numbers.check(page, comparisons, file, other_code)
    yield from pages.beside(page, comparisons, file, made, other_code)
    if other_code:
        yield from numbers.document(given.json(numbers.DOCUMENT), page.tree)
        yield from pages.words(page, comparisons, file)
