"""Blocks of a strategy: each search above those that it is put together of, as a tree."""

from collections.abc import Sequence

from thesis.formats.figures import frame
from thesis.formats.figures.frame import PITCH, TOP, WIDTH
from thesis.formats.figures.outline import OutlineLine
from thesis.input.labels import Labels
from thesis.model import display

STEP, NUMBER, HITS = 18.0, 22.0, 64.0
"""In pt: from a line to those below it, and of the columns of numbers and of hits."""


def picture(lines: Sequence[OutlineLine], words: Labels, language: str) -> str:
    """The picture as SVG.

    Args:
        lines: at least one.
        words: the labels of the pictures of searches.
        language: that of the numbers.
    """
    starts = [2 + line.depth * STEP for line in lines]
    rooms = [WIDTH - HITS - start - NUMBER for start in starts]
    texts = frame.shortened(
        [
            (f"{line.text} ({words['again']})" if line.again else line.text, room)
            for line, room in zip(lines, rooms, strict=True)
        ]
    )
    parents: list[int] = []  # of the line at hand, the row of each that it stands below
    shown = []
    for i, (line, start, text) in enumerate(zip(lines, starts, texts, strict=True)):
        parents = [*parents[: line.depth], i]
        above = parents[-2] if line.depth else None
        shown.append(
            {
                "x": start,
                "y": frame.row_middle(i),
                "from": None if above is None else frame.row_middle(above) + PITCH / 2 - 2,
                "number": line.number or "",
                "text": text,
                "again": line.again,
                "hits": "" if line.hits is None else display.digits(line.hits, language),
            }
        )
    height = TOP * 2 + len(lines) * PITCH
    values = {"rows": shown, "height": height, "step": STEP, "number": NUMBER}
    return frame.render("blocks", values)
