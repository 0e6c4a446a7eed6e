"""The document as its reader meets it: one text after the other, each with what stands in it.

A rule about words does not want a tree. It wants the sentence, where in it the numbers, citations
and titles are, what language it is in, and the place in the sources to name when it is wrong.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule
from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.document.thesis import Thesis
from thesis.language import sentences

CALLS = {"src", "key"}  # The attributes of what a call prints


@dataclass(frozen=True)
class Zone:
    """A stretch of a text that is one element: a span, link, citation, quotation or code."""

    start: int
    end: int
    element: Element
    # the place of the line that it stands in, where its words may be from elsewhere
    call: Place | None = None

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
    """A text of the document: paragraph, heading, caption, cell, list item or alternative text."""

    file: str  # the content file that it belongs to
    text: str  # what its reader reads
    zones: list[Zone]  # the elements in it, outer before inner
    language: str  # ``nb`` or ``en``, without a region
    within: list[Element]  # the blocks around it, the outermost first
    picture: Element | None = None  # the picture whose alternative text it is, if it is one
    # the characters from which on the text is of another place in the sources; in order
    stops: list[tuple[int, Place]] = field(default_factory=list)
    # the place of what stands before it: its own, when it has no stops
    before: Place = field(default_factory=lambda: Place(""))
    after: int = 0  # the line in the content file above which it cannot stand
    # where in it, in order, the notes and pictures stand that are no part of it
    aside: list[int] = field(default_factory=list)
    printed: str = ""  # what its reader reads, where `text` has names of authors hidden

    def place(self, at: int | None = None) -> Place:
        """The place in the sources of the character `at`, or of the text as a whole."""
        if not self.stops:
            return self.before
        last = bisect_right(self.stops, at, key=itemgetter(0)) if at is not None else 1
        return self.stops[max(last - 1, 0)][1]

    def call(self, at: int) -> Place:
        """The place of the line that a character is printed by, where a call there gets its words
        from elsewhere: the title of a work.
        """
        zones = (zone for zone in self.zones if zone.start <= at < zone.end)
        calls = (zone.call for zone in zones if CALLS & set(zone.attributes))
        return next(filter(None, calls), self.place(at))

    @property
    def is_reference(self) -> bool:
        """Whether it is an entry of the reference list."""
        return any(pandoc.identifier(block) == "refs" for block in self.within)

    @property
    def is_description(self) -> bool:
        """Whether it is of a long description, which a DOCX has as a picture's alternative text."""
        return any("long-description" in pandoc.classes(block) for block in self.within)

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
        evidence = evidence or f"in «{(self.printed or self.text)[start:end].strip()}»"
        return rule.at(self.place(at), found=found, expected=expected, fix=fix, evidence=evidence)

    def of_class(self, name: str) -> list[Zone]:
        """The spans and links of a class."""
        return [zone for zone in self.zones if name in zone.classes]


def passages(tree: Tree, *, references: bool = False) -> Iterator[Passage]:
    """Every text of the content files, in reading order.

    Args:
        references: whether the entries of the reference list are among them.
    """
    for file, _, blocks in pandoc.files(tree):
        for passage in of_blocks(blocks, file, language(tree)):
            if references or not passage.is_reference:
                yield passage


@lru_cache(maxsize=1)
def texts(thesis: Thesis) -> list[Passage]:
    """Every text of a thesis; nearly every rule asks for them, so they are looked for once.

    Who changes a document by hand makes a new thesis of it: ``replace(thesis)``.
    """
    return list(passages(thesis.document))


def of_blocks(blocks: list[Element], file: str, language: str) -> Iterator[Passage]:
    """The texts of some blocks of a content file, as :func:`passages` gives them."""
    before, after = Place(file), 0
    for passage in _in_blocks(blocks, file, language, []):
        passage.before, passage.after = before, after
        yield passage
        places = [place for _, place in passage.stops]
        if not passage.is_reference and places:
            before = places[-1]
            after = max([after, *(place.line + 1 for place in places if place.file == file)])


def language(tree: Tree) -> str:
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
    flat = _Flat(file)
    flat.add(inlines)
    if flat.text.strip():
        aside = [at for _, _, at in flat.beside]
        yield Passage(file, flat.text, flat.zones, language, within, stops=flat.stops, aside=aside)
    for element, citation, _ in flat.beside:
        if element["t"] == "Note":
            for passage in _in_blocks(element["c"], file, language, [*within, element]):
                if citation:  # a style that cites in notes: the whole of it is the citation
                    passage.zones.insert(0, Zone(0, len(passage.text), citation, None))
                yield passage
            continue
        for passage in _run(element["c"][1], file, language, [*within, element]):
            passage.picture = element
            yield passage


def length(inline: Element) -> int:
    """How many characters of the text of its passage an inline has."""
    flat = _Flat("")
    flat.add([inline])
    return len(flat.text)


class _Flat:
    """Inlines as one text; pictures and notes, which are no part of the sentence, set aside."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.text = ""
        self.zones: list[Zone] = []
        self.stops: list[tuple[int, Place]] = []
        self.beside: list[tuple[Element, Element | None, int]] = []
        """Each with the citation that it is in, if any, and where it stands."""
        self._citation: Element | None = None

    def add(self, inlines: list[Element]) -> None:
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if "at" in inline:
                self._stop(inline["at"])
            if kind == "Str":
                self.text += str(content)
            elif kind in {"Space", "SoftBreak", "LineBreak"}:
                self.text += " "
            elif kind in {"Note", "Image"}:
                self.beside.append((inline, self._citation, len(self.text)))
            elif content:
                self._enclose(inline, content)

    def _enclose(self, inline: Element, content: Any) -> None:
        start, place = len(self.text), len(self.zones)
        call = self.stops[-1][1] if self.stops else None
        attributes = pandoc.attributes(inline)
        if "src" in attributes:
            self._stop(attributes["src"])
        if inline["t"] in {"Code", "Math", "RawInline"}:
            self.text += str(content[1])
        elif inline["t"] == "Cite":
            self._citation = inline
            self.add(content[1])
            self._citation = None
        elif inline["t"] in {"Span", "Link", "Quoted"}:
            self.add(content[1])
        else:
            self.add(content)
        self.zones.insert(place, Zone(start, len(self.text), inline, call))
        if CALLS & set(attributes):
            self.stops.append((len(self.text), call or Place(self.file)))

    def _stop(self, place: str) -> None:
        self.stops.append((len(self.text), Place.read(place)))
