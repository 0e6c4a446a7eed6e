"""PRISMA 2020's flow diagram in DOT: phases, columns, headings, straight arrows.

The diagram of a revised edition, in either form, has one more column, to the left: what the
previous edition included runs down to the last box, past what left and what its searches add.

The places are reckoned here, from the sizes that Typst measured; Graphviz draws what stands where.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import graphviz
from msgspec.structs import replace

from thesis.formats.flowchart import boxes
from thesis.formats.flowchart.boxes import LINE_HEIGHT, PADDING_X, PADDING_Y, Box, inches
from thesis.model import flow as flows
from thesis.model.records import Flow, FlowStage

CHARACTERS = {"stage": 30, "left": 40, "other": 22, "otherleft": 24}
"""How long a line of each column may be."""

NARROW = {"stage": 20, "left": 24, "other": 20, "otherleft": 24}
"""The same where there are two columns with what left beside them."""

REVISED = {"stage": 24, "left": 26, "previous": 20, "previousleft": 18, "again": 18}
"""The same in a revised edition, with the previous one to the left."""

BAR = LINE_HEIGHT + 2 * PADDING_Y  # pt: the width of a phase, the height of a heading
NEAR, GAP, APART = 8.0, 26.0, 20.0  # pt: phase to column, box to box beside it, column to column
ROW_GAP = 20.0  # pt between rows: the length of the arrows down
INDENT = 26.0  # pt from the left: room for the line down past a box of the previous edition
PAD = 2.0  # pt around the picture
HEADING, PHASE = "#f5e6b8", "#cddcee"  # told apart in black and white too


@dataclass(frozen=True)
class PlacedBox:
    """A box with its middle and its size, in pt; y grows downwards."""

    box: Box
    x: float
    y: float
    width: float
    height: float


def texts(flow: Flow) -> list[str]:
    """Every line of text in the picture."""
    return [
        *(line for box in _boxes(flow).values() for line in box.text),
        *(label for _, label in flows.bars(flow)),
    ]


def _boxes(flow: Flow) -> dict[str, Box]:
    widths = NARROW if flow.others else CHARACTERS
    if flow.previous:
        widths = {**REVISED, **(NARROW if flow.others else {})}
    return {
        name: boxes.counted(row, widths[_column(name)], flow.language)
        for name, row in flows.boxes(flow)
    }


def _column(name: str) -> str:
    """The column of a box by its name: «left» of «left0»."""
    return name.rstrip("0123456789")


def place(flow: Flow, sizes: Mapping[str, float]) -> dict[str, PlacedBox]:
    """Where everything stands.

    Args:
        sizes: the width in pt of every line.
    """
    inside, row_of = _boxes(flow), _rows(flow)
    heights = [0.0] * (1 + max(row_of.values()))
    for name, row in row_of.items():
        heights[row] = max(heights[row], inside[name].height)
    spans = _spans(flow, row_of)
    for label, (first, last) in spans.items():
        lacking = sizes[label] + 2 * PADDING_X - _length(heights, first, last)
        heights[last] += max(0.0, lacking)
    tops = [
        BAR + ROW_GAP / 2 + _length(heights, 0, row - 1) + (ROW_GAP if row else 0.0)
        for row in range(len(heights))
    ]
    _make_room(flow, inside, row_of, heights, tops)
    lefts, widths = _columns(flow, inside, sizes)
    placed: dict[str, PlacedBox] = {}
    for name, box in inside.items():
        column = _column(name)
        if name in row_of:
            middle = tops[row_of[name]] + heights[row_of[name]] / 2
        else:  # what left of the previous edition: right below it
            above = placed["previous0"]
            middle = above.y + above.height / 2 + ROW_GAP + box.height / 2
        width = widths[column]
        placed[name] = PlacedBox(box, lefts[column] + width / 2, middle, width, box.height)
    for i, (label, (first, last)) in enumerate(spans.items()):
        height = tops[last] + heights[last] - tops[first]
        placed[f"phase{i}"] = PlacedBox(
            Box([label]), BAR / 2, tops[first] + height / 2, BAR, height
        )
    for i, (heading, columns) in enumerate(_headed(flow)):
        left, right = lefts[columns[0]], lefts[columns[-1]] + widths[columns[-1]]
        placed[f"heading{i}"] = PlacedBox(
            Box([heading]), (left + right) / 2, BAR / 2, right - left, BAR
        )
    return placed


def _rows(flow: Flow) -> dict[str, int]:
    """The row of each box; what left of the previous edition stands in none."""
    # Without new searches, the previous edition has the first row alone.
    first = int(bool(flow.previous) and len(flow.stages) == len(ENDS))
    row_of = {stage.id: first + i for i, stage in enumerate(flow.stages)}
    found = {}
    for name, stage in flows.boxes(replace(flow, previous=[], again=[])):
        if isinstance(stage, FlowStage):
            found[name] = row_of[stage.id]
            if stage.left:
                found[flows.beside(name)] = found[name]
    if flow.previous:
        found["previous0"] = 0
    if flow.again:
        found["again0"] = row_of[ENDS[0]]
    return found


ENDS = ("edition.new", "edition.total")  # The last two boxes of a revised edition


def _make_room(
    flow: Flow,
    inside: Mapping[str, Box],
    row_of: Mapping[str, int],
    heights: Sequence[float],
    tops: list[float],
) -> None:
    """Move the last rows down where what left of the previous edition would reach them."""
    if "previousleft0" not in inside:
        return
    start = tops[0] + (heights[0] + inside["previous0"].height) / 2
    bottom = start + ROW_GAP + inside["previousleft0"].height
    row, top = len(tops) - 1, tops[-1] + ROW_GAP / 2
    if "again0" in inside:
        row = row_of["again0"]
        top = tops[row] + (heights[row] - inside["again0"].height) / 2
    lacking = max(0.0, bottom + ROW_GAP - top)
    tops[row:] = [each + lacking for each in tops[row:]]


def _headed(flow: Flow) -> list[tuple[str, Sequence[str]]]:
    """Each heading with the columns that it stands over."""
    over = [("stage", "left"), ("other", "otherleft")]
    columns = [("previous",), *over] if flow.previous else over
    headings = [heading.label for heading in flow.headings]
    return list(zip(headings, columns, strict=False))


def _spans(flow: Flow, row_of: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The first and the last row of each phase, by its label."""
    found = {}
    for phase in flow.phases:
        own = [
            row_of[f"stage{i}"] for i, stage in enumerate(flow.stages) if stage.phase == phase.id
        ]
        found[phase.label] = (own[0], own[-1])
    return found


