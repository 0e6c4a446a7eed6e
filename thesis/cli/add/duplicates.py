"""Duplicates: whether a new record is one of the works that data/ has, and a key if it is not."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thesis.checks.data.references import RESERVED
from thesis.input.folder import Data
from thesis.language.letters import PLAIN
from thesis.model.identity import Mark, first_author, marks, normalised


class KnownWorks:
    """The works there are, and those that are added to them.

    Args:
        data: all of data/.
    """

    def __init__(self, data: Data) -> None:
        self.keys = RESERVED | {str(each.get("id")) for _, each, _ in data.items("databases")}
        files = (*data.documents, *data.unreadable)  # a broken study keeps its file
        self.keys |= {Path(name).name for name in files if name.startswith("studies/")}
        self._keys: dict[Mark, str] = {}
        for _, work, _ in data.items("references"):
            self.add(str(work.get("id")), work)

    def add(self, key: str, item: Mapping[str, Any]) -> None:
        """Know one more work."""
        self.keys |= {key}
        for mark in (*marks(item), *_likenesses(item)):
            self._keys.setdefault(mark, key)

    def same(self, item: Mapping[str, Any]) -> tuple[str, str]:
        """The key of a work that is there and that a record is, and what they share; else ""."""
        shared = {
            what: self._keys[mark] for mark, what in marks(item).items() if mark in self._keys
        }
        told = [what.removeprefix("the ").removeprefix("same ") for what in shared]
        return next(iter(shared.values()), ""), " and ".join(told)

    def alike(self, item: Mapping[str, Any]) -> str:
        """What to say of a work that is there and that a record is like, but not; else ""."""
        for mark, what in _likenesses(item).items():
            if known := self._keys.get(mark):
                return f"{known} has {what}"
        return ""

    def key(self, item: Mapping[str, Any]) -> tuple[str, str]:
        """A citation key for a work, and the one it would have had if that is taken; else ""."""
        wanted = key_of(item)
        if wanted not in self.keys:
            return wanted, ""
        for letter in "bcdefghijklmnopqrstuvwxyz":
            if f"{wanted}{letter}" not in self.keys:
                return f"{wanted}{letter}", wanted
        number = 2
        while f"{wanted}_{number}" in self.keys:
            number += 1
        return f"{wanted}_{number}", wanted


def _likenesses(item: Mapping[str, Any]) -> dict[Mark, str]:
    """What two works may share and are two: a DOI of the whole, a title of another year."""
    found: dict[Mark, str] = {}
    if doi := item.get("DOI"):
        found["any DOI", str(doi).lower()] = f"the DOI {doi}, too, as parts of one book may"
    if (title := normalised(str(item.get("title") or ""))) and (author := first_author(item)):
        found["any year", title, author] = (
            "its title and first author, too: a preprint, or another report of it?"
        )
    return found


def key_of(item: Mapping[str, Any]) -> str:
    """The first author's family name and the year in small letters a-z: dacosta2017, who2020.

    An institution of several words goes by their first letters; a work without author by the first
    word of its title; one without year by its name alone.
    """
    people = item.get("author") or item.get("editor") or [{}]
    first = people[0]
    name = f"{first.get('non-dropping-particle', '')}{first.get('family', '')}"
    if not name and first.get("literal"):
        words = re.findall(r"[^\W\d_]+", first["literal"])
        large = [word for word in words if word[0].isupper()]
        name = words[0] if len(words) == 1 else "".join(word[0] for word in large or words)
    letters = ascii_letters(name) or next(
        (found for word in str(item.get("title", "")).split() if (found := ascii_letters(word))),
        "work",
    )
    return f"{letters}{str(item.get('issued') or '')[:4]}"


def ascii_letters(text: str) -> str:
    """«Ås-Østby» -> «asostby»."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    return re.sub("[^a-z]", "", plain)
