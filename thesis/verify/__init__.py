"""Whether a finished PDF says what the data inside it say."""

from __future__ import annotations

from pathlib import Path

from thesis.verify import carried, counts, pages, rebuilt, sameness
from thesis.verify.verdict import Verdict


def verify(path: Path, *, own_code: bool = False) -> list[Verdict]:
    """Everything that can be said of a PDF, with nothing but the PDF.

    Args:
        own_code: rebuild with the code in the PDF, not with this checkout's.

    Raises:
        UnverifiableError: the file is no PDF that carries its data.
    """
    given = carried.read(path)
    verdicts = list(carried.check(given))
    with rebuilt.rebuilt(given.files, own_code) as made:
        other = sameness.other_code(given, made)
        verdicts += counts.check(given.json(counts.REGISTER), made.json("register.json"), not other)
        made_pages = pages.texts(made.pdf.read_bytes()) if made.pdf.is_file() else []
        verdicts += sameness.check(given, made, other, pages.texts(given.content), made_pages)
    return verdicts
