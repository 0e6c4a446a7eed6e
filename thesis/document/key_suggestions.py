"""Which key was probably meant by a number that someone typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from thesis.model.register import Number, Register

Amount = int | float | Decimal

COUNTED: tuple[tuple[str, str], ...] = (
    # a word beside the number -> what the key, or its unit, says
    (r"minutt|minute", "minute"),
    (r"uker?\b|uken|uka|ukers|week", "week"),
    (r"dag(?:er|en)?\b|day", "day"),
    (r"måned|month", "month"),
    (r"år(?:ene?|s)?\b|alder|årig|year|age\b|aged", "year age"),
    (r"prosent|%|percent|per cent", "percent share"),
    (r"treff|hits?\b", "hits"),
    (r"sammendrag|abstract", "abstracts"),
    (r"artik|article", "articles studies read included excluded"),
    (r"stud|article", "studies read included excluded"),
    (r"inkluder|include", "included"),
    (r"eksluder|utelat|exclude", "excluded"),
    (r"database", "databases"),
    (r"\bsøk|search", "searches"),
    (r"økt(?:er|en)?\b|gang|session", "sessions times"),
    (r"person|deltaker|bruker|kvinne|menn|pasient|people|participant|women|men\b", "people"),
    (r"deltaker|person|pasient|participant|people", "participants analysed group completed sample"),
    (r"bruker|users?\b", "users"),
    (r"ansatt|staff", "staff"),
    (r"kvinne|women", "women"),
    (r"menn\b|\bmen\b", "men"),
    (r"kontroll|control", "control"),
    (r"trening|exercise", "exercise"),
    (r"falt fra|frafall|dropp|drop", "dropout"),
    (r"kriteri|criteri", "criteria"),
)


def probable(
    register: Register, values: Sequence[Amount], beside: str, sources: Collection[str]
) -> list[str]:
    """The keys with this value (or these two, low and high), the best first; at most three.

    Args:
        values: the number, or the two ends of a range.
        beside: the words around the number.
        sources: the keys of the studies, works and databases that the sentence names.
    """
    same = [number for number in register.numbers.values() if _is(number, values)]
    ranked = sorted(same, key=lambda number: (-_fit(number, beside, sources), len(number.key)))
    if len(ranked) > 1:
        best = _fit(ranked[0], beside, sources)
        ranked = [number for number in ranked if _fit(number, beside, sources) > best - 4]
    return [number.key for number in ranked[:3]]


def _is(number: Number, values: Sequence[Amount]) -> bool:
    value = number.value
    if isinstance(value, list):
        return len(values) == 2 and all(map(_same, value, values))
    return len(values) == 1 and value is not None and _same(value, values[0])


def _same(one: Amount, other: Amount) -> bool:
    return Decimal(str(one)) == Decimal(str(other))


def _fit(number: Number, beside: str, sources: Collection[str]) -> float:
    first, *rest = number.key.split(".")
    parts = {*re.split(r"[._]", number.key), number.unit}
    counts = [meant for pattern, meant in COUNTED if re.search(pattern, beside, re.IGNORECASE)]
    fit = 6.0 if first in sources or number.citation in sources else 0.0
    fit += sum(3 for meant in counts if _told(meant, parts))
    fit += sum(1 for word in _words(number.says) & _words(beside))
    fit -= 2 * (len(rest) - 1) if rest else 0  # a sum rather than one row of it
    return fit - (2 if first == "flow" else 0)


def _told(meant: str, parts: set[str]) -> bool:
    return any(part.rstrip("s") == word.rstrip("s") for word in meant.split() for part in parts)


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{5,}", text)}


def named(register: Register, sentence: str) -> Iterator[str]:
    """The databases that a sentence names."""
    for database in register.records.get("databases", []):
        if str(database["name"]).lower() in sentence.lower():
            yield str(database["id"])
