"""Additions to a finished file, and what it hides: what its words, read one by one, do not tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import THESIS_FILE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.input import look
from thesis.readback.blocks import BODY, File
from thesis.readback.compare import MEND, Comparison, place, place_of
from thesis.readback.expected import HEADING
from thesis.readback.fields import bookmark
from thesis.readback.words import words

FINISHED_HIDDEN = declare(
    "finished.hidden",
    looks_at="documents",
    sees="a text of a finished file that nobody sees: in the colour of the page, too small, marked "
    "as hidden, folded away, or below something that was painted over it",
    misses="a text that is hard to read; in the web page and the DOCX, something laid over a text",
    example="a sentence is hidden in the web page",
)
FINISHED_ADDED = declare(
    "finished.added",
    looks_at="documents",
    sees="what a finished file has beside the text: a script, an action, a note or a field on a "
    "page, words outside of the text, words struck out, a comment, another style sheet, a part of "
    "another program, a bookmark that is no heading, another number of a page, an element that "
    "shows another text to some, or in another order, a label, a tip or a property that says what "
    "the text does not",
    misses="what is in a picture; a text too many beside a number",
    example="a script is added to the web page",
)
FINISHED_NAME = declare(
    "finished.name",
    looks_at="documents",
    sees="a title in the properties of a finished file that is not that of the thesis",
    misses="dates; what the text says, in another property",
    example="«Trening hjelper» as the title of the web page",
)
FINISHED_LINK = declare(
    "finished.link",
    looks_at="documents",
    sees="a link that leads elsewhere than that of the document, or that the document has not",
    misses="in the PDF, a link within the thesis; a place that has been moved to another text",
    example="a link of the web page leads elsewhere",
)
FINISHED_LEVEL = declare(
    "finished.level",
    looks_at="documents",
    sees="a heading on another level than in the document, or a text that was made one",
    misses="how a heading looks",
    example="a heading of the web page is on another level",
)
FINISHED_ORDER = declare(
    "finished.order",
    looks_at="documents",
    sees="a page of the PDF that stands before one whose text comes first",
    misses="two pages of tables alone",
    example="two pages of the PDF have changed places",
)

ROMAN = re.compile(r"[ivxlcdm]+")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
OWN = ("#k-", "#row-")
"""Places of the web page that the document has not: sources of numbers, rows of tables."""
MOST = 80  # characters of a text that are shown


@dataclass(frozen=True)
class Allowed:
    """What a finished file may have beside its text."""

    title: str  # of the thesis
    # where the links of the document lead to, by their words
    links: Mapping[tuple[str, ...], set[str]]
    programs: frozenset[str]  # the scripts and style sheets of the templates
    struck: frozenset[tuple[str, ...]] = frozenset()  # words that the document strikes out
    # printed pages by the ids of headings, figures and tables; empty where none is known
    pages: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()  # the words of its properties

    @classmethod
    def of(
        cls,
        tree: Mapping[str, Any],
        programs: Iterable[str | Path],
        root: Path = Path(),
        pages: Mapping[str, str] | None = None,
    ) -> Allowed:
        """That of a document.

        Args:
            tree: the document.
            programs: the files of the script and of the style sheet.
            root: the folder of the thesis, which may have a style sheet of its own.
            pages: of the PDF.
        """
        links: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for element in pandoc.walk(tree["blocks"]):
            if element["t"] == "Link":
                links[_words(pandoc.text(element["c"][1]))].add(_target(element["c"][2][0]))
        title = pandoc.text([tree["meta"]["title"]]) if "title" in tree["meta"] else ""
        texts = frozenset(look.text(path, root).strip() for path in programs)
        elements = pandoc.walk(tree["blocks"])
        struck = frozenset(_words(pandoc.text(one)) for one in elements if one["t"] == "Strikeout")
        told = _words(" ".join(pandoc.text([each]) for each in tree["meta"].values()))
        return cls(title, links, texts, struck, pages or {}, told)


def findings(file: File, comparisons: Sequence[Comparison], known: Allowed) -> Iterator[Finding]:
    """All that a file has beside its text, and all of its text that it does not show."""
    yield from _hidden(file, comparisons)
    yield from _added(file, known)
    yield from _named(file, known)
    yield from _linked(file, comparisons, known)
    yield from _levels(file, comparisons)
    yield from _order(file, comparisons)


def _hidden(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    for number, block in enumerate(file.blocks):
        if block.hidden:
            yield FINISHED_HIDDEN.at(
                place(comparisons, file, number),
                found=_in(f"{_shown(block.text)}, which is {block.hidden}", file, block.page()),
                expected="a text that its reader sees",
                fix=MEND,
            )


def _added(file: File, known: Allowed) -> Iterator[Finding]:
    programs = (
        f"a script or a style sheet that no template has, {_shown(each)}"
        for each in file.programs
        if each.strip() not in known.programs
    )
    others = (*_beside(file), *_struck(file, known), *_margin(file), *_aside(file, known))
    for said in (*file.additions, *programs, *others):
        yield FINISHED_ADDED.at(
            Place(file.name, 0),
            found=_in(said, file, 0),
            expected="the thesis, and nothing else",
            fix=MEND,
        )


def _beside(file: File) -> Iterator[str]:
    """Words on the pages that are in no text: all but the number of the page, and heads of tables
    that come again.
    """
    told = f" {' '.join(word.word for block in file.blocks for word in words(block.text))} "
    numbers = {str(number) for number in range(1, len(file.sizes) + 1)}
    for piece in file.pieces:
        said = _words(piece.text)
        number = piece.text in numbers or ROMAN.fullmatch(piece.text)
        if piece.block is not None or number or not any(word.isalnum() for word in said):
            continue
        if f" {' '.join(said)} " not in told:
            yield f"{_shown(piece.text)} beside the text on page {piece.page}"


def _aside(file: File, known: Allowed) -> Iterator[str]:
    """What a label, a tip or a property says, and neither the text nor the thesis' properties."""
    every = [word.word for block in file.blocks for word in words(block.text)]
    told = f" {' '.join(every)} {' '.join(known.told)} "
    for text in dict.fromkeys(file.asides):
        for part in re.split(r"[,;]\s", text):
            if (said := _words(part)) and f" {' '.join(said)} " not in told:
                yield f"{_shown(part)} in a label, a tip or a property"


