"""Paragraphs of a returned DOCX: what each said, what it says now, and who changed it.

A piece of a text is in the text as it was (`old`), in the one when all tracked changes are accepted
(`new`), or in both; what somebody put in and somebody took out again is in neither. Every element
that tracks a change becomes a :class:`TrackedChange`, wherever it stands: each has to be told.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from thesis.formats.docx import W, style
from thesis.returned.package import Package, RefusedFileError

MOST_PARAGRAPHS = 30_000  # A thesis has a thirtieth of it

DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")

OBJECT = "\ufffc"
"""What stands in a text for a note's number, a picture, or another thing that is no letter."""
PARAGRAPH = "\n"  # What stands between the texts of two paragraphs

HEADS = {chr(0x10FE00 + level): level for level in range(1, 7)}
"""What stands in front of a heading that is new, by its level; it is no letter of any file."""
PLAIN_TEXT = "\U0010fe00"
"""What stands in front of a paragraph that is new behind an item of a list."""
SIGNED = str.maketrans(dict.fromkeys([*HEADS, PLAIN_TEXT], "\ufdd0"))
UNSIGNED = str.maketrans(dict.fromkeys([*HEADS, PLAIN_TEXT, PARAGRAPH]))
HEADING = re.compile(r"(?:heading|overskrift|titre|berschrift)\s?([1-6])(?!\d)", re.IGNORECASE)
"""The style of a heading, as programs of several languages name it."""

TEXT, NOTE, LISTED, BOX, MARGIN = "text", "note", "contents", "box", "margin"
"""Where a paragraph stands: LISTED is made anew by each program, BOX lies over the text."""

INSERTION, DELETION, MOVE, FORMAT = "insertion", "deletion", "move", "format"
KINDS = {"ins": INSERTION, "del": DELETION, "moveFrom": MOVE, "moveTo": MOVE}
CELLS = {"cellIns": INSERTION, "cellDel": DELETION, "cellMerge": FORMAT}
TRACKED = {f"{W}{name}": kind for name, kind in (KINDS | CELLS).items()}
TRACKED |= {
    f"{W}{name}Change": FORMAT
    for name in "rPr pPr tblPr tblPrEx trPr tcPr sectPr tblGrid numbering".split()
}
COMES = {f"{W}ins", f"{W}moveTo"}
GOES = {f"{W}del", f"{W}moveFrom"}

SAID = {f"{W}t", f"{W}delText"}
SIGNS = {"tab": " ", "cr": " ", "noBreakHyphen": "\u2011"}
LETTERS = {f"{W}{name}": sign for name, sign in SIGNS.items()}
THINGS = {
    f"{W}{name}" for name in "footnoteReference endnoteReference drawing pict object sym".split()
}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PASSED = {f"{W}instrText", f"{W}delInstrText", f"{W}fldData", FALLBACK}
FORMATS = {f"{W}b": "**", f"{W}i": "*", f"{W}strike": "~~"}
RAISED = {"^": "superscript", "~": "subscript"}
STYLES = {"Strong": "**", "Emphasis": "*", "Sterk": "**", "Utheving": "*"}
"""What Markdown has signs for: elements, places above and below the line, and styles."""
NUMBER = "SectionNumber"  # The style of a heading's number, which no person wrote


@dataclass(eq=False)
class TrackedChange:
    """An element that tracks a change."""

    kind: str  # INSERTION, DELETION, MOVE or FORMAT
    # author, date: as the file has them
    author: str
    date: str
    words: str = ""  # what it puts in or takes out
    paragraph: int = -1  # the place in the list of the paragraph that it is in; -1 for none
    is_end: bool = False  # whether it puts in or takes out the end of a paragraph
    is_set: bool = False  # whether some of what it puts in is bold, in italics or the like


class TextPiece(NamedTuple):
    """A stretch of a paragraph that the same changes are about."""

    text: str
    old: bool
    new: bool
    changes: tuple[TrackedChange, ...] = ()


class Spot(NamedTuple):
    """A character of a file: its paragraph, and where it stands in the old and the new text."""

    paragraph: int
    old: int
    new: int


