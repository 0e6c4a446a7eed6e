"""The counting rule for words, as the thesis' front page means it.

Counted are the words of the main part, headings, tables and captions with them, as white space
separates them. A number with hard spaces is one word; a sign alone (&, –) is one word, as in a word
processor; the bullet of a list is none, and the alternative text of a picture is not printed. Left
out are the divisions that the configuration names.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from thesis import document
from thesis.document import Element


def count(blocks: Any, leave_out: Collection[str]) -> int:
    """The number of words in some blocks, without the divisions of the classes in `leave_out`."""

    def keep(element: Element) -> bool:
        if element["t"] == "Image":
            return False
        return not set(document.classes(element)) & set(leave_out)

    # str.split() would split at a hard space.
    return sum(
        1
        for line in document.text(blocks, keep).split("\n")
        for word in line.replace("\t", " ").split(" ")
        if word
    )


def sections(blocks: list[Element], leave_out: Collection[str], level: int) -> list[dict[str, Any]]:
    """Words by section: each heading of `level` with the words under it, deeper ones nested."""
    starts = [
        i for i, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] == level
    ]
    out = []
    for start, end in pairwise([*starts, len(blocks)]):
        section = blocks[start:end]
        entry: dict[str, Any] = {
            "heading": document.text(section[0]),
            "words": count(section, leave_out),
        }
        if level < 2:
            entry["sections"] = sections(section, leave_out, level + 1)
        out.append(entry)
    return out
