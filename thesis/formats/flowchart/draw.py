"""The picture of the flowchart, as SVG.

Graphviz has no metrics of the font and guesses; Typst has them. So every line is measured by Typst
first, the boxes are given their sizes, and Graphviz places them and draws the arrows.
"""

import html
import re
from collections.abc import Mapping

from thesis.formats.flowchart import house, prisma
from thesis.formats.flowchart.boxes import POINTS_PER_INCH, measure
from thesis.language import norwegian
from thesis.model.records import Flow

TEXT_WIDTH, TEXT_HEIGHT = 16.0, 21.0  # cm of an A4 page, its caption left room
CM_PER_INCH = 2.54


def draw(dot: str) -> str:
    """The picture as SVG, by the Graphviz that is in the wheel; its text is still text."""
    from thesis.formats.flowchart.compiled import Graphviz  # here: who only fits draws none

    svg: bytes = Graphviz().render(dot, format="svg")
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
    if flow.form or flow.previous:
        sizes = measure(prisma.texts(flow))
        dot = prisma.source(flow, sizes, title).source
        return dot, fit(prisma.turn(hold(draw(dot), sizes)))
    sizes = measure(house.texts(flow))
    dot = house.source(flow, sizes, title).source
    return dot, fit(hold(draw(dot), sizes))
