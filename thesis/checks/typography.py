"""Rules on typography in the author's own text: signs, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from thesis import prose, sources, typography
from thesis.checks.spelling import texts
from thesis.contract import Vouched
from thesis.findings import WARNING, Finding
from thesis.prose import Passage, finding
from thesis.rules import Thesis, declare, rule
from thesis.sources import Steps
from thesis.spelling import author_spelt
from thesis.typography import Slip

REFERENCES = "data/references.yaml"
PRINTED = {
    "title", "container-title", "collection-title", "genre", "publisher", "publisher-place",
    "author", "editor", "translator",
}  # fmt: skip
"""The fields of a reference that are printed as words."""

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
    misses="an English “…”, and what pandoc mends (two spaces)",
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


@rule(
    "text.apostrophe",
    sees="the apostrophe of a typewriter in the text, in any language, and its quotation marks in "
    "passages in another language; both in the records of references",
    misses="an apostrophe that is typographic and wrong, and those of code, keys and searches",
    example="one's health, the author O'Neil",
    severity=WARNING,
)
def apostrophes(thesis: Thesis) -> Iterator[Finding]:
    """Every text of the thesis, and what the reference list prints."""
    searched = {word for text in Vouched.of(thesis).typed for word in re.findall(r"\w+", text)}
    language = prose.language(thesis.document)
    own = list(texts(thesis))
    others = [each for each in prose.texts(thesis) if each.language != language]
    for passage in [*own, *others]:
        for slip in _typewritten(passage, language, searched):
            mend = "write it so; what was typed in a search or a program goes in `code`"
            found = f"«{slip.found}» in «{_around(passage.text, slip.start)}»"
            yield finding(passage, slip.start, "text.apostrophe", found, slip.expected, mend)
    yield from _in_references(thesis)


def _typewritten(passage: Passage, language: str, searched: set[str]) -> Iterator[Slip]:
    text = author_spelt(passage, None, searched)
    yield from typography.apostrophes(text)
    for slip in typography.quotes(text):  # those in the thesis' own language are text.typography's
        languages = [passage.language]
        languages += [
            zone.language(languages[-1])
            for zone in passage.zones
            if zone.start <= slip.start < zone.end
        ]
        if languages[-1] != language:
            yield slip


def _in_references(thesis: Thesis) -> Iterator[Finding]:
    path = thesis.root / REFERENCES
    if not path.is_file():
        return
    source = sources.read_yaml(path, REFERENCES)
    for steps, text in _texts(source.value, ()):
        for slip in [*typography.apostrophes(text), *typography.quotes(text)]:
            yield Finding(
                REFERENCES,
                source.line(*steps),
                "text.apostrophe",
                f"«{slip.found}» in «{_around(text, slip.start)}»",
                slip.expected,
                "write it so; it is printed as it stands here",
            )


def _texts(node: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """The texts of the references that are printed, and where they stand."""
    if isinstance(node, str):
        yield steps, node
    elif isinstance(node, list):
        for i, each in enumerate(node):
            yield from _texts(each, (*steps, i))
    elif isinstance(node, dict):
        for key, each in node.items():
            if key in PRINTED or len(steps) > 1:
                yield from _texts(each, (*steps, key))


def _around(text: str, at: int) -> str:
    """The word that a sign stands in."""
    start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    return text[start : end if end >= 0 else None]
