"""Words as they are compared: what line breaks and hyphens do to them undone."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, and characters without a width
WORD = re.compile(rf"[\w\u0300-\u036f{UNSEEN}]+|[^\w\s]")
HYPHENS = "-\u2010\u2011"
LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
AFTER = re.compile(r"\s*\d")
GONE = LIGATURES | dict.fromkeys(map(ord, UNSEEN), "")


class Word(NamedTuple):
    """A word or a sign: ``text[start:end]`` of what it was taken from, in the form compared."""

    word: str
    start: int
    end: int


@lru_cache(8192)  # a text of the thesis is compared with that of each format
def words(text: str) -> tuple[Word, ...]:
    """The words and signs of a text.

    Spaces only part them. A line may end behind a hyphen («event-» / «related»), so that a hyphen
    behind a letter is a space too; between digits, or before them, it is a sign like any other.
    """
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for found in WORD.finditer(text):
        word = found[0]
        if word in HYPHENS and _parts(text, found.start()):
            continue
        if not word.isascii():
            word = unicodedata.normalize("NFC", word.translate(GONE))
        if word:
            yield Word(word, found.start(), found.end())


def _parts(text: str, at: int) -> bool:
    """Whether the hyphen `at` parts words; a line may end behind one between digits, too."""
    before, after = text[at - 1 : at], AFTER.match(text, at + 1)
    return before.isalnum() and not (before.isdigit() and after is not None)
