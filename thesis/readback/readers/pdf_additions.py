"""Additions to a PDF: what it does, and what lies on its pages, beside their text."""

from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader

from thesis.readback.blocks import FileLink

ACTING = {
    "/OpenAction": "something that is done when it is opened",
    "/AA": "something that is done by itself",
    "/AcroForm": "fields to fill in",
    "/OCProperties": "layers that can be hidden",
}
"""Entries of the PDF or of a page that no thesis has."""
LEADING = {"/URI", "/GoTo"}  # What a link may do
OWN = {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
"""Properties that are told elsewhere, or that are the program's."""


def titles(reader: PdfReader) -> list[str]:
    """The titles of its properties, of old and of XMP; one, where they agree."""
    told = [str(reader.metadata.title or "") if reader.metadata else ""]
    if xmp := reader.xmp_metadata:
        told += map(str, (xmp.dc_title or {}).values())
    return [*dict.fromkeys(told)]


def properties(reader: PdfReader) -> Iterator[str]:
    """What its other properties say, of old and of XMP."""
    yield from (str(value) for name, value in (reader.metadata or {}).items() if name not in OWN)
    if xmp := reader.xmp_metadata:
        yield from map(str, (xmp.dc_description or {}).values())
        yield from map(str, [*(xmp.dc_creator or ()), *(xmp.dc_subject or ())])
        yield str(xmp.pdf_keywords or "")


def links(reader: PdfReader) -> Iterator[FileLink]:
    """The addresses that it leads to."""
    for number, annotation in _annotations(reader):
        if "/URI" in (action := _object(annotation.get("/A"))):
            yield FileLink(str(action["/URI"]), page=number)


def bookmarks(reader: PdfReader) -> Iterator[tuple[str, int]]:
    """The titles of its bookmarks, in any order, each with the page that it leads to."""
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }
    seen: set[int] = set()  # a bookmark may be behind itself
    waiting = [_object(_object(reader.root_object).get("/Outlines"))]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if "/Title" in node:
            place = _object(node.get("/Dest")) or _object(_object(node.get("/A")).get("/D"))
            page = place[0] if isinstance(place, list) and place else None
            yield str(node["/Title"]), numbers.get(getattr(page, "idnum", 0), 0)
        waiting += [_object(node[name]) for name in ("/First", "/Next") if name in node]


def page_names(reader: PdfReader) -> list[str]:
    """What a viewer calls each page, where the file says it."""
    return reader.page_labels if "/PageLabels" in _object(reader.root_object) else []


def additions(reader: PdfReader) -> Iterator[str]:
    """What no thesis has, each in a phrase."""
    root = _object(reader.root_object)
    yield from (said for name, said in ACTING.items() if name in root)
    if "/JavaScript" in _object(root.get("/Names")):
        yield "a script"
    for number, page in enumerate(reader.pages, 1):
        yield from (f"{said} on page {number}" for name, said in ACTING.items() if name in page)
    for number, annotation in _annotations(reader):
        kind = str(annotation.get("/Subtype", ""))
        action = _object(annotation.get("/A"))
        if kind != "/Link":
            words = " ".join(str(annotation.get("/Contents", "")).split())
            shown = f" «{words[:80]}»" if words else ""
            yield f"a mark upon page {number} ({kind.strip('/')}){shown}"
        elif "/AP" in annotation or "/AA" in annotation or action.get("/S", "/URI") not in LEADING:
            yield f"a link that does something else than to lead there on page {number}"


def _annotations(reader: PdfReader) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, page in enumerate(reader.pages, 1):
        for annotation in _object(page.get("/Annots")) or ():
            yield number, _object(annotation)


def _object(value: Any) -> Any:
    """What a reference leads to; nothing where there is none."""
    return {} if value is None else value.get_object()
