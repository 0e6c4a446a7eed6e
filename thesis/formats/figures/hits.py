"""Hits of the searches of a database on a logarithmic axis, with what the others allow."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesis.formats.figures import frame
from thesis.formats.figures.frame import PITCH, TOP
from thesis.input.labels import Labels
from thesis.model import display
from thesis.searches.history import Interval

BELOW = 44.0  # In pt: below the last row, for the axis and what the signs mean
NUMBER, QUERY, LEFT, RIGHT = 22.0, 28.0, 196.0, 384.0
"""In pt from the left: the end of the numbers, the beginning of the queries, the axis."""
ZERO = 12.0
"""In pt: how far no hit stands from one hit, between which a logarithmic axis has no end."""
LABELLED = 3  # Powers of ten that have room for their number
KINDS = ("within", "outside", "alone")  # What a search may be to the others


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis from 0 to a power of ten."""

    decades: int

    def at(self, hits: int) -> float:
        """Where a count stands, in pt from the left."""
        if hits < 1:
            return LEFT
        power = len(str(hits)) - 1
        share = (power + _log(hits / 10**power)) / self.decades
        return round(LEFT + ZERO + share * (RIGHT - LEFT - ZERO), 1)

    def ticks(self, language: str) -> list[tuple[float, str]]:
        """Where 0 and each power of ten stand, with the number where there is room for it."""
        each = -(-self.decades // LABELLED)
        powers = [(self.at(10**n), 10**n, n % each == 0) for n in range(self.decades + 1)]
        told = [(x, display.digits(n, language) if shown else "") for x, n, shown in powers]
        return [(LEFT, display.digits(0, language)), *told]


def _log(share: float) -> float:
    """The logarithm of 1 to 10: by squaring, which gives the same on every machine."""
    found, step = 0.0, 1.0
    for _ in range(12):
        step, share = step / 2, share * share
        if share >= 10:
            found, share = found + step, share / 10
    return found


def picture(rows: Sequence[Interval], words: Labels, language: str) -> str:
    """The picture as SVG.

    Args:
        rows: the searches, in their order, with what the others allow.
        words: the labels of the pictures of searches.
        language: that of the numbers.
    """
    most = max(max(row.search.hits, row.least or 0, row.most or 0) for row in rows)
    axis = Axis(max(1, len(str(max(most - 1, 1)))))
    queries = frame.shortened([(row.search.query, LEFT - QUERY - 8) for row in rows])
    shown = [
        {
            "number": row.number,
            "query": query,
            "y": frame.row_middle(i),
            "x": axis.at(row.search.hits),
            "hits": display.digits(row.search.hits, language),
            "kind": kind(row),
            "low": LEFT if row.least is None else axis.at(row.least),
            "high": RIGHT if row.most is None else axis.at(row.most),
            "ends": [axis.at(end) for end in (row.least, row.most) if end is not None],
        }
        for i, (row, query) in enumerate(zip(rows, queries, strict=True))
    ]
    there = {row["kind"] for row in shown}
    bottom = TOP + len(rows) * PITCH
    values = {
        "rows": shown,
        "ticks": axis.ticks(language),
        "bottom": bottom,
        "height": bottom + BELOW,
        "kinds": [each for each in KINDS if each in there],
        "words": words,
        **{"number_end": NUMBER, "query_start": QUERY, "left": LEFT, "right": RIGHT},
    }
    return frame.render("hits", values)


def kind(row: Interval) -> str:
    """What a search is to the others: one of :data:`KINDS`."""
    return "alone" if row.none else "within" if row.holds else "outside"
