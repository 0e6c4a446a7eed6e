"""Limits of a search, which a person typed, read by the wordings that data declares."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from thesis.model.records import Limit
from thesis.searches.sets import FIRST, LAST, Atom

BETWEEN = re.compile(r"\s*[,;+]\s*")
BLANK = re.compile(r"\\\{(from|to|row)\\\}")
FORMS = {"from": "([0-9]{4})", "to": "([0-9]{4})", "row": "([0-9]+)"}


@dataclass(frozen=True)
class Meaning:
    """One wording of a limit and what it means."""

    words: re.Pattern[str]  # finds the wording
    blanks: tuple[str, ...]  # what stands in its blanks: from, to, row
    means: str  # years, field, narrows, repeats or widens
    names: tuple[str, ...]  # the field, or what the search is narrowed to


@dataclass
class Limits:
    """The limits of one search."""

    atoms: set[Atom] = field(default_factory=set)  # what every hit must have
    where: str = ""  # where the words must stand; "" when it may be anywhere
    rows: list[int] = field(default_factory=list)  # the searches that the limits name again
    unread: str = ""  # why the limits cannot be compared; "" when they can


def vocabulary(declared: Iterable[Limit]) -> list[Meaning]:
    """The wordings that data/limits.yaml declares."""
    meanings = []
    for item in declared:
        escaped = re.escape(_plain(item.words))
        blanks = tuple(BLANK.findall(escaped))
        words = re.compile(BLANK.sub(lambda blank: FORMS[blank[1]], escaped))
        meanings.append(Meaning(words, blanks, item.means, tuple(item.names)))
    return meanings


def read(text: str, meanings: Iterable[Meaning]) -> Limits:
    """The limits of a search by the wordings; a comma, semicolon or plus stands between two."""
    limits = Limits()
    for meaning, values in _found(text.strip(), list(meanings), limits):
        years = dict(zip(meaning.blanks, values, strict=True))
        if meaning.means == "years":
            first, last = int(years.get("from", FIRST)), int(years.get("to", LAST))
            limits.atoms.add(Atom("years", first=first, last=last))
        elif meaning.means == "narrows":
            limits.atoms |= {Atom("only", name) for name in meaning.names}
        elif meaning.means == "field":
            limits.where = " + ".join(meaning.names)
        else:
            limits.rows += [int(value) for value in values]
    return limits


def _found(
    text: str, meanings: list[Meaning], limits: Limits
) -> Iterator[tuple[Meaning, tuple[str, ...]]]:
    for part in [text] if _match(text, meanings) else filter(None, BETWEEN.split(text)):
        if found := _match(part, meanings):
            if found[0].means == "widens":
                limits.unread = f"the limit «{part}» makes the search wider"
            else:
                yield found
        else:
            limits.unread = f"data/limits.yaml does not say what the limit «{part}» means"


def _match(text: str, meanings: list[Meaning]) -> tuple[Meaning, tuple[str, ...]] | None:
    for meaning in meanings:
        if match := meaning.words.fullmatch(_plain(text)):
            return meaning, match.groups()
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("–", "-").split())
