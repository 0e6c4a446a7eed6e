"""Margins: whether all that is printed lies on its page, and not over other text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.readback.blocks import File, Piece
from thesis.readback.compare import Comparison, place

FINISHED_OUTSIDE = declare(
    "finished.outside",
    looks_at="documents",
    sees="text or a photograph that runs off its page, or into the left or right margin",
    misses="rules and drawings without text, and text that runs into the upper or lower margin",
    example="a table is wider than the page",
)
FINISHED_OVERLAP = declare(
    "finished.overlap",
    looks_at="documents",
    sees="two texts that are printed over each other",
    misses="text over a picture",
    example="a text is printed over another",
)


MM = 72 / 25.4  # pt
TOLERANCE = 1.5 * MM  # a sign may hang into the margin, a slanted letter lean out of the line
LINES = 20  # Lines of running text that there must be to tell from them where the margins are
FULL = 5  # Lines that must end at the same place, for it to be the right margin
BESIDE = 2.0  # pt that two texts in one line may share: slanted letters, accents
ABOVE = 0.3  # of the lower of two texts, that they may share in height: deep and high letters

Column = tuple[float, float]  # Left and right margin in pt


def margins(file: File) -> Column:
    """The margins, from the edges that lines of running text share; 0 where too few of them do.

    All lines begin at the left margin, but for what is indented. Only full ones reach the right:
    in a thesis of a few sentences, the short ones that happen to be alike can be more.
    """
    lines = [
        piece
        for piece in file.pieces
        if piece.block is not None and file.blocks[piece.block].running
    ]
    if len(lines) < LINES:
        return 0.0, 0.0
    left = Counter(round(piece.box[0]) for piece in lines)
    right = Counter(round(file.sizes[piece.page - 1][0] - piece.box[2]) for piece in lines)
    start = left.most_common(1)[0][0]
    # Lines that end in the middle of the page are no full ones, however many are alike.
    full = [edge for edge, count in right.items() if count >= FULL and edge <= 2 * max(start, MM)]
    return float(start), float(min(full, default=0))


def outside(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """Texts and pictures that run into the margin or off the page; of each page, the worst."""
    sides = margins(file)
    for page, pieces in _by_page([*file.pieces, *file.pictures]).items():
        beyond = [(_beyond(piece, file.sizes[page - 1], sides), piece) for piece in pieces]
        out = [(most, side, piece) for (most, side), piece in beyond if most > 0]
        if not out:
            continue
        most, side, piece = max(out, key=lambda each: each[0])
        yield FINISHED_OUTSIDE.at(
            place(comparisons, file, piece.block),
            found=f"{_named(piece)} on page {page} of {file.name}, {most / MM:.0f} mm beyond the "
            f"{side} "
            + ("margin" if piece.block is not None and side in {"left", "right"} else "edge")
            + _and_more(len(out) - 1),
            expected="text and pictures within the margins of the page",
            fix="give the table other widths of columns, or the picture a width; a long word may "
            "need a place to break",
        )


def _beyond(piece: Piece, size: tuple[float, float], sides: Column) -> tuple[float, str]:
    """How far in pt a piece runs out of the page, or into a margin, and on which side."""
    left, bottom, right, top = piece.box
    # What belongs to the page itself, as its number, stands in a margin.
    margin = sides if piece.block is not None else (0.0, 0.0)
    return max(
        (margin[0] - TOLERANCE * (margin[0] > 0) - left, "left"),
        (right - size[0] + margin[1] - TOLERANCE * (margin[1] > 0), "right"),
        (-bottom, "lower"),
        (top - size[1], "upper"),
    )


def overlaps(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """Texts that are printed over each other; of each page, the first."""
    for page, pieces in _by_page(file.pieces).items():
        if not (pairs := list(_pairs(sorted(pieces, key=lambda piece: piece.box[1])))):
            continue
        one, other = max(pairs, key=lambda pair: pair[0].box[3])
        yield FINISHED_OVERLAP.at(
            place(comparisons, file, one.block),
            found=f"{_named(one)} and {_named(other)} over each other on page {page} of {file.name}"
            + _and_more(len(pairs) - 1),
            expected="one text in one place",
            fix="give the table other widths of columns; if it is no table, the template puts two "
            "texts in one place",
        )


def _pairs(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """The pieces over each other, of those sorted from the lowest up."""
    for i, one in enumerate(pieces):
        for other in pieces[i + 1 :]:
            if other.box[1] >= one.box[3]:
                break  # all that follow stand above
            if _over(one, other):
                yield one, other


def _by_page(pieces: Iterable[Piece]) -> dict[int, list[Piece]]:
    pages: dict[int, list[Piece]] = {}
    for piece in pieces:
        pages.setdefault(piece.page, []).append(piece)
    return pages


def _and_more(count: int) -> str:
    return f", and {count} more on the page" if count else ""


def _over(one: Piece, other: Piece) -> bool:
    (left, bottom, right, top), (left2, bottom2, right2, top2) = one.box, other.box
    across = min(right, right2) - max(left, left2)
    upward = min(top, top2) - max(bottom, bottom2)
    return across > BESIDE and upward > ABOVE * min(top - bottom, top2 - bottom2)


def _named(piece: Piece) -> str:
    return f"«{piece.text}»" if piece.text else "a picture"
