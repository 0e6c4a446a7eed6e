"""Origins: where the numbers of each chapter come from, and which studies it cites."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from thesis.document import pandoc
from thesis.document.ledger import Entry
from thesis.document.thesis import Thesis
from thesis.formats.figures import frame
from thesis.formats.figures.frame import PITCH, TOP, WIDTH
from thesis.input.labels import Labels
from thesis.model import display
from thesis.model.records import Records
from thesis.model.references import cited
from thesis.model.register import Number, Register

KINDS = ("computed", "studies", "data", "literature", "typed", "unverified")
"""Where a number comes from, in the order of a bar; `data` is what is told of searches and method,
`typed` is typed with a reason, and `unverified` is from literature that was not looked up."""

NAME, BAR, TOTAL, KEY = 112.0, 300.0, 34.0, 74.0
"""In pt: room for a name, a bar and its total, and a kind in the key below."""
HEAD, CELL, LEAST = 18.0, 62.0, 14.0
"""In pt: room for the names of chapters, the widest column, and the narrowest part with a count."""


@dataclass
class ChapterOrigins:
    """A chapter: how many numbers it has of each kind, and how often it cites each study."""

    heading: str
    numbers: Counter[str] = field(default_factory=Counter)
    studies: Counter[str] = field(default_factory=Counter)


def chapters(thesis: Thesis, book: Iterable[Entry]) -> list[ChapterOrigins]:
    """The chapters that have a number or cite an included study, in their order.

    Args:
        book: the ledger of the thesis.
    """
    found: dict[str, ChapterOrigins] = {}
    for entry in book:
        if entry.headings:
            chapter = found.setdefault(entry.headings[0], ChapterOrigins(entry.headings[0]))
            chapter.numbers[_origin(entry, thesis.register)] += 1
    included = set(_included(thesis.register.records))
    heading, order = "", []
    for _, element in thesis.elements:
        if element["t"] == "Header" and element["c"][0] == 1:
            heading = " ".join(pandoc.text(element["c"][2]).split())
            order.append(heading)
        elif element["t"] == "Cite" and heading:
            for key in {each["citationId"] for each in element["c"][0]} & included:
                found.setdefault(heading, ChapterOrigins(heading)).studies[key] += 1
    return [found[each] for each in order if each in found]


def _origin(entry: Entry, register: Register) -> str:
    """Where a number of the text comes from; of a share or a span, the less certain of its two."""
    if entry.kind == "group":
        return "computed"
    numbers = [register.numbers[key] for key in entry.keys if key in register.numbers]
    return max((_kind(each, register) for each in numbers), key=KINDS.index, default="typed")


def _kind(number: Number, register: Register) -> str:
    if number.unverified:
        return "unverified"
    if number.kind == "derived":
        return "computed"
    if number.kind == "cited":
        return "literature"
    study = number.key.partition(".")[0]
    return "studies" if study in {each.key for each in register.records.studies} else "data"


def numbers_picture(found: Sequence[ChapterOrigins], words: Labels, language: str) -> str:
    """A bar a chapter, its parts the kinds of its numbers, as SVG.

    Args:
        words: the labels of these pictures.
    """
    shown = [chapter for chapter in found if chapter.numbers]
    names = frame.shortened([(chapter.heading, NAME - 8) for chapter in shown])
    rows = []
    for i, (chapter, name) in enumerate(zip(shown, names, strict=True)):
        total = chapter.numbers.total()
        widths = [BAR * chapter.numbers[kind] / total for kind in KINDS]
        parts = [
            {
                "kind": kind,
                "x": round(NAME + end - width, 1),
                "width": round(width, 1),
                "count": chapter.numbers[kind] if width >= LEAST else "",
            }
            for kind, width, end in zip(KINDS, widths, accumulate(widths), strict=True)
            if width
        ]
        rows.append(
            {
                "y": frame.row_middle(i),
                "name": name,
                "parts": parts,
                "total": display.digits(total, language),
            }
        )
    below = TOP + PITCH * len(rows) + 12
    key = [
        {"kind": kind, "x": NAME + KEY * 1.4 * (i % 3), "y": below + PITCH * (i // 3)}
        for i, kind in enumerate(KINDS)
    ]
    values = {"rows": rows, "key": key, "words": words, "total_end": NAME + BAR + TOTAL}
    return frame.render("origins", {**values, "height": below + PITCH + 10})


def numbers_told(found: Sequence[ChapterOrigins], words: Labels, language: str) -> str:
    """The same in words: «Metode: 53 regnet ut, 8 fra data.»."""
    return _told(
        words["numbers_alt"],
        (
            (
                chapter.heading,
                [
                    f"{display.digits(chapter.numbers[kind], language)} {words[kind]}"
                    for kind in KINDS
                    if chapter.numbers[kind]
                ],
            )
            for chapter in found
        ),
    )


def citations_picture(found: Sequence[ChapterOrigins], records: Records, words: Labels) -> str:
    """A row an included study, a column a chapter that cites one, the darker the more, as SVG."""
    citing = [chapter for chapter in found if chapter.studies]
    most = max(max(chapter.studies.values()) for chapter in citing)
    column = min(CELL, (WIDTH - NAME) / len(citing))
    heads = frame.shortened([(chapter.heading, column - 4) for chapter in citing])
    studies = _included(records)
    names = frame.shortened([(_name(key, records), NAME - 8) for key in studies])
    rows = []
    for i, (key, name) in enumerate(zip(studies, names, strict=True)):
        cells = [
            {
                "x": round(NAME + j * column, 1),
                "count": chapter.studies[key],
                "shade": round(0.12 + 0.88 * chapter.studies[key] / most, 2),
            }
            for j, chapter in enumerate(citing)
        ]
        rows.append({"y": HEAD + frame.row_middle(i), "name": name, "cells": cells})
    values: dict[str, Any] = {
        "rows": rows,
        "heads": [(round(NAME + j * column, 1), head) for j, head in enumerate(heads)],
        "column": round(column, 1),
        "words": words,
    }
    return frame.render("citations", {**values, "height": HEAD + TOP + PITCH * len(rows) + 4})


def citations_told(found: Sequence[ChapterOrigins], records: Records, words: Labels) -> str:
    """The same in words: «Hallgren et al., 2017: Resultat 9, Diskusjon 4.»."""
    return _told(
        words["citations_alt"],
        (
            (
                _name(key, records),
                [f"{each.heading} {each.studies[key]}" for each in found if each.studies[key]],
            )
            for key in _included(records)
        ),
    )


def _told(first: str, rows: Iterable[tuple[str, list[str]]]) -> str:
    return " ".join([first, *(f"{name}: {', '.join(said)}." for name, said in rows if said)])


def _included(records: Records) -> list[str]:
    return [study.key for study in records.studies if study.status == "included"]


def _name(key: str, records: Records) -> str:
    work = records.references.get(key)
    return cited(work) if work else key
