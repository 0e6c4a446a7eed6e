"""Author's text: no citation, title, quoted search, code or address, which others spell."""

import re
from collections.abc import Collection
from functools import lru_cache

from thesis.document.passages import Passage, Zone
from thesis.language.sentences import ABBREVIATIONS
from thesis.language.spelling import MASK

ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|(?<![\w.-])[\w.-]+\.(?:no|com|org|net|gov|edu)(?!\w)"
)
QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”")
SHORT = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ABBREVIATIONS))})", re.IGNORECASE)


def author_spelt(passage: Passage, language: str | None, searched: Collection[str]) -> str:
    """The text, letter for letter, with MASK for what its author does not spell.

    That is: a citation, a title, what stands word for word in data, code, what is in another
    language, a quotation of search words, an address, and an abbreviation with its full stop.

    Args:
        language: the one that is checked, without a region; None for every one.
        searched: every word that was typed in a search, in lower case.
    """
    text = list(passage.text)

    def mask(start: int, end: int) -> None:
        text[start:end] = MASK * (end - start)

    for zone in passage.zones:
        if _no_matter(zone) or (language and zone.language(language) != language):
            mask(zone.start, zone.end)
    for found in QUOTATION.finditer(passage.text):
        if set(re.findall(r"\w+", found[0].lower())) <= set(searched):
            mask(*found.span())
    for span in _spelt_apart(passage.text):
        mask(*span)
    return "".join(text)


@lru_cache(maxsize=4096)  # several rules ask for each text
def _spelt_apart(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for kind in (ADDRESS, SHORT) for found in kind.finditer(text))


def _no_matter(zone: Zone) -> bool:
    classes = {"title", "verbatim", "uri", "missing-number", "unresolved"}
    return zone.kind in {"Cite", "Code", "Math", "RawInline"} or bool(classes & set(zone.classes))
