"""Comparisons: which things a sentence compares, in what, and what data has for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thesis.document.statements.statement import Statement
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.model.records import Study
from thesis.model.register import Register

MORE, FEWER, MOST, LEAST = "more", "fewer", "most", "least"

OF_DATABASES = ("hits", "searches", "abstracts", "articles")
OF_STUDIES = ("people", "weeks", "sessions")


@dataclass(frozen=True)
class Named:
    """A study or a database, where a sentence names it.

    Attributes:
        start, end: the characters of the passage.
        key: the study's key, or the database's id.
        is_study: which of the two it is.
    """

    start: int
    end: int
    key: str
    is_study: bool


@dataclass(frozen=True)
class Compared:
    """Two things compared: `one` is said to be more, or fewer, than `other`.

    Attributes:
        at: where the word stands that compares them.
        words: from the first to the last of them.
        thing: what is compared, such as ``hits`` or ``people``.
        way: MORE or FEWER; MOST or LEAST where `other` is None.
    """

    one: Named
    other: Named | None
    at: int
    words: str
    thing: str
    way: str


def named(statement: Statement, thesis: Thesis) -> list[Named]:
    """The studies that a sentence has as its own words, and the databases, in order."""
    text = statement.passage.text
    studies = {study.key for study in thesis.register.records.studies}
    found = [
        Named(zone.start, zone.end, key, True)
        for zone in statement.passage.zones
        if zone.kind == "Cite" and statement.start <= zone.start < statement.end
        for key in [one["citationId"] for one in zone.element["c"][0]]
        if key in studies and zone.element["c"][0][0]["citationMode"]["t"] == "AuthorInText"
    ]
    for base in thesis.register.records.databases:
        if base.name and not base.updates:
            pattern = re.compile(rf"(?<!\w){re.escape(base.name)}(?!\w)")
            found += [
                Named(match.start(), match.end(), base.id, False)
                for match in pattern.finditer(text, statement.start, statement.end)
            ]
    return sorted(found, key=lambda one: one.start)


def compared(statement: Statement, thesis: Thesis) -> Iterator[Compared]:
    """The comparisons of a sentence whose things and whose measure its words tell."""
    known = lexicon.words("comparisons", statement.language)
    if not known or any(find(statement.text, known["not"])):
        return
    things = named(statement, thesis)
    if not things:
        return
    yield from _of_two(statement, things)
    yield from _of_all(statement, things)


def _of_two(statement: Statement, things: list[Named]) -> Iterator[Compared]:
    """«A … flere treff enn B»: the last thing before the word, the first behind «enn»."""
    text = statement.passage.text
    known = lexicon.words("comparisons", statement.language)
    for way in (MORE, FEWER):
        for start, end in find(text, known[way], statement.start, statement.end):
            than = re.compile(r"(?<!\w)(?:enn|than)(?!\w)").search(text, end, statement.end)
            before = [one for one in things if one.end <= start]
            behind = [one for one in things if than and one.start >= than.end()]
            if than is None:
                yield from _of_the_other(statement, before, (start, end), way)
                continue
            if not before or not behind or len(text[end : than.start()].split()) > 3:
                continue
            one, other = before[-1], behind[0]
            if len(text[than.end() : other.start].split()) > 3:
                continue
            thing = _thing(statement, one, (start, than.start()))
            if thing and one.is_study == other.is_study and one.key != other.key:
                yield Compared(one, other, start, text[one.start : other.end], thing, way)


def _of_the_other(
    statement: Statement, before: list[Named], word: tuple[int, int], way: str
) -> Iterator[Compared]:
    """«Programmet hos A var kortere» in a paragraph on A and B."""
    text = statement.passage.text
    if not before or not before[-1].is_study:
        return
    one = before[-1]
    if not re.fullmatch(r"[\s)]*(?:var|er|varte|was|is|lasted)\s", text[one.end : word[0]]):
        return
    if not re.match(r"\s*[.,;]|$", text[word[1] : statement.end]):
        return
    others = sorted(statement.studies - {one.key})
    thing = _thing(statement, one, (one.start - 40 if one.start > 40 else 0, word[1]))
    if len(others) == 1 and thing:
        other = Named(one.start, one.end, others[0], True)
        yield Compared(one, other, word[0], text[one.start : word[1]], thing, way)


def _of_all(statement: Statement, things: list[Named]) -> Iterator[Compared]:
    """«A ga flest treff», «den største studien er den til A»: the only thing of the sentence."""
    text = statement.passage.text
    known = lexicon.words("comparisons", statement.language)
    if len({one.key for one in things}) != 1:
        return
    for way in (MOST, LEAST):
        for start, end in find(text, known[way], statement.start, statement.end):
            thing = _thing(statement, things[0], (start, min(statement.end, end + 30)))
            right_behind = re.match(r"\s+\w+", text[end : statement.end])
            if thing and right_behind:
                first, last = min(start, things[0].start), max(end, things[0].end)
                yield Compared(things[0], None, start, text[first:last], thing, way)


def _thing(statement: Statement, one: Named, near: tuple[int, int]) -> str:
    """What is compared: the noun beside the word, or else the only one of the sentence."""
    known = lexicon.words("comparisons", statement.language)
    names = OF_STUDIES if one.is_study else OF_DATABASES
    for part in (statement.passage.text[slice(*near)], statement.text):
        found = [name for name in names if any(find(part, known[name]))]
        if len(found) == 1:
            return found[0]
        if found:
            return ""
    return ""


def find(
    text: str, words: tuple[str, ...], start: int = 0, end: int | None = None
) -> list[tuple[int, int]]:
    """Where any of some words stands in a text, as whole words."""
    pattern = lexicon.pattern(words)
    return [one.span() for one in pattern.finditer(text, start, len(text) if end is None else end)]


def value(thing: str, one: Named, register: Register) -> float | None:
    """What data has of a thing for a study or a database; None where it has no single number."""
    if not one.is_study:
        return _single(register, f"{one.key}.{thing}")
    study = next(each for each in register.records.studies if each.key == one.key)
    return of_study(thing, study, register)


def of_study(thing: str, study: Study, register: Register) -> float | None:
    """What data has of a thing for a study: its people, its weeks, its sessions."""
    if thing == "people":
        sample = study.fields.get("sample")
        if isinstance(sample, int):
            return sample
        return _single(register, f"{study.key}.participants")
    return _single(register, f"{study.key}.{thing}")


def _single(register: Register, key: str) -> float | None:
    number = register.numbers.get(key)
    return number.value if number and isinstance(number.value, int | float) else None
