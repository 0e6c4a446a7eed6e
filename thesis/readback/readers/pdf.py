"""A finished PDF as blocks of text: pdfium, the engine of a browser, reads its pages.

The tags of an accessible PDF say in which order its marked pieces are read and what each is, so
that a paragraph is whole though a figure parts it on the page. Text without a tag is an artifact:
the page's number, the head of a table that comes again.
"""

import ctypes
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdfium2 import raw

from thesis.readback.blocks import (
    ALT,
    BODY,
    CONTENTS,
    NOTES,
    PICTURE,
    File,
    Piece,
    TextBlock,
    UnreadableFileError,
)
from thesis.readback.readers import pdf_additions
from thesis.readback.readers.pdf_painting import Painting, Rectangle, address_of

Leaf = tuple[int, int]  # A marked piece of a page: the page (from 1), and its number there

Edges = tuple[ctypes.c_double, ctypes.c_double, ctypes.c_double, ctypes.c_double]

HOLDERS = {
    "/Document", "/Part", "/Sect", "/Art", "/Div", "/NonStruct", "/Table", "/THead", "/TBody",
    "/TFoot", "/TR", "/L", "/LI", "/TOC", "/StructTreeRoot",
}  # fmt: skip
"""Elements that hold blocks of text and are none."""

INLINE = {"/Span", "/Em", "/Strong", "/Link", "/Reference", "/Sub", "/Quote", "/Code", "/Annot"}
"""Elements that are part of a block."""

STREAMS = {
    "/TOC": CONTENTS, "/Figure": PICTURE, "/Note": NOTES, "/FENote": NOTES,
}  # fmt: skip

SPOKEN = ("/ActualText", "/E")  # What a reading program says in place of a text
PICTURES = {"/Figure", "/Formula", "/Link", "/Annot"}
"""Elements of which an alternative text is told, or that a link has one of."""

HEADINGS = {f"/H{level}": level for level in range(1, 7)}

SIGN = re.compile(r"\W*|\d+(?:\.\d+)*|\(?\w{1,5}[.)]")
"""The label of an item, note or entry: a bullet or a number. Else it is a term to be defined."""

HYPHENS = {"-", "\u00ad", "\u0002", "\ufffe"}
"""How pdfium gives a hyphen; at the end of a line it takes the line break away too."""

SOFT = "\u00ad"
GAP = 12.0  # pt between characters of a line that belong to two pieces: cells of a table
UPRIGHT = 0.1  # radians that a character may be turned
CLOSE = 1.5  # pt between letters of a word; a space is wider
UNKNOWN = "\ufffd"  # a glyph without a character


@dataclass
class _Tagged:
    """A block as the tags give it: what it is, and the marked pieces that it is read from."""

    stream: str
    kind: str = ""
    running: bool = False
    leaves: list[Leaf] = field(default_factory=list)
    alt: tuple[int, str] | None = None  # What stands for a picture, and its page


@dataclass
class _Piece:
    """Characters beside each other; `start` is the left side of the last of them."""

    leaf: Leaf
    text: str
    box: Rectangle
    start: float


@dataclass
class _Page:
    """What pdfium reads on a page: the text of each marked piece, and where it stands."""

    texts: dict[Leaf, str] = field(default_factory=dict)
    pieces: list[_Piece] = field(default_factory=list)
    hidden: dict[Leaf, str] = field(default_factory=dict)  # Why nobody sees some of a piece


def read(path: str | Path) -> File:
    """The texts of a PDF in the order of its tags, and where they stand on its pages.

    Raises:
        UnreadableFileError: it is no PDF, or has no tags.
    """
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [_page(document, i) for i in range(len(document))]
            sizes = [document.get_page_size(i) for i in range(len(document))]
            pictures = [piece for i in range(len(document)) for piece in _pictures(document, i)]
        reader = PdfReader(path)
        tagged, spoken = _tagged(reader)
        titles, links = pdf_additions.titles(reader), list(pdf_additions.links(reader))
        asides = [*pdf_additions.properties(reader)]
        additions = [*pdf_additions.additions(reader), *spoken]
        bookmarks, names = [*pdf_additions.bookmarks(reader)], pdf_additions.page_names(reader)
    except (pypdfium2.PdfiumError, PyPdfError, OSError) as error:
        raise UnreadableFileError(str(error) or type(error).__name__) from error
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UnreadableFileError("its tags cannot be read") from error
    texts = {leaf: text for page in pages for leaf, text in page.texts.items()}
    hidden = {leaf: why for page in pages for leaf, why in page.hidden.items()}
    signs = {leaf for each in tagged if each.kind == "/Lbl" for leaf in each.leaves}
    line_ends = {leaf for leaf in signs if texts.get(leaf, "")[-1:].isspace()}
    blocks: list[TextBlock] = []
    of: dict[Leaf, int] = {}
    for each in tagged:
        block = _block(each, texts, line_ends, hidden)
        if block.text.strip() and not (each.kind == "/Lbl" and SIGN.fullmatch(block.text.strip())):
            of |= dict.fromkeys(each.leaves, len(blocks))
            blocks.append(block)
    pieces = [
        Piece(piece.leaf[0], piece.text.strip(), piece.box, of.get(piece.leaf))
        for page in pages
        for piece in page.pieces
    ]
    name = Path(path).as_posix()
    return File(
        name, blocks, pieces, sizes, pictures, titles, asides, links,
        additions=additions, bookmarks=bookmarks, page_names=names,
    )  # fmt: skip


