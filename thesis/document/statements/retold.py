"""What a sentence speaks of, and what it says of it that a sentence on the same could deny."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from thesis.document.statements import directions
from thesis.language import lexicon

WORD = re.compile(r"[^\W\d_][\w-]*")
THAN = re.compile(r"(?<!\w)(?:enn|than)(?!\w)[^,;.]*")  # Whom one is compared with
NO_LONGER = re.compile(r"(?<!\w)(?:ikkj?e lenger|no longer)(?!\w)", re.IGNORECASE)
IT = re.compile(
    r"(?<!\w)(?:den|det|dette|it|this)\s(?:var|er|ble|blei|vart|har|hadde|ga|gav|fa[lnt]+|steg|sank|gikk"
    r"|gjekk|was|is|had|has|fell|rose)(?!\w)",
    re.IGNORECASE,
)
"""A pronoun that stands for what another clause names."""
ENDING = re.compile(r"(?:ene|ane|enes|ens|ets|er|ar|en|et|a|e|s|t)$")
STEM, LEAST = 9, 4  # Letters of a stem at most, and of a word that keeps its ending
NEAR = 3  # Words beside one that denies that it may deny
COVER, SURE = 0.75, 4
"""The share of its words that the other has too, and how many make up for one that it has not."""
COMMON, RARE = 3, 2
"""Lines of a record that have a word which says little of what one of them is on, or much."""
ONE_OF = ("person", "time", "group", "day", "hours")  # What a record may tell several of
SOME = frozenset({"some"})  # Where it was most of them or all, it was some
TOLD = ("deny", "hedge", "only", "supposed", "skip")
UP, DOWN, SAME, BETTER, WORSE = directions.UP, directions.DOWN, directions.SAME, "better", "worse"
OPPOSITE = {
    UP: {DOWN, SAME}, DOWN: {UP, SAME}, BETTER: {WORSE, SAME}, WORSE: {BETTER, SAME},
    SAME: {UP, DOWN, BETTER, WORSE},
}  # fmt: skip


class Retold(NamedTuple):
    """What a sentence, or a clause of it, speaks of and says."""

    words: frozenset[str]  # stems, outcomes and words that stand for one another
    marks: Mapping[str, frozenset[str]]  # what it is in and which: «time» and {«before»}
    ways: frozenset[str]  # of OPPOSITE
    denied: frozenset[str]  # the words near to one that denies
    denies: bool  # once, or three times
    told: frozenset[str]  # of TOLD
    pronoun: bool  # it may be on what another sentence names
    several: bool  # it has several clauses

    def fits(self, other: Retold, often: Mapping[str, int]) -> float:
        """The share of its words that the other has, too; 0 where they speak of two things.

        Args:
            other: what a sentence of a record says.
            often: how many lines of the record have each word.
        """
        shared = self.words & other.words
        lacking = {word for word in self.words - other.words if often.get(word, 0) < COMMON}
        share = len(shared) / (len(shared) + len(lacking) or 1)
        alike = sum(self.alike(kind, other) for kind in self.marks)
        if share < COVER or not (alike or any(often[word] <= RARE for word in shared)):
            return 0
        if len(shared) + alike < 2 or (len(shared) + alike == 2 and lacking):
            return 0
        return share

    def alike(self, kind: str, other: Retold) -> bool:
        """Whether both have the same one of a kind of mark."""
        return bool(self.marks[kind] & other.marks.get(kind, frozenset()))

    def against(self, other: Retold) -> str:
        """In what a sentence that it fits says otherwise, such as ``time``; "" for nothing."""
        others = other.marks
        if (self.told - other.told) & {"supposed", "hedge"}:
            return ""
        apart = [
            name
            for name, mine in self.marks.items()
            if name in others and not mine & others[name] and mine != SOME
        ]
        turned = (
            bool(self.ways)
            and any(other.ways)
            and all(other.ways <= OPPOSITE[way] for way in self.ways)
        )
        turned = turned is not (self.denies is not other.denies) if turned else turned
        shared = self.words & other.words
        if self.ways and other.ways and turned:
            sure = len(shared) > 1 and (shared == self.words or len(shared) >= SURE)
            sure = sure and not (self.pronoun or other.several)
            return "direction" if sure and not apart else ""
        if apart:
            return apart[0] if self.denies is other.denies else ""
        fewer = [
            kind
            for kind in ONE_OF
            if kind in self.marks and self.marks[kind] < others.get(kind, frozenset())
        ]
        if "only" in self.told - other.told and fewer:
            return fewer[0]
        if other.several:
            return ""
        near = self.denied if self.denies else other.denied
        if self.denies is not other.denies and near & shared and self.ways == other.ways:
            return "denial"
        return ""


def of(text: str, language: str) -> Retold:
    """What a text speaks of and says; of a comparison, the side that it is told of."""
    text = NO_LONGER.sub(" ", THAN.sub(" ", text))
    marks: dict[str, set[str]] = {}
    told: set[str] = set()
    ways: set[str] = set()
    words: list[str] = []
    denials: list[int] = []
    for kind, member in _parts(text, language):
        if kind == "word":
            words.append(member)
        elif kind == "way":
            ways.add(member)
        elif kind == "deny":
            denials.append(len(words))
        elif member:
            marks.setdefault(kind, set()).add(member)
        else:
            told.add(kind)
    near = {word for at in denials for word in words[max(0, at - 1) : at + 2]}
    return Retold(
        frozenset(words),
        {kind: frozenset(members) for kind, members in marks.items()},
        frozenset(ways),
        frozenset(near),
        len(denials) % 2 == 1,
        frozenset(told),
        IT.search(text) is not None,
        several=False,
    )


def together(clauses: Sequence[Retold]) -> Retold:
    """What a sentence of some clauses speaks of and says."""
    kinds = {kind for one in clauses for kind in one.marks}
    none: frozenset[str] = frozenset()
    return Retold(
        none.union(*(one.words for one in clauses)),
        {kind: none.union(*(one.marks.get(kind, none) for one in clauses)) for kind in kinds},
        none.union(*(one.ways for one in clauses)),
        none.union(*(one.denied for one in clauses)),
        sum(one.denies for one in clauses) % 2 == 1,
        none.union(*(one.told for one in clauses)),
        any(one.pronoun for one in clauses),
        several=True,
    )


def _parts(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The words of a text in order, each as what it is: a word, a way, a denial or a mark."""
    at = 0
    for found in _every(language).finditer(text):
        yield from (("word", _stem(word[0])) for word in WORD.finditer(text, at, found.start()))
        yield from _meant(found[0], language)
        at = found.end()
    yield from (("word", _stem(word[0])) for word in WORD.finditer(text, at))


