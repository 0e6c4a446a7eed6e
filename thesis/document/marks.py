"""Marks of places: each text says where it stands in the sources, from the template to the page.

A mark stands in front of what a line prints: the place, ``content/03-metode.md:41``, between two
characters that no text has. It goes with the text through the templates. For pandoc it is a single
such character, which is part of the word behind it. In the document it is no text any more: the
inline that it stood before has ``at``, which pandoc and the writers do not look at.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree

START, END = "\U0010fff0", "\U0010fff1"
"""What a mark begins and ends with. Nobody types what is for private use, in plane 15 and 16."""

MARK = re.compile(f"{START}([^{START}{END}]*){END}")
SIGNS = range(0xF0000, 0x10FFF0)
SIGN = re.compile(f"[{chr(SIGNS.start)}-{chr(SIGNS.stop - 1)}]")
"""A character that may stand for a mark while pandoc reads the text."""

LINE = 72
"""A table with a longer line takes the whole width (pandoc's --columns), marks counted with it."""

HOLDERS = {"Str", "Para", "Plain"}
"""What is no more, once the marks that were all of it are taken out."""

NARROW = ""
"""What a sign stands for that says of a table: without its marks, no line is longer than LINE."""

FENCE = re.compile(r"\s*(```|~~~)")
UNMARKED = re.compile(
    r"\s*(:{3}|\{%|\{##|\{\s*[#.:]?[\w=-][^{}]*\}\s*$|\{\{-?\s*(?:table|figure)\(|\[[^\]^][^\]]*\]:)"
    r"|[-=+|:*_\s]*$"
)  # A line that prints nothing itself, or that pandoc would read otherwise with a mark in it
BEFORE = re.compile(
    r"\s*(?:(?:[-*+>|:~]|#+|[Tt]able:|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|[#@])[.)])(?=\s)\s+"
    r"|\[\^[^\]]+\]:\s*|!\[(?!\]))*"
)  # What a mark comes after: the sign of a list, a heading, a cell, a caption, a note, a picture
JINJA = re.compile(r"\{##.*?##\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
HEADING = re.compile(r"( {0,3}#{1,6})(?=\s|$)")
"""A line that is a heading, which bears its place even without words."""
CELL = re.compile(JINJA.pattern.join(("(", r"|`[^`]*`|\\.)|\|\s+(?=[^\s|])")))
"""What is no border of a cell though it has a bar in it; or a border with words behind it."""
WHOLE = re.compile(
    r"""\{(?:[^{}"']|"[^"]*"|'[^']*')*\}|\]\([^()]*\)|\[[^\[\]]*@[^\[\]]*\]"""
    r"|(?<!`)`(?!`)(?:[^`\n]|\n(?!\s*\n))+`"
)  # What a mark must not stand in: attributes, the target of a link, a citation, code
GRID = re.compile(r"\s*(?:\+[-=]|-{2,}[- ]*$)", re.MULTILINE)
"""A line of a table in which the column of each letter counts."""


def mark(place: Place) -> str:
    """The mark of a place, in front of a text; "" of none."""
    return f"{START}{place}{END}" if place.file else ""


def unmarked(text: str) -> str:
    """A text without its marks."""
    return MARK.sub("", text)


def lines(source: str, file: str, offset: int = 0) -> str:
    """A text with a mark in each line that prints something.

    Args:
        source: Markdown with calls in it.
        file: where it stands, `offset` lines below the top.
    """
    given = source.split("\n")
    within = {*_within(source), *_tables(given)}
    out = []
    code = ""
    for number, line in enumerate(given):
        fence = FENCE.match(line)
        was = code
        if fence and code in {"", fence[1]}:
            code = "" if code else fence[1]
        if was or code or number in within or UNMARKED.match(line):
            out.append(line)
            continue
        here = mark(Place(file, offset + number + 1))
        if heading := HEADING.match(line):
            words = line[heading.end() :].strip()
            out.append(f"{heading[1]} {here}{' ' * words.startswith('{')}{words}")
            continue
        end = BEFORE.match(line).end()  # type: ignore[union-attr]  # it may be empty
        if line.startswith("|"):
            out.append(CELL.sub(lambda found: found[1] or f"{found[0]}{here}", line))  # noqa: B023
        else:
            out.append(f"{line[:end]}{here}{line[end:]}" if line[end:].strip() else line)
    return "\n".join(out)


def _within(source: str) -> Iterator[int]:
    """The lines (from 0) that begin inside a call, or inside what a mark must not stand in."""
    bare = source
    for pattern in (JINJA, WHOLE):
        for found in pattern.finditer(bare):
            first = bare.count("\n", 0, found.start())
            yield from range(first + 1, first + 1 + found[0].count("\n"))
        if pattern is JINJA:
            bare = JINJA.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), bare)


