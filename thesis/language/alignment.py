"""Alignment of two texts: which word is which, in time that grows with their length.

difflib compares every «og» with every other «og»: it takes seconds on a thesis. Here, words that
stand only once in both texts are paired first (four in a row, then single ones); what is left
between two such pairs is short, and difflib's.
"""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher

GRAMS = (4, 1)
LARGEST = 250_000
"""Pairs of words that difflib is asked about at once: those of two texts of 500 words."""

WordSequence = Sequence[str]


def align(one: WordSequence, other: WordSequence) -> list[int | None]:
    """For each word of `one` its place in `other`, in ascending order; None where it has none."""
    where: list[int | None] = [None] * len(one)
    todo = [(0, len(one), 0, len(other))]
    while todo:
        a, a_end, b, b_end = todo.pop()
        while a < a_end and b < b_end and one[a] == other[b]:
            where[a] = b
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            where[a_end] = b_end
        if a == a_end or b == b_end:
            continue
        if not (pairs := _unique(one, other, (a, a_end, b, b_end))):
            _by_difflib(one, other, (a, a_end, b, b_end), where)
            continue
        for x, y in [*pairs, (a_end, b_end)]:
            todo.append((a, x, b, y))
            a, b = x, y
    return where


Range = tuple[int, int, int, int]


def _unique(one: WordSequence, other: WordSequence, within: Range) -> list[tuple[int, int]]:
    """Pairs of words that begin the same, in both ranges unique, run of words; both ascending."""
    a, a_end, b, b_end = within
    for size in GRAMS:
        mine = _once(one, a, a_end, size)
        theirs = _once(other, b, b_end, size)
        pairs = [(i, theirs[gram]) for gram, i in mine.items() if gram in theirs]
        if pairs := _ascending(pairs):
            return pairs
    return []


def _once(words: WordSequence, start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """The runs of `size` words that a range has only once, with their places."""
    places: dict[tuple[str, ...], int] = {}
    twice = set()
    for i in range(start, end - size + 1):
        gram = tuple(words[i : i + size])
        if size == 1 and not gram[0].isalnum():
            continue  # a full stop that is there once tells nothing
        if gram in places:
            twice.add(gram)
        places[gram] = i
    return {gram: i for gram, i in places.items() if gram not in twice}


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, of those sorted by their first number, whose second numbers ascend too."""
    ends: list[int] = []  # the least second number that a chain of each length ends in
    chains: list[int] = []  # the pair that it is in
    before: list[int] = []
    for i, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(chains[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        chains[length : length + 1] = [i]
    out = []
    i = chains[-1] if chains else -1
    while i >= 0:
        out.append(pairs[i])
        i = before[i]
    return out[::-1]


def _by_difflib(
    one: WordSequence, other: WordSequence, within: Range, where: list[int | None]
) -> None:
    a, a_end, b, b_end = within
    if (a_end - a) * (b_end - b) > LARGEST:
        return
    matcher = SequenceMatcher(None, one[a:a_end], other[b:b_end], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for k in range(size):
            where[a + i + k] = b + j + k
