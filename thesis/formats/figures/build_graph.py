"""The build as a graph: from what an author wrote to what is handed in, drawn by Graphviz."""

from collections.abc import Iterable, Mapping

import graphviz

from thesis.formats import svg
from thesis.formats.flowchart import draw
from thesis.formats.flowchart.boxes import (
    INK,
    TINT,
    Box,
    column_width,
    extent,
    inches,
    label,
    lines,
    measure,
    node_attributes,
)
from thesis.input.labels import Labels

Needs = Mapping[str, Iterable[str]]  # What each step needs, by its name: other steps, and folders
LONGEST = 24  # Letters on a line of a box
GAP, DROP = 16.0, 20.0  # In pt, from box to box


def direct(needs: Needs) -> dict[str, list[str]]:
    """What each step needs, but for what it has through another that it needs."""

    def behind(step: str) -> set[str]:
        near = set(needs.get(step, ()))
        return near.union(*map(behind, near))

    return {
        step: [one for one in near if not any(one in behind(other) for other in near)]
        for step, near in needs.items()
    }


def picture(needs: Needs, words: Labels) -> str:
    """The graph as SVG, for a page that names it.

    Args:
        words: what each step and folder is called.
    """
    near = direct(needs)
    names = dict.fromkeys([*near, *(one for each in near.values() for one in each)])
    boxes = {name: Box(lines(words[name], LONGEST)) for name in names}
    sizes = measure(line for box in boxes.values() for line in box.text)
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "TB", "nodesep": inches(GAP), "ranksep": inches(DROP)},
        node_attr=node_attributes(),
        edge_attr={"color": INK, "penwidth": "0.8", "arrowsize": "0.6"},
    )
    for name, box in boxes.items():
        folder = {"style": "filled", "fillcolor": TINT} if name not in near else {}
        graph.node(name, label(box), **extent(box, column_width([box], sizes)), **folder)
    for step, each in near.items():
        for one in each:
            graph.edge(one, step)
    return svg.inline(draw.hold(draw.draw(graph.source), sizes), "build", "", {})


def told(needs: Needs, words: Labels) -> str:
    """The same in words: «Dokumentet: av Registeret og content/.»."""
    each = (
        f"{words[step]}: {', '.join(words[one] for one in near)}."
        for step, near in direct(needs).items()
    )
    return " ".join([words["alt"], *each])