def _tables(given: list[str]) -> Iterator[int]:
    """The lines (from 0) of tables in which the column of each letter counts."""
    start = 0
    inside = False
    for number in range(len(given) + 1):
        if number == len(given) or not given[number].strip():
            block = given[start:number]
            ruled = [i for i, line in enumerate(block) if GRID.match(line)]
            heading = len(block) > 1 and ruled == [len(block) - 1]
            if inside or (ruled and not heading):
                yield from range(start, number)
            if ruled:  # rows with lines between them: from one rule to the next that ends a block
                inside = ruled[0] == 0 and ruled[-1] != len(block) - 1
            start = number + 1


def shorten(text: str) -> tuple[str, dict[str, str]]:
    """The text with one character for each mark, and the places (``file:line``) by character.

    Of more places than there are characters, the last ones are told of none of their lines.
    """
    taken = set(SIGN.findall(text))
    free = (chr(code) for code in SIGNS if chr(code) not in taken)
    signs: dict[str, str] = {}

    def sign(found: re.Match[str]) -> str:
        if found[1] not in signs:
            signs[found[1]] = next(free, "")
        return signs[found[1]]

    short = MARK.sub(sign, _narrow(text))
    return short, {each: place for place, each in signs.items() if each}


def _narrow(text: str) -> str:
    """The text with a mark more, that of NARROW, in each table that marks alone make a wide one."""
    out = text.split("\n")
    start = 0
    for number in range(len(out) + 1):
        if number == len(out) or not out[number].startswith("|"):
            block = out[start:number]
            bare = max((len(unmarked(line)) for line in block), default=0)
            if bare <= LINE < max((len(MARK.sub("x", line)) for line in block), default=0):
                first = next(i for i, line in enumerate(block) if START in line)
                out[start + first] = block[first].replace(END, f"{END}{START}{NARROW}{END}", 1)
            start = number + 1
    return "\n".join(out)


def settle(tree: Tree, places: Mapping[str, str]) -> None:
    """Turn each character that stands for a mark into ``at`` of the inline behind it.

    Args:
        tree: what pandoc made of a text; it is changed.
        places: the places by character, as :func:`shorten` gives them.
    """
    if places:
        _Settler(places).siblings(tree["blocks"])


class _Settler:
    def __init__(self, places: Mapping[str, str]) -> None:
        self.places = places
        self.narrow = next((sign for sign, place in places.items() if place == NARROW), None)

    def settle(self, element: Any) -> None:
        """Settle what is in an element."""
        kind, content = element.get("t"), element.get("c")
        if kind == "Table" and self.narrow and self._has(element, self.narrow):
            for column in content[2]:
                column[1] = {"t": "ColWidthDefault"}
        elif kind == "Header" and (first := self._first(content[2])):
            element["at"] = first  # even of one without words
        for child in element.values():
            if type(child) is list:
                self.siblings(child)
            elif type(child) is dict:
                self.settle(child)

    def siblings(self, siblings: list[Any]) -> None:
        """Settle what is in a list of elements, of lists or of texts."""
        place = ""
        emptied = []
        for i, child in enumerate(siblings):
            kind = type(child)  # JSON has no other kinds
            if kind is list:
                self.siblings(child)
            elif kind is str and SIGN.search(child):
                siblings[i] = self._bare(child)  # an attribute, code, an address
            elif kind is dict:
                full, within = bool(child.get("c")), ""
                if child.get("t") != "Str":
                    self.settle(child)
                elif SIGN.search(child["c"]):
                    before, within = self._word(child)
                    place = before or place
                if full and child.get("t") in HOLDERS and not child["c"]:
                    emptied.append(i)  # marks were all that was in it
                elif place:
                    child["at"], place = place, ""
                place = within or place
        for i in reversed(emptied):
            del siblings[i]

    def _word(self, word: Element) -> tuple[str, str]:
        """Take the signs out of a word.

        Returns:
            The last place in front of its letters, and the last one behind them.
        """
        text = word["c"]
        before = within = ""
        for found in SIGN.finditer(text):
            place = self.places.get(found[0], "")
            if any(map(str.isalnum, text[: found.start()])):
                within = place or within
            else:
                before = place or before
        word["c"] = self._bare(text)
        return before, within

    def _bare(self, text: str) -> str:
        return SIGN.sub(lambda found: "" if found[0] in self.places else found[0], text)

    def _has(self, node: Any, sign: str) -> bool:
        return any(
            each["t"] == "Str" and sign in each["c"] for each in pandoc.walk(node, words=True)
        )

    def _first(self, inlines: Any) -> str:
        words = (each["c"] for each in pandoc.walk(inlines, words=True) if each["t"] == "Str")
        signs = (sign for word in words for sign in SIGN.findall(word))
        return next(filter(None, (self.places.get(sign) for sign in signs)), "")


def take_out(tree: Tree) -> None:
    """Take the places out of a document; what is left is all that the writers need."""
    for element in pandoc.walk(tree, words=True):
        element.pop("at", None)
