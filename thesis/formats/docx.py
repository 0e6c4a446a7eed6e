"""DOCX from the one document: pandoc writes it, and this does what pandoc leaves out."""

import io
import json
import re
import struct
import subprocess
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.formats import columns, typst
from thesis.input import look

WIDTH, HEIGHT, MARGIN = 11906, 16838, 1417
"""A4 and its margins of 2.5 cm, in twips (twentieths of a point)."""
INCH = 1440  # Twips in an inch
PPI = 300  # Pixels per inch of a drawing, enough for print
TEXT = {"BodyText", "FirstParagraph", "LeadIn"}  # Styles without room above
SHORT = 8  # Rows of a table that is kept on one page where it fits
TALLEST = 0.86 * (HEIGHT - 2 * MARGIN)
"""Twips that a picture may be high, so that its caption has room below it, as in the PDF."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
for _prefix, _uri in NAMESPACES.items():
    Xml.register_namespace(_prefix, _uri)
W, R = (f"{{{NAMESPACES[prefix]}}}" for prefix in "wr")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PROPERTIES, MADE_OF = "docProps/custom.xml", "thesis"
"""The part with the properties of the file, and the one that has the hash of the document."""
PROPERTY = (
    '<Properties xmlns="{0}/custom-properties" xmlns:vt="{0}/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{1}">'
    "<vt:lpwstr>{2}</vt:lpwstr></property></Properties>"
)

Parts = dict[str, bytes]  # The files inside a DOCX, by name


def write(
    tree: Tree,
    target: str | Path,
    template: str | Path,
    lua: str | Path,
    *,
    words: str,
    edition: str,
    pages: Mapping[str, str] | None = None,
) -> None:
    """Write the document as DOCX; the same document and templates give the same bytes.

    Args:
        tree: pandoc's syntax tree of the thesis; it is changed.
        template: pandoc's template; styles.xml, settings.xml and footer.xml lie beside it.
        lua: the filter.
        words: how many words the thesis has, as printed; "" where the document tells it.
        edition: the date (ISO) that the file bears in place of the clock's.
        pages: of the PDF, as printed, by the ids of headings, figures and tables; the lists show
            them until Word makes its own. Without them Word is told that it has to.

    Raises:
        SystemExit: a picture cannot be drawn; it is told as a finding.
    """
    folder_of_look = Path(template).parent
    made_of = pandoc.digest(tree)
    name_paragraphs(tree)
    # As metadata: what stands on a command line is read by the machine's locale.
    if words:
        tree["meta"]["words"] = pandoc.meta_string(words)
    if pages:
        printed = {name: pandoc.meta_string(page) for name, page in pages.items()}
        tree["meta"]["pages"] = {"t": "MetaMap", "c": printed}
    with TemporaryDirectory() as name:
        folder = Path(name)
        draw_pictures(tree, folder)
        (folder / "reference.docx").write_bytes(zipped(reference(folder_of_look), edition))
        arguments = [
            f"--reference-doc={folder / 'reference.docx'}",
            f"--resource-path={folder}:.",
            f"--template={template}",
            f"--lua-filter={lua}",
        ]
        made = str(folder / "thesis.docx")
        pandoc.converted(json.dumps(tree), "docx", arguments, target=made)
        parts = unzipped((folder / "thesis.docx").read_bytes())
    finish(parts, (folder_of_look / "footer.xml").read_bytes(), edition, made_of)
    Path(target).write_bytes(zipped(parts, edition))


# ---- before pandoc ------------------------------------------------------------------------------


def name_paragraphs(tree: Tree) -> None:
    """Put the text of each paragraph, heading and cell in a span with an id, Word's bookmark.

    The id is «p-», the name of the content file, and the paragraph's number in it. Word takes no
    names of more than 40 characters, and does not tell capitals from small letters.
    """
    count: Counter[str] = Counter()
    for source, _, blocks in pandoc.files(tree):
        name = re.sub(r"\W+", "-", Path(source).stem.lower())[:30]
        for block in pandoc.walk(blocks):
            if block["t"] not in {"Para", "Plain", "Header"}:
                continue
            place = 2 if block["t"] == "Header" else None
            inlines = block["c"] if place is None else block["c"][place]
            if not inlines or all(inline["t"] == "Image" for inline in inlines):
                continue
            count[name] += 1
            span = {"t": "Span", "c": [[f"p-{name}-{count[name]:04d}", [], []], inlines]}
            if place is None:
                block["c"] = [span]
            else:
                block["c"][place] = [span]


def draw_pictures(tree: Tree, folder: Path) -> None:
    """Draw what not every reader of DOCX shows (SVG and the like) as PNG, in its own size."""
    images = (
        element
        for element in pandoc.walk([tree["meta"], tree["blocks"]])
        if element["t"] == "Image"
    )
    for number, image in enumerate(images, 1):
        source = unquote(image["c"][2][0])
        if Path(source).suffix.lower() in {".png", ".jpg", ".jpeg"}:
            continue
        picture = folder / f"picture-{number}.png"
        typst.to_png(source, str(picture), PPI)
        image["c"][2][0] = picture.name
        fit(image, *(pixels * INCH / PPI for pixels in size(picture)))


def size(png: Path) -> tuple[int, int]:
    """Width and height of a PNG file, in pixels."""
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    return width, height


def fit(image: Element, width: float, height: float) -> None:
    """Give a picture without a width its own (twips), or what the page has room for."""
    if not pandoc.attributes(image).get("width"):
        scale = min(1, (WIDTH - 2 * MARGIN) / width, TALLEST / height)
        image["c"][0][2].append(["width", f"{width * scale / INCH:.3f}in"])


def reference(folder: Path) -> Parts:
    """The reference document of pandoc document, with the styles and the page of this house."""
    page = Xml.Element(f"{W}document")
    set_page(Xml.SubElement(Xml.SubElement(page, f"{W}body"), f"{W}sectPr"))
    return _of_pandoc() | {
        "word/document.xml": Xml.tostring(page, "UTF-8", xml_declaration=True),
        "word/styles.xml": styles(look.layers(folder / "styles.xml")),
        "word/settings.xml": (folder / "settings.xml").read_bytes(),
    }


def styles(files: Sequence[Path]) -> bytes:
    """The styles of a file, and those of another in place of the ones with their ids."""
    first, *more = files
    whole = first.read_bytes()
    for other in more:
        root = Xml.fromstring(whole)
        known = {_named(each): at for at, each in enumerate(root)}
        for each in Xml.parse(other).getroot():
            if (at := known.get(_named(each))) is None:
                root.append(each)
            else:
                root[at] = each
        whole = Xml.tostring(root, "UTF-8", xml_declaration=True)
    return whole


def _named(style: Xml.Element) -> str:
    return style.get(f"{W}styleId", style.tag)


@cache
def _of_pandoc() -> Parts:
    command = [pandoc.program(), "--print-default-data-file=reference.docx"]
    return unzipped(subprocess.run(command, check=True, capture_output=True).stdout)


# ---- after pandoc -------------------------------------------------------------------------------


def finish(parts: Parts, footer: bytes, edition: str, made_of: str = "") -> None:
    """Complete sections and tables, add the footer, and take out what is not of this document.

    Args:
        made_of: the hash of the document, which the file bears (:mod:`thesis.returned`).
    """
    root = Xml.fromstring(parts["word/document.xml"])
    tables: list[Xml.Element] = []
    below_table = False
    for element in root.iter():
        if element.tag == f"{W}tbl":
            tables.append(element)
        elif element.tag == f"{W}sectPr":  # stands at the end of its section
            width = set_page(element)
            while tables:
                set_table(tables.pop(), width)
    for element in root.findall(f"{W}body/*"):
        if element.tag == f"{W}tbl":
            below_table = True
        elif element.tag == f"{W}p":
            if below_table and style(element) in TEXT:
                set_property(element, "spacing", {"before": "300"})
            below_table = False
    parts["word/document.xml"] = Xml.tostring(root, "UTF-8", xml_declaration=True)

    parts["word/footer.xml"] = footer
    add(
        parts,
        "word/_rels/document.xml.rels",
        f'<Relationship Id="footer" Type="{OFFICE}/relationships/footer" Target="footer.xml"/>',
    )
    add(
        parts,
        "[Content_Types].xml",
        '<Override PartName="/word/footer.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>',
    )
    # pandoc's own: the statistics of another document, and a property for each word of metadata.
    parts["docProps/app.xml"] = f'<Properties xmlns="{OFFICE}/extended-properties"/>'.encode()
    parts[PROPERTIES] = PROPERTY.format(OFFICE, MADE_OF, made_of).encode()
    parts["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{edition}T00:00:00Z".encode(), parts["docProps/core.xml"]
    )


def add(parts: Parts, name: str, xml: str) -> None:
    """Put an element last in the root element of a part."""
    text, _, end = parts[name].rpartition(b"</")
    parts[name] = text + xml.encode() + b"</" + end


def set_page(section: Xml.Element) -> int:
    """Give a section its page, and a footer where pages are numbered.

    Returns:
        The width of its text, in twips.
    """
    page = section.find(f"{W}pgSz")
    turned = page is not None and page.get(f"{W}orient") == "landscape"
    numbered = section.find(f"{W}pgNumType")
    section.clear()
    if numbered is not None:
        Xml.SubElement(section, f"{W}footerReference", {f"{W}type": "default", f"{R}id": "footer"})
    width, height = (HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT)
    page = Xml.SubElement(section, f"{W}pgSz", {f"{W}w": str(width), f"{W}h": str(height)})
    if turned:
        page.set(f"{W}orient", "landscape")
    margins = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
    margins |= {"header": MARGIN // 2, "footer": MARGIN // 2, "gutter": 0}
    Xml.SubElement(section, f"{W}pgMar", {f"{W}{side}": str(m) for side, m in margins.items()})
    if numbered is not None:
        section.append(numbered)
    return width - 2 * MARGIN


def set_table(table: Xml.Element, width: int) -> None:
    """Keep what belongs together on one page, and give the columns their widths.

    Those of a set width fill the text's; the others are as wide as what they hold.

    Args:
        width: the width of the text, in twips.
    """
    rows = table.findall(f"{W}tr")
    for number, row in enumerate(rows, 1):
        first(row, "trPr").insert(0, Xml.Element(f"{W}cantSplit"))
        # The header has rows below it, and the last row, a sum perhaps, rows above it.
        if number < len(rows) and (len(rows) <= SHORT or number <= 2 or number == len(rows) - 1):
            for paragraph in row.iter(f"{W}p"):
                set_property(paragraph, "keepNext")
    properties = first(table, "tblPr")
    look = properties.find(f"{W}tblLook")
    if look is not None and "Matrix" in {e.get(f"{W}val") for e in properties.iter(f"{W}tblStyle")}:
        look.attrib.update({f"{W}firstColumn": "1", f"{W}val": "00A0"})
    whole = properties.find(f"{W}tblW")
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    cells = [["".join(cell.itertext()) for cell in row.findall(f"{W}tc")] for row in rows]
    plain = all(len(row) == len(grid) for row in cells)
    if whole is not None and whole.get(f"{W}type") == "pct":
        given = [int(column.get(f"{W}w", "0")) for column in grid]
        shares = [share / sum(given) for share in given]
    elif plain:
        shares = columns.widths(cells)
    else:
        return
    if plain:
        shares = columns.with_whole_numbers(shares, cells)
    for column, share in zip(grid, shares, strict=True):
        column.set(f"{W}w", str(round(share * width)))


def style(paragraph: Xml.Element) -> str:
    """The id of a paragraph's style, or ""."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def first(element: Xml.Element, name: str) -> Xml.Element:
    """The properties of an element, which Word wants in front of all else in it."""
    if (found := element.find(f"{W}{name}")) is None:
        found = Xml.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def set_property(
    paragraph: Xml.Element, name: str, values: Mapping[str, str] | None = None
) -> None:
    """Give a paragraph a property, where Word wants it: after the style."""
    properties = first(paragraph, "pPr")
    attributes = {f"{W}{key}": value for key, value in (values or {}).items()}
    styled = properties.find(f"{W}pStyle") is not None
    properties.insert(int(styled), Xml.Element(f"{W}{name}", attributes))


# ---- zip ----------------------------------------------------------------------------------------


def unzipped(archive: bytes) -> Parts:
    """The files in a zip archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(parts: Mapping[str, bytes], edition: str) -> bytes:
    """A zip archive of files in the order of their names, all of one date (ISO)."""
    day = max(date.fromisoformat(edition), date(1980, 1, 1))  # zip knows none before it
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts[name])
    return out.getvalue()
