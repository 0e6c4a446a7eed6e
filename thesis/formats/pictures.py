"""Pictures that an author gives: whether each can be printed, and holds nothing but a picture."""

import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import typst

from thesis.formats.typst import STANDARDS

MOST_BYTES = 20 * 1024**2
MOST_PIXELS = 60_000_000  # A page at 600 dots an inch has 35 million

SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

ELEMENTS = {
    *"svg g defs symbol use switch title desc metadata style".split(),
    *"path rect circle ellipse line polyline polygon image".split(),
    *"text tspan textPath linearGradient radialGradient stop".split(),
    *"clipPath mask pattern marker filter".split(),
}
"""What a drawing is made of; an element of a filter begins with «fe». Nothing that runs, links or
holds a web page."""

NOTES = (
    "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://purl.org/dc/",
    "http://creativecommons.org/ns", "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    "http://ns.adobe.com/", "http://www.serif.com/",
)  # fmt: skip
"""The languages in which programs that draw leave notes to themselves."""

INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,")
REACHING = re.compile(r"@import|url\(\s*[\"']?(?!\s*[\"']?#)|expression\(|javascript:", re.I)


def problem(path: Path, root: Path) -> str:
    """What is wrong with a picture, in a phrase; "" where it can be printed.

    Args:
        path: the file.
        root: the folder of the thesis, which it lies in.
    """
    if path.stat().st_size > MOST_BYTES:
        return f"it has more than {MOST_BYTES // 1024**2} MB"
    content = path.read_bytes()
    if path.suffix.lower() == ".svg":
        said = next(svg(content), "")
    else:
        width, height = _measured(content)
        large = width * height > MOST_PIXELS
        said = f"it has {width} × {height} points, more than a page can show" if large else ""
    return said or _unprinted(path, root)


def svg(content: bytes) -> Iterator[str]:
    """What in an SVG is no part of a drawing."""
    if re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", content):
        yield "it declares entities"
        return
    try:
        elements = list(ET.fromstring(content).iter())
    except (ET.ParseError, ValueError, LookupError) as error:
        yield f"its XML cannot be read: {error}"
        return
    for element in elements:
        name = element.tag
        plain = name.removeprefix(SVG)
        if name == plain and name.startswith("{"):
            if not name[1:].startswith(NOTES):
                yield f"it holds <{name}>, which is no part of a drawing"
            continue
        if plain not in ELEMENTS and not plain.startswith("fe"):
            yield f"it holds <{plain}>, which is no part of a drawing"
        if plain == "style" and REACHING.search(element.text or ""):
            yield "its style takes something in from elsewhere"
        for attribute, value in element.attrib.items():
            if attribute.lower().startswith("on"):
                yield f"it holds the command {attribute}"
            elif attribute in HREFS and not INSIDE.match(value.strip()):
                yield f"it leads to {value[:60]}"
            elif REACHING.search(value):
                yield f"its {attribute} takes something in from elsewhere"


def _measured(content: bytes) -> tuple[int, int]:
    """Width and height in points; 0, 0 where they cannot be told."""
    for begins, read in READERS.items():
        if content.startswith(begins):
            try:
                return read(content)
            except (struct.error, IndexError):
                break
    return 0, 0


def _png(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _gif(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", content[6:10])
    return width, height


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while content[at] == 0xFF:
        mark, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0


READERS: dict[bytes, Callable[[bytes], tuple[int, int]]] = {
    b"\x89PNG": _png,
    b"GIF8": _gif,
    b"\xff\xd8": _jpeg,
}


def _unprinted(path: Path, root: Path) -> str:
    """What Typst says of a picture that it cannot print; "" where it can."""
    page = (
        '#set document(title: "a")\n#set page(width: 10cm, height: 10cm)\n'
        '#figure(image(sys.inputs.picture, alt: "a", width: 1cm, height: 1cm))'
    )
    try:
        typst.compile(  # type: ignore[type-var]  # a page in bytes and a folder by its name
            page.encode(),
            root=str(root),
            ignore_system_fonts=True,
            pdf_standards=STANDARDS[1:],
            sys_inputs={"picture": f"/{path.relative_to(root).as_posix()}"},
        )
    except typst.TypstError as error:
        return str(error)
    return ""