# ---- the tags ------------------------------------------------------------------------------------


def _tagged(reader: PdfReader) -> tuple[list[_Tagged], list[str]]:
    """The blocks in the order of the tags, and what they say in place of what is printed."""
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }
    out: list[_Tagged] = []
    spoken: list[str] = []

    def walk(node: Any, page: int, above: tuple[str, ...], block: _Tagged | None) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child, page, above, block)
            return
        if isinstance(node, int):
            if block:
                block.leaves.append((page, int(node)))
            return
        if "/Pg" in node:
            page = numbers[node.raw_get("/Pg").idnum]
        if "/MCID" in node:
            if block:
                block.leaves.append((page, int(node["/MCID"])))
            return
        kind = str(node.get("/S", "/StructTreeRoot"))
        for name in SPOKEN if kind in PICTURES else (*SPOKEN, "/Alt"):
            if any(sign.isalnum() for sign in str(node.get(name, ""))):
                said = " ".join(str(node[name]).split())
                spoken.append(f"«{said[:80]}», which is read aloud in place of what is printed,")
        if "/K" not in node:
            return
        if kind == "/Lbl" or (kind not in HOLDERS and not (block and kind in INLINE)):
            block = _Tagged(_stream(kind, above), kind)
            block.running = kind == "/P" and not {"/TD", "/TH"} & {*above}
            out.append(block)
            if "/Alt" in node:
                out.append(_Tagged(ALT, alt=(page, str(node["/Alt"]))))
        walk(node["/K"], page, (*above, kind), block)

    walk(reader.root_object["/StructTreeRoot"], 0, (), None)
    return out, spoken


def _stream(kind: str, above: tuple[str, ...]) -> str:
    for tag, stream in STREAMS.items():
        if tag in {kind, *above}:
            return stream
    return BODY


def _block(
    tagged: _Tagged, texts: dict[Leaf, str], line_ends: set[Leaf], hidden: dict[Leaf, str]
) -> TextBlock:
    """The text of the marked pieces, joined.

    Args:
        line_ends: the signs of notes at the end of a line. The break that pdfium sees there is
            theirs, and they are no part of the text.
        hidden: why nobody sees some of a piece.
    """
    if tagged.alt:
        return TextBlock(tagged.alt[1], ALT, ((0, tagged.alt[0]),))
    text = ""
    starts: list[tuple[int, int]] = []
    for page, number in tagged.leaves:
        if not starts or starts[-1][1] != page:
            if text and not text.endswith(SOFT):
                text += "\n"
            starts.append((len(text), page))
        more = texts.get((page, number), "")
        if text.strip() and (page, number - 1) in line_ends:
            text += "\n"
        if more.startswith(SOFT):  # pdfium may see a line break on either side of it
            text, more = text.rstrip(), SOFT + more[1:].lstrip()
        text += more.lstrip() if text.endswith(SOFT) else more
    why = next((hidden[leaf] for leaf in tagged.leaves if leaf in hidden), "")
    level = HEADINGS.get(tagged.kind, 0)
    return TextBlock(text, tagged.stream, tuple(starts), tagged.running, level, why)


# ---- the pages -----------------------------------------------------------------------------------