def _length(heights: Sequence[float], first: int, last: int) -> float:
    """From the top of a row to the bottom of another one, in pt."""
    return sum(heights[first : last + 1]) + max(0, last - first) * ROW_GAP


def _columns(
    flow: Flow, inside: Mapping[str, Box], sizes: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """The left side and the width of every column."""
    lefts, widths = {}, {}
    at = BAR + NEAR if flow.phases else 0.0
    own: dict[str, list[Box]] = {}
    for name, box in inside.items():
        own.setdefault(_column(name), []).append(box)
    headings = {columns[-1]: (columns[0], label) for label, columns in _headed(flow)}
    if "previous" in own:
        indented = [*own.pop("previousleft", []), *own.pop("again", [])]
        width = boxes.column_width(own["previous"], sizes)
        if indented:
            width = max(width, INDENT + boxes.column_width(indented, sizes))
        width = max(width, sizes[headings["previous"][1]] + 2 * PADDING_X)
        lefts["previous"], widths["previous"] = at, width
        for column in ("previousleft", "again"):
            lefts[column], widths[column] = at + INDENT, width - INDENT
        at += width + GAP
    for column, after in (("stage", GAP), ("left", APART), ("other", GAP), ("otherleft", 0.0)):
        if column in own:
            lefts[column], widths[column] = at, boxes.column_width(own[column], sizes)
            if column in headings:
                first, label = headings[column]
                lacking = lefts[first] + sizes[label] + 2 * PADDING_X - at - widths[column]
                widths[column] += max(0.0, lacking)
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
    last = f"stage{len(flow.stages) - 1}"
    for name, at in placed.items():
        graph.node(
            name,
            boxes.label(at.box),
            pos=f"{at.x:.2f},{-at.y:.2f}",
            width=inches(at.width),
            height=inches(at.height),
            **_look(name, last),
        )
    for i in range(1, len(flow.stages)):
        _down(graph, placed, f"stage{i - 1}", f"stage{i}")
    others = flow.others
    for i in range(1, len(others)):
        _down(graph, placed, f"other{i - 1}", f"other{i}")
    new = f"stage{len(flow.stages) - 2}" if flow.previous else last
    if others:
        start, end = placed[f"other{len(others) - 1}"], placed[new]
        corner = (start.x, end.y)
        _edge(
            graph,
            f"other{len(others) - 1}",
            new,
            [(start.x, start.y + start.height / 2), corner, (end.x + end.width / 2, end.y)],
        )
    if flow.previous:
        _trunk(graph, placed, new, last)
    for name in placed:
        beside = flows.beside(name)
        if not name.startswith("previous") and beside != name and beside in placed:
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


def _trunk(graph: graphviz.Digraph, placed: Mapping[str, PlacedBox], new: str, last: str) -> None:
    """From the previous edition down to the last box, and what branches off or is added."""
    start, end = placed["previous0"], placed[last]
    at = start.x
    if "previousleft0" in placed or "again0" in placed:
        at = start.x - start.width / 2 + INDENT / 2
    corner = (at, end.y)
    _edge(
        graph,
        "previous0",
        last,
        [(at, start.y + start.height / 2), corner, (end.x - end.width / 2, end.y)],
    )
    if "previousleft0" in placed:
        left = placed["previousleft0"]
        sides = [(at, left.y), (left.x - left.width / 2, left.y)]
        _edge(graph, "previous0", "previousleft0", sides, color=boxes.GREY, penwidth="0.6")
    if "again0" in placed:
        again, to = placed["again0"], placed[new]
        sides = [(again.x + again.width / 2, again.y), (to.x - to.width / 2, to.y)]
        _edge(graph, "again0", new, sides)


def _down(graph: graphviz.Digraph, placed: Mapping[str, PlacedBox], above: str, below: str) -> None:
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
