"""Comparison of the document and a finished file: all its words, in their order, no others."""

import re
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, cast

from thesis.diagnostics.files import THESIS_FILE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule, declare
from thesis.document.passages import Zone
from thesis.language.alignment import align
from thesis.readback.blocks import ALT, BODY, CONTENTS, NOTES, PICTURE, File
from thesis.readback.expected import CAPTION, HEADING, REFERENCE, TEXT, ExpectedText
from thesis.readback.words import Word, words

FINISHED_NUMBER = declare(
    "finished.number",
    looks_at="documents",
    sees="a number with a key that a finished file does not have in its place in its sentence",
    misses="a number that the document itself has wrong, and how a number looks in print",
    example="«30 799 619» in the web page where the document has «30 799 618»",
)
FINISHED_HEADING = declare(
    "finished.heading",
    looks_at="documents",
    sees="a heading that a finished file, or its list of contents, has otherwise or not at all",
    misses="the number in front of a heading, and the page that the list of contents gives",
    example="«Litteraturleting» in the web page where the document has the heading «Litteratursøk»",
)
FINISHED_CAPTION = declare(
    "finished.caption",
    looks_at="documents",
    sees="a caption that a finished file has otherwise or not at all",
    misses="a caption at the wrong picture",
    example="«Flytskisse over utvelgelsen» where the document has «Flytskjema over utvelgelsen»",
)
FINISHED_REFERENCE = declare(
    "finished.reference",
    looks_at="documents",
    sees="a citation, a cross-reference or an entry of the reference list that a finished file has "
    "otherwise or not at all",
    misses="a link that leads to the wrong place",
    example="«tabell 2» in the web page where the document has «tabell 1»",
)
FINISHED_TEXT = declare(
    "finished.text",
    looks_at="documents",
    sees="a sentence, cell, item or alternative text of which a finished file has other words, "
    "in another order, more or fewer; a paragraph, item, cell or note of three words or more, "
    "or with a number, that the document has not",
    misses="two words without a number, bullets and numbers of list items, hyphens between words",
    example="«Trening har en effekt» where the document has «Trening har en positiv effekt»",
)
FINISHED_TITLE = declare(
    "finished.title",
    looks_at="documents",
    sees="a line of the title page that does not stand before the text, the word count among them, "
    "and a line there that is none of it",
    misses="the order of the lines",
    example="«Antall tegn» on the title page where the document has «Antall ord»",
)
FINISHED_UNREADABLE = declare(
    "finished.unreadable",
    looks_at="documents",
    sees="a finished file that cannot be read, has no tags, or is another text than the thesis",
    misses="a file that one program reads and another does not",
    example="a PDF that was cut off while it was written",
)


ADDRESS = re.compile(r"https?://\S+")
CITING = {"Cite", "crossref"}
LONGEST = 160  # characters of what is shown
AROUND = 3  # words on either side of what is wrong that are shown with it
SHORT = 3  # words of a text that says too little without its neighbours: a cell
LEAST = 0.5  # Of the words of the thesis, the part that a file must have to be worth a comparison

RULES = {
    HEADING: FINISHED_HEADING,
    CAPTION: FINISHED_CAPTION,
    REFERENCE: FINISHED_REFERENCE,
    TEXT: FINISHED_TEXT,
}

MEND = (
    "delete the file and build it anew; if it is found again, the template or the filter of this "
    "format prints something else than the document says"
)

SOFT = "\u00ad"


class PlacedWord(NamedTuple):
    """A word, and the number of the text that it is in."""

    word: Word
    text: int


