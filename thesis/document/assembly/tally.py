"""The tally of a thesis by its counting rule: its length, how hard it reads, both by chapter."""

from collections.abc import Callable, Iterator
from functools import partial

from thesis.document import pandoc, passages, readability, word_count
from thesis.document.assembly import summaries
from thesis.document.pandoc import Element, Tree
from thesis.document.readability import MeasuredSentence, ReadingFigures
from thesis.document.word_count import PARTS, CountedChapter, CountedSection, CountingRule, Tally

Reader = Callable[[list[Element]], list[MeasuredSentence]]
"""Gives the sentences of some blocks of one file."""


def tally(tree: Tree, rule: CountingRule) -> Tally:
    """The word count: total, bounds, what is left, how it reads, and each chapter with its file.

    Words above the first chapter heading of a file stand under the heading "". Before the main part
    and behind it stands what the rule counts there; how hard it reads is told of the main part.
    """
    chapters: list[CountedChapter] = []
    sentences: list[MeasuredSentence] = []
    total = 0
    for file, part, blocks in pandoc.files(tree):
        language = passages.language(tree)
        if part != "main":
            for chapter in _beside(part, blocks, language, rule):
                counted = word_count.count(chapter, rule)
                total += counted
                words = rule.in_units(counted)
                chapters.append(CountedChapter(file=file, heading=_heading(chapter), words=words))
            continue
        reader = partial(readability.read, file, language, rule.leave_out)
        measured = partial(measure, reader, rule)
        total += word_count.count(blocks, rule)
        if word_count.count(before := word_count.above(blocks, level=1), rule):
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
    length, bounds = rule.in_units(total), rule.within(rule.tolerance)
    return Tally(
        words=length,
        unit=rule.unit,
        minimum=bounds.minimum,
        limit=bounds.limit,
        left=None if bounds.limit is None else bounds.limit - length,
        page=rule.page if rule.unit == "pages" else None,
        counted=[part for part in PARTS if rule.counts(part)],
        left_out=[part for part in PARTS if not rule.counts(part)],
        without=rule.leave_out,
        **readability.figures(sentences),
        chapters=chapters,
    )


def _beside(
    part: str, blocks: list[Element], language: str, rule: CountingRule
) -> Iterator[list[Element]]:
    """What counts of a file before the main part or behind it, by chapter."""
    if part == "front":
        found = [one.blocks[one.start : one.end] for one in summaries.of_blocks(blocks, language)]
        if rule.counts("abstracts"):
            yield from found
        if rule.counts("preface"):
            taken = {id(block) for summary in found for block in summary}
            yield from filter(None, [list(_without(blocks, taken))])
        return
    chapters = [word_count.above(blocks, 1), *word_count.sections(blocks, 1)]
    for chapter in filter(None, chapters):
        is_list = any(pandoc.identifier(each) == "refs" for each in pandoc.walk(chapter))
        if rule.counts("reference_list" if is_list else "appendices"):
            yield chapter


def _without(blocks: list[Element], taken: set[int]) -> Iterator[Element]:
    """The blocks that are not taken; of a division around one that is, those inside it."""
    for block in blocks:
        if block["t"] == "Div" and any(id(each) in taken for each in pandoc.walk(block)):
            yield from _without(block["c"][1], taken)
        elif id(block) not in taken:
            yield block


def _heading(chapter: list[Element]) -> str:
    return pandoc.text(chapter[0]) if chapter[0]["t"] == "Header" else ""


class Measured(ReadingFigures):
    """How long some blocks are, in units, and how hard they read."""

    words: int | float


def measure(reader: Reader, rule: CountingRule, blocks: list[Element]) -> Measured:
    """The length of some blocks, and how hard their prose is."""
    counted = word_count.count(blocks, rule)
    return {"words": rule.in_units(counted), **readability.figures(reader(blocks))}
