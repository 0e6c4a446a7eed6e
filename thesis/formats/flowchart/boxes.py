"""Boxes of a flowchart: their text, broken in lines, and the size that it needs.

Graphviz has no metrics of the font and guesses; Typst has them. So every line is measured by Typst.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import graphviz

from thesis.formats import typst
from thesis.language import norwegian
from thesis.model.flow import count
from thesis.model.records import FlowLeft, FlowRow

POINTS_PER_INCH = 72

FONT = typst.FONT  # inside its wheel: the same on every machine
FONT_SIZE = 11.0  # pt, in print too: the picture is never scaled up
LINE_HEIGHT = 1.2 * FONT_SIZE  # what Graphviz gives a line
PADDING_X, PADDING_Y = 10.0, 6.0  # pt between text and border
LEAST_TEXT = 90.0  # pt of text that a box has room for, however short its label is
# Text set from the left has this much more room, in pt. Graphviz thinks a hard space as wide as a
# letter; where it thinks that a line does not fit, it moves all lines of the box to the left.
GUESS = 8.0
INK, GREY, TINT = "#1a1a1a", "#6b6b6b", "#e9edf2"  # told apart in black and white too


@dataclass(frozen=True)
class Box:
    """The text of a box: lines in the middle, or all of them from the left edge."""

    text: Sequence[str]
    from_left: bool = False

    @property
    def height(self) -> float:
        """In pt, border to border."""
        return len(self.text) * LINE_HEIGHT + 2 * PADDING_Y


def lines(label: str, width: int) -> list[str]:
    """Break a label into as few lines of at most `width` characters as it needs, evenly long.

    A longer word stays whole; the box grows with it.
    """

    def wrap(at: int) -> list[str]:
        return textwrap.wrap(label, at, break_long_words=False, break_on_hyphens=False)

    needed = wrap(width)
    return next((even for at in range(1, width) if len(even := wrap(at)) == len(needed)), needed)


def softened(line: str) -> str:
    """A line with «n = 5» in plain spaces: it is broken already, and they are guessed better."""
    return line.replace(f"{norwegian.NBSP}={norwegian.NBSP}", " = ")


def measure(lines: Iterable[str]) -> dict[str, float]:
    """The width in pt of each line as Typst sets it."""
    return typst.measure(lines, FONT, FONT_SIZE)


def column_width(column: Sequence[Box], sizes: Mapping[str, float]) -> float:
    """The width in pt of all boxes of a column: room for the longest line."""
    longest = max((sizes[line] for box in column for line in box.text), default=0.0)
    guess = GUESS if any(box.from_left for box in column) else 0.0
    return max(longest, LEAST_TEXT) + guess + 2 * PADDING_X


def extent(box: Box, width: float) -> dict[str, str]:
    """The size of a box as Graphviz is told it."""
    return {"width": inches(width), "height": inches(box.height)}


def inches(points: float) -> str:
    """A length in pt as Graphviz is told it."""
    return f"{points / POINTS_PER_INCH:.4f}"


def label(box: Box) -> str:
    r"""The text as Graphviz reads it: ``\l`` ends a line set from the left, ``\n`` one centred."""
    end = r"\l" if box.from_left else r"\n"
    return "".join(literal(line) + end for line in box.text)


def literal(line: str) -> str:
    r"""A line that Graphviz prints as it stands; it would read ``&lt;`` and ``\N`` as signs."""
    return str(graphviz.escape(line.replace("&", "&amp;")))


def counted(row: FlowRow, width: int, language: str) -> Box:
    """What stands in a box, in lines of at most `width` letters; parts and reasons as a list."""
    text = [*lines(row.label, width), count(row.value, language)]
    inside = listed(row.made_of, width, language)
    left = isinstance(row, FlowLeft)
    return Box([*map(softened, [*text, *inside])], from_left=left or bool(inside))


def listed(rows: Iterable[FlowRow], width: int, language: str) -> list[str]:
    """A list of what a box holds, each with its number."""
    text = []
    for row in rows:
        first, *rest = lines(f"{row.label} ({count(row.value, language)})", width - 2)
        text += [f"– {first}", *(f"   {more}" for more in rest)]
    return text


def node_attributes() -> dict[str, str]:
    """How Graphviz draws a box, but for its size."""
    return {
        "shape": "box", "fixedsize": "true", "margin": f"{inches(PADDING_X)},{inches(PADDING_Y)}",
        "fontname": f"{FONT},serif", "fontsize": f"{FONT_SIZE:g}", "fontcolor": INK, "color": INK,
        "penwidth": "1",
    }  # fmt: skip