class Comparison:
    """The texts of one stream of a document and of a file, word by word.

    Attributes:
        front: the words of the file before its text: the title page.
        missing: the numbers of those words of the document that the file does not have.
        extra: the numbers of those words of the document that others stand beside, in the same
            block of the file, which the document does not have.
    """

    def __init__(self, expected: Sequence[ExpectedText], file: File, stream: str) -> None:
        self.expected = [each for each in expected if each.stream == stream]
        self.file = file
        self.stream = stream
        self.mine = [
            PlacedWord(word, i) for i, each in enumerate(self.expected) for word in words(each.text)
        ]
        every = [
            PlacedWord(word, i) for i in file.stream(stream) for word in words(file.blocks[i].text)
        ]
        start = self._start(every) if stream == BODY else 0
        self.front, self.theirs = every[:start], every[start:]
        self.where = align(
            [each.word.word for each in self.mine], [each.word.word for each in self.theirs]
        )
        self._draw_together()
        self.back = {there: here for here, there in enumerate(self.where) if there is not None}
        self._join_addresses()
        self.missing = {i for i, there in enumerate(self.where) if there is None}
        self.extra = set(self._extra())

    def _draw_together(self) -> None:
        """Pair a word with the one in the block of the word beside it, where two would do.

        The format has texts of its own, such as «The figure in words» above «The first stage …»,
        and the number of a heading, with which the caption above it may end.
        """
        last = len(self.where) - 1
        for here in range(last - 1, -1, -1):
            self._draw(here, 1)
        for here in range(1, last + 1):
            self._draw(here, -1)

    def _draw(self, here: int, way: int) -> None:
        """Pair a word with the one beside what the next word (or the last) of its text is."""
        there, beside = self.where[here], self.where[here + way]
        if there is None or beside is None or (beside - there) * way <= 1:
            return
        block, nearer = self.theirs[beside].text, self.theirs[beside - way]
        same = nearer.text == block and nearer.word.word == self.mine[here].word.word
        of_one = self.mine[here].text == self.mine[here + way].text
        if of_one and same and self.theirs[there].text != block:
            self.where[here] = beside - way

    def _join_addresses(self) -> None:
        """Pair the parts of an address that lines break in the middle of a word, without a sign."""
        inside = [
            self.where[here] is None and _is_address(self.expected[each.text].text, each.word.start)
            for here, each in enumerate(self.mine)
        ]
        for broken, group in groupby(range(len(inside)), inside.__getitem__):
            run = list(group)
            if not broken or run[0] == 0 or self.where[run[0] - 1] is None:
                continue
            first = end = cast(int, self.where[run[0] - 1]) + 1
            while end < len(self.theirs) and end not in self.back:
                end += 1
            said = "".join(self.mine[here].word.word for here in run)
            if said == "".join(each.word.word for each in self.theirs[first:end]):
                self.where[run[0] : run[-1] + 1] = [first] * len(run)
                self.back |= dict.fromkeys(range(first, end), run[0])

    def _start(self, theirs: Sequence[PlacedWord]) -> int:
        """Where in a file the text begins: its first block that is the first one of the document.

        What stands before it, as the title page, is no text that words could be found in.
        """
        first = [each.word.word for each in self.mine if each.text == 0]
        at = 0
        for _, group in groupby(theirs, lambda each: each.text):
            block = [each.word.word for each in group]
            if first and block[-len(first) :] == first:
                return at
            at += len(block)
        return 0

    def _extra(self) -> Iterator[int]:
        """The words of the document beside which the file has others in the same block."""
        for _, group in groupby(range(len(self.theirs)), lambda there: self.theirs[there].text):
            block = list(group)
            known = [there for there in block if there in self.back]
            if not known:
                continue  # a whole text that the document does not have
            heading = self.expected[self.mine[self.back[known[0]]].text].kind == HEADING
            for there in block:
                if there in self.back or (heading and self._is_number(there, block, known)):
                    continue
                before = max((other for other in known if other < there), default=None)
                after = min((other for other in known if other > there), default=None)
                if not self._replaces(before, after):
                    yield self.back[known[0] if before is None else before]

    def unknown(self) -> Iterator[int]:
        """The words of the file's text that the document does not have.

        The numbers of headings, and of their pages in the contents, are the format's own.
        """
        for _, group in groupby(range(len(self.theirs)), lambda there: self.theirs[there].text):
            block = list(group)
            known = [there for there in block if there in self.back]
            heading = (
                bool(known) and self.expected[self.mine[self.back[known[0]]].text].kind == HEADING
            )
            for there in block:
                if there not in self.back and not (
                    heading and self._is_number(there, block, known)
                ):
                    yield there

    def alone(self) -> Iterator[tuple[int, Place]]:
        """The blocks of the file of which the document has no word, and what they stand behind.

        What stands in the place of a text that the file has not is told as that text.
        """
        known = sorted(self.back)
        for number, group in groupby(range(len(self.theirs)), lambda at: self.theirs[at].text):
            block = list(group)
            if not self.back.keys().isdisjoint(block):
                continue
            at = bisect_left(known, block[0])
            before, after = known[at - 1] if at else None, known[at] if at < len(known) else None
            if before is None:
                yield number, Place(self.file.name, 0)
            elif not self._replaces(before, after):
                mine = self.mine[self.back[before]]
                yield number, self.expected[mine.text].place(mine.word.start)

    def _is_number(self, there: int, block: list[int], known: list[int]) -> bool:
        """Whether a word is of the number in front of a heading, or of its page in the contents."""
        if there < known[0]:
            return not any(c.isalpha() for c in self.theirs[there].word.word)
        return self.stream == CONTENTS and there == block[-1] == known[-1] + 1

    def _replaces(self, before: int | None, after: int | None) -> bool:
        """Whether words of the document are missing between two words, or at an end of a text."""
        low = self.back[before] if before is not None else self.back[cast(int, after)]
        high = self.back[after] if after is not None else self.back[cast(int, before)]
        if before is None or after is None:
            beside = low - 1 if before is None else high + 1
            inside = 0 <= beside < len(self.mine) and self.mine[beside].text == self.mine[low].text
            return inside and self.where[beside] is None
        return high - low > 1

    @property
    def share(self) -> float:
        """The part of the document's words that the file has."""
        return 1 - len(self.missing) / len(self.mine) if self.mine else 1.0

    def expected_at(self, block: int, at: int = 0) -> tuple[ExpectedText, int] | None:
        """What a character of a block of the file is: a text of the document, and where in it.

        None for a block of which the document has no word.
        """
        known = [
            (abs(each.word.start - at), there)
            for there, each in enumerate(self.theirs)
            if each.text == block and there in self.back
        ]
        if not known:
            return None
        mine = self.mine[self.back[min(known)[1]]]
        return self.expected[mine.text], mine.word.start

    def findings(self) -> Iterator[Finding]:
        """One for each number, and for each sentence besides, that the file has otherwise."""
        wrong = sorted(self.missing | self.extra)
        for _, group in groupby(wrong, lambda here: self.mine[here].text):
            yield from self._in_text(list(group))

    def _in_text(self, wrong: list[int]) -> Iterator[Finding]:
        """What is wrong in one text of the document, sentence by sentence."""
        expected = self.expected[self.mine[wrong[0]].text]
        for (start, end), group in groupby(wrong, lambda here: self._sentence(expected, here)):
            words = list(group)
            numbers = {
                zone.start: (zone, here)
                for here in reversed(words)
                if (zone := _zone(expected, self.mine[here].word, {"n"}))
            }
            if self._is_gone(wrong[0], start, end):
                keyed = bool(numbers) and expected.kind == TEXT
                yield self._finding(
                    expected, words, FINISHED_NUMBER if keyed else RULES[expected.kind]
                )
                continue
            for zone, here in numbers.values():
                yield self._number(expected, zone, here)
            rest = [here for here in words if not _zone(expected, self.mine[here].word, {"n"})]
            if rest:
                cites = any(_zone(expected, self.mine[here].word, CITING) for here in rest)
                yield self._finding(
                    expected,
                    rest,
                    RULES[REFERENCE if cites and expected.kind == TEXT else expected.kind],
                )

    def _sentence(self, expected: ExpectedText, here: int) -> tuple[int, int]:
        """The start and end of the sentence that a word is in."""
        if expected.sentence is None:
            return 0, len(expected.text)
        return expected.sentence(self.mine[here].word.start)

    def _is_gone(self, here: int, start: int, end: int) -> bool:
        """Whether the file has no word of a sentence, and the sentence is more than a number."""
        text = self.mine[here].text
        inside = [
            i
            for i in range(max(0, here - end), min(len(self.mine), here + end))
            if self.mine[i].text == text and start <= self.mine[i].word.start < end
        ]
        return len(inside) > SHORT and self.missing.issuperset(inside)

    def _number(self, expected: ExpectedText, zone: Zone, here: int) -> Finding:
        said = expected.text[zone.start : zone.end]
        return FINISHED_NUMBER.at(
            expected.place(zone.start),
            found=self._found(here, here),
            expected=f"«{said}» ({zone.attributes.get('key', '')})",
            fix=MEND,
            evidence=f"in «{self._said(expected, here)}»",
        )

    def _finding(self, expected: ExpectedText, wrong: list[int], rule: Rule) -> Finding:
        return rule.at(
            expected.place(self.mine[wrong[0]].word.start),
            found=self._found(wrong[0], wrong[-1]),
            expected=f"«{self._said(expected, wrong[0])}»",
            fix=MEND,
        )

    def _said(self, expected: ExpectedText, here: int) -> str:
        """The sentence of a word; of a text of few words, those beside it too."""
        start, end = self._sentence(expected, here)
        if end - start > SHORT * AROUND * 2:
            return expected.text[start:end].strip()
        return _shown(self.mine, lambda i: self.expected[i].text, here - AROUND, here + AROUND + 1)

    def _found(self, first: int, last: int) -> str:
        """What stands in the file from one word of the document to another, and where."""
        if not self.theirs:
            return f"nothing of the kind ({self.stream}) in {self.file.name}"
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


