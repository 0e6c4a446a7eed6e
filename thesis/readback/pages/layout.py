"""Layout of the pages of a finished file: what a typesetter would not let pass."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.readback.blocks import BODY, PICTURE, File, Piece
from thesis.readback.compare import Comparison, place

FINISHED_HYPHEN_URL = declare(
    "finished.hyphen-url",
    looks_at="documents",
    sees="an address that is divided with a hyphen at the end of a line, which a reader would type",
    misses="an address that is divided without one, and one in a file without pages",
    example="the PDF divides «https» of an address with a hyphen",
)
FINISHED_STRANDED_HEADING = declare(
    "finished.stranded-heading",
    looks_at="documents",
    sees="a heading at the foot of a page whose text begins on the next",
    misses="one with a single line below it",
    example="a heading of the PDF is the last line of its page",
)
FINISHED_FLOAT_ABOVE_HEADING = declare(
    "finished.float-above-heading",
    looks_at="documents",
    sees="a figure above the heading, on the same page, of the part that it belongs to",
    misses="a figure without a word in it, and one on another page than its text",
    example="a figure of the PDF has risen above the heading before it",
)

SOFT = "\u00ad"
ADDRESS = re.compile(r"(?:\w+://|www\.|doi\.org/)[^\s\u00ad]*$|\bhtt?p?s?$")


def findings(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """All that lies badly on the pages of a file."""
    yield from _divided(file, comparisons)
    yield from _stranded(file, comparisons)
    yield from _risen(file, comparisons)


def _divided(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    for number, block in enumerate(file.blocks):
        lines = re.sub(r"\r?\n", "", block.text)
        for hyphen in re.finditer(SOFT, lines):
            if found := ADDRESS.search(lines[: hyphen.start()]):
                yield FINISHED_HYPHEN_URL.at(
                    place(comparisons, file, number),
                    found=f"«{found[0]}-» at the end of a line of {file.name}",
                    expected="an address without a sign that it has not",
                    fix="set hyphenate: false for links in the template",
                )


def _stranded(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    for number, (heading, text) in enumerate(pairwise(file.blocks)):
        if heading.level and heading.page() < text.page():
            yield FINISHED_STRANDED_HEADING.at(
                place(comparisons, file, number),
                found=f"«{heading.text.strip()}» last on page {heading.page()} of {file.name}",
                expected="a heading on the page of its text",
                fix="let the template keep headings with what follows (in Typst, sticky: true)",
            )


def _risen(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    tops: dict[int, Piece] = {}
    for piece in file.pieces:
        if piece.block is not None:
            tops[piece.block] = max(tops.get(piece.block, piece), piece, key=lambda one: one.box[3])
    heading = None
    for number, block in enumerate(file.blocks):
        if block.level and block.stream == BODY:
            heading = number
        elif block.stream == PICTURE and {number, heading} <= tops.keys() and heading is not None:
            above, below = tops[number], tops[heading]
            if above.page == below.page and above.box[1] > below.box[3]:
                yield FINISHED_FLOAT_ABOVE_HEADING.at(
                    place(comparisons, file, number),
                    found=f"a figure above «{file.blocks[heading].text.strip()}» on page "
                    f"{above.page} of {file.name}",
                    expected="a figure below the heading of its part",
                    fix="let the figure stand where it is written: no placement in the template",
                )
