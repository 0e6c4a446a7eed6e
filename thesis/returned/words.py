"""Words of two texts: which is which, how much they are alike, and what was edited."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from thesis.language.alignment import align

TOKEN = re.compile(r"\w+|\s|[^\w\s]")
SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009\t", " "))


class Edit(NamedTuple):
    """A stretch of a text, and what stands there in the other."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A text with one kind of space, of the same length."""
    return text.translate(SPACES)


def similar(one: str, other: str) -> float:
    """How much of their words two texts have in common, from 0 to 1."""
    ours, theirs = _count(one), _count(other)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else float(one == other)


@lru_cache(maxsize=4000)
def _count(text: str) -> Counter[str]:
    return Counter(plain(text).lower().split())


def mapping(one: str, other: str) -> list[int | None]:
    """For each character of `one`, and its end, its place in `other`; None where it has none."""
    if plain(one) == plain(other):
        return [*range(len(one) + 1)]
    ours, theirs = list(TOKEN.finditer(plain(one))), list(TOKEN.finditer(plain(other)))
    found: list[int | None] = [None] * len(one)
    pairs = align([each[0] for each in ours], [each[0] for each in theirs])
    for word, there in zip(ours, pairs, strict=True):
        if there is not None:
            start = theirs[there].start()
            found[word.start() : word.end()] = range(start, start + len(word[0]))
    return [*found, len(other)]


def mapped(one: str, other: str, at: int) -> int:
    """Where in `other` a place in `one` is: there, or behind the nearest word before it."""
    where = mapping(one, other)
    if at < len(where) and (there := where[at]) is not None:
        return there
    before = [there for there in where[:at] if there is not None]
    return before[-1] + 1 if before else 0


def edits(one: str, other: str) -> list[Edit]:
    """What must be done to `one` so that it becomes `other`, but for the kind of its spaces.

    What has nothing but a space between it is one edit: half of it would say nothing.
    """
    found: list[Edit] = []
    a = b = 0
    for i, there in enumerate(mapping(one, other)):
        if there is None:
            continue
        if i > a or there > b:
            edit = Edit(a, i, other[b:there])
            if found and (gap := one[found[-1].end : a]) and not gap.strip(" \u00a0"):
                before = found.pop()
                edit = Edit(before.start, i, before.text + gap + edit.text)
            found.append(edit)
        a, b = i + 1, there + 1
    return found
