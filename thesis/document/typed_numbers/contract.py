"""The number contract: which numbers in a text nobody vouches for.

A number is vouched for when it has a key, or when it is part of a citation, a title, a quotation, a
figure's or table's number, something that data has word for word, or a group statement (which has
rules of its own), when its author has said why it is typed, or when it is of a kind that the
settings accept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesis.document import pandoc
from thesis.document.author_text import QUOTATION
from thesis.document.pandoc import Element
from thesis.document.passages import Passage, Zone
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import author_names, phrases
from thesis.document.typed_numbers.accepted import AcceptedUse, Accepting
from thesis.document.typed_numbers.author_names import AuthorNames
from thesis.language.norwegian import Found

COUNT = re.compile(r"[\d\s.,%]+")  # In code, a number that stands for nothing but itself
MASK = "■"  # Stands for each character of what is vouched for: no letter, no digit
SEARCHED = ("query", "limits")  # What a search was typed as

LABEL = re.compile(r"\w+(?: \w+)*\u00a0[0-9]+:?")
PAGE = re.compile(r"[0-9]")
FORMULA = re.compile(r"\$(?!\s)[^$\n]*?[\\^_{=<>][^$\n]*?(?<!\s)\$")
"""What its author meant as a formula of TeX, and is printed as it stands."""
EXPONENT = re.compile(r"[\^_](?:[0-9]|\{[0-9]+\})")


@dataclass
class Vouched:
    """What may stand in a text as it is."""

    titles: Mapping[str, str]  # the titles of the works, by key
    # what was typed in searches: queries, limits, search words; in lower case
    typed: Collection[str]
    names: Collection[str]  # technical names with digits in them, from config
    accepting: Accepting  # what else the settings accept
    authors: re.Pattern[str] | None = None  # finds a family name of the references, where it is one

    @classmethod
    def of(cls, thesis: Thesis) -> Vouched:
        """What the records and config vouch for."""
        records = thesis.register.records
        names = thesis.config.get("numbers", {}).get("names", [])
        typed = {str(getattr(row, part)) for row in records.searches for part in SEARCHED}
        for element in records.pico:
            typed |= set(element.search_words)
        titles = {key: str(work.get("title", "")) for key, work in records.references.items()}
        authors = author_names.pattern(AuthorNames(records.references).people)
        return cls(titles, {text.lower() for text in typed}, names, Accepting(thesis), authors)

    @cached_property
    def name(self) -> re.Pattern[str] | None:
        """Finds a name, as a word of its own."""
        if not self.names:
            return None
        longest_first = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def vouches(self, zone: Zone, text: str) -> bool:
        """Whether the numbers in an element are vouched for by what it is."""
        classes = set(zone.classes)
        if classes & {"n", "group", "compare", "typed", "missing-number", "unresolved", "uri"}:
            return True  # a key, a reason and a group have rules of their own
        if "title" in classes:
            return _letters(self.titles.get(zone.attributes.get("key", ""), "")) == _letters(text)
        if "verbatim" in classes:
            return zone.attributes.get("src", "").startswith("templates/")
        if classes & {"label", "crossref"}:
            return bool(LABEL.fullmatch(text))
        return zone.kind == "Cite" or (zone.kind == "Code" and not COUNT.fullmatch(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def unvouched(passage: Passage, vouched: Vouched) -> Iterator[Found]:
    """The numbers in a passage that nobody vouches for, in order."""
    text = _open(passage, vouched)
    if not any(phrases.has_number(own, language) for own, language in _by_language(passage, text)):
        return  # most have none, and whether it is accepted is asked of the others alone
    for use in vouched.accepting.uses(passage):
        _mask(text, use.start, use.end)
    for own, language in _by_language(passage, text):
        yield from phrases.numbers(own, language)


def _by_language(passage: Passage, text: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The text in each of its languages, with MASK for what is in another."""
    languages = [passage.language] * len(text)
    for zone in passage.zones:
        if language := zone.attributes.get("lang"):
            short = language.replace("_", "-").split("-")[0]
            languages[zone.start : zone.end] = [short] * (zone.end - zone.start)
    for language in dict.fromkeys(languages):
        own = [one if languages[i] == language else MASK for i, one in enumerate(text)]
        yield "".join(own), language


def accepted(passage: Passage, vouched: Vouched) -> list[AcceptedUse]:
    """Where the settings accept a number that nothing else vouches for, in order."""
    text = _open(passage, vouched)
    found = []
    for use in vouched.accepting.uses(passage):
        if MASK not in text[use.start : use.end]:
            found.append(use)
            _mask(text, use.start, use.end)
    return sorted(found, key=lambda use: use.start)


def _open(passage: Passage, vouched: Vouched) -> list[str]:
    """The characters of a text, with MASK for what an element, quotation or name vouches for."""
    text = list(passage.text)
    for zone in passage.zones:
        if vouched.vouches(zone, passage.text[zone.start : zone.end]):
            _mask(text, zone.start, zone.end)
        raised = zone.kind in {"Superscript", "Subscript"}
        if raised and passage.text[: zone.start][-1:].isalnum():  # I², CO₂
            _mask(text, zone.start, zone.end)
    for found in FORMULA.finditer(passage.text):  # a rule of its own tells it
        for exponent in EXPONENT.finditer(passage.text, *found.span()):
            _mask(text, *exponent.span())
    for start, end in [*_quotations(passage, vouched), *author_names.other_names(passage)]:
        _mask(text, start, end)
    for pattern in filter(None, (vouched.name, vouched.authors)):
        for found in pattern.finditer("".join(text)):
            _mask(text, *found.span())
    return text


def _mask(text: list[str], start: int, end: int) -> None:
    text[start:end] = MASK * (end - start)


def _quotations(passage: Passage, vouched: Vouched) -> Iterator[tuple[int, int]]:
    """Quotations with a page, and what was typed in a search."""
    for block in passage.within:
        if block["t"] == "BlockQuote" and any(map(has_page, pandoc.walk(block))):
            yield 0, len(passage.text)
    for found in QUOTATION.finditer(passage.text):
        if found.group()[1:-1].lower() in vouched.typed or paged(passage, *found.span()):
            yield found.span()


def paged(passage: Passage, start: int, end: int) -> bool:
    """Whether a citation with a page belongs to a quotation, in its sentence or behind it."""
    first, last = passage.sentence(start)
    # «Hele setningen.» (Snoek & Engedal, 2005, s. 53): the full stop is inside, the citation not.
    return any(
        has_page(zone.element)
        for zone in passage.zones
        if first <= zone.start <= last or end <= zone.start <= end + 1
    )


def has_page(element: Element) -> bool:
    """Whether an element is a citation with a page, or another number of a place in the work."""
    if element["t"] != "Cite":
        return False
    return any(PAGE.search(pandoc.text(citation["citationSuffix"])) for citation in element["c"][0])