def _is_address(text: str, at: int) -> bool:
    """Whether a character of a text is part of an address of the web."""
    return any(found.start() <= at < found.end() for found in ADDRESS.finditer(text))


def _zone(expected: ExpectedText, word: Word, classes: Collection[str]) -> Zone | None:
    """The zone of one of the classes, or of pandoc's names, that a word is in."""
    for zone in expected.zones:
        if zone.start <= word.start < zone.end and not {zone.kind, *zone.classes}.isdisjoint(
            classes
        ):
            return zone
    return None


def _shown(placed: Sequence[PlacedWord], text: Callable[[int], str], start: int, end: int) -> str:
    """Some words as they stand in their texts, in one line."""
    start, end = max(0, start), min(len(placed), end)
    parts = []
    for number, group in groupby(placed[start:end], lambda each: each.text):
        inside = [each.word for each in group]
        parts.append(text(number)[inside[0].start : inside[-1].end].replace(SOFT, ""))
    shown = textwrap.shorten(" ".join(parts), LONGEST, placeholder=" …")
    return ("… " if start else "") + shown + (" …" if end < len(placed) else "")


def compare(expected: Sequence[ExpectedText], file: File) -> list[Comparison]:
    """The document and the file in each stream that the document has, and in the notes."""
    streams = dict.fromkeys([*(each.stream for each in expected), NOTES])
    return [Comparison(expected, file, stream) for stream in streams]


