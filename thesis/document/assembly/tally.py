"""The tally of the main part: its words, how hard it reads, and both by chapter and section."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from thesis.document import pandoc, passages, readability, word_count
from thesis.document.pandoc import Element, Tree
from thesis.document.readability import MeasuredSentence, ReadingFigures
from thesis.document.word_count import CountedChapter, CountedSection, Tally

Reader = Callable[[list[Element]], list[MeasuredSentence]]
"""Gives the sentences of some blocks of one file."""


def tally(tree: Tree, leave_out: Collection[str], limit: int) -> Tally:
    """The word count: total, limit, what is left, how it reads, and each chapter with its file.

    Words above the first chapter heading of a file stand under the heading "".
    """
    chapters: list[CountedChapter] = []
    sentences: list[MeasuredSentence] = []
    for file, part, blocks in pandoc.files(tree):
        if part != "main":
            continue
        reader = partial(readability.read, file, passages.language(tree), leave_out)
        measured = partial(measure, reader, leave_out)
        before = word_count.above(blocks, level=1)
        if word_count.count(before, leave_out):
            chapters.append(CountedChapter(file=file, heading="", **measured(before)))
        for chapter in word_count.sections(blocks, 1):
            sections = [
                CountedSection(heading=pandoc.text(section[0]), **measured(section))
                for section in word_count.sections(chapter, 2)
            ]
            heading = pandoc.text(chapter[0])
            chapters.append(
                CountedChapter(file=file, heading=heading, **measured(chapter), sections=sections)
            )
        sentences += reader(blocks)
    total = sum(chapter.words for chapter in chapters)
    return Tally(
        words=total,
        limit=limit,
        left=limit - total,
        **readability.figures(sentences),
        chapters=chapters,
    )


class Measured(ReadingFigures):
    """How many words some blocks have, and how hard they read."""

    words: int


def measure(reader: Reader, leave_out: Collection[str], blocks: list[Element]) -> Measured:
    """The words of some blocks, and how hard their prose is."""
    counted = word_count.count(blocks, leave_out)
    return {"words": counted, **readability.figures(reader(blocks))}
