"""The lexicon: what words mean that a record has a field for, such as countries and designs.

Each topic is a file of ``lexicon/``: its meanings, with the words for each in every language. A
word is written as it is looked for: ``økt`` is that word alone, ``økt*`` may go on, ``*økt`` may be
the end of a compound, and ``randomi?ed`` has any letter at the mark; a capital letter means a
capital, a small letter either. An author's own words, of data/lexicon.yaml, are added to them.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import yaml
from yaml.cyaml import CBaseLoader

from thesis.language import nynorsk

P = ParamSpec("P")
T = TypeVar("T")

EVERY = "any"  # Stands for every language
FOLDER = Path(__file__).parent / "lexicon"  # One file a topic


@dataclass(frozen=True)
class Mention:
    """A word of the lexicon in a text."""

    meanings: frozenset[str]  # what it may mean: one, or several when the word is ambiguous
    word: str  # as it stands in the text
    # start, end: where, in characters from the beginning of the text
    start: int
    end: int


@dataclass(frozen=True)
class Topic:
    """The words of a topic in one language."""

    words: Mapping[str, tuple[str, ...]]  # the words for each meaning
    also: Mapping[str, frozenset[str]]  # what a thing of one meaning may be called as well

    def find(self, text: str) -> Iterator[Mention]:
        """Every word of the topic in a text, the longest where several begin at one place."""
        if text not in self._found:  # several rules look at each text
            self._found[text] = tuple(self._mentions(text))
        return iter(self._found[text])

    def _mentions(self, text: str) -> Iterator[Mention]:
        for found in self._pattern.finditer(text):
            yield Mention(self._meanings(found[0]), found[0], *found.span())

    def _meanings(self, found: str) -> frozenset[str]:
        near = [one for begin in ("", *_begins(found)) for one in self._by_begin.get(begin, ())]
        return frozenset(meaning for word, meaning in near if _one(word).fullmatch(found))

    def fits(self, meaning: str, mention: Mention) -> bool:
        """Whether a thing of this meaning may be called so."""
        return bool({meaning, *self.also.get(meaning, ())} & mention.meanings)

    @cached_property
    def _found(self) -> dict[str, tuple[Mention, ...]]:
        return {}

    @cached_property
    def _by_begin(self) -> dict[str, list[tuple[str, str]]]:
        """Words with what they mean, by what they begin with."""
        begins: dict[str, list[tuple[str, str]]] = {}
        for meaning, words in self.words.items():
            for word in words:
                begins.setdefault(_begin(word), []).append((word, meaning))
        return begins

    @cached_property
    def _pattern(self) -> "Words":
        return Words(word for words in self.words.values() for word in words)


class Words:
    """Finds any of some words, the longest first, as :class:`re.Pattern` would.

    Most texts have no word that begins as one of them does: these are not searched, and the
    expression is made for the first of the others.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words), key=lambda word: (-len(word), word))
        begins = frozenset(map(_begin, self.words))
        self._begins = begins if "" not in begins else None

    @cached_property
    def pattern(self) -> str:
        """The expression."""
        words = "|".join(map(_expression, self.words)) or "(?!)"
        return rf"(?<![\w-])(?:{words})(?!\w)"

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def _lack(self, text: str) -> bool:
        return self._begins is not None and self._begins.isdisjoint(_begins(text))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of the words in a text, or in a stretch of it."""
        return None if self._lack(text) else self._expression.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The word that a text, or a stretch of it, begins with."""
        return None if self._lack(text) else self._expression.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The word that a text is."""
        return None if self._lack(text) else self._expression.fullmatch(text)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Every one of the words in a text, or in a stretch of it."""
        return iter(()) if self._lack(text) else self._expression.finditer(text, start, end)

    def sub(self, by: str, text: str) -> str:
        """A text with something else in place of the words."""
        return text if self._lack(text) else self._expression.sub(by, text)


BEGIN = re.compile(r"(?<![\w-])\w[\w-]{0,3}")  # What a word begins with, four letters at most


