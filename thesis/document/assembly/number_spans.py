"""The numbers of the document: each gets an id, and a capital where it begins a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.language import norwegian
from thesis.language.sentences import ABBREVIATIONS

SENTENCE_END = re.compile(r"[.!?][»”’\"')\]]*$")
OPENING = '([«“"–'
HARD_SPACE = "\u00a0"
SYMBOL = re.compile(r"(?:^|\W)[^\W\d_]\d?$")  # (p, r, n, I2
PERCENT = re.compile(r"%(?!\w)")
SIGNS = frozenset("=<>≤≥±≈")


def add(tree: Tree) -> int:
    """Give each number an id in reading order, and a capital where it begins a sentence.

    Returns:
        How many numbers the document has.
    """
    count = 0
    for element in pandoc.walk(tree["blocks"]):
        for inlines in _runs(element):
            _capitalise(inlines, SentenceState())
        if pandoc.is_number(element):
            count += 1
            element["c"][0][0] = f"n-{count:04d}"
    return count


def keep_together(tree: Tree) -> None:
    """Keep «p = 0,03» and «80 %» on one line by hard spaces."""
    for element in pandoc.walk(tree["blocks"]):
        content: Any = element.get("c")
        if element["t"] in {"Para", "Plain", "Emph", "Strong"}:
            _with_hard_spaces(content)
        elif element["t"] in {"Header", "Span", "Link", "Quoted"}:
            _with_hard_spaces(content[2 if element["t"] == "Header" else 1])


def _with_hard_spaces(inlines: list[Element]) -> None:
    for number, space, sign in zip(inlines, inlines[1:], inlines[2:], strict=False):
        before_sign = space["t"] == "Space" and sign["t"] == "Str" and PERCENT.match(sign["c"])
        if before_sign and pandoc.text(number)[-1:].isdigit():
            space |= {"t": "Str", "c": HARD_SPACE}
    for at in range(2, len(inlines) - 2):
        symbol, before, sign, after, number = inlines[at - 2 : at + 3]
        if [before["t"], sign["t"], after["t"]] == ["Space", "Str", "Space"] and sign["c"] in SIGNS:
            named = symbol["t"] == "Str" and SYMBOL.search(symbol["c"])
            if named and (pandoc.is_number(number) or number["t"] == "Str"):
                inlines[at - 1] = inlines[at + 1] = {"t": "Str", "c": HARD_SPACE}


@dataclass
class SentenceState:
    """Where in a sentence a walk is: the next word begins one, or the last word ended one."""

    starts: bool = True
    ended: bool = False


def _runs(block: Element) -> Iterable[list[Element]]:
    """The runs of inlines that are a block's own text."""
    if block["t"] in {"Para", "Plain"}:
        yield block["c"]
    elif block["t"] == "Header":
        yield block["c"][2]
    elif block["t"] == "LineBlock":
        yield from block["c"]


def _capitalise(inlines: list[Element], at: SentenceState) -> None:
    """Emphasis, links and the like pass the place in the sentence on."""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in {"Space", "SoftBreak", "LineBreak"}:
            at.starts, at.ended = at.starts or at.ended, False
        elif kind == "Str":
            if word := str(content).lstrip(OPENING):
                at.starts = False
                at.ended = word.lower() not in ABBREVIATIONS and bool(SENTENCE_END.search(word))
        elif pandoc.is_number(inline):
            first = inline["c"][1][:1]
            if at.starts and first and first[0]["t"] == "Str":
                first[0]["c"] = norwegian.capitalise(first[0]["c"])
            at.starts = at.ended = False
        elif kind in {"Emph", "Strong", "Strikeout", "Underline", "SmallCaps"}:
            _capitalise(inline["c"], at)
        elif kind in {"Span", "Link", "Quoted"}:
            _capitalise(inline["c"][1], at)
        elif kind not in {"Note", "Image"}:  # those are no part of the sentence
            at.starts = at.ended = False