def differences(comparisons: Sequence[Comparison], file: File) -> Iterator[Finding]:
    """What the file does not say as the document does; one finding where it is another text."""
    body = next((each for each in comparisons if each.stream == BODY), None)
    if body and body.share < LEAST:
        yield FINISHED_UNREADABLE.at(
            Place(file.name, 0),
            found=f"{len(body.mine) - len(body.missing)} of the {len(body.mine)} words of the "
            "thesis",
            expected="the text of the thesis, all words in their order",
            fix=MEND,
        )
        return
    for comparison in comparisons:
        yield from comparison.findings()


def alone(
    comparisons: Sequence[Comparison],
    file: File,
    labels: Collection[str],
    written: Collection[str] = (),
) -> Iterator[Finding]:
    """Whole texts of a file that the document has not.

    Args:
        labels: texts that a format sets of its own, such as the heading of its contents, and those
            of the document that are not compared.
        written: what people wrote, labels too: where it is known, the list of contents and what
            stands for a picture must be of it.
    """
    own = [" ".join(label.split()) for label in labels]
    of_labels = [*own, *(" ".join(text.split()) for text in written)]
    streams = {
        BODY: own,
        NOTES: own,
        **({PICTURE: own} if file.name.endswith(".html") else {}),  # drawn in a PDF, read in none
        **({CONTENTS: of_labels, ALT: of_labels} if written else {}),
    }
    foot = max(file.stream(BODY), default=0)  # of a web page: its edition
    for comparison in comparisons:
        known = streams.get(comparison.stream)
        for number, place in comparison.alone() if known is not None else ():
            block = file.blocks[number]
            said = " ".join(block.text.split())
            if len(list(words(said))) >= SHORT:
                passes = any(said in one for one in known or ())
            else:  # such as the heading of a list of tables
                a_count = comparison.stream in (BODY, NOTES) and any(map(str.isdigit, said))
                passes = not a_count or number == foot or said in (known or ())
            if passes:
                continue
            shown, page = textwrap.shorten(said, LONGEST, placeholder=" …"), block.page()
            yield FINISHED_TEXT.at(
                place,
                found=f"«{shown}» on page {page} of {file.name}"
                if page
                else f"«{shown}» of {file.name}",
                expected="the texts of the document, and no others: behind this, it has none such",
                fix=MEND,
            )


