"""Typography: slips that a text itself shows, whatever its words mean."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Slip(NamedTuple):
    """A slip: where it is in the text, what stands there, and what should."""

    start: int
    found: str
    expected: str


QUOTED = re.compile(r"(?<!\w)'[^'\s](?:[^']*[^'\s])?'(?!\w)")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?!-)|(?<!\w)'(?=\w)")
"""The apostrophe of a typewriter; no prime, as in 5' and N,N'-."""

PATTERNS = {
    re.compile(r'"'): "quotation marks «…»",
    QUOTED: "quotation marks «…», or ‘…’ inside them",
    re.compile(r"«\s|\s»"): "no space inside «…»",
    re.compile(
        r"(?<![\w,.–-])\d+(?:,\d+)?-\d+(?:,\d+)?(?![\w-])"
    ): "an en dash between numbers (–)",
    re.compile(r"\d%(?![\w-])"): "a space before %",
    re.compile(r"(?<=\S)\s[,.;:!?](?=\s|$)"): "no space before the sign",
}  # What each slip looks like, and what should stand there. A date (2020-05-05) is no range

ENGLISH = {
    pattern: expected.replace("«…»", "“…”")
    for pattern, expected in PATTERNS.items()
    if not re.search("[»%]", pattern.pattern)
}  # Those of an English text, which has no space before %

SECTION = re.compile(r"(?:§|[Ss]ection)[\s\d,andogt–-]*$")  # «§§ 3-1 og 3-2» has no range

DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,})\s+\1(?![\w-])", re.IGNORECASE)
MAY_DOUBLE = frozenset("det den de der er har var".split())
"""Words that Norwegian may say twice on end: «av det det spørres om»."""


def slips(text: str, language: str = "nb") -> Iterator[Slip]:
    """The typographic slips in a text, kind by kind."""
    for pattern, expected in (ENGLISH if language == "en" else PATTERNS).items():
        for found in pattern.finditer(text):
            if not ("-" in found[0] and SECTION.search(text[: found.start()])):
                yield Slip(found.start(), found[0], expected)


def apostrophes(text: str) -> Iterator[Slip]:
    """Every apostrophe of a typewriter in a text of any language, but those that quote."""
    quoting = [found.span() for found in QUOTED.finditer(text)]
    for found in APOSTROPHE.finditer(text):
        if not any(start <= found.start() < end for start, end in quoting):
            yield Slip(found.start(), found[0], "an apostrophe (’)")


def with_apostrophes(text: str) -> str:
    """The text with ’ for every apostrophe of a typewriter."""
    letters = list(text)
    for slip in apostrophes(text):
        letters[slip.start] = "’"
    return "".join(letters)


def quotes(text: str) -> Iterator[Slip]:
    """Every quotation mark of a typewriter in a text of any language; no inches, as in 5"."""
    for found in re.finditer(r'(?<!\d)"', text):
        yield Slip(found.start(), found[0], "quotation marks “…”")
    for found in QUOTED.finditer(text):
        yield Slip(found.start(), found[0], "quotation marks ‘…’")


def doubled(text: str) -> Iterator[Slip]:
    """The words that stand twice on end; a name may («Bora Bora»)."""
    for found in DOUBLED.finditer(text):
        names = found[0].istitle()
        if found[1].lower() not in MAY_DOUBLE and not names:
            yield Slip(found.start(), found[0], found[1])
