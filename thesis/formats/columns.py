"""Columns of a table, as wide as what stands in them asks for."""

import re
from collections.abc import Sequence
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Tree

ROOM = 85  # Characters of a table's text that a line has room for
BESIDE = 4  # Characters that the room on both sides of a cell takes
WIDE = (
    68  # Digits that a line has room for in the widest font that may stand in for the thesis' own
)
BLANK = re.compile(r"[ \t\n]+")  # where a line may end: no hard space
NUMBER = re.compile(r"[−–-]?\d[\d\u00a0,.]*%?")


def widths(rows: Sequence[Sequence[str]], room: int = ROOM) -> list[float]:
    """The shares of a line that the columns of a table take; 1 in all, or less where all fits.

    No column is narrower than its longest word, as long as the line has room for those of all.

    Args:
        rows: the texts of the cells.
        room: characters that the line has room for.
    """
    columns = [*zip(*rows, strict=True)]
    least = [BESIDE + max(len(word) for cell in each for word in BLANK.split(cell))
             for each in columns]  # fmt: skip
    whole = [BESIDE + max(map(len, each)) for each in columns]
    if sum(whole) <= room:
        return [wide / room for wide in whole]
    free = max(room - sum(least), 0)
    wanted = sum(whole) - sum(least) or 1
    given = [low + free * (wide - low) / wanted for low, wide in zip(least, whole, strict=True)]
    return [each / sum(given) for each in given]


def with_whole_numbers(shares: Sequence[float], rows: Sequence[Sequence[str]]) -> list[float]:
    """The shares, where no number is wider than its column in any font: the widest column gives."""
    given = list(shares)
    for at, cells in enumerate(zip(*rows, strict=True)):
        longest = max((len(cell) for cell in cells if NUMBER.fullmatch(cell)), default=0)
        missing = longest / WIDE - given[at]
        if longest and missing > 0:
            given[at] += missing
            given[given.index(max(given))] -= missing
    return given


def fit(tree: Tree) -> None:
    """Give tables whose dashes ask for columns of one width the widths of what they hold."""
    for table in pandoc.walk(tree["blocks"]):
        if table["t"] == "Table" and _are_equal(table["c"][2]):
            rows = [[pandoc.text(cell[4]) for cell in row[1]] for row in pandoc.raw_rows(table)]
            if any(len(row) != len(table["c"][2]) for row in rows):
                continue  # a cell over several columns
            shares = widths(rows)
            for column, share in zip(table["c"][2], shares, strict=True):
                column[1] = {"t": "ColWidth", "c": round(share, 4)}
                if sum(shares) < 1:  # each format knows best how wide a text is
                    column[1] = {"t": "ColWidthDefault"}


def _are_equal(columns: Sequence[Any]) -> bool:
    given = [column[1].get("c") for column in columns]
    return len(given) > 1 and None not in given and len(set(given)) == 1
