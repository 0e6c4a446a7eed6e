"""SVG of the flowchart as it is drawn, read back as its viewers' programs read it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thesis.formats import typst
from thesis.language import norwegian
from thesis.readback.blocks import UnreadableFileError

SVG = "{http://www.w3.org/2000/svg}"
COUNT = re.compile(r"\bn = (\d{1,3}(?:[ ,]\d{3})+|\d+)")
REASON = re.compile(r"– (.+?) \(n = (\d{1,3}(?:[ ,]\d{3})+|\d+)\)")
MOVED = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")
TURNED = re.compile(r"rotate\(-90 [-\d.]+ [-\d.]+\)")
HIGH, DEEP = 0.9, 0.3  # of the font's size: what letters need above and below the line

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class TextLine:
    """A line of text in a picture, with left, top, right and bottom in pt."""

    text: str
    box: Rectangle


@dataclass(frozen=True)
class Node:
    """A box of the flowchart."""

    name: str  # its name in the picture: ``stage0``, ``left0``
    line: int  # the line of the file that it begins on
    box: Rectangle  # left, top, right and bottom in pt
    lines: list[TextLine]  # its text

    @property
    def text(self) -> str:
        """Its text in one line, with ordinary spaces."""
        return " ".join(" ".join(line.text for line in self.lines).split())

    @property
    def count(self) -> int | None:
        """The number of the box itself: the first «n = 5»."""
        found = COUNT.search(self.text)
        return value(found[1]) if found else None

    @property
    def label(self) -> str:
        """What the number counts."""
        return COUNT.split(self.text)[0].strip()

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The reasons listed in the box, with their numbers."""
        return [(label, value(number)) for label, number in REASON.findall(self.text)]


@dataclass(frozen=True)
class Drawing:
    """A flowchart read from its file; `size` is its width and height in pt."""

    name: str
    size: tuple[float, float]
    nodes: dict[str, Node]


def value(digits: str) -> int:
    """«30 799 618» or «30,799,618» as a number."""
    return int(re.sub("[ ,]", "", digits))


def read(path: str | Path) -> Drawing:
    """Read a flowchart.

    Raises:
        UnreadableFileError: it is no SVG as Graphviz draws it.
    """
    source = Path(path).read_text("utf-8", errors="replace")
    try:
        root = ET.fromstring(source)
        width, height = (float(side) for side in root.attrib["viewBox"].split()[2:])
        groups = list(root.iter(f"{SVG}g"))
        moved = MOVED.search(groups[0].attrib["transform"])
        shift = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
        boxes = [group for group in groups if group.get("class") == "node"]
        widths = _widths(boxes)
        nodes = [_node(group, shift, widths, source) for group in boxes]
    except (ET.ParseError, KeyError, IndexError, ValueError) as error:
        raise UnreadableFileError(f"no flowchart: {error}") from error
    return Drawing(Path(path).as_posix(), (width, height), {node.name: node for node in nodes})


def _widths(groups: Sequence[ET.Element]) -> dict[tuple[str, str, float], float]:
    """The width of every line in its font and size, as Typst sets it."""
    texts = {_style(text) for group in groups for text in group.iter(f"{SVG}text")}
    out = {}
    for font, size in {(font, size) for _, font, size in texts}:
        lines = sorted(line for line, *style in texts if style == [font, size])
        for line, width in typst.measure(lines, font, size).items():
            out[line, font, size] = width
    return out


def _style(text: ET.Element) -> tuple[str, str, float]:
    font = text.attrib["font-family"].split(",")[0]
    return text.text or "", font, float(text.attrib["font-size"])


def _node(
    group: ET.Element,
    shift: tuple[float, float],
    widths: Mapping[tuple[str, str, float], float],
    source: str,
) -> Node:
    name = group.findtext(f"{SVG}title", "")
    if (polygon := group.find(f"{SVG}polygon")) is None:
        raise ValueError(f"{name} has no border")
    corners = [point.split(",") for point in polygon.attrib["points"].split()]
    xs = [float(x) + shift[0] for x, _ in corners]
    ys = [float(y) + shift[1] for _, y in corners]
    lines = []
    for text in group.iter(f"{SVG}text"):
        style = _style(text)
        width = max(widths[style], float(text.get("textLength", 0)))
        size = style[2]
        x, y = float(text.attrib["x"]) + shift[0], float(text.attrib["y"]) + shift[1]
        left = x - {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0) * width
        box = (left, y - HIGH * size, left + width, y + DEEP * size)
        if TURNED.fullmatch(text.get("transform", "")):  # it reads upwards from its anchor
            box = (x - HIGH * size, y - (left + width - x), x + DEEP * size, y + (x - left))
        lines.append(TextLine(style[0].replace(norwegian.NBSP, " "), box))
    at = source.find(f"<title>{name}</title>")
    return Node(name, source.count("\n", 0, at) + 1, (min(xs), min(ys), max(xs), max(ys)), lines)