@dataclass(eq=False)
class Paragraph:
    """A paragraph of the file."""

    stream: str  # TEXT, NOTE, LISTED, BOX or MARGIN
    region: int  # those of one cell, or between two tables, have the same number
    row: tuple[int, int] = (0, 0)  # the number of its table and of its row; zeros outside tables
    style: str = ""  # the id of its style
    listed: bool = False  # whether it is an item of a list
    pieces: list[TextPiece] = field(default_factory=list)  # its text
    # the words whose format is changed, by where they begin and end in the old text: what they get
    # (+**) or lose (-**), and the change
    formats: list[tuple[int, int, str, TrackedChange]] = field(default_factory=list)
    # the names of the bookmarks that begin in it, each with where
    bookmarks: dict[str, Spot] = field(default_factory=dict)
    within: tuple[str, ...] = ()  # the bookmarks that began in a paragraph before and go on here
    # the change that put its end in; without it, it would go on in the next paragraph
    comes: TrackedChange | None = None
    # the change that takes its end out; so it goes on in the next paragraph
    goes: TrackedChange | None = None

    @property
    def old(self) -> str:
        """Its text when all tracked changes are rejected."""
        return "".join(piece.text for piece in self.pieces if piece.old)

    @property
    def new(self) -> str:
        """Its text when all tracked changes are accepted."""
        return "".join(piece.text for piece in self.pieces if piece.new)

    @property
    def level(self) -> int:
        """That of a heading; 0 of what is none."""
        found = HEADING.search(self.style)
        return int(found[1]) if found else 0


@dataclass
class ReturnedTexts:
    """All that a returned file says."""

    # in the order of the file, those of notes behind the others
    paragraphs: list[Paragraph] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)  # every tracked change
    # where each comment begins and ends, by its id; the two are the same of a point
    ranges: dict[str, tuple[Spot, Spot]] = field(default_factory=dict)


def read(package: Package) -> ReturnedTexts:
    """What the paragraphs of a file say.

    Raises:
        RefusedFileError: it has no document.
    """
    if DOCUMENT not in package.parts:
        raise RefusedFileError("it is no Word file: it has no document in it")
    reader = _Reader()
    for name in (DOCUMENT, *NOTES):
        if name in package.parts:
            reader.part(package.parts[name], TEXT if name == DOCUMENT else NOTE)
    for name, root in package.parts.items():
        if name.startswith(("word/header", "word/footer")):
            reader.part(root, MARGIN)
    return reader.texts


def _name(mark: Xml.Element) -> str:
    """The name of a bookmark, or the number of a comment."""
    return mark.get(f"{W}name", mark.get(f"{W}id", ""))


