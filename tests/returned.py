"""A delivered DOCX as a supervisor gives it back: edited in its XML, after what programs write."""

import copy
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from xml.etree import ElementTree as Xml

from thesis.formats.docx import Parts, W, first, unzipped, zipped
from thesis.returned import package
from thesis.returned.package import Package
from thesis.returned.words import plain

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
DOCUMENT, COMMENTS, EXTENDED = (
    f"word/{name}.xml" for name in ("document", "comments", "commentsExtended")
)
BY = {f"{W}author": "Kari Rettleder", f"{W}date": "2026-05-01T10:00:00Z"}
DAY = "2026-05-01"


@cache
def _unzipped(path: Path) -> Parts:
    return unzipped(path.read_bytes())


@cache
def _parsed(path: Path) -> Package:
    return package.read(path)


class Returned:
    """A DOCX that is being edited.

    Args:
        path: the delivered file.
        program: what writes it: ``word``, ``docs`` (no extended comments) or ``office``.
    """

    def __init__(self, path: Path, program: str = "word") -> None:
        self.path, self.parts = path, dict(_unzipped(path))
        self.changed: list[str] = []
        self.program = program
        self.root = Xml.fromstring(self.parts[DOCUMENT])
        self.notes = Xml.fromstring(self.parts["word/footnotes.xml"])
        self.comments = Xml.Element(f"{W}comments")
        self.extended = Xml.Element(f"{W15}commentsEx")
        self.ids = count(9000)

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.parts[DOCUMENT] = Xml.tostring(self.root, "UTF-8", xml_declaration=True)
        self.parts["word/footnotes.xml"] = Xml.tostring(self.notes, "UTF-8", xml_declaration=True)
        if len(self.comments):
            self.parts[COMMENTS] = Xml.tostring(self.comments, "UTF-8", xml_declaration=True)
            if self.program != "docs":
                self.parts[EXTENDED] = Xml.tostring(self.extended, "UTF-8", xml_declaration=True)
        path.write_bytes(zipped(self.parts, DAY))
        return path

    def package(self, name: str = "returned.docx") -> Package:
        """What a reader has of the file, without writing it."""
        trees = dict(_parsed(self.path).parts)
        for part in trees.keys() - self.parts.keys():
            del trees[part]
        for part in self.changed:
            trees[part] = Xml.fromstring(self.parts[part])
        trees |= {DOCUMENT: self.root, "word/footnotes.xml": self.notes}
        if len(self.comments):
            trees[COMMENTS] = self.comments
            if self.program != "docs":
                trees[EXTENDED] = self.extended
        return Package(Path(name), trees)

    # ---- finding -----------------------------------------------------------------------------

    def paragraph(self, words: str, style: str = "") -> Xml.Element:
        """The paragraph, outside the contents, that has some words."""
        found = [
            one
            for root in (self.root, self.notes)
            for one in root.iter(f"{W}p")
            if words in plain(said(one))
            and not named(one).startswith("TOC")
            and named(one) >= style
        ]
        assert found, f"no paragraph says «{words}»"
        return found[0]

    def runs(self, words: str) -> list[Xml.Element]:
        """The runs of some words, cut so that they hold them alone."""
        paragraph = self.paragraph(words)
        start = plain(said(paragraph)).index(words)
        return self.cut(paragraph, start, start + len(words))

    def cut(self, paragraph: Xml.Element, start: int, end: int) -> list[Xml.Element]:
        """The runs of a stretch of a paragraph, cut at both ends."""
        at = 0
        out: list[Xml.Element] = []
        for run, parent in list(_runs(paragraph)):
            text = said(run)
            lo, hi = max(start - at, 0), min(end - at, len(text))
            at += len(text)
            if lo >= hi or not text:
                continue
            pieces = [text[:lo], text[lo:hi], text[hi:]]
            place = list(parent).index(run)
            parent.remove(run)
            for piece in reversed(pieces):
                if not piece:
                    continue
                new = copy.deepcopy(run)
                for child in list(new):
                    if child.tag in {f"{W}t", f"{W}delText"}:
                        new.remove(child)
                new.append(_t(piece))
                parent.insert(place, new)
                if piece is pieces[1]:
                    out.insert(0, new)
        return [run for run, _ in _runs(paragraph) if any(run is one for one in out)]

    def parent(self, element: Xml.Element) -> Xml.Element:
        """The element that another is in."""
        for root in (self.root, self.notes):
            for each in root.iter():
                if any(child is element for child in each):
                    return each
        raise AssertionError

    def mark(self, name: str) -> Xml.Element:
        """An element that tracks a change."""
        return Xml.Element(f"{W}{name}", {f"{W}id": str(next(self.ids)), **BY})

    # ---- edits -------------------------------------------------------------------------------

    def delete(self, words: str, how: str = "del") -> None:
        """Take words out: tracked as ``del`` or ``moveFrom``, or untracked (``no``)."""
        for run in self.runs(words):
            self.take(run, how)

    def take(self, run: Xml.Element, how: str = "del") -> None:
        """Take a run out."""
        parent = self.parent(run)
        place = list(parent).index(run)
        parent.remove(run)
        if how == "no":
            return
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText" if how == "del" else f"{W}t"
        mark = self.mark(how)
        mark.append(run)
        parent.insert(place, mark)

    def insert(self, after: str, text: str, how: str = "ins", before: bool = False) -> None:
        """Put a text in behind words, or before them: ``ins``, ``moveTo``, or untracked."""
        runs = self.runs(after)
        run = runs[0] if before else runs[-1]
        self.put(run, text, how, before)

    def insert_set(self, after: str, text: str, name: str, how: str = "yes") -> None:
        """Put a text in behind words, bold or as another property says."""
        self.insert(after, text)
        run = next(one for one in self.root.iter(f"{W}r") if said(one) == text)
        Xml.SubElement(first(run, "rPr"), f"{W}{name}")

    def put(self, run: Xml.Element, text: str, how: str = "ins", before: bool = False) -> None:
        """Put a text in beside a run."""
        parent = self.parent(run)
        place = list(parent).index(run) + (not before)
        if parent.tag not in {f"{W}p"}:  # inside a link or a deletion: beside it
            outer = self.parent(parent)
            parent, place = outer, list(outer).index(parent) + (not before)
        new = Xml.Element(f"{W}r")
        new.append(_t(text))
        if how == "no":
            parent.insert(place, new)
            return
        mark = self.mark(how)
        mark.append(new)
        parent.insert(place, mark)

    def replace(self, old: str, new: str, how: str = "yes") -> None:
        """Replace words: tracked (``yes``), untracked (``no``)."""
        self.insert(old, new, "ins" if how == "yes" else "no")
        self.delete(old, "del" if how == "yes" else "no")

    def split(self, before: str, how: str = "yes") -> None:
        """Press Enter in front of words: the bookmark goes on in the second paragraph."""
        run = self.runs(before)[0]
        paragraph = self.paragraph(before)
        body = self.parent(paragraph)
        second = Xml.Element(f"{W}p")
        if (properties := paragraph.find(f"{W}pPr")) is not None:
            second.append(copy.deepcopy(properties))
        at = next(i for i, child in enumerate(paragraph) if child is run or run in child.iter())
        for child in list(paragraph)[at:]:
            paragraph.remove(child)
            second.append(child)
        body.insert(list(body).index(paragraph) + 1, second)
        if how == "yes":
            self.end(paragraph, "ins")

    def end(self, paragraph: Xml.Element, name: str) -> None:
        """Track the end of a paragraph: ``ins`` or ``del``."""
        place = Xml.Element(f"{W}rPr")
        place.append(self.mark(name))
        first(paragraph, "pPr").append(place)

    def join(self, words: str, how: str = "yes", between: str = " ") -> None:
        """Take out the end of the paragraph that has some words."""
        paragraph = self.paragraph(words)
        if between:
            last = [run for run, _ in _runs(paragraph) if said(run)][-1]
            self.put(last, between, "ins" if how == "yes" else "no")
        if how == "yes":
            self.end(paragraph, "del")
            return
        body = self.parent(paragraph)
        follows = list(body)[list(body).index(paragraph) + 1]
        for child in list(follows):
            if child.tag != f"{W}pPr":
                paragraph.append(child)
        body.remove(follows)

    def add(self, after: str, text: str, how: str = "yes", style: str = "") -> None:
        """Add a paragraph behind the one that has some words, in its style or another."""
        paragraph = self.paragraph(after)
        body = self.parent(paragraph)
        new = Xml.Element(f"{W}p")
        if (properties := paragraph.find(f"{W}pPr")) is not None:
            new.append(copy.deepcopy(properties))
        if style:
            new[0][:] = [Xml.Element(f"{W}pStyle", {f"{W}val": style})]
        run = Xml.Element(f"{W}r")
        run.append(_t(text))
        if how == "yes":  # the end of the old one is new; what it ended with ends the new one
            self.end(paragraph, "ins")
            mark = self.mark("ins")
            mark.append(run)
            new.append(mark)
        else:
            new.append(run)
        body.insert(list(body).index(paragraph) + 1, new)

    def add_before(self, before: str, text: str, how: str = "yes", style: str = "") -> None:
        """Add a paragraph in a style in front of the one that has some words."""
        paragraph = self.paragraph(before)
        new = Xml.Element(f"{W}p")
        Xml.SubElement(first(new, "pPr"), f"{W}pStyle", {f"{W}val": style})
        body = self.parent(paragraph)
        at = list(body).index(paragraph)
        while at and list(body)[at - 1].tag == f"{W}bookmarkStart":
            at -= 1
        body.insert(at, new)
        run = Xml.SubElement(new, f"{W}r")
        self.put(run, text, "ins" if how == "yes" else "no")
        if how == "yes":
            self.end(new, "ins")

    def add_item(self, after: str, text: str, how: str = "yes") -> None:
        """Add an item of a list behind a paragraph."""
        item = copy.deepcopy(self.paragraph("Andre punkt").find(f"{W}pPr/{W}numPr"))
        assert item is not None
        self.add(after, text, how, "ListBullet")
        first(self.paragraph(text), "pPr").append(item)

    def add_behind_table(self, words: str, text: str, how: str = "yes") -> None:
        """Add a paragraph behind the table that has some words."""
        table = next(one for one in self.root.iter(f"{W}tbl") if words in said(one))
        body = self.parent(table)
        new = Xml.Element(f"{W}p")
        run = Xml.SubElement(new, f"{W}r")
        body.insert(list(body).index(table) + 1, new)
        self.put(run, text, "ins" if how == "yes" else "no")
        if how == "yes":
            self.end(new, "ins")

    def change_contents(self, text: str, how: str = "yes") -> None:
        """Type into the list of contents."""
        line = next(one for one in self.root.iter(f"{W}p") if named(one).startswith("TOC1"))
        self.put(next(run for run, _ in _runs(line) if said(run)), text, "ins")

    def change_footer(self, text: str, how: str = "yes") -> None:
        """Type into the footer."""
        footer = Xml.fromstring(self.parts["word/footer.xml"])
        mark = self.mark("ins")
        run = Xml.SubElement(mark, f"{W}r")
        run.append(_t(text))
        next(footer.iter(f"{W}p")).append(mark)
        self.changed.append("word/footer.xml")
        self.parts["word/footer.xml"] = Xml.tostring(footer, "UTF-8", xml_declaration=True)

    def plain_numbers(self, how: str = "yes") -> None:
        """Make the numbers of headings plain text, as Google Docs does."""
        for numbered in self.root.iter(f"{W}rStyle"):
            if numbered.get(f"{W}val") == "SectionNumber":
                numbered.set(f"{W}val", "Normal")

    def drop(self, words: str, how: str = "yes") -> None:
        """Take a whole paragraph out."""
        paragraph = self.paragraph(words)
        if how == "yes":
            self.delete(said(paragraph))
            self.end(paragraph, "del")
        else:
            self.parent(paragraph).remove(paragraph)

    def drop_row(self, words: str, how: str = "yes") -> None:
        """Take out the row of a table that has some words."""
        row = next(
            one
            for one in self.root.iter(f"{W}tr")
            if words in "".join(map(said, one.iter(f"{W}p")))
        )
        if how == "yes":
            first(row, "trPr").append(self.mark("del"))
            for paragraph in row.iter(f"{W}p"):
                if said(paragraph):
                    self.cut_all(paragraph)
        else:
            self.parent(row).remove(row)

    def add_row(self, behind: str, cells: list[str], how: str = "yes") -> None:
        """Add a row of a table below the one that has some words."""
        rows = self.root.iter(f"{W}tr")
        row = next(r for r in rows if behind in "".join(map(said, r.iter(f"{W}p"))))
        new = Xml.Element(f"{W}tr")
        body = self.parent(row)
        body.insert(list(body).index(row) + 1, new)
        if how == "yes":
            first(new, "trPr").append(self.mark("ins"))
        for text in cells:
            paragraph = Xml.SubElement(Xml.SubElement(new, f"{W}tc"), f"{W}p")
            if text:
                self.put(Xml.SubElement(paragraph, f"{W}r"), text, "ins" if how == "yes" else "no")
            if how == "yes":
                self.end(paragraph, "ins")

    def cut_all(self, paragraph: Xml.Element) -> None:
        """Mark all that a paragraph says as deleted."""
        for run, _ in list(_runs(paragraph)):
            self.take(run)

    def format(self, words: str, name: str = "b", value: str = "1") -> None:
        """Set words otherwise, tracked: bold, or as another property says."""
        for run in self.runs(words):
            properties = first(run, "rPr")
            change = self.mark("rPrChange")
            change.append(copy.deepcopy(properties))
            for old in properties.findall(f"{W}{name}"):
                properties.remove(old)
            Xml.SubElement(properties, f"{W}{name}", {f"{W}val": value})
            properties.append(change)

    def indent(self, words: str) -> None:
        """Change how a paragraph is set, tracked."""
        properties = first(self.paragraph(words), "pPr")
        change = self.mark("pPrChange")
        change.append(Xml.Element(f"{W}pPr"))
        properties.append(change)

    def lose_bookmarks(self) -> None:
        """Take all bookmarks out, and the hash of the document, as some programs do."""
        for root in (self.root, self.notes):
            for parent in list(root.iter()):
                for child in list(parent):
                    if child.tag in {f"{W}bookmarkStart", f"{W}bookmarkEnd"}:
                        parent.remove(child)
        del self.parts["docProps/custom.xml"]

    # ---- comments ----------------------------------------------------------------------------

    def comment(
        self, words: str, text: str, to: str = "", *, reply_to: str = "", done: bool = False,
        author: str = "Kari Rettleder", anchored: bool = True,
    ) -> str:  # fmt: skip
        """Comment on words, or on all from them to others; the id of the comment."""
        id = str(next(self.ids))
        if anchored:
            end = self.runs(to or words)[-1]
            reference = Xml.Element(f"{W}r")
            Xml.SubElement(reference, f"{W}commentReference", {f"{W}id": id})
            self._beside(end, reference, True)
            self._beside(end, Xml.Element(f"{W}commentRangeEnd", {f"{W}id": id}), True)
            begin = self.runs(words)[0]
            self._beside(begin, Xml.Element(f"{W}commentRangeStart", {f"{W}id": id}), False)
        told = Xml.SubElement(
            self.comments,
            f"{W}comment",
            {f"{W}id": id, f"{W}author": author, f"{W}date": "2026-05-01T10:00:00Z"},
        )
        mark = f"{int(id):08X}"
        for line in text.split("\n"):
            paragraph = Xml.SubElement(told, f"{W}p")
            Xml.SubElement(paragraph, f"{W}r").append(_t(line))
        paragraph.set(f"{W14}paraId", mark)  # the last one alone is named
        known = {f"{W15}paraId": mark, f"{W15}done": str(int(done))}
        if reply_to:
            known[f"{W15}paraIdParent"] = f"{int(reply_to):08X}"
        Xml.SubElement(self.extended, f"{W15}commentEx", known)
        return id

    def _beside(self, run: Xml.Element, new: Xml.Element, behind: bool) -> None:
        parent = self.parent(run)
        while parent.tag != f"{W}p":
            run, parent = parent, self.parent(parent)
        parent.insert(list(parent).index(run) + behind, new)


def _t(text: str) -> Xml.Element:
    made = Xml.Element(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    made.text = text
    return made


def _runs(paragraph: Xml.Element) -> Iterator[tuple[Xml.Element, Xml.Element]]:
    """The runs of a paragraph that are not deleted, each with what it is in."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child, paragraph
        elif child.tag not in {f"{W}del", f"{W}moveFrom"}:
            yield from _runs(child)


def said(element: Xml.Element) -> str:
    """The words in an element that are not deleted, without the number of a heading."""
    gone = {id(text) for moved in element.iter(f"{W}moveFrom") for text in moved.iter(f"{W}t")}
    return "".join(text.text or "" for text in element.iter(f"{W}t") if id(text) not in gone)


def named(paragraph: Xml.Element) -> str:
    """The style of a paragraph."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def lines(text: str) -> list[str]:
    """What a diff takes out and puts in."""
    return [line for line in text.splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
