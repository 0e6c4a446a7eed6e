"""Texts of records as a screener reads them: authors, abstract and keywords, kept apart.

Counting needs none of them, and they are most of an export.
"""

import re
from collections.abc import Iterable

import msgspec

from thesis.exports import fields
from thesis.exports.export import Record

BLOCK = re.compile(r"(?i)</?(?:jats:)?(?:p|div|br|sec|title|label|h[1-6]|list|li|ul|ol)\b[^>]*>")
"""Tags between which words stand apart."""

PART = re.compile(r" (?=[A-Z][A-Z ,/&-]{3,40}: )")  # In front of «METHODS: »


class RecordTexts(msgspec.Struct, frozen=True, array_like=True):
    """What a screener reads of a record beside its title, as it stands in the export."""

    authors: list[str]  # family name and given names of each
    abstract: str  # perhaps with markup: see :func:`abstract`
    keywords: list[str]  # each value of their fields: see :func:`keywords`
    language: str = ""  # its code; "" where it is not told


def texts_of(record: Record) -> RecordTexts:
    """The texts of a record that was read."""
    people = record.item.get("author") or record.item.get("editor") or []
    language = str(record.item.get("language") or "")
    return RecordTexts([*map(_name, people)], record.abstract, record.keywords, language)


def _name(person: dict[str, str]) -> str:
    family = " ".join(
        part for name in ("non-dropping-particle", "family") if (part := person.get(name))
    )
    return ", ".join(part for part in (family, person.get("given")) if part) or person["literal"]


def abstract(text: str) -> str:
    """An abstract in plain words, with a line for each of its parts."""
    return PART.sub("\n", fields.plain(BLOCK.sub(" ", fields.unescaped(text))))


def keywords(texts: Iterable[str]) -> list[str]:
    """Each keyword once: several may stand in one text, between «;», or alone between «,»."""
    texts = [text for text in map(fields.plain, texts) if text]
    mark = r"[;,]" if len(texts) == 1 and ";" not in texts[0] else ";"
    found = [part.strip(" *.") for text in texts for part in re.split(mark, text)]
    once: dict[str, str] = {}
    for part in filter(None, found):
        once.setdefault(part.lower(), part)
    return [*once.values()]
