"""A finished DOCX as blocks of text: its paragraphs, as a word processor shows them."""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from thesis.readback.blocks import (
    ALT,
    BODY,
    CONTENTS,
    NOTES,
    File,
    FileLink,
    TextBlock,
    UnreadableFileError,
)
from thesis.readback.readers import docx_additions, docx_fields
from thesis.readback.readers.docx_additions import RELATIONS, STYLES, R, W

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""What stands for a character; a soft hyphen is one only where a line ends."""

TEXTS = {"word/document.xml": BODY, "word/footnotes.xml": NOTES, "word/endnotes.xml": NOTES}
PROPERTIES = "docProps/core.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
OWN = re.compile(r".*\}(?:title|language|created|modified|revision|lastModifiedBy)")
"""Properties that are told elsewhere, or that are the program's."""
HEADING = re.compile(r"Heading(\d)")


def read(path: str | Path) -> File:
    """The texts of a DOCX in the order of its parts: the document, then its notes.

    Raises:
        UnreadableFileError: it is no DOCX.
    """
    try:
        with zipfile.ZipFile(path) as whole:
            names = [info.filename for info in whole.infolist()]
            parts = {
                name: ET.fromstring(whole.read(name))
                for name in names
                if name.endswith((".xml", ".rels"))
            }
            main = parts["word/document.xml"]
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError) as error:
        raise UnreadableFileError(f"no DOCX: {error}") from error
    hiding = docx_additions.hiding(parts.get(STYLES))
    blocks = [
        block
        for name, stream in TEXTS.items()
        if name in parts
        for block in _blocks(parts[name], stream, hiding)
        if block.text.strip()
    ]
    return File(
        Path(path).as_posix(),
        blocks,
        titles=[parts[PROPERTIES].findtext(TITLE, "") if PROPERTIES in parts else ""],
        asides=[one.text or "" for one in parts.get(PROPERTIES, ()) if not OWN.fullmatch(one.tag)],
        links=list(_links(main, docx_additions.addresses(parts.get(RELATIONS)))),
        additions=list(docx_additions.additions(parts, names)),
        fields=list(docx_fields.fields(main)),
        struck=[text for part in parts.values() for text in docx_additions.struck(part)],
    )


@dataclass
class _Beside:
    """What is met while a paragraph is read, beside its text."""

    hiding: Mapping[str, str]
    alts: list[str] = field(default_factory=list)
    hidden: str = ""


def _blocks(root: ET.Element, stream: str, hiding: Mapping[str, str]) -> Iterator[TextBlock]:
    """The paragraphs, each without those of a text box in it, which follow it."""
    rows = {
        paragraph: why
        for row in root.iter(f"{W}tr")
        if (why := docx_additions.unseen(row.find(f"{W}trPr")))
        for paragraph in row.iter(f"{W}p")
    }
    for paragraph in root.iter(f"{W}p"):
        style = _style(paragraph, "p")
        listed = style.startswith(("TOC", "TableofFigures"))
        beside = _Beside(hiding)
        text = "".join(_text(paragraph, beside))
        heading = HEADING.fullmatch(style)
        hidden = hiding.get(style) or beside.hidden
        if text.strip():
            hidden = (
                hidden
                or docx_additions.unseen(paragraph.find(f"{W}pPr"))
                or rows.get(paragraph, "")
            )
        yield TextBlock(
            text,
            CONTENTS if listed else stream,
            level=int(heading[1]) if heading else 0,
            hidden=hidden,
        )
        yield from (TextBlock(alt, ALT) for alt in beside.alts)


def _style(element: ET.Element, kind: str) -> str:
    """The style of a paragraph (``p``) or of a run (``r``)."""
    style = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return "" if style is None else style.get(f"{W}val", "")


def _text(element: ET.Element, beside: _Beside) -> Iterator[str]:
    if (
        element.tag == f"{W}r"
        and "".join(text.text or "" for text in element.iter(f"{W}t")).strip()
    ):
        own = docx_additions.unseen(element.find(f"{W}rPr"))
        beside.hidden = beside.hidden or own or beside.hiding.get(_style(element, "r"), "")
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag == DRAWN:
            beside.alts.append(child.get("descr", ""))
        elif child.tag not in {f"{W}p", f"{W}pPr", f"{W}rPr", FALLBACK}:
            yield from _text(child, beside)


def _links(root: ET.Element, addresses: Mapping[str, str]) -> Iterator[FileLink]:
    for link in root.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        target = addresses.get(link.get(f"{R}id", ""), "") if anchor is None else f"#{anchor}"
        yield FileLink(target, "".join(_text(link, _Beside({}))))
