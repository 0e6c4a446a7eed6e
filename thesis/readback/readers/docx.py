"""A finished DOCX as blocks of text: its paragraphs, as a word processor shows them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, File, TextBlock, UnreadableFileError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""What stands for a character; a soft hyphen is one only where a line ends."""


def read(path: str | Path) -> File:
    """The texts of a DOCX in the order of its parts: the document, then its notes.

    Raises:
        UnreadableFileError: it is no DOCX.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            blocks = list(_blocks(ET.fromstring(parts.read("word/document.xml")), BODY))
            for name in ("word/footnotes.xml", "word/endnotes.xml"):
                if name in parts.namelist():
                    blocks += _blocks(ET.fromstring(parts.read(name)), NOTES)
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError) as error:
        raise UnreadableFileError(f"no DOCX: {error}") from error
    return File(Path(path).as_posix(), [block for block in blocks if block.text.strip()])


def _blocks(root: ET.Element, stream: str) -> Iterator[TextBlock]:
    """The paragraphs, each without those of a text box in it, which follow it."""
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        listed = style is not None and style.get(f"{W}val", "").startswith("TOC")
        alts: list[str] = []
        yield TextBlock("".join(_text(paragraph, alts)), CONTENTS if listed else stream)
        yield from (TextBlock(alt, ALT) for alt in alts)


def _text(element: ET.Element, alts: list[str]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag == DRAWN:
            alts.append(child.get("descr", ""))
        elif child.tag not in {f"{W}p", f"{W}pPr", f"{W}rPr", FALLBACK}:
            yield from _text(child, alts)
