"""Names of authors that are words as well: More, Mindre, Jordan. In a text they are names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from thesis.document.passages import Passage
from thesis.document.typed_numbers.context import families
from thesis.document.typed_numbers.key_suggestions import is_counted
from thesis.language import lexicon, quantities
from thesis.model.display import numbers_of
from thesis.model.records import Work

NAME = r"[A-ZÆØÅ][^\W\d_]*"
OTHER_NAMES = re.compile(
    r"\b(?:[Ii]|[Ff]ra|[Ff]rå|[Vv]ed|[Nn]ær|[Uu]ten?for|[Uu]tanfor|[Ii]n|[Ff]rom|[Aa]t|[Nn]ear|[Oo]utside|"
    r"(?:[Bb]y|[Kk]ommun|[Ss]tudi|[Pp]rosjekt|[Ff]orsøk|[Tt]idsskrift|[Bb]lad|[Ff]orlag|[Uu]tgiver|[Uu]tgivar)"
    r"(?:en|et|a|ane)|[Bb]ygd[ae]n?|(?:city|town|village|journal|trial|study|publisher|magazine)"
    rf"(?: of| called| named)?)[ \u00a0][«“‘\"]?({NAME}(?:[ -]{NAME})*)(?!\w)"
    r"|\b([A-ZÆØÅ]{2,})(?=-?\s?(?:studien|forsøket|prosjektet|trial|study|cohort|project)\b)"
    rf"|\b({NAME})(?=-(?:studien|forsøket|prosjektet|trial|study|cohort)\b)"
)  # Cities, journals, studies: a word with a capital behind what stands in front of a name

HIDDEN = "·"
"""Stands for each letter of such a name but the first, so that no rule takes it for the word."""

BESIDE = (
    r"(?<=[\w,;)–&]\s){0}(?![\w-])|(?<=\(){0}(?![\w-])"
    r"|(?<!\w){0}(?=\s(?:og|and|&)\s[A-ZÆØÅ]|\s\(\d{{4}}|,\s\d{{4}}|\set\sal|\sm\.?\s?fl|[’']s\s"
    r"|\ssi(?:n|tt|ne)?\s)"
)  # Where a word with a capital is a name: inside a sentence, or with what stands beside names


@lexicon.kept
def everyday(language: str) -> frozenset[str]:
    """The words that rules look for in a text of a language, in small letters."""
    known = [
        word
        for topic in lexicon.topics()
        if topic != "institutions"  # which are names of authors, too
        for words in lexicon.words(topic, language).values()
        for word in words
    ]
    if language in quantities.LANGUAGES:
        known += [p for each in quantities.LANGUAGES[language].table for p in each.phrases]
    return frozenset(part for word in known for part in re.findall(r"[^\W\d_]+", word.lower()))


def other_names(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where the names of cities, journals and studies stand: «Seks», «Seven», «TRE-studien».

    A heading has none, for in English each of its words may have a capital.
    """
    is_heading = any(block["t"] == "Header" for block in passage.within)
    for found in () if is_heading else OTHER_NAMES.finditer(passage.text):
        start, end = found.span(found.lastindex or 0)
        word = re.compile(NAME).match(passage.text, start)
        behind = passage.text[word.end() :] if word and found.lastindex == 1 else ""
        if not is_counted(behind):  # «i Seks studier»
            yield start, end


def _is_word(name: str, language: str) -> bool:
    found = numbers_of(language).find_numbers(name.lower())
    return name.lower() in everyday(language) or bool(found)


def pattern(names: Iterable[str], where: str = BESIDE) -> re.Pattern[str] | None:
    """Finds any of some names in a text, where they are names; None where there are none."""
    known = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    return re.compile(where.format(f"(?:{'|'.join(known)})")) if known else None


@dataclass
class AuthorNames:
    """The names of the authors of some works, by key."""

    works: Mapping[str, Work]

    @cached_property
    def _by_language(self) -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
        return {}

    @cached_property
    def people(self) -> frozenset[str]:
        """The family names."""
        return frozenset(
            name for work in self.works.values() for name in families(work) if name[:1].isupper()
        )

    def hide(self, passage: Passage) -> Passage:
        """A passage, letter for letter, without the names that are words of its language."""
        if passage.language not in self._by_language:
            words = [name for name in self.people if _is_word(name, passage.language)]
            self._by_language[passage.language] = (
                pattern(words),
                pattern(words, r"(?<!\w){0}(?!\w)"),
            )
        beside, anywhere = self._by_language[passage.language]
        if beside is None or anywhere is None:
            return passage
        cited = [zone for zone in passage.zones if zone.kind == "Cite"]
        spans = [found.span() for found in beside.finditer(passage.text)]
        for zone in cited:
            spans += [one.span() for one in anywhere.finditer(passage.text, zone.start, zone.end)]
        if not spans:
            return passage
        text = list(passage.text)
        for start, end in spans:
            text[start + 1 : end] = HIDDEN * (end - start - 1)
        return replace(passage, text="".join(text), printed=passage.text)