def _page(document: pypdfium2.PdfDocument, index: int) -> _Page:
    """The characters of a page by their marked piece; what has no mark has the number -1."""
    out = _Page()
    page = document[index]
    reading = page.get_textpage()  # closed when nothing holds it
    handle = reading.raw
    painting = Painting.of(page)
    edges = _edges()  # once for all characters
    leaf: Leaf = (index + 1, -1)
    high, of = "", 0
    for i in range(raw.FPDFText_CountChars(handle)):
        character = chr(raw.FPDFText_GetUnicode(handle, i) or ord(UNKNOWN))
        if "\ud800" <= character <= "\udbff":  # a letter above U+FFFF comes in two halves
            high = character
            continue
        if "\udc00" <= character <= "\udfff":
            pair = (high + character).encode("utf-16", "surrogatepass")
            character, high = pair.decode("utf-16", "replace")[-1], ""
        if not (drawn := raw.FPDFText_GetTextObject(handle, i)) and _upwards(handle, i):
            continue
        if not drawn:  # a space or line break that pdfium sees between the drawn ones
            out.texts[leaf] = out.texts.get(leaf, "") + character
            _space(out.pieces)
            continue
        if (address := address_of(drawn)) != of:
            leaf, of = (index + 1, raw.FPDFPageObj_GetMarkedContentID(drawn)), address
        box = _char_box(handle, i, edges)
        if character in HYPHENS:
            ends_line = character not in {"-", SOFT}
            soft = character == SOFT or _unread(drawn)
            character = SOFT if soft else "-\n" if ends_line else "-"
        out.texts[leaf] = out.texts.get(leaf, "") + character
        if character.isspace():
            _space(out.pieces)
        else:
            _place(out.pieces, leaf, character.strip(), box)
            if leaf not in out.hidden and (why := painting.hidden(address, box)):
                out.hidden[leaf] = why
    # Where a font has no other hyphen than those of divided words, none of them is marked; but each
    # is drawn by itself.
    out.texts = {leaf: SOFT if text == "-\n" else text for leaf, text in out.texts.items()}
    return out


def _edges() -> Edges:
    return ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()


def _char_box(handle: Any, i: int, edges: Edges) -> Rectangle:
    left, right, bottom, top = edges
    raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _upwards(handle: Any, i: int) -> bool:
    """Whether a break stands between two letters of a word that is set upwards.

    pdfium sees a line break there, where one letter is wider than the other; they are drawn close
    above each other.
    """
    beside = []
    for there in (range(i - 1, -1, -1), range(i + 1, raw.FPDFText_CountChars(handle))):
        drawn = (j for j in there if raw.FPDFText_GetTextObject(handle, j))
        beside.append(next(drawn, None))
    before, after = beside
    if before is None or after is None:
        return False
    if any(raw.FPDFText_GetCharAngle(handle, j) < UPRIGHT for j in (before, after)):
        return False
    one, other = (_char_box(handle, j, _edges()) for j in (before, after))
    return 0 <= other[1] - one[3] < CLOSE and min(one[2], other[2]) > max(one[0], other[0])


def _unread(drawn: Any) -> bool:
    """Whether a drawn text is marked as nothing to read: the hyphen of a word that is divided."""
    length, said = ctypes.c_ulong(), ctypes.create_unicode_buffer(8)
    room = ctypes.cast(said, ctypes.POINTER(raw.FPDF_WCHAR))
    for i in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, i)
        size = ctypes.sizeof(said)
        if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", room, size, length):
            text = bytes(said)[: length.value].decode("utf-16-le", "replace")
            return not text.strip("\0\ufeff\u00ad")
    return False


def _place(pieces: list[_Piece], leaf: Leaf, character: str, box: Rectangle) -> None:
    """Add a character to the piece that it stands beside, or begin a new one."""
    last = pieces[-1] if pieces else None
    # A ligature is several characters in one place.
    if last and last.leaf == leaf and last.start - 0.5 <= box[0] < last.box[2] + GAP:
        left, bottom, right, top = last.box
        if box[1] < top and bottom < box[3]:
            last.text += character
            last.start = box[0]
            last.box = (left, min(bottom, box[1]), max(right, box[2]), max(top, box[3]))
            return
    pieces.append(_Piece(leaf, character, box, box[0]))


def _space(pieces: list[_Piece]) -> None:
    if pieces and not pieces[-1].text.endswith(" "):
        pieces[-1].text += " "


def _pictures(document: pypdfium2.PdfDocument, index: int) -> list[Piece]:
    """The pictures made of dots; one made of lines comes apart, and only its text is looked at."""
    page = document[index]
    out = []
    sides = [ctypes.c_float() for _ in range(4)]
    for i in range(raw.FPDFPage_CountObjects(page.raw)):
        drawn = raw.FPDFPage_GetObject(page.raw, i)
        if raw.FPDFPageObj_GetType(drawn) in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM}:
            raw.FPDFPageObj_GetBounds(drawn, *sides)
            left, bottom, right, top = (side.value for side in sides)
            out.append(Piece(index + 1, "", (left, bottom, right, top)))
    return out