def _meant(words: str, language: str) -> list[tuple[str, str]]:
    return _known(words.lower() if words[1:].islower() else words, language)


@lexicon.kept
def _known(words: str, language: str) -> list[tuple[str, str]]:
    """What some words of the lexicon are."""
    told = [meaning.partition(".") for meaning in _meanings(words, "retold", language)]
    if same := [("word", f"={member}") for kind, _, member in told if kind == "same"]:
        return same
    for name, pattern in _patterns(language):
        if pattern.fullmatch(words):
            return [("way", name) if name in OPPOSITE else ("deny", "")]
    if told:
        return [(kind, member) for kind, _, member in told]
    outcomes = _meanings(words, "outcomes", language)
    named = [name for name in outcomes if not name.startswith(NO_OUTCOMES)]
    return [("word", f"={named[0]}" if named else _stem(words))]


BESIDES = ("heller",)  # Denies only beside another word that does
NO_OUTCOMES = ("turned_", "less_", "more_", "lasts", "rates", "everyday")


def _meanings(words: str, topic: str, language: str) -> list[str]:
    """What some words mean, in order: a table is quicker than an expression for each word."""
    whole, begun = _table(topic, language)
    low = " ".join(words.lower().split())
    return sorted({*whole.get(low, ()), *(name for word, name in begun if word.fullmatch(words))})


@lexicon.kept
def _table(
    topic: str, language: str
) -> tuple[dict[str, list[str]], list[tuple[lexicon.Words, str]]]:
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    for name, words in lexicon.words(topic, language).items():
        for word in words:
            if "*" in word or "?" in word:
                begun.setdefault(name, []).append(word)
            else:
                whole.setdefault(word.lower(), []).append(name)
    return whole, [(lexicon.pattern(tuple(words)), name) for name, words in begun.items()]


@lexicon.kept
def _patterns(language: str) -> list[tuple[str, lexicon.Words]]:
    """What finds the words of each way and those that deny."""
    effects, levels = lexicon.words("effects", language), lexicon.words("levels", language)
    more = {UP: "longer", DOWN: "shorter"}
    ways = [
        (name, lexicon.pattern((
            *effects[name], *effects.get(f"{name}_verbs", ()), *effects.get(more.get(name, ""), ()),
            *levels.get(name, ()),
        )))
        for name in (SAME, UP, DOWN, BETTER, WORSE)
    ]  # fmt: skip
    denying = [word for word in lexicon.words("denials", language)["not"] if word not in BESIDES]
    return [*ways, ("deny", lexicon.pattern(tuple(denying)))]


@lexicon.kept
def _every(language: str) -> lexicon.Words:
    effects, levels = lexicon.words("effects", language), lexicon.words("levels", language)
    ways = ("longer", "shorter", *(f"{n}{v}" for n in OPPOSITE for v in ("", "_verbs")))
    topics = (lexicon.words("retold", language), lexicon.words("outcomes", language))
    every = [
        *(word for name in ways for word in (*effects.get(name, ()), *levels.get(name, ()))),
        *lexicon.words("denials", language)["not"],
        *(word for topic in topics for name in topic for word in topic[name]
          if not name.startswith(NO_OUTCOMES)),
    ]  # fmt: skip
    return lexicon.pattern(tuple(every))


def _stem(word: str) -> str:
    """A word without its ending: «ungdommene» and «ungdom» are one."""
    low = word.lower()
    bare = ENDING.sub("", low) if len(low) > LEAST else low
    bare = bare[:-1] if len(bare) > LEAST and bare[-1] == bare[-2] else bare
    return (bare if len(bare) >= LEAST - 1 else low)[:STEM]
