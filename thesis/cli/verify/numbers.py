"""Numbers on the pages, each against what the data inside the PDF give."""

from collections.abc import Iterator, Sequence
from typing import Any

from thesis.cli.verify.pages import Page
from thesis.cli.verify.verdict import NUMBERS, Verdict, of
from thesis.document import pandoc
from thesis.document.passages import Zone
from thesis.readback.blocks import BODY, PICTURE, File
from thesis.readback.compare import Comparison
from thesis.readback.words import words

AROUND = 4  # Words on either side of a number that are shown with it
DOCUMENT = "build/thesis.json"
BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError)
"""What code meets that walks through a document which is none."""


def check(
    page: Page, comparisons: Sequence[Comparison], file: File, other_code: bool = False
) -> Iterator[Verdict]:
    """Each number of the document, where it stands in the PDF, and each that it does not have.

    Args:
        page: what the pages should say by the data.
        comparisons: of its texts with the PDF.
        file: the PDF as it was read.
        other_code: whether another code built the PDF, which may not have printed all of them.
    """
    for comparison in comparisons:
        yield from _numbers(comparison, other_code)
        yield from _unknown(comparison, other_code)
        if comparison.stream == BODY:
            yield from _title(comparison, page.title)
    yield from _untagged(file)


def document(tree: Any, recomputed: pandoc.Tree) -> Iterator[Verdict]:
    """The numbers of the document inside, by their keys, against the one that the data give."""
    try:
        inside, known = _printed(tree), _printed(recomputed)
    except BROKEN:
        inside, known = {}, {"": set()}
    if known and not inside:
        yield Verdict(NUMBERS, DOCUMENT, False, "no document of a thesis", "pandoc's syntax tree")
        return
    for key, said in inside.items():
        if key in known and not said <= known[key]:
            found, given = (_listed(each) for each in (said - known[key], known[key]))
            yield Verdict(NUMBERS, f"{DOCUMENT}, {key}", False, found, f"{given} by the data")


def _printed(tree: pandoc.Tree) -> dict[str, set[str]]:
    """What a document prints for each key."""
    out: dict[str, set[str]] = {}
    for span in pandoc.numbers(tree):
        text = " ".join(pandoc.text(span).split()).lower()
        out.setdefault(pandoc.attributes(span)["key"], set()).add(text)
    return out


def _listed(texts: set[str]) -> str:
    return " or ".join(f"«{text}»" for text in sorted(texts))


# ---- the numbers of the document -----------------------------------------------------------------


def _numbers(comparison: Comparison, other_code: bool) -> Iterator[Verdict]:
    wrong = comparison.missing | comparison.extra
    for zone, run in _zones(comparison):
        said = comparison.expected[comparison.mine[run[0]].text].text[zone.start : zone.end]
        key = zone.attributes.get("key", "")
        page, found = _on_page(comparison, run[0], run[-1])
        place = f"page {page}, {key}" if page else key
        if not wrong.intersection(run):
            yield Verdict(NUMBERS, place, True, f"«{found}»")
        elif other_code and _is_gone(comparison, run):
            expected = f"«{said}», by the code here; other code built the PDF"
            yield Verdict(NUMBERS, place, None, "no text of it on the pages", expected)
        else:
            yield Verdict(NUMBERS, place, False, f"«{found}»", f"«{said}» there")


def _zones(comparison: Comparison) -> list[tuple[Zone, list[int]]]:
    """The numbers of the document, each with its words."""
    found: dict[tuple[int, int], tuple[Zone, list[int]]] = {}
    for here, placed in enumerate(comparison.mine):
        for zone in comparison.expected[placed.text].zones:
            if "n" in zone.classes and zone.start <= placed.word.start < zone.end:
                found.setdefault((placed.text, zone.start), (zone, []))[1].append(here)
    return list(found.values())


