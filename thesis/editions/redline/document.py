"""Documents of two editions as one: title page, headings with their numbers, chapters."""

import copy
from collections.abc import Iterator

from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.editions.redline import blocks, revision_marks, words

UNNUMBERED = "unnumbered"


def merge(old: Tree, new: Tree) -> Tree:
    """Both editions as one document in which all that came and left is marked.

    Headings bear their numbers as words, since those of the two editions differ.
    """
    was, now = numbered(old), numbered(new)
    return {
        **now,
        "meta": _meta(was["meta"], now["meta"]),
        "blocks": blocks.merge(was["blocks"], now["blocks"]),
    }


def numbered(tree: Tree) -> Tree:
    """A copy whose headings have their numbers in their text, as the formats count them.

    A chapter without a number has none in its sections either.
    """
    out = copy.deepcopy(tree)
    counts: list[int] = []
    bare = False
    for header in _headers(out):
        level, attributes, inlines = header["c"]
        if level == 1:
            bare = UNNUMBERED in attributes[1]
        if bare or UNNUMBERED in attributes[1]:
            continue
        counts = [*counts[:level], *[0] * (level - len(counts))]
        counts[level - 1] += 1
        label = {"t": "Str", "c": ".".join(map(str, counts))}
        span = {"t": "Span", "c": [["", [], [["custom-style", "Section Number"]]], [label]]}
        header["c"][2] = [span, {"t": "Space"}, *inlines]
        attributes[1].append(UNNUMBERED)
    return out


def _headers(tree: Tree) -> Iterator[Element]:
    """The headings in the order in which they are printed: front, chapters, back."""
    files = list(pandoc.files(tree))
    for part in ("front", "main", "back"):
        for _, each, inside in files:
            if each == part:
                yield from (e for e in pandoc.walk(inside) if e["t"] == "Header")


def _meta(old: dict[str, Element], new: dict[str, Element]) -> dict[str, Element]:
    """What the title page says, with its changes marked."""
    out: dict[str, Element] = {}
    for name in dict.fromkeys([*new, *old]):
        was, now = (meta.get(name, {"t": "MetaInlines", "c": []}) for meta in (old, new))
        if now["t"] == was["t"] == "MetaInlines" and was != now:
            merged = words.merge(was["c"], now["c"], blocks.NOTES)
            out[name] = {"t": "MetaInlines", "c": merged}
        elif name in new:
            out[name] = now
    return out


def settle(tree: Tree) -> None:
    """Leave as the new edition has it what is no text on a page, and can bear no marks."""
    for element in pandoc.walk(tree["blocks"]):
        if "long-description" in pandoc.classes(element) or element["t"] == "Image":
            element["c"][1] = revision_marks.accepted(element["c"][1])
