"""Every number on the pages, against what the data inside the PDF give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from thesis import document
from thesis.finished.blocks import File
from thesis.finished.compare import Comparison, compare
from thesis.finished.told import told
from thesis.locate import Locator
from thesis.prose import Zone
from thesis.verify.verdict import NUMBERS, Verdict

AROUND = 4
"""Words on either side of a number that are shown with it."""


def check(tree: Any, folder: Path, file: File, recomputed: Any = None) -> Iterator[Verdict]:
    """Each number of the document, where it stands in the PDF.

    Args:
        tree: the document that the pages should say.
        folder: the folder of the thesis that it was built from.
        file: the PDF as it was read.
        recomputed: the document that the data give, where it is another one.
    """
    known = printed(recomputed) if recomputed is not None else None
    for comparison in compare(list(told(tree, Locator(folder))), file):
        yield from _numbers(comparison, known)


def printed(tree: Mapping[str, Any]) -> dict[str, set[str]]:
    """What a document prints for each key."""
    out: dict[str, set[str]] = {}
    for span in document.numbers(tree):
        key = document.attributes(span)["key"]
        out.setdefault(key, set()).add(_plain(document.text(span)))
    return out


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _numbers(comparison: Comparison, known: Mapping[str, set[str]] | None) -> Iterator[Verdict]:
    wrong = comparison.missing | comparison.extra
    words: dict[tuple[int, int], list[int]] = {}
    zones: dict[tuple[int, int], Zone] = {}
    for here, placed in enumerate(comparison.mine):
        for zone in comparison.told[placed.text].zones:
            if "n" in zone.classes and zone.start <= placed.word.start < zone.end:
                words.setdefault((placed.text, zone.start), []).append(here)
                zones[placed.text, zone.start] = zone
    for (text, start), zone in zones.items():
        inside = words[text, start]
        said = comparison.told[text].text[start : zone.end]
        key = zone.attributes.get("key", "")
        page, found = _on_page(comparison, inside[0], inside[-1])
        place = f"page {page}, {key}" if page else key
        if wrong.intersection(inside):
            yield Verdict(NUMBERS, place, False, f"«{found}»", f"«{said}» there")
        elif known is not None and _plain(said) not in known.get(key, set()):
            given = " or ".join(f"«{one}»" for one in sorted(known.get(key, set())))
            expected = f"{given or 'no number'} by the data inside"
            yield Verdict(NUMBERS, place, False, f"«{found}»", expected)
        else:
            yield Verdict(NUMBERS, place, True, f"«{found}»")


def _on_page(comparison: Comparison, first: int, last: int) -> tuple[int, str]:
    """The page (0 where none), and what stands there from `first` to `last` and around it."""
    where, theirs, blocks = comparison.where, comparison.theirs, comparison.file.blocks
    before = next((i for i in reversed(where[:first]) if i is not None), -1)
    after = next((i for i in where[last + 1 :] if i is not None), len(theirs))
    low = min((i for i in where[first : last + 1] if i is not None), default=before + 1)
    high = max((i for i in where[first : last + 1] if i is not None), default=after - 1)
    if not theirs:
        return 0, ""
    low, high = min(max(low, before + 1), len(theirs) - 1), min(high, low + 4 * AROUND)
    at = theirs[low]
    shown = [
        each for each in theirs[max(0, low - AROUND) : high + AROUND + 1] if each.text == at.text
    ]
    block = blocks[at.text]
    cut = block.text[shown[0].word.start : shown[-1].word.end]
    return block.page(at.word.start), " ".join(cut.replace("\u00ad", "").split())