def _is_gone(comparison: Comparison, run: Sequence[int]) -> bool:
    """Whether a number is not on the pages, nor the words on either side of it."""
    beside = {run[0] - 1, run[-1] + 1} & {*range(len(comparison.mine))}
    return comparison.missing.issuperset({*run, *beside})


def _on_page(comparison: Comparison, first: int, last: int) -> tuple[int, str]:
    """The page (0 where none), and what stands there from `first` to `last` and around it."""
    where, theirs = comparison.where, comparison.theirs
    before, after = _beside(comparison, first, last)
    low = min((i for i in where[first : last + 1] if i is not None), default=before + 1)
    high = max((i for i in where[first : last + 1] if i is not None), default=after - 1)
    if not theirs:
        return 0, ""
    low, high = min(max(low, before + 1), len(theirs) - 1), min(high, low + 4 * AROUND)
    return _shown(comparison, low, high)


def _beside(comparison: Comparison, first: int, last: int) -> tuple[int, int]:
    """The words of the file that are the nearest ones of the document before and after some."""
    where = comparison.where
    before = next((i for i in reversed(where[:first]) if i is not None), -1)
    after = next((i for i in where[last + 1 :] if i is not None), len(comparison.theirs))
    return before, after


def _shown(comparison: Comparison, low: int, high: int) -> tuple[int, str]:
    """The page of a word of the file, and what stands there up to another one and around them."""
    theirs = comparison.theirs
    at = theirs[low]
    shown = [
        each for each in theirs[max(0, low - AROUND) : high + AROUND + 1] if each.text == at.text
    ]
    block = comparison.file.blocks[at.text]
    cut = block.text[shown[0].word.start : shown[-1].word.end]
    return block.page(at.word.start), " ".join(cut.replace("\u00ad", "").split())


# ---- numbers that the document does not have -----------------------------------------------------

NONE = "no such number: the data inside do not give it"


def _is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _unknown(comparison: Comparison, other_code: bool) -> Iterator[Verdict]:
    """Digits on the pages where the document has none."""
    seen = {
        placed.text for there, placed in enumerate(comparison.theirs) if there in comparison.back
    }
    instead = {  # told of already
        there
        for _, run in _zones(comparison)
        if comparison.missing.intersection(run) and not (other_code and _is_gone(comparison, run))
        for there in range(*_beside(comparison, run[0], run[-1]))
    }
    for there in comparison.unknown():
        placed = comparison.theirs[there]
        # A picture that an author drew has numbers of its own; only the bytes can tell of them.
        drawn = comparison.stream == PICTURE and placed.text not in seen
        if _is_number(placed.word.word) and not drawn and there not in instead:
            page, found = _shown(comparison, there, there)
            yield Verdict(NUMBERS, of(page), False, f"«{found}»", NONE)


def _title(comparison: Comparison, lines: Sequence[str]) -> Iterator[Verdict]:
    """The digits on the title page against its lines, with how many words the thesis has."""
    known = {word.word for line in lines for word in words(line)}
    for placed in comparison.front:
        if _is_number(placed.word.word) and placed.word.word not in known:
            block = comparison.file.blocks[placed.text]
            found = " ".join(block.text.split())
            given = ", ".join(f"«{line}»" for line in lines if any(map(str.isdigit, line)))
            yield Verdict(NUMBERS, of(block.page(0)), False, f"«{found}»", given or NONE)


def _untagged(file: File) -> Iterator[Verdict]:
    """Digits beside the text: the number of a page, or the head of a table that comes again."""
    told = {word.word for block in file.blocks for word in words(block.text)}
    for piece in file.pieces:
        if piece.block is not None:
            continue
        said = [word.word for word in words(piece.text) if _is_number(word.word)]
        numbers = {str(number) for number in range(1, len(file.sizes) + 1)}
        if not (piece.text in numbers or told.issuperset(said)):
            yield Verdict(NUMBERS, of(piece.page), False, f"«{piece.text}»", NONE)
