"""Overlap of databases: the records that only one has, and those that others have as well."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesis.formats.figures import frame
from thesis.formats.figures.frame import PITCH, TOP, WIDTH
from thesis.input.labels import Labels
from thesis.model import display
from thesis.model.records import Database, ExportedRecords

NUMBER, NAME, BAR, LONGEST_BAR, TOTAL = 14.0, 20.0, 112.0, 110.0, 40.0
"""In pt from the left: the end of the numbers, names and bars; the longest bar, and its total."""
COLUMN, HEAD, BELOW = 36.0, 26.0, 26.0
"""In pt: the widest column of what another database has, and what stands above and below."""


@dataclass(frozen=True)
class Overlap:
    """The records of a database that were exported."""

    name: str
    records: int
    alone: int  # those of works that no other database gave
    shared: dict[str, int]  # those of works that another database gave as well, by its name


def overlaps(databases: Sequence[Database], exports: Sequence[ExportedRecords]) -> list[Overlap]:
    """Each database of which records were exported; none where what they share was not counted."""
    if any(each.alone is None for each in exports):
        return []
    names = {base.id: display.session(base) for base in databases}
    found = []
    for base, name in names.items():
        own = [each for each in exports if each.database == base]
        shared = {
            names[other]: sum(each.shared.get(other, 0) for each in own)
            for other in names
            if other != base and any(each.database == other for each in exports)
        }
        if own:
            records, alone = (sum(getattr(e, of) for e in own) for of in ("records", "alone"))
            found.append(Overlap(name, records, alone, shared))
    return found if len(found) > 1 else []


def picture(found: Sequence[Overlap], words: Labels, language: str) -> str:
    """The picture as SVG.

    Args:
        found: at least two databases.
        words: the labels of the pictures of searches.
        language: that of the numbers.
    """
    most = max(each.records for each in found) or 1
    start = BAR + LONGEST_BAR + TOTAL
    column = min(COLUMN, (WIDTH - start) / len(found))
    columns = [start + (i + 0.7) * column for i in range(len(found))]
    names = frame.shortened([(each.name, BAR - NAME - 6) for each in found])
    rows = [
        {
            "number": i + 1,
            "name": name,
            "y": HEAD + frame.row_middle(i),
            "alone": round(LONGEST_BAR * each.alone / most, 1),
            "records": round(LONGEST_BAR * each.records / most, 1),
            "total": display.digits(each.records, language),
            "cells": [
                (x, display.digits(each.shared[other.name], language))
                if other is not each
                else (x, "")
                for x, other in zip(columns, found, strict=True)
            ],
        }
        for i, (each, name) in enumerate(zip(found, names, strict=True))
    ]
    bottom = HEAD + TOP + len(rows) * PITCH
    values = {
        "rows": rows,
        "columns": columns,
        "words": words,
        "bottom": bottom,
        "height": bottom + BELOW,
        **{"number_end": NUMBER, "name_start": NAME, "bar": BAR, "start": start, "head": HEAD},
    }
    return frame.render("overlap", values)
