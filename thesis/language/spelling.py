"""Spelling: the words that neither a dictionary nor the word list of the thesis knows."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

MASK = "■"  # Stands for each character of what is not spelt by the author: no letter, no digit

INSIDE = "\u00ad\u0300-\u036f"
"""A soft hyphen, and accents that follow their letter: inside a word, but no letters to re."""

WORD = re.compile(rf"(?<![’'])(?<![^\W_])[^\W_](?:[^\W_]|[{INSIDE}])*")
FORMULA = re.compile(r"\s*[=<>≤≥]")
SHORTEST = 3  # Letters that a listed beginning or ending must leave of a compound


def words(text: str) -> Iterator[tuple[int, str]]:
    """Each word and where it begins; the parts of «EEG-målinger» and «Go/NoGo» are words.

    No words are what has a digit in it, an initial (P), and a letter that a formula is about (p =
    0,05). The soft hyphens are taken out, and a letter and its accent are one.
    """
    for found in WORD.finditer(text):
        word = unicodedata.normalize("NFC", found[0].replace("\u00ad", ""))
        if any(map(str.isdigit, word)):
            continue
        if len(word) == 1 and (word.isupper() or FORMULA.match(text, found.end())):
            continue
        yield found.start(), word


@dataclass(frozen=True)
class WordListEntry:
    """An entry of the word list: a word, a name of several words, or a part of compounds."""

    text: str  # ``temaer``, ``Google Scholar``, ``rus-`` (begins compounds) or ``-søk`` (ends them)
    place: str  # where it stands, as ``file:line``

    @property
    def is_part(self) -> bool:
        """Whether it is a part of compounds."""
        return self.text.startswith("-") or self.text.endswith("-")

    @property
    def is_phrase(self) -> bool:
        """Whether it is more than one word."""
        return not self.is_part and not self.text.isalpha()

    def knows(self, word: str) -> bool:
        """Whether it is this word: a small letter for any, a capital for itself, and genitive."""
        forms = {word, word.removesuffix("s")}
        return self.text in (map(str.lower, forms) if self.text.islower() else forms)

    def rest(self, word: str) -> str:
        """What is left of a compound without this part of it, or ""."""
        part, word = self.text.strip("-").lower(), word.lower()
        if self.text.endswith("-") and word.startswith(part):
            rest = word.removeprefix(part)
        elif self.text.startswith("-") and word.endswith(part):
            rest = word.removesuffix(part)
        else:
            return ""
        return rest if len(rest) >= SHORTEST else ""


class WordList:
    """The words of a thesis that a dictionary lacks, and which of them were met.

    Attributes:
        entries: the list as it stands in data/.
        used: those of them that some text needs.
    """

    def __init__(self, entries: Iterable[WordListEntry], names: Iterable[str] = ()) -> None:
        self.entries = list(entries)
        self.names = set(names)
        self.used: set[WordListEntry] = set()

    @cached_property
    def _phrase(self) -> re.Pattern[str] | None:
        phrases = {entry.text for entry in self.entries if entry.is_phrase} | self.names
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in longest_first)
        return re.compile(rf"(?<!\w)({joined})s?(?!\w)") if phrases else None

    def masked(self, text: str) -> str:
        """The text with MASK for the names in it, and for the entries that are several words."""
        if self._phrase is None:
            return text
        for found in self._phrase.finditer(text):
            name = re.sub(r"\s", " ", found[1])
            self.used |= {entry for entry in self.entries if entry.text == name}
        return self._phrase.sub(lambda found: MASK * len(found[0]), text)

    def whole(self, word: str) -> list[WordListEntry]:
        """The entries that are this word."""
        return [entry for entry in self.entries if not entry.is_part and entry.knows(word)]

    def parts(self, word: str) -> list[tuple[WordListEntry, str]]:
        """The entries that this word begins or ends with, each with the rest of the word."""
        split = ((entry, entry.rest(word)) for entry in self.entries if entry.is_part)
        return [(entry, rest) for entry, rest in split if rest]

    def unknown(self, given: Iterable[str], speller: Hunspell) -> list[str]:
        """Those of some words that neither the dictionary nor this list knows, in their order."""
        lacking = [word for word in given if not self._take(self.whole(word))]
        lacking = speller.lacks(lacking)
        split = {word: self.parts(word) for word in lacking}
        rests = {rest for parts in split.values() for _, rest in parts}
        wrong = {rest for rest in speller.lacks(rests) if not self.whole(rest)}
        return [
            word
            for word in lacking
            if not self._take([entry for entry, rest in split[word] if rest not in wrong])
        ]

    def _take(self, entries: list[WordListEntry]) -> bool:
        self.used |= set(entries)
        return bool(entries)


class UnavailableError(Exception):
    """There is no hunspell, or it has no dictionary of the language; says what to install."""


@dataclass(frozen=True)
class Hunspell:
    """The program hunspell with one dictionary, and no list of words of whoever runs it."""

    dictionary: str  # its name, such as ``nb_NO``

    def lacks(self, given: Iterable[str]) -> list[str]:
        """Those of some words that the dictionary does not know, in their order.

        Raises:
            UnavailableError: the program or its dictionary is missing.
        """
        asked = list(dict.fromkeys(given))
        told = set(self._run("-l", asked).split("\n"))
        return [word for word in asked if word in told]

    def suggestions(self, wrong: Iterable[str]) -> dict[str, list[str]]:
        """For each word, what may have been meant, the likeliest first.

        A word in two halves is no suggestion: in Norwegian it is the usual slip.

        Raises:
            UnavailableError: the program or its dictionary is missing.
        """
        out: dict[str, list[str]] = {}
        asked = list(wrong)
        for line in self._run("-a", [f"^{word}" for word in asked]).split("\n"):
            if line.startswith("& "):
                head, _, words = line.partition(": ")
                likely = [word for word in words.split(", ") if not re.search("[ -]", word)]
                out[head.split(" ")[1]] = likely
        return {word: out.get(word, []) for word in asked}

    def _run(self, mode: str, lines: list[str]) -> str:
        command = ["hunspell", "-d", self.dictionary, "-i", "UTF-8", mode]
        nobody = {**os.environ, "HOME": os.devnull}  # whose own words would hide a slip
        text = "\n".join(lines) + "\n"
        try:
            run = subprocess.run(
                command, input=text, env=nobody, capture_output=True, encoding="utf-8"
            )
        except OSError:
            run = None
        if run is None or run.returncode:
            raise UnavailableError(
                f"spelling needs hunspell and its dictionary {self.dictionary} "
                "(on Debian: apt-get install hunspell, and hunspell-no for Norwegian, "
                "hunspell-en-gb or hunspell-en-us for English)"
            )
        return run.stdout
