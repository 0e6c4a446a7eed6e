"""Works that a text names by their authors or by a word of their title, without citing them."""

import re
from collections import Counter
from collections.abc import Mapping

from thesis.document.typed_numbers.context import families
from thesis.model.records import Work

LONG = 9  # Letters of a title's word that can stand for the work, when no other title has it


Names = Mapping[str, tuple[frozenset[str], frozenset[str]]]
"""By key: the family names and the long words of its own title by which each work is named."""


def find(text: str, names: Names) -> frozenset[str]:
    """The keys of the works that a text names: «Taylor og Ussher», «Aktivitetshåndboken»."""
    capitals = {word for word in re.findall(r"[^\W\d_]{3,}", text) if word[0].isupper()}
    lower = {word.lower() for word in capitals}
    return frozenset(
        key for key, (people, titled) in names.items() if capitals & people or lower & titled
    )


def names(works: Mapping[str, Work]) -> Names:
    """By what each work is named, where it is named by nothing that another is."""
    people = {key: {n for n in families(work) if " " not in n} for key, work in works.items()}
    titles = {
        key: {
            word.lower()
            for word in re.findall(r"[^\W\d_]+", str(work.get("title", "")))
            if len(word) >= LONG
        }
        for key, work in works.items()
    }
    shared = Counter(word for words in titles.values() for word in words)
    several = Counter(name for each in people.values() for name in each)
    return {
        key: (
            frozenset(name for name in people[key] if several[name] == 1),
            frozenset(word for word in titles[key] if shared[word] == 1),
        )
        for key in works
    }
