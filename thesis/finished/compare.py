"""Every text of the document against a finished file: its words, in their order, and no others."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from thesis.finished.alignment import align
from thesis.finished.blocks import BODY, CONTENTS, File
from thesis.finished.told import CAPTION, HEADING, REFERENCE, TEXT, Told
from thesis.finished.words import Word, words
from thesis.findings import Finding
from thesis.prose import Zone

CITING = {"Cite", "crossref"}
LONGEST = 160  # characters of what is shown
AROUND = 3  # words on either side of what is wrong that are shown with it
SHORT = 3  # words of a text that says too little without its neighbours: a cell
LEAST = 0.5
"""Of the words of the thesis, the part that a file must have to be worth a comparison."""

RULES = {
    HEADING: "finished.heading",
    CAPTION: "finished.caption",
    REFERENCE: "finished.reference",
    TEXT: "finished.text",
}

MEND = (
    "delete the file and build it anew; if it is found again, the template or the filter of this "
    "format prints something else than the document says"
)

SOFT = "\u00ad"


@dataclass(frozen=True)
class Placed:
    """A word, and the number of the text that it is in."""

    word: Word
    text: int


class Comparison:
    """The texts of one stream of a document and of a file, word by word.

    Attributes:
        missing: the numbers of those words of the document that the file does not have.
        extra: the numbers of those words of the document that others stand beside, in the same
            block of the file, which the document does not have.
    """

    def __init__(self, told: Sequence[Told], file: File, stream: str) -> None:
        self.told = [each for each in told if each.stream == stream]
        self.file = file
        self.stream = stream
        self.mine = [
            Placed(word, i) for i, each in enumerate(self.told) for word in words(each.text)
        ]
        self.theirs = [
            Placed(word, i) for i in file.stream(stream) for word in words(file.blocks[i].text)
        ]
        self.where = align(
            [each.word.word for each in self.mine], [each.word.word for each in self.theirs]
        )
        self.back = {there: here for here, there in enumerate(self.where) if there is not None}
        self.missing = {i for i, there in enumerate(self.where) if there is None}
        self.extra = set(self._extra())

    def _extra(self) -> Iterator[int]:
        """The words of the document beside which the file has others in the same block."""
        for _, group in groupby(range(len(self.theirs)), lambda there: self.theirs[there].text):
            block = list(group)
            known = [there for there in block if there in self.back]
            if not known:
                continue  # a text that the document does not have: the title page
            first, last = known[0], known[-1]
            told = self.told[self.mine[self.back[first]].text]
            start = first if told.kind == HEADING else block[0]  # its number may be in front
            end = last if told.stream == CONTENTS else block[-1]  # its page may stand behind
            for there in range(start, end + 1):
                if there not in self.back:
                    near = [other for other in known if other < there]
                    yield self.back[near[-1] if near else first]

    @property
    def share(self) -> float:
        """The part of the document's words that the file has."""
        return len(self.back) / len(self.mine) if self.mine else 1.0

    def of_blocks(self) -> dict[int, tuple[Told, int]]:
        """For each block of the file the text that it is, and the first character of it there."""
        out: dict[int, tuple[Told, int]] = {}
        for there, here in sorted(self.back.items()):
            mine = self.mine[here]
            out.setdefault(self.theirs[there].text, (self.told[mine.text], mine.word.start))
        return out

    def findings(self) -> Iterator[Finding]:
        """One for each number, and for each sentence besides, that the file has otherwise."""
        wrong = sorted(self.missing | self.extra)
        for _, group in groupby(wrong, lambda here: self.mine[here].text):
            yield from self._in_text(list(group))

    def _in_text(self, wrong: list[int]) -> Iterator[Finding]:
        """What is wrong in one text of the document, sentence by sentence."""
        told = self.told[self.mine[wrong[0]].text]
        for (start, end), group in groupby(wrong, lambda here: self._sentence(told, here)):
            words = list(group)
            numbers = {
                zone.start: (zone, here)
                for here in reversed(words)
                if (zone := _zone(told, self.mine[here].word, {"n"}))
            }
            if self._is_gone(wrong[0], start, end):
                keyed = bool(numbers) and told.kind == TEXT
                yield self._finding(told, words, "finished.number" if keyed else RULES[told.kind])
                continue
            for zone, here in numbers.values():
                yield self._number(told, zone, here)
            rest = [here for here in words if not _zone(told, self.mine[here].word, {"n"})]
            if rest:
                cites = any(_zone(told, self.mine[here].word, CITING) for here in rest)
                yield self._finding(
                    told, rest, RULES[REFERENCE if cites and told.kind == TEXT else told.kind]
                )

    def _sentence(self, told: Told, here: int) -> tuple[int, int]:
        """The start and end of the sentence that a word is in."""
        if told.sentence is None:
            return 0, len(told.text)
        return told.sentence(self.mine[here].word.start)

    def _is_gone(self, here: int, start: int, end: int) -> bool:
        """Whether the file has no word of a sentence, and the sentence is more than a number."""
        text = self.mine[here].text
        inside = [
            i
            for i in range(max(0, here - end), min(len(self.mine), here + end))
            if self.mine[i].text == text and start <= self.mine[i].word.start < end
        ]
        return len(inside) > SHORT and self.missing.issuperset(inside)

    def _number(self, told: Told, zone: Zone, here: int) -> Finding:
        said = told.text[zone.start : zone.end]
        return Finding(
            *told.place(zone.start),
            "finished.number",
            self._found(here, here),
            f"«{said}» ({zone.attributes.get('key', '')})",
            MEND,
            evidence=f"in «{self._said(told, here)}»",
        )

    def _finding(self, told: Told, wrong: list[int], rule: str) -> Finding:
        return Finding(
            *told.place(self.mine[wrong[0]].word.start),
            rule,
            self._found(wrong[0], wrong[-1]),
            f"«{self._said(told, wrong[0])}»",
            MEND,
        )

    def _said(self, told: Told, here: int) -> str:
        """The sentence of a word; of a text of few words, those beside it too."""
        start, end = self._sentence(told, here)
        if end - start > SHORT * AROUND * 2:
            return told.text[start:end].strip()
        return _shown(self.mine, lambda i: self.told[i].text, here - AROUND, here + AROUND + 1)

    def _found(self, first: int, last: int) -> str:
        """What stands in the file from one word of the document to another, and where."""
        near = [there for there in self.where[first : last + 1] if there is not None]
        before = (there for there in reversed(self.where[:first]) if there is not None)
        after = (there for there in self.where[last + 1 :] if there is not None)
        low = min([*near, next(before, 0)])
        high = max([*near, next(after, len(self.theirs) - 1)])
        blocks = self.file.blocks
        shown = _shown(self.theirs, lambda i: blocks[i].text, low - AROUND + 1, high + AROUND)
        at = self.theirs[low]
        page = blocks[at.text].page(at.word.start)
        return f"«{shown}»" + (f" on page {page}" if page else "") + f" of {self.file.name}"


