"""Confined content: how deep prose may be nested, and where its links may lead."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from thesis.diagnostics.findings import Finding, stop
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import content, pandoc
from thesis.document.assembly import conversion
from thesis.document.pandoc import Element, Tree

MOST_DEEP = 9  # Lists and quotations inside one another; Word numbers no more levels
MOST_NESTED = 30  # Elements of any kind inside one another

TEXT_NESTING = declare(
    "text.nesting",
    looks_at="content_files",
    sees=f"more than {MOST_DEEP} lists and quotations inside one another, more than "
    f"{MOST_NESTED} elements of any kind, and a note in a note or in a heading",
    misses="a list that is too deep to be read and can be printed",
    example="a list of ten levels",
)
TEXT_LINK = declare(
    "text.link",
    looks_at="content_files",
    sees="a link that leads to anything but an address of the web, of mail, or a place in the "
    "thesis: a script, a page written out in the link, a file of the author's machine",
    misses="an address that is false or is gone",
    example="[her](javascript:alert(1))",
)

TEXT_READ = declare(
    "text.unreadable",
    looks_at="content_files",
    sees="a text that pandoc does not come to the end of within a minute, or two GB of memory",
    misses="a text that takes long",
    example="a thousand brackets that are opened and not closed",
)
PATIENCE = 10  # Seconds for one paragraph; a long one takes a tenth of one

DEEP = {"BulletList", "OrderedList", "BlockQuote", "DefinitionList"}
LEADS = re.compile(r"(?i)(?:https?|mailto|tel|doi):|[^:]*(?:[/?#]|$)")
"""A scheme that is known, or none."""
UNSEEN = re.compile(r"[\x00-\x20\x7f]")  # What a browser passes over in an address: «java script:»


def tree(text: str, arguments: list[str]) -> pandoc.Tree:
    """The document of the whole text.

    Raises:
        SystemExit: pandoc does not come to its end; the paragraph is told as a finding.
    """
    try:
        return conversion.convert(text, arguments)
    except pandoc.TooHardError:
        stop(list(hard(text, Path.cwd())), "The text cannot be read.")
        raise  # stop never returns


def hard(text: str, root: Path) -> Iterator[Finding]:
    """The first paragraph that pandoc does not come to the end of, where it stands."""
    names = FILE.findall(text)
    for file in names:
        lines = content.lines(root / file)
        starts = [
            i
            for i, line in enumerate(lines)
            if line.strip() and (not i or not lines[i - 1].strip())
        ]
        for start, end in pairwise([*starts, len(lines)]):
            paragraph = "\n".join(lines[start:end])
            if not any(sign in paragraph for sign in "[`*_{("):
                continue
            try:
                pandoc.convert(paragraph, seconds=PATIENCE)
            except pandoc.TooHardError:
                yield _unreadable(Place(file, start + 1), paragraph)
                return
    yield _unreadable(Place(names[0] if names else ""), text)


def _unreadable(place: Place, text: str) -> Finding:
    return TEXT_READ.at(
        place,
        found=f"a text that cannot be read in a minute: «{text.strip()[:40]}…»",
        expected="brackets, stars and quotes that are closed, and few of them in one another",
        fix="close them, or write \\ before one that is meant as it stands",
    )


FILE = re.compile(r'^:{9,} \{\.file src="([^"]+)"', re.MULTILINE)


def links(tree: Tree, root: Path) -> list[Finding]:
    """Note links that lead where a thesis has nothing to seek, and print their words alone."""
    found = []
    for file, _, blocks in pandoc.files(tree):
        for element in pandoc.walk(blocks):
            if element["t"] != "Link" or LEADS.match(UNSEEN.sub("", element["c"][2][0])):
                continue
            target = str(element["c"][2][0])
            found.append(
                TEXT_LINK.at(
                    content.place_with(target, file, root),
                    found=target[:80],
                    expected="https://…, mailto:…, or #id of a place in the thesis",
                    fix="write an address of the web, or the words without a link",
                )
            )
            element.update({"t": "Span", "c": [["", [], []], element["c"][1]]})
    return found


def nesting(tree: Tree, root: Path) -> list[Finding]:
    """Note what is nested deeper than can be printed, and mark its place."""
    found = []
    for file, _, blocks in pandoc.files(tree):
        for element, words in _too_deep(blocks):
            lines = content.lines(root / file)
            found.append(
                TEXT_NESTING.at(
                    Place(file, _line(words, lines)),
                    found=f"more than {MOST_DEEP} lists or quotations inside one another"
                    if element["t"] in DEEP
                    else f"more than {MOST_NESTED} elements inside one another",
                    expected="a few levels",
                    fix="write it with fewer levels",
                )
            )
            element.update(
                {"t": "Para", "c": pandoc.inlines("?")} if element["t"] in DEEP else MARK
            )
        holders = [each for each in pandoc.walk(blocks) if each["t"] in {"Note", "Header"}]
        for outer in holders:
            for inner in [each for each in pandoc.walk(outer["c"]) if each["t"] == "Note"]:
                said = pandoc.text(inner)
                found.append(
                    TEXT_NESTING.at(
                        _place_of_note(said, file, root),
                        found=f"a note in a heading, «{said}»"
                        if outer["t"] == "Header"
                        else f"a note in a note, «{said}»",
                        expected="notes in the text alone",
                        fix="say it in the text, or in the outer note",
                    )
                )
                inner.update(MARK)
    return found


def _place_of_note(said: str, file: str, root: Path) -> Place:
    """The line of a note that stands where it is meant; else the first that has its words."""
    within = content.place_with(f"^[{said}", file, root)
    return within if within.line else content.place_with(said, file, root)


MARK: Element = {"t": "Str", "c": "?"}


def _too_deep(blocks: list[Element]) -> Iterator[tuple[Element, list[str]]]:
    """The outermost elements that are too deep, each with the words inside the list around it."""
    waiting: list[tuple[Any, int, int]] = [(blocks, 0, 0)]
    while waiting:
        node, deep, nested = waiting.pop()
        if isinstance(node, dict) and "t" in node:
            deep += node["t"] in DEEP
            nested += 1
            if deep > MOST_DEEP or nested > MOST_NESTED:
                yield node, pandoc.text(node).split()
                continue
        children = node.values() if isinstance(node, dict) else node
        waiting += [
            (child, deep, nested)
            for child in reversed([*children])
            if isinstance(child, dict | list)
        ]


def _line(words: list[str], lines: list[str]) -> int:
    """The first line on which the words may stand, by the sign that begins a deep list."""
    deep = [
        (len(line) - len(line.lstrip(" \t>*+-")), number) for number, line in enumerate(lines, 1)
    ]
    with_word = [each for each in deep if not words or words[0] in lines[each[1] - 1]]
    return max(with_word or deep or [(0, 0)], key=lambda each: (each[0], -each[1]))[1]
