"""Rules on typography in the author's own text: signs, and words that stand twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from thesis import prose, typography
from thesis.checks.spelling import texts
from thesis.findings import WARNING, Finding
from thesis.prose import finding
from thesis.rules import Thesis, rule
from thesis.spelling import author_spelt
from thesis.typography import Slip


@rule(
    "text.typography",
    sees="straight quotation marks, a space inside «…» or before a sign, a hyphen between numbers, "
    "and a number with no hard space before its %",
    misses="a straight apostrophe, an English “…”, and what pandoc mends (two spaces)",
    example='"trening", 18-40 år, 9%',
    severity=WARNING,
)
def signs(thesis: Thesis) -> Iterator[Finding]:
    """The signs of every text in the language of the thesis."""
    for passage, slip in _slips(thesis, typography.slips):
        shown = slip.found.replace("\u00a0", " ")
        mend = "write it so; a search as it was typed goes in `code`"
        yield finding(passage, slip.start, "text.typography", f"«{shown}»", slip.expected, mend)


@rule(
    "text.doubled-word",
    sees="a word that stands twice on end: «på på»",
    misses="words that may stand twice in Norwegian (det det), and a name",
    example="Trening virker på på russuget.",
    severity=WARNING,
)
def doubled(thesis: Thesis) -> Iterator[Finding]:
    """The words of every text in the language of the thesis."""
    for passage, slip in _slips(thesis, typography.doubled):
        yield finding(
            passage,
            slip.start,
            "text.doubled-word",
            f"«{slip.found}»",
            f"«{slip.expected}» once",
            "remove one of the two",
        )


def _slips(
    thesis: Thesis, find: Callable[[str], Iterable[Slip]]
) -> Iterator[tuple[prose.Passage, Slip]]:
    language = prose.language(thesis.document)
    for passage in texts(thesis):
        for slip in find(author_spelt(passage, language, ())):
            yield passage, slip
