"""The document as its reader meets it: one text after the other, each with what stands in it.

A rule about words does not want a tree. It wants the sentence, where in it the numbers, citations
and titles are, what language it is in, and the place in the sources to name when it is wrong.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.source_lines import Locator
from thesis.document.thesis import Thesis
from thesis.language import sentences

CLOSING = string.punctuation + string.whitespace + "»”…\u00a0"


@dataclass(frozen=True)
class Zone:
    """A stretch of a text that is one element: a span, link, citation, quotation or code."""

    start: int
    end: int
    element: Element

    @property
    def kind(self) -> str:
        """Pandoc's name of the element."""
        return str(self.element["t"])

    @property
    def classes(self) -> list[str]:
        """The element's classes."""
        return pandoc.classes(self.element)

    @property
    def attributes(self) -> dict[str, str]:
        """The element's key-value attributes."""
        return pandoc.attributes(self.element)

    def language(self, otherwise: str) -> str:
        """The language that the element says it is in, without a region, or `otherwise`."""
        return short(self.attributes.get("lang", otherwise))


@dataclass
class Passage:
    """One text of the document: a paragraph, heading, caption, cell, list item or alternative text.

    Attributes:
        file: the content file that it belongs to.
        text: what its reader reads.
        zones: the elements in it, outer before inner.
        language: ``nb`` or ``en``, without a region.
        within: the blocks around it, the outermost first.
        picture: the picture whose alternative text it is, if it is one.
        after: the line in the content file above which it cannot stand.
        heading: the place of the last heading before it.
    """

    file: str
    text: str
    zones: list[Zone]
    language: str
    within: list[Element]
    picture: Element | None = None
    after: int = 0
    heading: str = ""
    locator: Locator | None = field(default=None, repr=False)

    def place(self, at: int | None = None) -> Place:
        """The place in the sources of the character `at`, or of the text as a whole."""
        assert self.locator is not None
        for zone in self.zones:
            if at is not None and zone.start <= at < zone.end and "src" in zone.attributes:
                return Place.read(zone.attributes["src"])
        middle = at or 0
        near = sorted(
            (zone for zone in self.zones if "n" in zone.classes and "src" in zone.attributes),
            key=lambda zone: min(abs(zone.start - middle), abs(zone.end - middle)),
        )
        places = [zone.attributes["src"] for zone in near]
        if self.heading:
            places.append(self.heading)
        places += self._in_table()
        return self.locator.find(self.text, self.file, at, after=self.after, near=places)

    @property
    def is_reference(self) -> bool:
        """Whether it is an entry of the reference list."""
        return any(pandoc.identifier(block) == "refs" for block in self.within)

    def _in_table(self) -> list[str]:
        """The places of the numbers in the table around it: of two records, whose cell it is."""
        tables = [block for block in self.within if block["t"] == "Table"]
        spans = (pandoc.attributes(one) for table in tables for one in pandoc.walk(table))
        return [attributes["src"] for attributes in spans if "src" in attributes]

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that the character `at` is in."""
        start = 0
        for start, end in sentences.spans(self.text):
            if at <= end:
                return start, end
        return start, len(self.text)

    def finding(
        self, rule: Rule, at: int, *, found: str, expected: str, fix: str, evidence: str = ""
    ) -> Finding:
        """A finding at a character; its evidence is the sentence around it, unless it is given."""
        start, end = self.sentence(at)
        evidence = evidence or f"in «{self.text[start:end].strip()}»"
        return rule.at(self.place(at), found=found, expected=expected, fix=fix, evidence=evidence)

    def of_class(self, name: str) -> list[Zone]:
        """The spans and links of a class."""
        return [zone for zone in self.zones if name in zone.classes]


def passages(
    tree: dict[str, Any], locator: Locator, *, references: bool = False
) -> Iterator[Passage]:
    """Every text of the content files, in reading order.

    Args:
        references: whether the entries of the reference list are among them.
    """
    for file, _, blocks in pandoc.files(tree):
        after, heading = 0, ""
        for passage in of_blocks(blocks, file, language(tree)):
            passage.after, passage.heading, passage.locator = after, heading, locator
            if passage.is_reference:
                if references:
                    yield passage
                continue
            yield passage
            if any(block["t"] in {"Table", "Figure", "Note"} for block in passage.within):
                continue  # its caption or its sign may stand on either side of it
            last = passage.place(len(passage.text.rstrip(CLOSING)) - 1)
            if last.file == file and last.line:
                after = last.line + 1
                if passage.within[-1]["t"] == "Header":
                    heading = f"{last.file}:{last.line}"


@lru_cache(maxsize=1)
def texts(thesis: Thesis) -> list[Passage]:
    """Every text of a thesis; nearly every rule asks for them, so they are looked for once.

    Who changes a document by hand makes a new thesis of it: ``replace(thesis)``.
    """
    return list(passages(thesis.document, Locator.of(thesis)))


def of_blocks(blocks: list[Element], file: str, language: str) -> Iterator[Passage]:
    """The texts of some blocks of a content file, as :func:`passages` gives them, but unlocated."""
    return _in_blocks(blocks, file, language, [])


def language(tree: Mapping[str, Any]) -> str:
    """The language of the thesis, without a region."""
    return short(pandoc.text(tree.get("meta", {}).get("lang", [])) or "nb")


def short(language: str) -> str:
    """The code of a language without its region: «nb-NO» -> «nb»."""
    return language.replace("_", "-").split("-")[0]


def _in_blocks(node: Any, file: str, language: str, within: list[Element]) -> Iterator[Passage]:
    """The texts of blocks, or of anything that has blocks in it."""
    if isinstance(node, list):
        for child in node:
            if isinstance(child, dict | list):
                yield from _in_blocks(child, file, language, within)
        return
    kind, content = node.get("t"), node.get("c")
    language = short(pandoc.attributes(node).get("lang", language))
    inner = [*within, node]
    if kind in {"Para", "Plain"}:
        yield from _run(content, file, language, inner)
    elif kind == "Header":
        yield from _run(content[2], file, language, inner)
    elif kind == "LineBlock":
        for line in content:
            yield from _run(line, file, language, inner)
    elif kind == "DefinitionList":
        for term, definitions in content:
            yield from _run(term, file, language, inner)
            yield from _in_blocks(definitions, file, language, inner)
    elif isinstance(content, list):
        yield from _in_blocks(content, file, language, inner)


def _run(
    inlines: list[Element], file: str, language: str, within: list[Element]
) -> Iterator[Passage]:
    """The text of some inlines; then those of the pictures and notes in it."""
    flat = _Flat()
    flat.add(inlines)
    if flat.text.strip():
        yield Passage(file, flat.text, flat.zones, language, within)
    for element in flat.beside:
        if element["t"] == "Note":
            yield from _in_blocks(element["c"], file, language, [*within, element])
            continue
        for passage in _run(element["c"][1], file, language, [*within, element]):
            passage.picture = element
            yield passage


class _Flat:
    """Inlines as one text; pictures and notes, which are no part of the sentence, set aside."""

    def __init__(self) -> None:
        self.text = ""
        self.zones: list[Zone] = []
        self.beside: list[Element] = []

    def add(self, inlines: list[Element]) -> None:
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                self.text += str(content)
            elif kind in {"Space", "SoftBreak", "LineBreak"}:
                self.text += " "
            elif kind in {"Note", "Image"}:
                self.beside.append(inline)
            elif content:
                self._enclose(inline, content)

    def _enclose(self, inline: Element, content: Any) -> None:
        start, place = len(self.text), len(self.zones)
        if inline["t"] in {"Code", "Math", "RawInline"}:
            self.text += str(content[1])
        elif inline["t"] in {"Span", "Link", "Cite", "Quoted"}:
            self.add(content[1])
        else:
            self.add(content)
        self.zones.insert(place, Zone(start, len(self.text), inline))
