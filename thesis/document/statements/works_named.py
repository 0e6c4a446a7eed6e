"""Works that a text names by their authors or by a word of their title, without citing them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from thesis.document.typed_numbers.context import families
from thesis.model.records import Work

LONG = 9
"""Letters of a title's word that can stand for the work, when no other title has it."""


def find(text: str, works: Mapping[str, Work]) -> frozenset[str]:
    """The keys of the works that a text names: «Taylor og Ussher», «Aktivitetshåndboken»."""
    capitals = {word for word in re.findall(r"[^\W\d_]{3,}", text) if word[0].isupper()}
    lower = {word.lower() for word in capitals}
    keys = frozenset(works)
    return frozenset(
        key
        for key, (names, titled) in _words(keys, _Works(works)).items()
        if capitals & names or lower & titled
    )


class _Works:
    """The works, which are the same for the same keys: what :func:`lru_cache` is to believe."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self.works = works

    def __hash__(self) -> int:
        return id(self.works)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Works) and other.works is self.works


@lru_cache(maxsize=4)
def _words(keys: frozenset[str], works: _Works) -> dict[str, tuple[set[str], set[str]]]:
    """The family names and the long words of its own title by which each work is named."""
    names = {key: {n for n in families(works.works[key]) if " " not in n} for key in keys}
    titles = {
        key: {
            word.lower()
            for word in re.findall(r"[^\W\d_]+", str(works.works[key].get("title", "")))
            if len(word) >= LONG
        }
        for key in keys
    }
    shared = Counter(word for words in titles.values() for word in words)
    several = Counter(name for each in names.values() for name in each)
    return {
        key: (
            {name for name in names[key] if several[name] == 1},
            {word for word in titles[key] if shared[word] == 1},
        )
        for key in keys
    }
