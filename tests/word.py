"""A DOCX as a program reads it: its XML, and what its bookmarks are around."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as Xml

from thesis.formats.docx import W

PAGE = re.compile(r" (?:[ivxlc]+|\d+)$")  # Behind a heading in the contents


def part(path: Path, name: str = "word/document.xml") -> Xml.Element:
    """A file inside a DOCX, parsed."""
    with zipfile.ZipFile(path) as opened:
        return Xml.fromstring(opened.read(name))


def value(element: Xml.Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace; None where there is no element."""
    return None if element is None else element.get(f"{W}{name}")


def text(element: Xml.Element) -> str:
    """The words in an element."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def paragraphs(root: Xml.Element, style: str) -> list[Xml.Element]:
    """The paragraphs of a style, by its id."""
    return [p for p in root.iter(f"{W}p") if value(p.find(f"{W}pPr/{W}pStyle")) == style]


def bookmarks(root: Xml.Element) -> dict[str, str]:
    """Every bookmark's name with the words it is around."""
    found: dict[str, str] = {}
    opened: dict[str | None, str] = {}
    for element in root.iter():
        if element.tag == f"{W}bookmarkStart":
            name = element.attrib[f"{W}name"]
            assert name not in found, f"{name} is there twice"
            opened[value(element, "id")] = name
            found[name] = ""
        elif element.tag == f"{W}bookmarkEnd":
            del opened[value(element, "id")]
        elif element.tag == f"{W}t":
            for name in opened.values():
                found[name] += element.text or ""
    assert not opened
    return found


def settled(root: Xml.Element, accept: bool) -> list[str]:
    """The paragraphs with words in them when all tracked changes are accepted, or all rejected.

    Pages in the contents are left out: those of tracked changes are Word's to reckon.
    """
    dropped = f"{W}del" if accept else f"{W}ins"
    out = []

    def words_of(element: Xml.Element) -> str:
        if element.tag in {f"{W}t", f"{W}delText"}:
            return element.text or ""
        if element.tag in {f"{W}tab", f"{W}br"}:
            return " "
        if element.tag in {dropped, f"{W}pPr"}:
            return ""
        return "".join(map(words_of, element))

    def walk(element: Xml.Element) -> None:
        if element.tag == f"{W}tr" and element.find(f"{W}trPr/{dropped}") is not None:
            return
        if element.tag == f"{W}p":
            out.append(" ".join(words_of(element).split()))
            if (value(element.find(f"{W}pPr/{W}pStyle")) or "").startswith("TOC"):
                out[-1] = PAGE.sub("", out[-1])
            assert element.find(f"{W}pPr/{W}rPr/{dropped}") is None or not out[-1]
        for child in element if element.tag != f"{W}p" else ():
            walk(child)

    walk(root)
    return [text for text in out if text]
