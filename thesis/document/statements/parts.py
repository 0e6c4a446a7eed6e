"""Parts of the people of a study: what a text says of those with long use, or much activity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from thesis.document.statements import directions
from thesis.document.statements.directions import DOWN, UP
from thesis.language import lexicon

NEAR = 3  # Words between a level and what it is a level of: «moderat mengde aktivitet»


class OfPart(NamedTuple):
    """What is said of a part of the people."""

    level: str  # how much they have of something: ``long``, ``short``, ``moderate``
    of: str  # what it is a level of: ``use``, ``activity``
    outcome: str  # its name in the records
    way: str  # UP or DOWN, against the rest of the people
    words: str  # the words that say it
    at: int  # where they stand in the text
    than: str = ""  # the level of those that they are compared with: «enn de lite aktive»
    most: bool = False  # no other part has it as high, or as low

    def denies(self, other: OfPart) -> bool:
        """Whether both cannot be so."""
        if (self.of, self.outcome) != (other.of, other.outcome):
            return False
        others = self.than and other.than and self.than != other.than
        if self.level == other.level:
            return self.way != other.way and not others
        if self.way != other.way:
            return False
        if self.than or other.than:
            turned = (self.than, self.level) == (other.level, other.than)
            at_most = (other.most and self.than == other.level) or (
                self.most and other.than == self.level
            )
            return turned or at_most
        return (self.most and other.most) or OPPOSITE.get(self.level) == other.level


OPPOSITE = {"long": "short", "short": "long", "much": "little", "little": "much"}


THAN = re.compile(r"(?<!\w)(?:enn|than)(?!\w)", re.IGNORECASE)
HELD = re.compile(r"\s*(?:var|er|was|is) (?:\w+ )?(?P<word>\w+) (?:hos|blant|among|in)(?!\w)")
"""What follows an outcome, or the pronoun that stands for it: «Det var lavere hos …»."""
IT = re.compile(r"\s*(?:Det|Den|It)(?!\w)")


def find(text: str, language: str, outcomes: Iterable[str], before: str = "") -> Iterator[OfPart]:
    """What a text says of a part of the people, one part between two full stops or colons.

    Args:
        outcomes: those to look for, by their names.
        before: the one that «Det var lavere hos …» is said of.
    """
    known = lexicon.words("levels", language)
    for part in re.finditer(r"[^.:;]+", text):
        if (level := _level(part[0], known)) is None:
            continue
        than, superlatives = _than(part[0], level, known), lexicon.pattern(known["most"])
        for outcome in outcomes:
            for way, words, at in _ways(part[0], language, outcome, outcome == before):
                most = superlatives.match(words) is not None
                yield OfPart(*level, outcome, way, words, part.start() + at, than, most)


def of_levels(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The levels by which a text tells a part of the people from the rest, and what they are of."""
    if level := _level(text, lexicon.words("levels", language)):
        yield level


def _than(text: str, level: tuple[str, str], known: Mapping[str, tuple[str, ...]]) -> str:
    """The level behind «enn», where it is another one of the same thing."""
    for found in THAN.finditer(text):
        behind = re.split(r"[,;]", text[found.end() :])[0]
        other = _level(behind, known)
        if other and other[1] == level[1] and other[0] != level[0]:
            return other[0]
    return ""


def _level(text: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The first level of a text, and what it is a level of."""
    found = [
        (match.start(), level, of)
        for level in ("long", "short", "moderate", "much", "little")
        for match in lexicon.pattern(known[level]).finditer(text)
        for of in ("use", "activity")
        if _beside(text, match.span(), known[f"of_{of}"])
    ]
    return min(found)[1:] if found else None


def _beside(text: str, word: tuple[int, int], stems: tuple[str, ...]) -> bool:
    before = " ".join(re.split(r"\s+", text[: word[0]])[-NEAR - 1 :])
    behind = " ".join(re.split(r"\s+", text[word[1] :])[: NEAR + 1])
    pattern = lexicon.pattern(stems)
    return pattern.search(before.rpartition(",")[2]) is not None or bool(
        pattern.search(behind.partition(",")[0])
    )


def _ways(text: str, language: str, outcome: str, goes_on: bool) -> Iterator[tuple[str, str, int]]:
    known = lexicon.words("levels", language)
    ways = {
        "up": UP,
        "down": DOWN,
        "better": directions.better(outcome),
        "worse": directions.worse(outcome),
    }
    subjects = [IT.match(text)] if goes_on else []
    subjects += [
        noun.search(text) for noun, turned in directions.nouns(outcome, language) if not turned
    ]
    for subject in filter(None, subjects):
        held = HELD.match(text, subject.end())
        for name, way in ways.items():
            if held and way and held["word"].lower() in known[name]:
                yield way, held["word"], held.start("word")
    for noun, turned in directions.nouns(outcome, language):
        for name, way in ways.items():
            word = lexicon.pattern(known[name])
            for found in word.finditer(text) if way and not turned else ():
                ahead = re.match(r"\s+(?:var |was )?", text[found.end() :])
                match = noun.match(text, found.end() + ahead.end()) if ahead else None
                if match:
                    yield way, text[found.start() : match.end()], found.start()
