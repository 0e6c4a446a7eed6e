"""Readability of a running text: LIX, and how long its sentences are.

LIX (Björnsson, 1968) is words / sentences + 100 × long words / words, where a long word has more
than six letters. Roughly: below 30 a children's book, 40–50 a newspaper, above 60 hard prose.

Measured is the author's running prose: paragraphs and list items. Left out are headings, tables,
captions, notes, pictures, quotations set apart and the divisions that the word count leaves out;
and in a sentence what is in another language (the title of an article) and a citation in brackets.

A word is what the word count takes for one, a number with it, if there is a letter or a digit in
it. A sentence ends where thesis/language/sentences.py says, and with its paragraph or item.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypedDict

from thesis.diagnostics.place import Place
from thesis.document import pandoc, passages
from thesis.document import word_count as words
from thesis.document.pandoc import Element
from thesis.document.passages import Passage
from thesis.language import sentences

LONG = 7  # Letters of the shortest long word

SET_APART = {"Header", "Table", "Figure", "Note", "Image", "BlockQuote", "DefinitionList"}


@dataclass(frozen=True)
class MeasuredSentence:
    """One sentence of running prose."""

    words: int  # how many words it has
    long: int  # how many of them have more than six letters
    passage: Passage  # the text it stands in
    start: int  # the character of that text at which it begins

    @property
    def place(self) -> Place:
        """Where it is: the line that it begins on, also where a call gives its first words."""
        return self.passage.call(self.start)


def read(
    file: str, language: str, leave_out: Collection[str], blocks: list[Element]
) -> list[MeasuredSentence]:
    """The sentences of the running prose in some blocks of a content file.

    Args:
        language: of the thesis, without a region; what is in another one is left out.
        leave_out: classes of the divisions that are left out.
    """
    out = []
    for passage in passages.of_blocks(blocks, file, language):
        if passage.language != language or _apart(passage, leave_out):
            continue
        own = _own(passage)
        for start, end in sentences.spans(passage.text):
            said = [word for word in words.split(own[start:end]) if any(map(str.isalnum, word))]
            if said:
                out.append(MeasuredSentence(len(said), sum(map(_is_long, said)), passage, start))
    return out


def _apart(passage: Passage, leave_out: Collection[str]) -> bool:
    return any(
        block["t"] in SET_APART or set(pandoc.classes(block)) & set(leave_out)
        for block in passage.within
    )


def _own(passage: Passage) -> str:
    """The text, letter for letter, with spaces for what is not the author's running prose."""
    text = list(passage.text)
    for zone in passage.zones:
        bracketed = zone.kind == "Cite" and passage.text.startswith("(", zone.start)
        if bracketed or zone.language(passage.language) != passage.language:
            text[zone.start : zone.end] = " " * (zone.end - zone.start)
    return "".join(text)


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= LONG


class ReadingFigures(TypedDict):
    """How hard a text reads, as a section of the word count has it."""

    lix: int | None
    sentences: int
    sentence_length: words.SentenceLength | None


def figures(read: Sequence[MeasuredSentence]) -> ReadingFigures:
    """LIX and the length of the sentences, in words; None where there is no running prose."""
    count = [sentence.words for sentence in read]
    if not sum(count):
        return {"lix": None, "sentences": 0, "sentence_length": None}
    longest = max(read, key=lambda sentence: sentence.words)
    long = sum(sentence.long for sentence in read)
    return {
        "lix": round(sum(count) / len(count) + 100 * long / sum(count)),
        "sentences": len(count),
        "sentence_length": words.SentenceLength(
            mean=round(sum(count) / len(count), 1),
            median=float(median(count)),
            longest=longest.words,
            longest_at=str(longest.place),
        ),
    }
