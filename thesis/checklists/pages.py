"""Pages of the finished PDF on which each heading, table and figure stands, for the checklists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from thesis.checklists.identifiers import TITLE_PAGE
from thesis.readback.blocks import BODY, File
from thesis.readback.compare import Comparison
from thesis.readback.expected import ExpectedText


@dataclass(frozen=True)
class Standing:
    """Where something stands in the finished PDF."""

    words: str  # the heading or caption as it is printed, with its number
    page: int  # the page, counted from 1
    label: str  # the page's number as it is printed: ``iii``, ``12``; "" where none is


def standing(
    texts: Sequence[ExpectedText], file: File, labels: Sequence[str]
) -> dict[str, Standing]:
    """Where each of them stands; those that the file does not have as they are, are left out.

    Args:
        texts: what the document says.
        file: the finished PDF.
        labels: what is printed as the number of each page.
    """
    comparison = Comparison(texts, file, BODY)

    def at(block: int, character: int) -> Standing:
        page = file.blocks[block].page(character)
        words = " ".join(file.blocks[block].text.replace("\u00ad", "").split(" ")).strip()
        return Standing(words, page, labels[page - 1])

    found = {}
    if comparison.front:
        first = comparison.front[0]
        found[TITLE_PAGE] = at(first.text, first.word.start)
    for text, words in _by_text(comparison):
        if not (identifier := comparison.expected[text].identifier):
            continue
        there = [comparison.where[word] for word in words]
        known = [comparison.theirs[word] for word in there if word is not None]
        if len(known) == len(words) and len({each.text for each in known}) == 1:
            found.setdefault(identifier, at(known[0].text, known[0].word.start))
    return found


def labels_of(pdf: str | Path) -> list[str]:
    """What is printed as the number of each page of a PDF; "" on a page that prints none."""
    from pypdf import PdfReader  # here: the rules that import this module read no PDF

    return list(PdfReader(pdf).page_labels)


def _by_text(comparison: Comparison) -> Iterator[tuple[int, list[int]]]:
    """Each text of the document with the numbers of its words."""
    numbers = range(len(comparison.mine))
    for text, words in groupby(numbers, lambda word: comparison.mine[word].text):
        yield text, list(words)
