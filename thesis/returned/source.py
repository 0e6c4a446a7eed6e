"""Source of a text: which characters of a content file or a record print which of its letters.

What a call prints is one slot of the source, whatever it says: nothing of it is typed there. Markup
prints nothing. Whether a sign such as * is markup is told by whether the text has it.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesis.document import marks
from thesis.document.passages import Zone
from thesis.returned.paragraphs import OBJECT, PARAGRAPH
from thesis.returned.words import plain

LETTER, CALL, MARKUP = "letter", "call", "markup"
OPENS, CLOSES, BEGINS, ENDS = "opens", "closes", "begins", "ends"
"""What markup does: around words, in front of all of a block, or behind all of it."""

CALLED = {"n", "title", "typed", "group", "verbatim", "crossref", "missing-number"}
"""The classes of what is printed by a call, or is vouched for as it stands."""

SPAN = re.compile(r"\{[^{}]*\.(?:group|typed)\b[^{}]*\}")
ATTRIBUTES = r"""\{(?:[^{}"']|"[^"]*"|'[^']*')*\}"""
TARGET = re.compile(rf"\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:{ATTRIBUTES})?")
AFTER = re.compile(ATTRIBUTES)
JINJA = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SILENT = re.compile(r"\{##.*?##\}\n?|\{%.*?%\}\n?", re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
CITED = re.compile(r"(?:^|[\s;(-])-?@[\w{]")
KEY = re.compile(r"@(?:\{[^{}]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)(?:\s\[[^\[\]@]*\](?![({]))?")
NOTE = re.compile(r"\[\^[^\]\s]+\]")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
TAIL = re.compile(rf"[ \t]*(?:{ATTRIBUTES})[ \t]*(?=\n|$)|[ \t]+(?=\n|$)")
SIGNS = re.compile(r"\*+|_+|~~|[~^<>]")
BLANK = re.compile(r"[ \t]*\n(?:[ \t>]*\n)+")
SOFT = re.compile(r"(?: *\\)?[ \t]*\n[ \t]*(?:>[ \t]?)*")
YAML = re.compile(r"[ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?[\"']?")


class UnlikeError(Exception):
    """The source does not print the text in a way that is understood."""


@dataclass(frozen=True)
class Slot:
    """A stretch of a source and what it prints."""

    kind: str  # LETTER, CALL or MARKUP
    # start, end: in the source
    start: int
    end: int
    # at, to: in the text; the same of markup
    at: int
    to: int
    does: str = ""  # of markup, OPENS, CLOSES, BEGINS or ENDS
    pair: int = 0  # of markup around words, which belong together; 0 of other
    zone: Zone | None = None  # of a call, what it printed


def slots(source: str, start: int, text: str, zones: Sequence[Zone]) -> list[Slot]:
    """The slots of a source, from a place in it as far as it prints the text.

    Args:
        start: where the line, or the cell, begins.
        zones: what stands in the text, by its characters.

    Raises:
        UnlikeError: it prints something else.
    """
    for prefixed in (True, False):
        reading = _Reading(source, start, text, zones, prefixed)
        try:
            return reading.all()
        except UnlikeError:
            if not prefixed:
                raise
    raise UnlikeError


def calls(zones: Sequence[Zone]) -> dict[int, Zone]:
    """What calls printed, by where it begins; of two that begin at one place the longer."""
    found: dict[int, Zone] = {}
    for zone in zones:
        called = zone.kind in {"Cite", "Code"} or CALLED & set(zone.classes)
        known = found.get(zone.start)
        if called and (known is None or zone.end > known.end):
            found[zone.start] = zone
    return found


def starts(line: str, is_yaml: bool) -> Iterator[int]:
    """Where in a line a text may begin: behind a key and a quote, or in a cell."""
    if is_yaml:
        whole = YAML.match(line)
        yield from sorted({len(line) - len(line.lstrip()), whole.end() if whole else 0})
    elif line.lstrip().startswith("|"):
        yield from (cell.end() for cell in marks.CELL.finditer(line) if not cell[1])
    else:
        yield 0


class _Reading:
    def __init__(
        self, source: str, start: int, text: str, zones: Sequence[Zone], prefixed: bool
    ) -> None:
        self.source, self.text, self.prefixed = source, text, prefixed
        self.i, self.j = start, 0
        self.found: list[Slot] = []
        self.open: list[tuple[str, int]] = []
        """The signs that have opened, each with the number of its pair."""
        self.closing: dict[int, tuple[int, int]] = {}
        """Where the bracket of a span or link closes, how far that goes, and its pair."""
        self.pairs = 0
        self.calls = calls(zones)

    def all(self) -> list[Slot]:
        self.begin()
        while self.j < len(self.text):
            if self.i >= len(self.source):
                raise UnlikeError
            self.step()
        while closing := self.closing.get(self.i):
            self.markup(closing[0], CLOSES, closing[1])
        while self.open and self.source.startswith(self.open[-1][0], self.i):
            sign, pair = self.open.pop()
            self.markup(self.i + len(sign), CLOSES, pair)
        if tail := TAIL.match(self.source, self.i):
            self.markup(tail.end(), ENDS)
        if self.open:
            raise UnlikeError
        return self.found

    def add(self, kind: str, end: int, to: int, **more: object) -> None:
        self.found.append(Slot(kind, self.i, end, self.j, to, **more))  # type: ignore[arg-type]
        self.i, self.j = end, to

    def markup(self, end: int, does: str, pair: int = 0) -> None:
        self.add(MARKUP, end, self.j, does=does, pair=pair)

    def begin(self) -> None:
        """The sign of a list, a heading or a note in front of a block."""
        before = marks.BEFORE.match(self.source, self.i)
        if self.prefixed and before and before.end() > self.i:
            self.markup(before.end(), BEGINS)

    def letter(self, end: int, said: str) -> None:
        """What prints a letter, if the text goes on so."""
        if plain(self.text[self.j : self.j + len(said)]) != plain(said):
            raise UnlikeError
        self.add(LETTER, end, self.j + len(said))

    def call(self, end: int) -> None:
        """What a call prints: what is marked as such in the text, or a thing that is no letter."""
        zone = self.calls.get(self.j)
        if zone is None:
            if self.text[self.j] != OBJECT:
                raise UnlikeError
            self.add(CALL, end, self.j + 1)
            return
        self.add(CALL, end, zone.end, zone=zone)

    def step(self) -> None:
        source, i = self.source, self.i
        char, here = source[i], self.text[self.j]
        if closing := self.closing.get(i):
            self.markup(closing[0], CLOSES, closing[1])
        elif found := SILENT.match(source, i):
            self.markup(found.end(), "")
        elif found := JINJA.match(source, i) or CODE.match(source, i):
            self.call(found.end())
        elif char == "\\" and i + 1 < len(source) and source[i + 1] != "\n":
            self.letter(i + 2, "\u00a0" if source[i + 1] == " " else source[i + 1])
        elif here == PARAGRAPH:
            self.paragraph()
        elif (found := TAIL.match(source, i)) and not plain(here).startswith(char):
            self.markup(found.end(), ENDS)
        elif char == "\n" or ((found := SOFT.match(source, i)) and "\n" in found[0]):
            found = SOFT.match(source, i)
            assert found is not None
            self.letter(found.end(), " ")
        elif char in "![^" and self.bracket():
            return
        elif char == "@" and (found := KEY.match(source, i)) and self.j in self.calls:
            self.call(found.end())
        elif char == "&" and (found := ENTITY.match(source, i)):
            self.letter(found.end(), html.unescape(found[0]))
        elif (found := SIGNS.match(source, i)) and here != char:
            self.sign(found)
        else:
            self.letter(i + 1, char)

    def paragraph(self) -> None:
        """What stands between two blocks, and what the next one begins with."""
        if tail := TAIL.match(self.source, self.i):
            self.markup(tail.end(), ENDS)
        blank = BLANK.match(self.source, self.i)
        if blank is None and self.source[self.i] != "\n":
            raise UnlikeError
        self.add(LETTER, blank.end() if blank else self.i + 1, self.j + 1)
        self.begin()

    def sign(self, found: re.Match[str]) -> None:
        """Emphasis and the like, which opens or closes."""
        sign = found[0]
        if sign in {"<", ">"}:
            self.markup(found.end(), OPENS if sign == "<" else CLOSES)
            return
        if self.open and sign.startswith(self.open[-1][0]):
            opened, pair = self.open.pop()
            self.markup(self.i + len(opened), CLOSES, pair)
            return
        self.pairs += 1
        self.open.append((sign, self.pairs))
        self.markup(found.end(), OPENS, self.pairs)

    def bracket(self) -> bool:
        """A note, a picture, a citation, a span or a link; whether it is one."""
        source, i = self.source, self.i
        if note := NOTE.match(source, i):
            self.call(note.end())
            return True
        is_note, is_picture = source.startswith("^[", i), source.startswith("![", i)
        first = i + (is_note or is_picture)
        if source[first] != "[" or (end := _closing(source, first)) < 0:
            return False
        inner, behind = source[first + 1 : end], end + 1
        if is_note:
            self.call(behind)
            return True
        attributes, target = AFTER.match(source, behind), TARGET.match(source, behind)
        if is_picture:
            self.call(target.end() if target else behind)
            return True
        if attributes and SPAN.match(attributes[0]):
            self.call(attributes.end())
            return True
        follows = target or attributes
        if follows is None:
            if CITED.search(inner) and self.j in self.calls:
                self.call(behind)
                return True
            return False
        self.pairs += 1
        self.closing[end] = follows.end(), self.pairs
        self.markup(first + 1, OPENS, self.pairs)
        return True


def _closing(source: str, start: int) -> int:
    """The bracket that closes another; -1 where none does."""
    deep = 0
    i = start
    while i < len(source):
        if source[i] == "\\":
            i += 1
        elif source[i] == "[":
            deep += 1
        elif source[i] == "]":
            deep -= 1
            if not deep:
                return i
        elif source.startswith("\n\n", i):
            return -1
        i += 1
    return -1
