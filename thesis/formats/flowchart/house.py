"""The flowchart of the stage ladder in the DOT language: a column, and what left beside it."""

from collections.abc import Mapping

import graphviz

from thesis.formats.flowchart.boxes import (
    GREY,
    INK,
    TINT,
    Box,
    column_width,
    counted,
    extent,
    inches,
    label,
    node_attributes,
)
from thesis.model.records import Flow

COLUMN_GAP, ROW_GAP = 36.0, 22.0  # pt between boxes: the arrows' lengths
PAD = 2.0  # pt around the picture, so that no border is cut off
STAGE_CHARACTERS, LEFT_CHARACTERS = 40, 42  # the two columns together fill a text column


def boxes(flow: Flow) -> tuple[list[Box], list[Box]]:
    """The boxes of the main column and those beside it; the last stage has none beside it."""
    return (
        [counted(stage, STAGE_CHARACTERS, flow.language) for stage in flow.stages],
        [
            counted(stage.left, LEFT_CHARACTERS, flow.language)
            for stage in flow.stages
            if stage.left
        ],
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
