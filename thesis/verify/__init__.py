"""Whether a finished PDF says what the data inside it say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from thesis.finished import pdf
from thesis.finished.blocks import UnreadableError
from thesis.verify import carried, counts, numbers, rebuilt, sameness
from thesis.verify.carried import Carried
from thesis.verify.rebuilt import Rebuilt
from thesis.verify.verdict import NUMBERS, Verdict

DOCUMENT = "build/thesis.json"
BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError)
"""What code meets that walks through a document which is none."""


def verify(path: Path, *, own_code: bool = False) -> list[Verdict]:
    """Everything that can be said of a PDF, with nothing but the PDF.

    Args:
        own_code: rebuild with the code in the PDF, not with this checkout's.

    Raises:
        UnverifiableError: the file is no PDF that carries its data.
    """
    given = carried.read(path)
    with rebuilt.rebuilt(given.files, own_code) as made:
        return [*carried.check(given), *_compared(path, given, made)]


def _compared(path: Path, given: Carried, made: Rebuilt) -> Iterator[Verdict]:
    other = sameness.other_code(given, made)
    yield from counts.check(given.json(counts.REGISTER), made.json("register.json"), not other)
    yield from _numbers(path, given, made, bool(other))
    yield from sameness.check(path, given, made, other)


def _numbers(path: Path, given: Carried, made: Rebuilt, other_code: bool) -> list[Verdict]:
    """The pages against the document of the data; of other code, against the one inside the PDF.

    Other code may word a table otherwise. So its document says only what the data give for a key.
    """
    document = made.json("thesis.json")
    try:
        file = pdf.read(path)
    except UnreadableError as problem:
        return [Verdict(NUMBERS, "the PDF", False, str(problem), "pages with tags for each text")]
    if document is not None and not other_code:
        return list(numbers.check(document, made.folder, file))
    try:
        return list(numbers.check(given.json(DOCUMENT), made.folder, file, document))
    except BROKEN:
        said = "no document of a thesis, so that no number on the pages can be compared with it"
        return [Verdict(NUMBERS, DOCUMENT, False, said, "pandoc's syntax tree")]
