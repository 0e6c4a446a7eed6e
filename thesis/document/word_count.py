"""Word count by the thesis' own rule, as its front page means it.

Counted are the words of the main part, headings, tables and captions with them, as white space
separates them. A number with hard spaces is one word; a sign alone (&, –) is one word, as in a word
processor; the bullet of a list is none, and the alternative text of a picture is not printed. Left
out are the divisions that the configuration names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from thesis.document import pandoc
from thesis.document.pandoc import Element


class SentenceLength(msgspec.Struct, frozen=True):
    """How long sentences are, in words.

    Attributes:
        longest_at: the place (``file:line``) of the first of the longest ones.
    """

    mean: float
    median: float
    longest: int
    longest_at: str


class CountedSection(msgspec.Struct, frozen=True, kw_only=True):
    """The words under a heading, and how hard they read; None where there is no running prose.

    Attributes:
        lix: rounded to a whole number.
    """

    heading: str
    words: int
    lix: int | None = None
    sentences: int = 0
    sentence_length: SentenceLength | None = None


class CountedChapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter, with what is above its first heading under the heading ""."""

    file: str = ""
    heading: str
    words: int
    lix: int | None = None
    sentences: int = 0
    sentence_length: SentenceLength | None = None
    sections: list[CountedSection] = msgspec.field(default_factory=list)


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """The word count of a thesis, as build/wordcount.json has it.

    Attributes:
        left: how many words more the limit allows.
    """

    words: int = 0
    limit: int = 0
    left: int = 0
    lix: int | None = None
    sentences: int = 0
    sentence_length: SentenceLength | None = None
    chapters: list[CountedChapter] = msgspec.field(default_factory=list)

    @classmethod
    def read(cls, path: str | Path) -> Tally:
        """The word count of a file, of this edition or an earlier one."""
        return msgspec.json.decode(Path(path).read_bytes(), type=cls)


def count(blocks: Any, leave_out: Collection[str]) -> int:
    """The number of words in some blocks, without the divisions of the classes in `leave_out`."""

    def keep(element: Element) -> bool:
        if element["t"] == "Image":
            return False
        return not set(pandoc.classes(element)) & set(leave_out)

    return sum(1 for line in pandoc.text(blocks, keep).split("\n") for _ in split(line))


def split(line: str) -> Iterator[str]:
    """The words of a line; str.split() would split at a hard space."""
    return filter(None, line.replace("\t", " ").split(" "))


def sections(blocks: list[Element], level: int) -> Iterator[list[Element]]:
    """Each heading of `level` with what is under it."""
    for start, end in pairwise([*_starts(blocks, level), len(blocks)]):
        yield blocks[start:end]


def above(blocks: list[Element], level: int) -> list[Element]:
    """The blocks above the first heading of `level`."""
    return blocks[: next(_starts(blocks, level), len(blocks))]


def _starts(blocks: list[Element], level: int) -> Iterator[int]:
    return (i for i, one in enumerate(blocks) if one["t"] == "Header" and one["c"][0] == level)