class _Reader:
    def __init__(self) -> None:
        self.texts = ReturnedTexts()
        self.region = 0
        self.row = self.tables = (0, 0)
        """The row that is read, and the last table and row of the file."""
        self.open: dict[str, str] = {}
        """The names of the bookmarks that have begun, by their ids in the part."""
        self.waiting: list[tuple[str, str]] = []
        """The bookmarks and comments that begin in front of the next paragraph."""
        self.begun: dict[str, Spot] = {}
        self.told: dict[int, TrackedChange] = {}

    def part(self, root: Xml.Element, stream: str) -> None:
        """Read a part; a change where nothing is read is noted all the same."""
        self.open, self.told = {}, {}
        self.blocks(root, stream, ())
        for element in root.iter():
            if element.tag in TRACKED and id(element) not in self.told:
                self.change(element, -1)

    def blocks(self, parent: Xml.Element, stream: str, changes: tuple[TrackedChange, ...]) -> None:
        """Read what has paragraphs and tables in it."""
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child, stream, changes)
            elif child.tag in {f"{W}bookmarkStart", f"{W}commentRangeStart"}:
                self.waiting.append((child.tag, _name(child)))
                self.open[child.get(f"{W}id", "")] = child.get(f"{W}name", "")
            elif child.tag in {f"{W}bookmarkEnd", f"{W}commentRangeEnd"}:
                self.end(child, self.last())
            elif child.tag == f"{W}sdt":
                gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                self.blocks(child, stream if gallery is None else LISTED, changes)
            elif child.tag in {f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}footnote", f"{W}endnote"}:
                properties = child.find(f"{W}trPr")
                marks = [] if properties is None else list(properties)
                row = [self.change(one, self.next()) for one in marks if one.tag in TRACKED]
                outer = self.row
                if child.tag == f"{W}tbl":
                    self.tables = (self.tables[0] + 1, self.tables[1])
                    self.row = (self.tables[0], 0)
                elif child.tag == f"{W}tr":
                    self.tables = (self.tables[0], self.tables[1] + 1)
                    self.row = (outer[0], self.tables[1])
                self.region += 1
                self.blocks(child, stream, (*changes, *row))
                self.region += 1
                self.row = outer
            elif child.tag in TRACKED and len(child):  # around whole paragraphs
                self.blocks(child, stream, (*changes, self.change(child, self.next())))
            elif len(child) and child.tag not in PASSED and not child.tag.endswith("Pr"):
                self.blocks(child, stream, changes)

    def next(self) -> int:
        return len(self.texts.paragraphs)

    def last(self) -> Spot:
        """The end of the last paragraph."""
        at = len(self.texts.paragraphs) - 1
        last = self.texts.paragraphs[at] if at >= 0 else Paragraph(TEXT, 0)
        return Spot(at, len(last.old), len(last.new))

    def change(self, element: Xml.Element, paragraph: int) -> TrackedChange:
        """The change of an element, made once."""
        if id(element) not in self.told:
            author, date = (element.get(f"{W}{name}", "") for name in ("author", "date"))
            made = TrackedChange(TRACKED[element.tag], author, date, paragraph=paragraph)
            self.told[id(element)] = made
            self.texts.changes.append(made)
        return self.told[id(element)]

    def paragraph(self, element: Xml.Element, stream: str, rows: tuple[TrackedChange, ...]) -> None:
        """Read a paragraph; what stands in a box in it follows as paragraphs of its own."""
        named = style(element)
        fields = "".join(field.text or "" for field in element.iter(f"{W}instrText"))
        if stream == TEXT and (named.upper().startswith("TOC") or "PAGEREF" in fields):
            stream = LISTED
        listed = element.find(f"{W}pPr/{W}numPr") is not None
        if self.next() >= MOST_PARAGRAPHS:
            raise RefusedFileError("it has more paragraphs than a thesis has")
        made = Paragraph(stream, self.region, self.row, named, listed)
        made.within = tuple(name for name in self.open.values() if name)
        at = self.next()
        self.texts.paragraphs.append(made)
        for tag, name in self.waiting:
            made.within = tuple(one for one in made.within if one != name)
            self.begin(tag, name, Spot(at, 0, 0))
        self.waiting = []
        walk = _Runs(self, made, at)
        walk.rows(rows)
        for mark in element.findall(f"{W}pPr/{W}rPr/*"):
            if mark.tag in COMES:
                made.comes = self.change(mark, at)
            elif mark.tag in GOES:
                made.goes = self.change(mark, at)
        for end in (made.comes, made.goes):
            if end:
                end.is_end = True
        walk.inlines(element)
        for mark in element.findall(f"{W}pPr//*"):
            if mark.tag in TRACKED and (change := self.change(mark, at)).kind == FORMAT:
                change.words = made.new
        for box in walk.boxes:
            self.region += 1
            self.blocks(box, BOX, ())
            self.region += 1

    def begin(self, tag: str, name: str, spot: Spot) -> None:
        """Begin a bookmark or the words of a comment."""
        if tag == f"{W}commentRangeStart":
            self.begun[name] = spot
        elif name:
            self.texts.paragraphs[spot.paragraph].bookmarks.setdefault(name, spot)

    def end(self, element: Xml.Element, spot: Spot) -> None:
        """End a bookmark or the words of a comment."""
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}bookmarkEnd":
            self.open.pop(number, None)
        else:
            self.texts.ranges[number] = self.begun.pop(number, spot), spot