def _struck(file: File, known: Allowed) -> Iterator[str]:
    """Words that are struck out; a format may part those of the document at each space."""
    wholes = [f" {' '.join(words)} " for words in known.struck]
    for text in file.struck:
        if (said := _words(text)) and not any(f" {' '.join(said)} " in one for one in wholes):
            yield f"{_shown(text)}, struck out"


def _margin(file: File) -> Iterator[str]:
    """What a viewer shows beside the pages: bookmarks that no heading has, other page numbers."""
    headings = {
        (_words(one.text), page) for one in file.blocks if one.level for page in (0, one.page())
    }
    for title, page in file.bookmarks:
        if (_words(title), page) not in headings:
            yield f"a bookmark {_shown(title)}, which is no heading of page {page}"
    printed = defaultdict(set)
    for piece in file.pieces:
        if piece.block is None and (piece.text.isdecimal() or ROMAN.fullmatch(piece.text)):
            printed[piece.page].add(piece.text)
    for page, name in enumerate(file.page_names, 1):
        if page in printed and name not in printed[page]:
            yield f"the name {_shown(name)} of page {page}, which has another number"


def _named(file: File, known: Allowed) -> Iterator[Finding]:
    for title in file.titles:
        if _words(title) != _words(known.title):
            yield FINISHED_NAME.at(
                Place(THESIS_FILE),
                found=_in(f"{_shown(title)} in the properties", file, 0),
                expected=f"«{known.title}»",
                fix=MEND,
            )


def _linked(file: File, comparisons: Sequence[Comparison], known: Allowed) -> Iterator[Finding]:
    every = {target for targets in known.links.values() for target in targets}
    for link in dict.fromkeys(file.links):
        target = _target(link.target)
        right = known.links.get(_words(link.text)) if link.text else every
        if right is None:  # of the page itself, such as a list of contents
            right = every if OUTSIDE.match(target) else {target}
        if target not in right and not target.startswith(OWN):
            yield FINISHED_LINK.at(
                place_of(comparisons, file, link.text),
                found=_in(f"{_shown(link.text or 'a link')} leads to {target}", file, link.page),
                expected=" or ".join(sorted(right)) if link.text else "a link of the document",
                fix=MEND,
            )


def _levels(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    for comparison in comparisons:
        if comparison.stream != BODY:
            continue
        levels = {  # of each text that is there, by its first word
            here: (comparison.expected[mine.text], file.blocks[comparison.theirs[there].text])
            for here, mine in reversed([*enumerate(comparison.mine)])
            if (there := comparison.where[here]) is not None
        }
        told = set()
        for one, block in levels.values():
            wanted = one.level if one.kind == HEADING else 0
            if block.level != wanted and id(one) not in told:
                told.add(id(one))
                yield FINISHED_LEVEL.at(
                    one.place(0),
                    found=_in(f"{_shown(one.text)}, {_level(block.level)}", file, block.page()),
                    expected=_level(wanted),
                    fix=MEND,
                )


def _level(level: int) -> str:
    return f"a heading of level {level}" if level else "a text that is no heading"


def _order(file: File, comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """A page that stands too early; figures and tables may go to another page than their text."""
    last = 0
    for number in file.stream(BODY):
        block = file.blocks[number]
        if not (block.running or block.level):
            continue
        pages = [last, *([page for _, page in block.starts] or [block.page()])]
        early = next(((last, page) for last, page in pairwise(pages) if page < last), None)
        if early:
            last, page = early
            yield FINISHED_ORDER.at(
                place(comparisons, file, number),
                found=f"{_shown(block.text)} on page {page} of {file.name}, in front of "
                f"what is read before it, on page {last}",
                expected="the pages in the order in which they are read",
                fix=MEND,
            )
            return
        last = pages[-1] if block.starts else last


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.word for word in words(text))


def _target(target: str) -> str:
    """A target in one form: that of Word, which takes fewer ids."""
    return f"#{bookmark(target[1:])}" if target.startswith("#") else target


def _shown(text: str) -> str:
    said = " ".join(text.split())
    return f"«{said[:MOST]}{' …' if len(said) > MOST else ''}»"


def _in(what: str, file: File, page: int) -> str:
    return f"{what} on page {page} of {file.name}" if page else f"{what} of {file.name}"
