"""Messages in Norwegian: what a rule says in English, by the catalogue of messages/nb/ beside this.

A rule says what it finds in English, where it finds it. The catalogue has for each rule the English
texts of the source, with names in braces for what is filled in, and below each the same in
Norwegian. A finding's text is held against those of its rule, then against what all rules share
(``words``); what was filled in is looked up in the same way. What nothing fits stays English.
``python -m thesis.diagnostics.wordings`` prints what the catalogue lacks and what is too much.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from yaml.cyaml import CSafeLoader

FOLDER = Path(__file__).parent / "messages/nb"
"""One file for each subject or a few; in each, English -> Norwegian by the id of the rule."""

SHARED = "words"
"""Stands for an id: texts of many rules, words that are filled in, and what reports say."""

LANGUAGES = ("en", "nb")
"""Of messages."""

CHOSEN = "THESIS_MESSAGES"
"""The variable that names the language of the terminal: that of a build is one for its steps."""

SETTING = re.compile(r"^messages:\s*[\"']?(\w+)", re.MULTILINE)

NAME = re.compile(r"\{(\w+)\}")
QUOTED = re.compile(r"«[^«»]*»|`[^`]*`|\([^()]*\)")
LISTS = {"\n": "\n", "; ": "; ", ", ": ", ", " and ": " og ", " or ": " eller "}
"""What stands between the items of a list, in English and in Norwegian."""


def choose(language: object) -> None:
    """Have the terminal of this run say what it says in a language; another than ours: English."""
    os.environ[CHOSEN] = language if isinstance(language, str) and language in LANGUAGES else "en"


def choose_by(folder: Path) -> None:
    """Have the terminal speak as the settings of a thesis say, readable or not."""
    try:
        told = SETTING.search((folder / "config/config.yaml").read_text("utf-8", "replace"))
    except OSError:
        told = None
    choose(told[1] if told else "en")


def said(text: str, rule: str = SHARED, language: str = "") -> str:
    """A text in a language of messages; without one, in that of the terminal."""
    return translated(text, rule) if (language or os.environ.get(CHOSEN)) == "nb" else text


def language_of(labels: str) -> str:
    """The language of messages in a document, by that of its labels: nynorsk has bokmål's."""
    return "nb" if labels[:2] in {"nb", "nn"} else "en"


class Template:
    """An English text with names for what is filled in, and the same in Norwegian."""

    def __init__(self, english: str, norwegian: str) -> None:
        self.first, *self.parts = NAME.split(english)
        self.norwegian = norwegian
        self.weight = len(NAME.sub("", english))

    def fits(self, text: str) -> dict[str, str] | None:
        """What is filled in, by its name; None where it is another text."""
        if not text.startswith(self.first):
            return None
        at, filled = len(self.first), {}
        names, literals = self.parts[::2], self.parts[1::2]
        for i, (name, literal) in enumerate(zip(names, literals, strict=True)):
            last = i == len(names) - 1
            end = len(text) - len(literal) if last else _end(text, at, literal)
            if end < at or not text.startswith(literal, end):
                return None
            filled[name] = text[at:end]
            at = end + len(literal)
        return filled if at == len(text) else None


def _end(text: str, at: int, literal: str) -> int:
    """Where what is filled in at a place ends: before a literal that is not inside its quotes."""
    end = text.find(literal, at + 1)
    while end >= 0 and text.count("«", at, end) != text.count("»", at, end):
        end = text.find(literal, end + 1)
    return end


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every text of the catalogue, English -> Norwegian, by the id of its rule."""
    files = sorted(FOLDER.glob("*.yaml"))
    texts: dict[str, dict[str, str]] = {}
    for path in files:
        for rule, own in (yaml.load(path.read_text("utf-8"), CSafeLoader) or {}).items():
            texts.setdefault(rule, {}).update(own)
    return texts


@cache
def _templates(rule: str) -> tuple[Template, ...]:
    """The texts of a rule that something is filled into, the longest first."""
    own = (Template(*pair) for pair in catalogue().get(rule, {}).items() if NAME.search(pair[0]))
    return tuple(sorted(own, key=lambda one: -one.weight))


@cache
def translated(text: str, rule: str = SHARED) -> str:
    """A text in Norwegian, as far as the catalogue knows it."""
    for place in (rule, SHARED):
        if norwegian := catalogue().get(place, {}).get(text):
            return norwegian
    for each in (*_templates(rule), *_templates(SHARED)):
        if (filled := each.fits(text)) is not None:
            names = {name: translated(part, rule) for name, part in filled.items()}
            parts = enumerate(NAME.split(each.norwegian))
            return "".join(names[part] if i % 2 else part for i, part in parts)
    for between, ours in LISTS.items():
        if len(items := list(_split(text, between))) > 1:
            told = [translated(item, rule) for item in items]
            if between == ours or told != items or not any(" " in item for item in items):
                return ours.join(told)
    return text


def _split(text: str, between: str) -> Iterator[str]:
    """The items of a list; what is quoted or in brackets is no list."""
    quoted = [found.span() for found in QUOTED.finditer(text)]
    start = 0
    for found in re.finditer(re.escape(between), text):
        if not any(begin < found.start() < end for begin, end in quoted):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
