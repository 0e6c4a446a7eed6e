"""Thumbnails of the pages of the finished PDF, each with marks where what is unverified stands."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2

from thesis.formats.figures import frame
from thesis.formats.figures.frame import SIZE, WIDTH
from thesis.input.labels import Labels
from thesis.model import display

Position = Sequence[float]
"""A page of the file, from 1, and how far from its left and its upper edge, in pt."""

COLUMNS, GAP = 9, 6.0  # Pages beside each other, and pt between them
SIDE = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS
HEIGHT = SIDE * 2**0.5  # In pt: room for a page of A4, upright or across
RADIUS = 1.9
WORD = 6.0  # In pt of the PDF: what stands farther apart on a line is drawn apart


@dataclass(frozen=True)
class PageLines:
    """A page: what is printed at its foot, its size in pt, and its lines of text."""

    number: str
    width: float
    height: float
    lines: Sequence[tuple[float, float, float]]  # left edge, middle from above, and width, in pt


def pages(pdf: str | Path) -> list[PageLines]:
    """The pages of a PDF."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for i, page in enumerate(document):
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_rect(j) for j in range(text.count_rects())]
            label = document.get_page_label(i)
            found.append(PageLines(label, width, height, [*_lines(boxes, height)]))
    return found


def _lines(
    boxes: Sequence[tuple[float, float, float, float]], height: float
) -> Iterator[tuple[float, float, float]]:
    """The lines that boxes of text make: those that touch each other on one are one."""
    rows = sorted(
        (round(height - (bottom + top) / 2), left, right) for left, bottom, right, top in boxes
    )
    for y, row in groupby(rows, key=lambda box: box[0]):
        start = end = None
        for _, left, right in row:
            if start is None or end is None or left > end + WORD:
                if start is not None and end is not None:
                    yield start, y, end - start
                start, end = left, right
            end = max(end, right)
        if start is not None and end is not None:
            yield start, y, end - start


def marked(
    found: Sequence[PageLines], places: Mapping[str, Position], wanted: Collection[str]
) -> dict[int, list[tuple[float, float]]]:
    """What is marked on each page, from 1: how far from its left and its upper edge, in pt.

    Args:
        places: where each label of the document stands.
        wanted: the labels that are marked.
    """
    marks: dict[int, list[tuple[float, float]]] = {}
    for label in wanted:
        if label in places:
            page, x, y = places[label]
            marks.setdefault(int(page), []).append((x, y))
    return {page: marks[page] for page in sorted(marks) if page <= len(found)}


def picture(found: Sequence[PageLines], marks: Mapping[int, Sequence[tuple[float, float]]]) -> str:
    """The pages beside and below each other, as SVG.

    Args:
        marks: what :func:`marked` gives.
    """
    drawn = []
    for i, page in enumerate(found):
        scale = min(SIDE / page.width, HEIGHT / page.height)
        left = (i % COLUMNS) * (SIDE + GAP) + (SIDE - page.width * scale) / 2
        top = (i // COLUMNS) * (HEIGHT + SIZE + 2 * GAP)
        strokes = "".join(
            f"M{left + x * scale:.1f} {top + y * scale:.1f}h{width * scale:.1f}"
            for x, y, width in page.lines
        )
        drawn.append(
            {
                "x": round(left, 1),
                "y": round(top, 1),
                "width": round(page.width * scale, 1),
                "height": round(page.height * scale, 1),
                "strokes": strokes,
                "number": page.number,
                "below": round(top + page.height * scale + SIZE + 1, 1),
                "marks": [
                    (round(left + x * scale, 1), round(top + y * scale, 1))
                    for x, y in marks.get(i + 1, ())
                ],
            }
        )
    rows = -(-len(found) // COLUMNS)
    values = {"pages": drawn, "radius": RADIUS, "height": rows * (HEIGHT + SIZE + 2 * GAP)}
    return frame.render("thumbnails", values)


def told(
    found: Sequence[PageLines],
    marks: Mapping[int, Sequence[tuple[float, float]]],
    words: Labels,
    language: str,
) -> str:
    """The same in words: how many pages and marks there are, and the marks of each page."""
    counts = Counter({page: len(each) for page, each in marks.items()})
    first = words["pages_alt"].format(
        pages=display.digits(len(found), language), marks=display.digits(counts.total(), language)
    )
    each = [
        words["page_alt"].format(page=found[page - 1].number, marks=display.digits(n, language))
        for page, n in sorted(counts.items())
    ]
    return " ".join([first, *each])