class _Runs:
    """A walk through the inlines of a paragraph.

    Args:
        reader: what it reads for.
        made: the paragraph.
        at: its place in the list.
    """

    def __init__(self, reader: _Reader, made: Paragraph, at: int) -> None:
        self.reader, self.made, self.at = reader, made, at
        self.boxes: list[Xml.Element] = []
        self.comes: tuple[TrackedChange, ...] = ()
        self.goes: tuple[TrackedChange, ...] = ()
        self.lengths = [0, 0]

    def rows(self, rows: tuple[TrackedChange, ...]) -> None:
        """Let all of it come or go with the row that it is in."""
        self.comes += tuple(one for one in rows if one.kind == INSERTION)
        self.goes += tuple(one for one in rows if one.kind == DELETION)

    @property
    def spot(self) -> Spot:
        return Spot(self.at, *self.lengths)

    def say(self, text: str) -> None:
        """Add to the text; not the space behind the number of a heading or a note."""
        changes = (*self.comes, *self.goes)
        if not changes and not any(self.lengths):
            text = text.lstrip(" ")
        piece = TextPiece(text, not self.comes, not self.goes, changes)
        self.made.pieces.append(piece)
        self.lengths[0] += len(text) * piece.old
        self.lengths[1] += len(text) * piece.new
        for change in changes:
            change.words += text

    def inlines(self, parent: Xml.Element) -> None:
        for child in parent:
            tag = child.tag
            if tag in TRACKED and tag not in COMES | GOES:
                self.reader.change(child, self.at)
            elif tag in COMES | GOES:
                held = self.comes, self.goes
                change = (self.reader.change(child, self.at),)
                if tag in COMES:
                    self.comes += change
                else:
                    self.goes += change
                self.inlines(child)
                self.comes, self.goes = held
            elif tag in SAID:
                self.say((child.text or "").translate(SIGNED))
            elif tag in LETTERS:
                self.say(LETTERS[tag])
            elif tag == f"{W}br":
                self.say("" if child.get(f"{W}type") in {"page", "column"} else " ")
            elif tag == f"{W}r" and self._is_number(child):
                continue
            elif tag == f"{W}rPr":
                for comes in self.comes if _signs(child) else ():
                    comes.is_set = True
                for mark in child.iter():
                    if mark.tag in TRACKED:
                        made = self.reader.change(mark, self.at)
                        made.words = "".join(
                            one.text or "" for one in parent.iter() if one.tag in SAID
                        )
                        self.format(child, mark, made)
            elif tag in THINGS:
                self.say(OBJECT)
                self.boxes += child.iter(f"{W}txbxContent")
            elif tag in {f"{W}bookmarkStart", f"{W}commentRangeStart"}:
                name = _name(child)
                if tag == f"{W}bookmarkStart":
                    self.reader.open[child.get(f"{W}id", "")] = name
                self.reader.begin(tag, name, self.spot)
            elif tag in {f"{W}bookmarkEnd", f"{W}commentRangeEnd"}:
                self.reader.end(child, self.spot)
            elif tag == f"{W}commentReference":
                here = (self.spot, self.spot)
                self.reader.texts.ranges.setdefault(child.get(f"{W}id", ""), here)
            elif tag not in PASSED and tag != f"{W}pPr":
                self.inlines(child)

    def format(self, now: Xml.Element, mark: Xml.Element, change: TrackedChange) -> None:
        """Note what a run that was there before gets or loses."""
        old = mark.find(f"{W}rPr")
        if mark.tag != f"{W}rPrChange" or self.comes or self.goes:
            return
        before, after = _signs(old), _signs(now)
        if len(changed := before ^ after) == 1 and change.words:
            sign = ("-" if before > after else "+") + next(iter(changed))
            start = self.lengths[0]
            self.made.formats.append((start, start + len(change.words), sign, change))

    @staticmethod
    def _is_number(run: Xml.Element) -> bool:
        """Whether a run is the number of a heading."""
        named = run.find(f"{W}rPr/{W}rStyle")
        return named is not None and named.get(f"{W}val") == NUMBER


def _signs(properties: Xml.Element | None) -> set[str]:
    """The signs of Markdown for how a run is set."""
    found: set[str] = set()
    for one in () if properties is None else properties:
        value = one.get(f"{W}val", "1")
        if one.tag == f"{W}vertAlign":
            found |= {sign for sign, name in RAISED.items() if name == value}
        elif one.tag in FORMATS and value not in {"0", "false", "off", "none"}:
            found.add(FORMATS[one.tag])
        elif one.tag == f"{W}rStyle" and value in STYLES:
            found.add(STYLES[value])
    return found


def raw_count(package: Package) -> int:
    """How many elements track a change, counted apart from what :func:`read` makes of them."""
    texts = {DOCUMENT, *NOTES}
    return sum(
        element.tag in TRACKED
        for name, root in package.parts.items()
        if name in texts or name.startswith(("word/header", "word/footer"))
        for element in root.iter()
    )
