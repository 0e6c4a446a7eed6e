"""Letters of words: how many lie between two words, and what stands for those beyond a–z."""

import re
from collections.abc import Collection, Iterable

PLAIN = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ß": "ss"}
)  # Small letters that are no letter of a–z with an accent, as keys and names of files write them


def distance(one: str, other: str) -> int:
    """Letters to change, add, take out or exchange with their neighbour until two words are one."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], before[j - 2] + 1)
        before, above = above, row
    return above[-1]


def one_apart(one: str, other: str) -> bool:
    """Whether the :func:`distance` of two words is 1, which is seen at once of most words."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    turned = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one != other and (turned or one[1:] == other[1:] or one[1:] == other or one == other[1:])


STEM = 5  # Letters by which a word is known again: «ruslidelse», «ruslidelser»


def akin(some: Iterable[str], others: Collection[str]) -> bool:
    """Whether a word begins as one of the others, is a letter from it, or is in it or around it.

    A word of three letters is in none.
    """
    return any(
        one[:STEM] == other[:STEM]
        or one_apart(one, other)
        or (min(len(one), len(other)) > 3 and (one in other or other in one))
        for one in some
        for other in others
    )


BRITISH = ((r"is(?=[aei])", "iz"), (r"our", "or"), (r"ae|oe", "e"), (r"amme\b", "am"), (r"ll", "l"))


def slip(word: str, known: str) -> bool:
    """Whether a word is another one with a slip: one letter, and no other form of the same word."""
    if len(word) < 5 or not one_apart(word, known):
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    # Words that part at their end are forms of one: trial and trials, acute and acutely.
    if start >= min(len(word), len(known)) - 1:
        return False
    return _spelt(word) != _spelt(known)


def _spelt(word: str) -> str:
    """A word in American spelling."""
    for british, american in BRITISH:
        word = re.sub(british, american, word)
    return word
