"""Messages in Norwegian: what a rule says in English, by the catalogue of messages/nb/ beside this.

A rule says what it finds in English, where it finds it. The catalogue has for each rule the English
texts of the source, with names in braces for what is filled in, and with each the same in
Norwegian. A finding's text is held against those of its rule, then against what all rules share
(``words``); what was filled in is looked up in the same way. What nothing fits stays English.
``python -m thesis.diagnostics.wordings`` prints what the catalogue lacks and what is too much.
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml
from yaml.cyaml import CSafeLoader

FOLDER = Path(__file__).parent / "messages/nb"
"""One file for each subject or a few; in each, English -> Norwegian by the id of the rule."""

SHARED = "words"
"""Stands for an id: texts of many rules, words that are filled in, and what reports say."""

LANGUAGES = ("en", "nb")  # Of messages

CHOSEN = "THESIS_MESSAGES"
"""The variable that names the language of the terminal: that of a build is one for its steps."""

SETTING = re.compile(r"^messages:\s*[\"']?(\w+)", re.MULTILINE)

DEEPEST = 40  # Texts that are filled into texts; a text of an author's may have no end of them
MOST_ITEMS = 40
"""Of a list that is read as a first item and a rest; of a longer one, each item is read alone."""

NAME = re.compile(r"\{(\w+)\}")
BRACKETS = re.compile(r"\(([^()]+)\)")
REMARK = re.compile(r"(.+) \(([^()]*)\)")
QUOTED = re.compile(r"«[^«»]*»|`[^`]*`|\([^()]*\)")
LOOSE = 4
"""Letters and signs of a template that says little, «{what} of {name}»: a list goes before it."""

NAMED = re.compile(r"\S+$|\S*[._@=]\S|\{\{")
"""A key, a number, a name: what may stand in a list that is no text of an author's."""

LISTS = {": ": ": ", "; ": "; ", ", ": ", ", " and ": " og ", " or ": " eller "}
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
        self.longest = max(self.first, *self.parts[1::2], key=len)  # what is not filled in

    def fits(self, text: str) -> dict[str, str] | None:
        """What is filled in, by its name; None where it is another text."""
        if self.longest not in text or not text.startswith(self.first):
            return None
        at, filled = len(self.first), {}
        names, literals = self.parts[::2], self.parts[1::2]
        for i, (name, literal) in enumerate(zip(names, literals, strict=True)):
            if i == len(names) - 1:
                end = len(text) - len(literal)
            elif self.weight <= LOOSE and i == len(names) - 2:
                end = text.rfind(literal)
            else:
                end = _end(text, at, literal)
            if end < at or not text.startswith(literal, end) or not _whole(text, at, end):
                return None
            filled[name] = text[at:end]
            at = end + len(literal)
        return filled if at == len(text) else None


def _end(text: str, at: int, literal: str) -> int:
    """Where what is filled in at a place ends: before the first literal that leaves it whole."""
    end = text.find(literal, at + 1)
    while end >= 0 and not _whole(text, at, end):
        end = text.find(literal, end + 1)
    return end


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a part cuts no word in two, and closes each quotation and bracket that it opens."""
    edges = [text[at - 1 : at + 1] for at in (start, end) if 0 < at < len(text)]
    if any(edge.isalpha() and edge.islower() for edge in edges):
        return False
    quoted, open_brackets, inside = 0, 0, text[:start].endswith("«")
    for sign in text[start:end]:
        quoted += (sign == "«") - (sign == "»")
        open_brackets += 0 if quoted or inside else (sign == "(") - (sign == ")")
        if quoted < 0 or open_brackets < 0:
            return False
    return quoted == open_brackets == 0


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
def _near(first: str, last: str, rule: str) -> tuple[Template, ...]:
    """The texts, of a rule and then of all rules, that a text with these letters may fit."""
    return tuple(
        each
        for place in (rule, SHARED)
        for each in _templates(place)
        if each.first[:1] in ("", first) and each.parts[-1][-1:] in ("", last)
    )


def translated(text: str, rule: str = SHARED) -> str:
    """A text in Norwegian, as far as the catalogue knows it."""
    return _translated(text, rule, DEEPEST)


@cache
def _translated(text: str, rule: str, deep: int) -> str:
    """The same; what lies deeper in it than some texts stays as it is."""
    if not deep:
        return text
    for place in (rule, SHARED):
        if norwegian := catalogue().get(place, {}).get(text):
            return norwegian
        if norwegian := catalogue().get(place, {}).get(f"{text}."):  # of a schema
            return norwegian.removesuffix(".")
    if "\n" in text:
        return "\n".join(_translated(line, rule, deep - 1) for line in text.split("\n"))
    templates = _near(text[:1], text[-1:], rule)
    if norwegian := _filled(text, rule, deep, [each for each in templates if each.weight > LOOSE]):
        return norwegian
    if remark := REMARK.fullmatch(text):
        told = [_translated(part, rule, deep - 1) for part in remark.groups()]
        if told[0] != remark[1]:
            return f"{told[0]} ({told[1]})"
    for between, ours in LISTS.items():
        if len(items := _split(text, between)) > 1:
            told = [_translated(item, rule, deep - 1) for item in items]
            if told != items or (between != ours and all(map(NAMED.match, items))):
                return ours.join(told)
    loose = _filled(text, rule, deep, [each for each in templates if each.weight <= LOOSE])
    return loose or BRACKETS.sub(lambda inner: f"({_translated(inner[1], rule, deep - 1)})", text)


def _filled(text: str, rule: str, deep: int, templates: Iterable[Template]) -> str:
    """A text by the first template that it fits, with what is filled in; "" where it fits none."""
    for each in templates:
        if (filled := each.fits(text)) is not None:
            names = {
                name: part
                if f"«{{{name}}}»" in each.norwegian
                else _translated(part, rule, deep - 1)
                for name, part in filled.items()
            }
            parts = enumerate(NAME.split(each.norwegian))
            return "".join(names[part] if i % 2 else part for i, part in parts)
    return ""


def _split(text: str, between: str) -> list[str]:
    """The first item of a list, and the rest of it; what is quoted or in brackets is no list."""
    bare = QUOTED.sub(lambda found: "\0" * len(found[0]), text)
    ends = [found.span() for found in re.finditer(re.escape(between), bare)]
    if len(ends) < MOST_ITEMS:
        ends = ends[:1]
    edges = [0, *(at for end in ends for at in end), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
