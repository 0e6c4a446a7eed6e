"""Word count by the thesis' own rule, as its front page means it.

Counted are the words of the main part, headings, tables and captions with them, as white space
separates them. A number with hard spaces is one word; a sign alone (&, –) is one word, as in a word
processor; the bullet of a list is none, and the alternative text of a picture is not printed. Left
out are the divisions that the configuration names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Element


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


def sections(
    blocks: list[Element], level: int, measure: Callable[[list[Element]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """What is measured by section: each heading of `level` with what is under it, nested."""
    starts = list(_starts(blocks, level))
    out = []
    for start, end in pairwise([*starts, len(blocks)]):
        section = blocks[start:end]
        entry: dict[str, Any] = {
            "heading": pandoc.text(section[0]),
            **measure(section),
        }
        if level < 2:
            entry["sections"] = sections(section, level + 1, measure)
        out.append(entry)
    return out


def above(blocks: list[Element], level: int) -> list[Element]:
    """The blocks above the first heading of `level`."""
    return blocks[: next(_starts(blocks, level), len(blocks))]


def _starts(blocks: list[Element], level: int) -> Iterator[int]:
    return (i for i, one in enumerate(blocks) if one["t"] == "Header" and one["c"][0] == level)