def _zone(told: Told, word: Word, classes: Collection[str]) -> Zone | None:
    """The zone of one of the classes, or of pandoc's names, that a word is in."""
    for zone in told.zones:
        if zone.start <= word.start < zone.end and not {zone.kind, *zone.classes}.isdisjoint(classes):
            return zone
    return None


def _shown(
    placed: Sequence[Placed], text: Callable[[int], str], start: int, end: int
) -> str:
    """Some words as they stand in their texts, in one line."""
    start, end = max(0, start), min(len(placed), end)
    parts = []
    for number, group in groupby(placed[start:end], lambda each: each.text):
        inside = [each.word for each in group]
        parts.append(text(number)[inside[0].start : inside[-1].end].replace(SOFT, ""))
    shown = textwrap.shorten(" ".join(parts), LONGEST, placeholder=" …")
    return ("… " if start else "") + shown + (" …" if end < len(placed) else "")


def compare(told: Sequence[Told], file: File) -> list[Comparison]:
    """The document and the file in each stream that the document has."""
    return [
        Comparison(told, file, stream) for stream in dict.fromkeys(each.stream for each in told)
    ]


def differences(comparisons: Sequence[Comparison], file: File) -> Iterator[Finding]:
    """What the file does not say as the document does; one finding where it is another text."""
    body = next((each for each in comparisons if each.stream == BODY), None)
    if body and body.share < LEAST:
        yield Finding(
            file.name,
            0,
            "finished.unreadable",
            f"{len(body.back)} of the {len(body.mine)} words of the thesis, in their order",
            "the text of the thesis",
            MEND,
        )
        return
    for comparison in comparisons:
        yield from comparison.findings()


def title_page(lines: Sequence[str], comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """The lines of the title page that do not stand before the text."""
    for body in (each for each in comparisons if each.stream == BODY):
        end = min(body.back, default=len(body.theirs))
        front = " ".join(each.word.word for each in body.theirs[:end])
        for line in lines:
            if f" {' '.join(word.word for word in words(line))} " not in f" {front} ":
                yield Finding(
                    "data/thesis.yaml",
                    0,
                    "finished.title",
                    f"«{textwrap.shorten(front, LONGEST, placeholder=' …')}» before the text of "
                    f"{body.file.name}",
                    f"«{line}»",
                    MEND,
                )