@lru_cache(maxsize=4096)
def _begins(text: str) -> frozenset[str]:
    """What the words of a text begin with: one to four letters of each, all small."""
    small = text.replace("İ", "i").replace("ı", "i").casefold()  # both of which `i` stands for
    return frozenset(begin[:n] for begin in {*BEGIN.findall(small)} for n in (1, 2, 3, 4))


def _begin(word: str) -> str:
    """What a word of the lexicon begins with; "" for one that may begin otherwise."""
    plain = re.match(r"\w[\w-]*", word)
    return plain[0].casefold()[:4] if plain else ""


def load(lang: str) -> Mapping[str, Topic]:
    """Every topic of the lexicon by its name, such as ``countries``.

    Args:
        lang: ``nb``, ``nn`` or ``en``, or another language, of which the lexicon has no words.
    """
    return {path.stem: topic(path.stem, lang) for path in sorted(FOLDER.glob("*.yaml"))}


Own = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""Words of an author: by topic, by what they mean, by language."""

_own: dict[str, Mapping[str, Mapping[str, Sequence[str]]]] = {}
_kept: list[Callable[[], None]] = []


def learn(own: Own) -> None:
    """Take the words of a thesis besides those of the lexicon; forget those of another thesis."""
    if dict(own) != _own:
        _own.clear()
        _own.update(own)
        for forget in _kept:
            forget()


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function made of words, until an author's words are others."""
    keeping = cache(function)
    _kept.append(keeping.cache_clear)
    return cast("Callable[P, T]", keeping)


def topics() -> list[str]:
    """The names of all topics."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@kept
def topic(name: str, lang: str) -> Topic:
    """One topic of the lexicon, with the author's own words.

    Raises:
        FileNotFoundError: there is no topic of that name.
    """
    content = _read(name)
    own = _own.get(name, {})

    def told(meaning: str, language: str) -> tuple[str, ...]:
        given = (content["words"].get(meaning, {}), own.get(meaning, {}))
        known = [word for words in given for word in words.get(language, ())]
        if language == "nn":  # what is said of bokmål, in its own forms
            bokmål = [word for words in given for word in words.get("nb", ())]
            known += [form for word in bokmål for form in nynorsk.forms(word)]
        return tuple(dict.fromkeys(known))

    return Topic(
        {
            meaning: told(meaning, lang) + told(meaning, EVERY)
            for meaning in dict.fromkeys((*content["words"], *own))
        },
        {meaning: frozenset(others) for meaning, others in content.get("also", {}).items()},
    )


@kept
def words(name: str, lang: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a topic by what they mean, those of every language among them."""
    return topic(name, lang).words


@cache
def pattern(words: tuple[str, ...]) -> Words:
    """Finds any of some words, written as the lexicon writes them; nothing when there are none."""
    return Words(words)


@kept
def denials(lang: str, without: bool = False) -> re.Pattern[str]:
    """Finds a word that denies: «ikke», «ingen», and not «ikke bare»; `without`, «uten» too."""
    known = words("denials", lang)
    denying = pattern((*known["not"], *(known["without"] if without else ())))
    return re.compile(f"(?!{pattern(known['only']).pattern}){denying.pattern}")


@cache
def _read(name: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    content: dict[str, dict[str, dict[str, list[str]]]]
    # In C, and every word is a text, also `no` and `on`.
    content = yaml.load((FOLDER / f"{name}.yaml").read_bytes(), CBaseLoader)
    return content


@cache
def _one(word: str) -> re.Pattern[str]:
    return re.compile(_expression(word))


def _expression(word: str) -> str:
    """A word as an expression: spaces are any, and a small letter stands for a capital too."""
    begins, ends = word.startswith("*"), word.endswith("*")
    core = re.escape(word.strip("*")).replace(r"\*", r"\w*").replace(r"\?", r"\w")
    core = core.replace(r"\ ", r"\s+")
    capital = next((c for c in word if c.isalpha()), "").isupper()
    core = core if capital else f"(?i:{core})"
    return (r"[\w-]*" if begins else "") + core + (r"\w*" if ends else "")
