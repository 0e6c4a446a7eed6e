"""ODT of LibreOffice as the parts of a DOCX, so that one reader reads both.

Text, bookmarks, notes, comments and tracked changes are carried over; how it looks is not. A
tracked change, or a comment, that stands where nothing is read is carried over all the same: it has
to be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from xml.etree import ElementTree as Xml

from thesis.formats import docx
from thesis.formats.docx import W
from thesis.returned.comments import COMMENTS, EXTENDED, W14, W15
from thesis.returned.package import OPEN_DOCUMENT, Package, RefusedFileError
from thesis.returned.paragraphs import DOCUMENT, NOTES, NUMBER

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, META, SCRIPT, MANIFEST = (
    f"{OASIS}{name}:1.0}}"
    for name in ("office", "text", "table", "drawing", "style", "meta", "script", "manifest")
)
DC = "{http://purl.org/dc/elements/1.1/}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"

INSIDE = re.compile(r"(?:\./)?(?:Pictures/|media/|Object )|\./ObjectReplacements/|#|$")
"""How the address of what lies in the file begins."""
LINKS = {f"{TEXT}a", f"{DRAW}a", f"{META}template"}
SPACE = re.compile(r"[ \t\r\n]+")
ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
COPY = re.compile(r" Copy \d+$")
"""What is put behind the name of a bookmark in words that were taken out."""
MOST_SPACES = 1000
FORMAT = "rPrChange"
KINDS = {"insertion": "ins", "deletion": "del"}
MARKS = {f"{TEXT}bookmark-start", f"{TEXT}bookmark-end", f"{TEXT}bookmark"}
BOOKMARKS = f"{W}bookmarkStart", f"{W}bookmarkEnd"
CHANGES = {f"{TEXT}change-start", f"{TEXT}change-end", f"{TEXT}change"}
SILENT = {
    f"{TEXT}{name}" for name in "note-citation tracked-changes sequence-decls ruby-text".split()
} | {f"{OFFICE}forms", f"{OFFICE}event-listeners", f"{OFFICE}annotation", f"{TABLE}shapes"}
INDEX = re.compile(rf"{re.escape(TEXT)}(?:table-of-content|[\w-]+-index|bibliography)$")


def translated(package: Package) -> Package:
    """An ODT as the parts of a DOCX.

    Raises:
        RefusedFileError: it has what is run or fetched, or a password.
    """
    for name, root in package.parts.items():
        _refuse(name, root)
    writer = _Writer(_number_styles(package))
    body = package.parts[OPEN_DOCUMENT].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise RefusedFileError("it is no text of LibreOffice Writer")
    parts = {DOCUMENT: writer.part("document", body)}
    styles = package.parts.get("styles.xml")
    for i, page in enumerate(styles.iter(f"{STYLE}master-page") if styles is not None else ()):
        for j, margin in enumerate(page):
            parts[f"word/header{i}-{j}.xml"] = writer.part("hdr", margin)
    parts |= {NOTES[0]: writer.notes, COMMENTS: writer.comments, EXTENDED: writer.extended}
    meta = package.parts.get("meta.xml")
    properties = Xml.SubElement(Xml.Element("x"), "Properties")
    for one in meta.iter(f"{META}user-defined") if meta is not None else ():
        Xml.SubElement(properties, "property", name=one.get(f"{META}name", "")).text = one.text
    return Package(package.path, parts | {docx.PROPERTIES: properties}, threads_by_words=True)


def _refuse(name: str, root: Xml.Element) -> None:
    """Refuse what is run, what is fetched and what is locked."""
    for element in root.iter():
        if element.tag == f"{MANIFEST}encryption-data":
            raise RefusedFileError("it is locked with a password: save it without one")
        if element.tag.startswith(SCRIPT) or (element.tag == f"{OFFICE}scripts" and len(element)):
            raise RefusedFileError(f"its part {name!r} has macros: save it without them")
        address = element.get(HREF, "")
        if not (element.tag in LINKS or INSIDE.match(address)):
            raise RefusedFileError(
                f"its part {name!r} fetches {address!r}: take that out, or save a copy with it "
                "inside"
            )


def _number_styles(package: Package) -> set[str]:
    """The styles of the number of a heading, which no person wrote."""
    found = {"Section_20_Number"}
    for root in package.parts.values():
        for one in root.iter(f"{STYLE}style"):
            if one.get(f"{STYLE}parent-style-name") in found:
                found.add(one.get(f"{STYLE}name", ""))
    return found


def _when(element: Xml.Element | None) -> str:
    """A date as a DOCX has it: whole seconds, and a zone."""
    said = "" if element is None else (element.text or "").split(".")[0]
    return f"{said}Z" if said and not ZONE.search(said) else said


class _Writer:
    def __init__(self, numbers: set[str]) -> None:
        self.numbers = numbers
        self.notes = Xml.Element(f"{W}footnotes")
        self.comments = Xml.Element(f"{W}comments")
        self.extended = Xml.Element(f"{W15}commentsEx")
        self.ids = count(1)
        self.names: dict[str, str] = {}
        """The number of each bookmark and comment that has begun, by its name."""
        self.changes: dict[str, Xml.Element] = {}  # What tracks each change, by its id
        self.seen: set[str] = set()
        self.active: list[str] = []  # The changes that have begun and not ended
        self.told: list[Xml.Element] = []  # The comments that were read
        self.copied: set[str] = set()  # The names of the bookmarks in words that were taken out
        self.ends: Counter[str] = Counter()
        """The comments that end somewhere; others are of a point."""
        self.inside: list[str] = []
        self.is_open = False
        self.paragraph = self.target = Xml.Element("none")
        self.blank = True  # Whether a space would say nothing here

    def part(self, name: str, body: Xml.Element) -> Xml.Element:
        """A part of a DOCX with what stands in a body."""
        self.changes, self.seen, self.active = {}, set(), []
        for region in body.iter(f"{TEXT}changed-region"):
            for change in region:
                self.changes[region.get(f"{TEXT}id", "")] = change
        self.ends = Counter(
            one.get(f"{OFFICE}name", "") for one in body.iter(f"{OFFICE}annotation-end")
        )
        names = [one.get(f"{TEXT}name", "") for one in body.iter(f"{TEXT}bookmark-start")]
        self.copied = {COPY.sub("", name) for name in names if COPY.search(name)}
        root = Xml.Element(f"{W}{name}")
        self.blocks(body, root, "")
        for id in [
            one for one in self.changes if one not in self.seen
        ]:  # which no place of the text names
            self.open(root, "")
            if self.kind(id) == "del":
                self.gone(id, root, "")
            else:
                self.within([id])
                self.run()
        self.target = self.paragraph = Xml.Element("none")
        for one in body.iter(f"{OFFICE}annotation"):  # where nothing is read
            if one not in self.told:
                self.comment(one)
        return root

    # ---- blocks ------------------------------------------------------------------------------

    def blocks(self, parent: Xml.Element, out: Xml.Element, form: str) -> None:
        """What has paragraphs in it; `form` is the style of all of them, or ``list``."""
        for child in parent:
            tag = child.tag
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                self.open(out, form or _style(child))
                self.inlines(child, out, form)
                self.close()
            elif tag in CHANGES:
                if tag == f"{TEXT}change":
                    self.open(out, form)
                self.change(child, out, form)
            elif tag == f"{TABLE}table":
                self.blocks(child, Xml.SubElement(out, f"{W}tbl"), form)
            elif tag == f"{TABLE}table-row":
                self.blocks(child, Xml.SubElement(out, f"{W}tr"), form)
            elif tag == f"{TABLE}table-cell":
                self.blocks(child, Xml.SubElement(out, f"{W}tc"), form)
            elif tag == f"{TEXT}list":
                self.blocks(child, out, form or "list")
            elif INDEX.match(tag):
                self.blocks(child, out, "TOC1")
            elif tag.startswith(DRAW):
                self.open(out, form)
                self.drawing(child)
                self.close()
            elif tag not in SILENT:
                self.blocks(child, out, form)

    def open(self, out: Xml.Element, form: str) -> None:
        """Begin a paragraph."""
        self.paragraph = Xml.SubElement(out, f"{W}p")
        properties = Xml.SubElement(self.paragraph, f"{W}pPr")
        if form == "list":
            Xml.SubElement(properties, f"{W}numPr")
        elif form:
            Xml.SubElement(properties, f"{W}pStyle", {f"{W}val": form})
        Xml.SubElement(properties, f"{W}rPr")
        self.blank = True
        self.within(self.active)

    def close(self) -> None:
        """End a paragraph, whose end a change that goes on puts in."""
        for id in self.active:
            if self.kind(id) == "ins":
                self.end("ins", id)

    def end(self, name: str, id: str) -> None:
        mark = self.paragraph.find(f"{W}pPr/{W}rPr")
        assert mark is not None
        mark.append(self.mark(name, id))

    # ---- changes -----------------------------------------------------------------------------

    def kind(self, id: str) -> str:
        """What tracks a change in a DOCX; of one that is not known, that of a format."""
        change = self.changes.get(id)
        return FORMAT if change is None else KINDS.get(_local(change), FORMAT)

    def mark(self, name: str, id: str) -> Xml.Element:
        """An element that tracks a change."""
        self.seen.add(id)
        change = self.changes.get(id)
        info = change.find(f"{OFFICE}change-info") if change is not None else None
        author = info.findtext(f"{DC}creator", "") if info is not None else ""
        when = _when(info.find(f"{DC}date") if info is not None else None)
        return Xml.Element(f"{W}{name}", {f"{W}author": author, f"{W}date": when})

    def within(self, changes: Sequence[str]) -> None:
        """Let what follows stand inside some changes."""
        self.inside, self.target = list(changes), self.paragraph
        self.is_open = False

    def run(self) -> Xml.Element:
        """A run, inside the changes of which some are written with the first."""
        if not self.is_open:
            for id in self.inside:
                if self.kind(id) != FORMAT:
                    mark = self.mark(self.kind(id), id)
                    self.target.append(mark)
                    self.target = mark
            self.is_open = True
        run = Xml.SubElement(self.target, f"{W}r")
        formats = [self.mark(FORMAT, id) for id in self.inside if self.kind(id) == FORMAT]
        if formats:
            Xml.SubElement(run, f"{W}rPr").extend(formats)
        return run

    def change(self, element: Xml.Element, out: Xml.Element, form: str) -> None:
        """Begin or end a change, or take words out."""
        id = element.get(f"{TEXT}change-id", "")
        if element.tag == f"{TEXT}change":
            self.gone(id, out, form)
            return
        begins = element.tag == f"{TEXT}change-start"
        self.active = [one for one in self.active if one != id] + [id] * begins
        self.within(self.active)

    def gone(self, id: str, out: Xml.Element, form: str) -> None:
        """The words that a change takes out; what stands between its paragraphs goes as well.

        A bookmark that begins right in front of them is of what stands behind them.
        """
        change = self.changes.get(id)
        blocks = [] if change is None else list(_paragraphs(change))
        ahead = [] if len(blocks) < 2 else self.ahead()
        self.within([*self.active, id])
        for i, block in enumerate(blocks):
            if i:
                self.end("del", id)
                self.open(out, form or _style(block))
                self.within([*self.active, id])
            self.inlines(block, out, form)
        if id not in self.seen:
            self.run()
        self.within(self.active)
        self.target.extend(ahead)

    def ahead(self) -> list[Xml.Element]:
        """The bookmarks that begin at the end of the paragraph so far, taken out of it."""
        found: list[Xml.Element] = []
        for parent in (self.target, self.paragraph):
            while len(parent) and parent[-1].tag in BOOKMARKS:
                found.insert(0, parent[-1])
                parent.remove(parent[-1])
        ended = {one.get(f"{W}id") for one in found if one.tag == BOOKMARKS[1]}
        begun = [one for one in found if one.tag == BOOKMARKS[0] and one.get(f"{W}id") not in ended]
        self.target.extend(one for one in found if one not in begun)
        return begun

    # ---- inlines -----------------------------------------------------------------------------

    def inlines(
        self, parent: Xml.Element, out: Xml.Element, form: str, number: bool = False
    ) -> None:
        """What stands in a paragraph."""
        self.soft(parent.text, number)
        for child in parent:
            tag = child.tag
            if tag == f"{TEXT}s":
                times = child.get(f"{TEXT}c", "1")
                self.say(" " * min(int(times) if times.isdecimal() else 1, MOST_SPACES), number)
            elif tag in {f"{TEXT}tab", f"{TEXT}line-break"}:
                self.say(" ", number)
            elif tag in MARKS:
                self.bookmark(child)
            elif tag in CHANGES:
                self.change(child, out, form)
            elif tag == f"{OFFICE}annotation":
                self.comment(child)
            elif tag == f"{OFFICE}annotation-end":
                self.comment_end(self.names.get(child.get(f"{OFFICE}name", ""), ""))
            elif tag == f"{TEXT}note":
                self.note(child)
            elif tag.startswith(DRAW) and tag != f"{DRAW}a":
                self.drawing(child)
            elif tag not in SILENT:
                is_number = child.get(f"{TEXT}style-name") in self.numbers
                self.inlines(child, out, form, number or is_number)
            self.soft(child.tail, number)

    def soft(self, text: str | None, number: bool) -> None:
        """Add words; a space behind another, or in front of all, is none."""
        said = SPACE.sub(" ", text or "")
        said = said.removeprefix(" ") if self.blank else said
        if said:
            self.say(said, number)
            self.blank = said.endswith(" ")

    def say(self, text: str, number: bool) -> None:
        """Add letters."""
        self.blank = False
        run = self.run()
        if number:
            properties = docx.first(run, "rPr")
            Xml.SubElement(properties, f"{W}rStyle", {f"{W}val": NUMBER})
        Xml.SubElement(run, f"{W}t").text = text

    def bookmark(self, element: Xml.Element) -> None:
        """Begin or end a bookmark; one of a point does both."""
        name = element.get(f"{TEXT}name", "")
        if name in self.copied:
            return
        name = COPY.sub("", name)
        if element.tag != f"{TEXT}bookmark-end":
            self.names[f"# {name}"] = str(next(self.ids))
            told = {f"{W}id": self.names[f"# {name}"], f"{W}name": name}
            Xml.SubElement(self.target, f"{W}bookmarkStart", told)
        if element.tag != f"{TEXT}bookmark-start":
            told = {f"{W}id": self.names.get(f"# {name}", "")}
            Xml.SubElement(self.target, f"{W}bookmarkEnd", told)

    def note(self, element: Xml.Element) -> None:
        """A note: its number here, and what it says in its part."""
        Xml.SubElement(self.run(), f"{W}footnoteReference")
        self.apart(element, Xml.SubElement(self.notes, f"{W}footnote"))

    def drawing(self, element: Xml.Element) -> None:
        """A picture, or a box with paragraphs of its own."""
        drawn = Xml.SubElement(self.run(), f"{W}drawing")
        for box in element.iter(f"{DRAW}text-box"):
            self.apart(box, Xml.SubElement(drawn, f"{W}txbxContent"))
        self.blank = False

    def apart(self, element: Xml.Element, out: Xml.Element) -> None:
        """Read what has paragraphs of its own in the midst of one."""
        held = self.paragraph, self.target, self.inside, self.is_open, self.active
        self.active = []
        self.blocks(element, out, "")
        self.paragraph, self.target, self.inside, self.is_open, self.active = held
        self.blank = False

    # ---- comments ----------------------------------------------------------------------------

    def comment(self, element: Xml.Element) -> None:
        """A comment, which begins here; one of a point ends here, too."""
        self.told.append(element)
        id, name = str(next(self.ids)), element.get(f"{OFFICE}name", "")
        self.names[name] = id
        author = element.findtext(f"{DC}creator", "")
        told = {f"{W}id": id, f"{W}author": author, f"{W}date": _when(element.find(f"{DC}date"))}
        comment = Xml.SubElement(self.comments, f"{W}comment", told)
        for one in _paragraphs(element):
            paragraph = Xml.SubElement(comment, f"{W}p", {f"{W14}paraId": id})
            run = Xml.SubElement(paragraph, f"{W}r")
            Xml.SubElement(run, f"{W}t").text = _said(one)
        if not len(comment):
            Xml.SubElement(comment, f"{W}p", {f"{W14}paraId": id})
        is_done = element.get(f"{LOEXT}resolved") == "true"
        known = {f"{W15}paraId": id, f"{W15}done": str(int(is_done))}
        if parent := self.names.get(element.get(f"{LOEXT}parent-name", "")):
            known[f"{W15}paraIdParent"] = parent
        Xml.SubElement(self.extended, f"{W15}commentEx", known)
        if self.ends[name]:
            Xml.SubElement(self.target, f"{W}commentRangeStart", {f"{W}id": id})
        else:
            self.comment_end(id)

    def comment_end(self, id: str) -> None:
        if id:
            Xml.SubElement(self.target, f"{W}commentRangeEnd", {f"{W}id": id})


def _local(element: Xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def _style(element: Xml.Element) -> str:
    """The style of a paragraph, as far as a reader asks for it: that it is a heading."""
    return f"Heading{element.get(f'{TEXT}outline-level', '1')}" * (element.tag == f"{TEXT}h")


def _paragraphs(parent: Xml.Element) -> Iterator[Xml.Element]:
    """The paragraphs in an element, not those of a comment in it."""
    for child in parent:
        if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield child
        elif child.tag not in SILENT:
            yield from _paragraphs(child)


def _said(element: Xml.Element) -> str:
    """The words of a paragraph of a comment."""
    said = " " * (_local(element) in {"s", "tab", "line-break"}) + (element.text or "")
    return said + "".join(_said(child) + (child.tail or "") for child in element)