def expected_at(
    comparisons: Sequence[Comparison], block: int | None, at: int = 0
) -> tuple[ExpectedText, int] | None:
    """What a character of a block of a file is, in whichever stream; None where it is nothing."""
    if block is None:
        return None
    found = (comparison.expected_at(block, at) for comparison in comparisons)
    return next(filter(None, found), None)


def place(comparisons: Sequence[Comparison], file: File, block: int | None, at: int = 0) -> Place:
    """The place in the sources of a character of a file; the file itself where there is none."""
    found = expected_at(comparisons, block, at)
    return found[0].place(found[1]) if found else Place(file.name, 0)


def place_of(comparisons: Sequence[Comparison], file: File, text: str) -> Place:
    """The place in the sources of the first text of a file that has some words."""
    said = " ".join(text.split())
    for number, block in enumerate(file.blocks):
        at = " ".join(block.text.split()).find(said)
        if said and at >= 0:
            return place(comparisons, file, number, at)
    return Place(file.name, 0)


def title_page(
    lines: Sequence[str], comparisons: Sequence[Comparison], labels: Collection[str] = ()
) -> Iterator[Finding]:
    """The lines of the title page that do not stand before the text, and others that do.

    Args:
        labels: texts that a format sets there of its own.
    """
    (body,) = (each for each in comparisons if each.stream == BODY)
    said = f" {' '.join(each.word.word for each in body.front)} "
    shown = _shown(body.front, lambda i: body.file.blocks[i].text, 0, len(body.front))
    for line in lines:
        if f" {' '.join(word.word for word in words(line))} " not in said:
            yield FINISHED_TITLE.at(
                Place(THESIS_FILE),
                found=f"«{shown}» before the text of {body.file.name}",
                expected=f"«{line}»",
                fix=MEND,
            )
    known = {word.word for text in (*lines, *labels) for word in words(text)}
    for number, group in groupby(body.front, lambda each: each.text):
        if any(each.word.word not in known for each in group):
            shown = " ".join(body.file.blocks[number].text.split())
            yield FINISHED_TITLE.at(
                Place(THESIS_FILE),
                found=f"«{shown}» before the text of {body.file.name}",
                expected="the lines of the title page, and no others",
                fix=MEND,
            )
