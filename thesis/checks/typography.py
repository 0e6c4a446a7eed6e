"""Rules on typography in the author's own text: signs, and words that stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from thesis import prose, typography
from thesis.checks.spelling import texts
from thesis.findings import WARNING, Finding
from thesis.prose import Passage, finding
from thesis.rules import Thesis, declare, rule
from thesis.spelling import author_spelt

declare(
    "text.doubled-word",
    sees="a word that stands twice on end: «på på»",
    misses="words that may stand twice in Norwegian (det det), and a name",
    example="Trening virker på på russuget.",
    severity=WARNING,
)


@rule(
    "text.typography",
    sees="straight quotation marks, a space inside «…» or before a sign, a hyphen between numbers, "
    "and a number with no hard space before its %",
    misses="a straight apostrophe, an English “…”, and what pandoc mends (two spaces)",
    example='"trening", 18-40 år, 9%',
    severity=WARNING,
)
def slips(thesis: Thesis) -> Iterator[Finding]:
    """Every text in the language of the thesis; yields what the rule on doubled words sees, too."""
    language = prose.language(thesis.document)
    for passage in texts(thesis):
        text = author_spelt(passage, language, ())
        yield from _signs(passage, text)
        yield from _doubled(passage, text)


def _signs(passage: Passage, text: str) -> Iterator[Finding]:
    for slip in typography.slips(text):
        yield finding(
            passage,
            slip.start,
            "text.typography",
            "«" + slip.found.replace("\u00a0", " ") + "»",
            slip.expected,
            "write it so; what was typed in a search or a program goes in `code`",
        )


def _doubled(passage: Passage, text: str) -> Iterator[Finding]:
    for slip in typography.doubled(text):
        yield finding(
            passage,
            slip.start,
            "text.doubled-word",
            f"«{slip.found}»",
            f"«{slip.expected}» once",
            "remove one of the two",
        )
