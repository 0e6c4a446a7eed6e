"""The flow diagram of PRISMA 2020 in the DOT language: phases, columns, headings, straight arrows.

Its places are reckoned here, from the sizes that Typst measured; Graphviz draws what stands where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import graphviz

from thesis import boxes
from thesis import flow as flows
from thesis.boxes import LINE_HEIGHT, PADDING_X, PADDING_Y, Box, inches

CHARACTERS = {"stage": 30, "left": 40, "other": 22, "otherleft": 24}
"""How long a line of each column may be."""

NARROW = {"stage": 20, "left": 24, "other": 20, "otherleft": 24}
"""The same where there are two columns with what left beside them."""

BAR = LINE_HEIGHT + 2 * PADDING_Y  # pt: the width of a phase, the height of a heading
NEAR, GAP, APART = 8.0, 26.0, 20.0  # pt: phase to column, box to box beside it, column to column
ROW_GAP = 20.0  # pt between rows: the length of the arrows down
PAD = 2.0  # pt around the picture
HEADING, PHASE = "#f5e6b8", "#cddcee"  # told apart in black and white too

Flow = Mapping[str, Any]


@dataclass(frozen=True)
class Placed:
    """A box with its middle and its size, in pt; y grows downwards."""

    box: Box
    x: float
    y: float
    width: float
    height: float


def rows(flow: Flow) -> list[str]:
    """The boxes of the main column: everything else stands in a row of one of them."""
    return [stage["id"] for stage in flow["stages"]]


def texts(flow: Flow) -> list[str]:
    """Every line of text in the picture."""
    return [
        *(line for box in _boxes(flow).values() for line in box.text),
        *(label for _, label in flows.bars(flow)),
    ]


def _boxes(flow: Flow) -> dict[str, Box]:
    widths = NARROW if flow.get("others") else CHARACTERS
    return {
        name: (boxes.left_box if "left" in name else boxes.stage_box)(row, widths[_column(name)])
        for name, row in flows.boxes(flow)
    }


def _column(name: str) -> str:
    """The column of a box by its name: «left» of «left0»."""
    return name.rstrip("0123456789")


def place(flow: Flow, sizes: Mapping[str, float]) -> dict[str, Placed]:
    """Where everything stands.

    Args:
        sizes: the width in pt of every line.
    """
    inside = _boxes(flow)
    row_of = {f"stage{i}": i for i, _ in enumerate(flow["stages"])}
    row_of |= {f"other{i}": rows(flow).index(s["id"]) for i, s in enumerate(flow.get("others", []))}
    row_of |= {
        name.replace("stage", "left").replace("other", "otherleft"): row
        for name, row in row_of.items()
    }
    heights = [
        max(box.height for name, box in inside.items() if row_of[name] == row)
        for row, _ in enumerate(flow["stages"])
    ]
    spans = _spans(flow)
    for label, (first, last) in spans.items():
        lacking = sizes[label] + 2 * PADDING_X - _length(heights, first, last)
        heights[last] += max(0.0, lacking)
    tops = [
        BAR + ROW_GAP / 2 + _length(heights, 0, row - 1) + _gap(row) for row in range(len(heights))
    ]
    lefts, widths = _columns(inside, sizes)
    placed = {
        name: Placed(
            box,
            lefts[_column(name)] + widths[_column(name)] / 2,
            tops[row_of[name]] + heights[row_of[name]] / 2,
            widths[_column(name)],
            box.height,
        )
        for name, box in inside.items()
    }
    for i, (label, (first, last)) in enumerate(spans.items()):
        height = _length(heights, first, last)
        placed[f"phase{i}"] = Placed(Box([label]), BAR / 2, tops[first] + height / 2, BAR, height)
    for i, heading in enumerate(flow["headings"]):
        first_column, last_column = (("stage", "left"), ("other", "otherleft"))[i]
        left, right = lefts[first_column], lefts[last_column] + widths[last_column]
        middle = (left + right) / 2
        placed[f"heading{i}"] = Placed(Box([heading["label"]]), middle, BAR / 2, right - left, BAR)
    return placed


def _spans(flow: Flow) -> dict[str, tuple[int, int]]:
    """The first and the last row of each phase, by its label."""
    found = {}
    for phase in flow["phases"]:
        own = [i for i, stage in enumerate(flow["stages"]) if stage["phase"] == phase["id"]]
        found[phase["label"]] = (own[0], own[-1])
    return found


def _length(heights: Sequence[float], first: int, last: int) -> float:
    """From the top of a row to the bottom of another one, in pt."""
    return sum(heights[first : last + 1]) + max(0, last - first) * ROW_GAP


def _gap(row: int) -> float:
    return ROW_GAP if row else 0.0


def _columns(
    inside: Mapping[str, Box], sizes: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """The left side and the width of every column."""
    lefts, widths = {}, {}
    at = BAR + NEAR
    for column, after in (("stage", GAP), ("left", APART), ("other", GAP), ("otherleft", 0.0)):
        own = [box for name, box in inside.items() if _column(name) == column]
        if own:
            lefts[column], widths[column] = at, boxes.column_width(own, sizes)
            at += widths[column] + after
    return lefts, widths


def source(flow: Flow, sizes: Mapping[str, float], title: str = "") -> graphviz.Digraph:
    """The diagram in the DOT language.

    Args:
        flow: the stages in the form of PRISMA 2020.
        sizes: the width in pt of every line.
        title: the picture's title.
    """
    placed = place(flow, sizes)
    graph = graphviz.Digraph(
        title or None,
        graph_attr={"layout": "nop2", "pad": inches(PAD)},
        node_attr=boxes.node_attributes(),
        edge_attr={"color": boxes.INK, "penwidth": "0.8", "arrowsize": "0.6"},
    )
    last = f"stage{len(flow['stages']) - 1}"
    for name, at in placed.items():
        graph.node(
            name,
            boxes.label(at.box),
            pos=f"{at.x:.2f},{-at.y:.2f}",
            width=inches(at.width),
            height=inches(at.height),
            **_look(name, last),
        )
    for i in range(1, len(flow["stages"])):
        _down(graph, placed, f"stage{i - 1}", f"stage{i}")
    others = flow.get("others", [])
    for i in range(1, len(others)):
        _down(graph, placed, f"other{i - 1}", f"other{i}")
    if others:
        start, end = placed[f"other{len(others) - 1}"], placed[last]
        corner = (start.x, end.y)
        _edge(
            graph,
            f"other{len(others) - 1}",
            last,
            [(start.x, start.y + start.height / 2), corner, (end.x + end.width / 2, end.y)],
        )
    for name in placed:
        beside = name.replace("stage", "left").replace("other", "otherleft")
        if beside != name and beside in placed:
            one, other = placed[name], placed[beside]
            sides = [(one.x + one.width / 2, one.y), (other.x - other.width / 2, one.y)]
            _edge(graph, name, beside, sides, color=boxes.GREY, penwidth="0.6")
    return graph


def _look(name: str, last: str) -> dict[str, str]:
    if name.startswith("phase"):
        return {"style": "filled", "fillcolor": PHASE, "penwidth": "0.6"}
    if name.startswith("heading"):
        return {"style": "filled", "fillcolor": HEADING, "penwidth": "0.6"}
    if "left" in name:
        return {"color": boxes.GREY, "penwidth": "0.6"}
    emphasis = {"style": "filled", "fillcolor": boxes.TINT, "penwidth": "1.6"}
    return emphasis if name == last else {}


def _down(graph: graphviz.Digraph, placed: Mapping[str, Placed], above: str, below: str) -> None:
    start, end = placed[above], placed[below]
    sides = [(start.x, start.y + start.height / 2), (end.x, end.y - end.height / 2)]
    _edge(graph, above, below, sides)


HEAD = 6.0  # pt of an arrow's line that its head takes


def _edge(
    graph: graphviz.Digraph,
    start: str,
    end: str,
    points: Sequence[tuple[float, float]],
    **look: str,
) -> None:
    """An arrow along straight lines; Graphviz knows lines as curves with four points."""
    (x, y), (before_x, before_y) = points[-1], points[-2]
    length = abs(x - before_x) + abs(y - before_y)
    short = (x - HEAD * (x - before_x) / length, y - HEAD * (y - before_y) / length)
    corners = [*points[:-1], short]
    curve = [corners[0]]
    for one, other in pairwise(corners):
        curve += [one, other, other]
    path = " ".join(f"{px:.2f},{-py:.2f}" for px, py in curve)
    graph.edge(start, end, pos=f"e,{x:.2f},{-y:.2f} {path}", **look)


def turn(svg: str) -> str:
    """The picture with the text of every phase set upwards, as Graphviz cannot."""

    def turned(match: re.Match[str]) -> str:
        group = match[0]
        points = [point.split(",") for point in re.findall(r'points="([^"]+)"', group)[0].split()]
        xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
        middle, centre = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        base = middle + BASELINE * boxes.FONT_SIZE
        group = re.sub(r' x="[^"]+" y="[^"]+"', f' x="{base:.2f}" y="{centre:.2f}"', group)
        return group.replace("<text ", f'<text transform="rotate(-90 {base:.2f} {centre:.2f})" ')

    return re.sub(
        r'<g id="[^"]+" class="node">\s*<title>phase.*?</g>', turned, svg, flags=re.DOTALL
    )


BASELINE = 0.3  # of the font's size: the baseline of a line below its middle
