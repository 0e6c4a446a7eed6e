"""Capitals in an export: titles, journals and names that are written in them, told or put right."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from thesis.diagnostics.messages import said
from thesis.exports.export import Export
from thesis.language import capitals

OPTION = "--sentence-case"  # What asks for them to be put right


def settle(export: Export, mend: bool) -> None:
    """Tell of capitals in the fields of an export, once a field, or take them out.

    Args:
        mend: whether to put titles in sentence case, and journals and names in small letters; a
            title or a name that was changed is marked, for it may have had a capital of its own.
    """
    for record in export.records:
        for name, how, mended in _written_so(record.item):
            export.often(
                f"{name} {said(how)}",
                record.line,
                "put right" if mend else f"{OPTION} puts it right",
            )
            if mend:
                record.item[name] = mended
                if name != "container-title" and name not in record.unverified:
                    record.unverified.append(name)


def _written_so(item: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The fields of a record that are written so, how, and what they are without."""
    title, journal = str(item.get("title", "")), str(item.get("container-title", ""))
    if capitals.shouted(title):
        yield "title", "in capitals", capitals.sentence(title)
    elif capitals.headline(title) and str(item.get("language", "")) in {"", "en"}:
        yield "title", "with a capital in each word", capitals.sentence(title)
    if capitals.shouted(journal):
        yield "container-title", "in capitals", capitals.cased(journal)
    for name in ("author", "editor"):
        people = item.get(name, [])
        loud = [one for one in people if capitals.shouted(one.get("family", ""))]
        if loud and all(one.get("family", "A").isupper() for one in people):
            yield name, "in capitals", [_small(one) for one in people]


def _small(person: Mapping[str, str]) -> dict[str, str]:
    made = dict(person)
    if "family" in person:
        made["family"] = capitals.cased(person["family"])
        words = re.split("[ .-]", person.get("given", ""))
        if any(word.isupper() and len(word) > 2 for word in words):  # no initials
            made["given"] = capitals.cased(person["given"])
    return made
