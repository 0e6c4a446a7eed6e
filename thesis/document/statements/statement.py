"""Statements: the sentences of the running text, each with the works and the numbers in it.

A rule on what a number or a word of direction is said of does not want a text. It wants the
sentence, whose numbers it prints, whom it cites, and which study it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers.author_names import AuthorNames
from thesis.language import sentences
from thesis.model.register import Number

RECORD = re.compile(r"data/studies/(?P<key>[^/]+)\.yaml")  # The record of a study

CLAUSE = re.compile(
    r"[;:–]|,\s|(?<!\w)(?:og|men|mens|medan|eller|mot|and|but|while|whereas|or|against)(?!\w)"
)  # What parts a sentence into clauses, roughly


@dataclass(frozen=True)
class KeyedNumber:
    """A number with a key, where it stands in its passage."""

    start: int
    end: int
    keys: tuple[str, ...]  # its keys; a share or a span has two
    number: Number  # what the register has for the first of them
    form: str  # how it is written, as its span says

    @property
    def owner(self) -> str:
        """What its key begins with: a study, a work, a database or a group of counts."""
        return self.keys[0].partition(".")[0]


class Cited(NamedTuple):
    """A work that a sentence cites, where it does, and whether its authors are in the sentence."""

    at: int
    key: str
    narrative: bool


@dataclass(frozen=True)
class Statement:
    """A sentence of the running text."""

    passage: Passage  # the text that it stands in
    # start, end: where in it
    start: int
    end: int
    language: str  # ``nb`` or ``en``
    cites: tuple[Cited, ...]  # the works that it cites, in order
    titles: tuple[tuple[int, str], ...]  # the works whose titles it prints
    printed: tuple[KeyedNumber, ...]  # its numbers
    groups: tuple[Zone, ...]  # its statements on the studies as a group
    record: str = ""  # the study in whose record it is written, or ""
    near: frozenset[str] = frozenset()  # the works that its paragraph cites
    studies: frozenset[str] = frozenset()  # the studies among them
    study: str = ""  # the only study that it can be about, or ""
    before: str = ""  # the last study but this that a sentence of its file before was about, or ""

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[self.start : self.end]

    @property
    def works(self) -> frozenset[str]:
        """The works that it cites or names by their title."""
        return frozenset([*(cite.key for cite in self.cites), *(key for _, key in self.titles)])

    def study_of(self, start: int, end: int) -> str:
        """The study that some characters of it are about; "" where that may be several."""
        studies = {cite.key for cite in self.cites} & self.studies
        if len(studies) < 2:
            return self.study
        inside = {cite.key for cite in self.cites if start <= cite.at < end} & self.studies
        return next(iter(inside)) if len(inside) == 1 else ""

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Start and end, in the passage, of the clause around some characters of it."""
        text = self.passage.text
        first, last = self.start, self.end
        for found in CLAUSE.finditer(text, self.start, self.end):
            if found.end() <= start:
                first = found.end()
            elif found.start() >= end:
                last = found.start()
                break
        return first, last


WHOLE = re.compile(r"[;:]\s|,\s(?=(?:men|mens|medan|og|but|while|and)\s)|,\s")


def clauses(statement: Statement) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence, between commas, each with where it stands in the passage."""
    text, at = statement.passage.text, statement.start
    for found in WHOLE.finditer(text, statement.start, statement.end):
        yield at, text[at : found.start()]
        at = found.end()
    yield at, text[at : statement.end]


@lru_cache(maxsize=1)
def statements(thesis: Thesis) -> Sequence[Statement]:
    """Every sentence of a thesis' running text and of the records that tables print, in order."""
    names = AuthorNames(thesis.register.records.references)
    return list(_one_after_another(map(names.hide, texts(thesis)), thesis))


@lru_cache(maxsize=1)
def prose(thesis: Thesis) -> Sequence[Statement]:
    """Those of the running text alone."""
    return [one for one in statements(thesis) if not one.record]


def _one_after_another(passages: Iterable[Passage], thesis: Thesis) -> Iterator[Statement]:
    """The statements of some passages, each with the study that was spoken of before it."""
    file = ""
    spoken_of: list[str] = []
    for passage in passages:
        if passage.file != file:
            file, spoken_of = passage.file, []
        for one in _of_passage(passage, thesis):
            before = next((key for key in reversed(spoken_of) if key != one.study), "")
            yield replace(one, before="" if one.record else before)
            if one.study and not one.record and one.study not in spoken_of[-1:]:
                spoken_of.append(one.study)


def _of_passage(passage: Passage, thesis: Thesis) -> Iterator[Statement]:
    if passage.picture is not None or passage.within[-1]["t"] == "Header" or passage.is_reference:
        return
    if passage.is_description:
        return
    record = _record(passage)
    found = _Found.of(passage, thesis)
    near = frozenset(cite.key for cite in found.cites)
    studies = thesis.register.records.by_key.keys()
    subject, only = "", _only(near & studies)
    for start, end in sentences.spans(passage.text):
        inside = found.within(start, end)
        named = {*(cite.key for cite in inside.cites), *(key for _, key in inside.titles)} & studies
        owners = {one.owner for one in inside.printed} & studies
        own = _only(named) or (_only(owners) if not named else "")
        if named or inside.groups:
            subject = own
        yield Statement(
            passage,
            start,
            end,
            passage.language,
            tuple(inside.cites),
            tuple(inside.titles),
            tuple(inside.printed),
            tuple(inside.groups),
            record,
            near,
            near & studies,
            "" if inside.groups else record or own or ("" if named else subject or only),
        )


def _only(keys: frozenset[str] | set[str]) -> str:
    return next(iter(keys)) if len(keys) == 1 else ""


def _record(passage: Passage) -> str:
    """The study whose record the text is written in; "" outside of tables."""
    if not any(block["t"] == "Table" for block in passage.within):
        return ""
    found = RECORD.fullmatch(passage.place(0).file)
    return found["key"] if found else ""


@dataclass
class _Found:
    """What stands where in a passage."""

    cites: list[Cited] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    printed: list[KeyedNumber] = field(default_factory=list)
    groups: list[Zone] = field(default_factory=list)

    @classmethod
    def of(cls, passage: Passage, thesis: Thesis) -> _Found:
        found = cls()
        for zone in passage.zones:
            if zone.kind == "Cite":
                for one in zone.element["c"][0]:
                    narrative = one["citationMode"]["t"] == "AuthorInText"
                    found.cites.append(Cited(zone.start, one["citationId"], narrative))
            elif "title" in zone.classes and "key" in zone.attributes:
                found.titles.append((zone.start, zone.attributes["key"]))
            elif "group" in zone.classes:
                found.groups.append(zone)
            elif "n" in zone.classes:
                keys = tuple(zone.attributes.get("key", "").split())
                if keys and all(key in thesis.register for key in keys):
                    form = zone.attributes.get("form", "")
                    number = thesis.register[keys[0]]
                    found.printed.append(KeyedNumber(zone.start, zone.end, keys, number, form))
        return found

    def within(self, start: int, end: int) -> _Found:
        return _Found(
            [one for one in self.cites if start <= one.at < end],
            [one for one in self.titles if start <= one[0] < end],
            [one for one in self.printed if start <= one.start < end],
            [one for one in self.groups if start <= one.start < end],
        )
