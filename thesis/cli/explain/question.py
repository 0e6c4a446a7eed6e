"""Question to explain: a key, a number as it is printed, or a line of a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from thesis.cli.explain.built import Built
from thesis.diagnostics import findings
from thesis.diagnostics.place import Place
from thesis.document.ledger import Entry
from thesis.language import english, norwegian
from thesis.model.display import in_order

Amount = int | Decimal

PLACE = re.compile(r"(?P<file>.+\.\w+):(?P<line>[0-9]{1,9})")
PERCENT = re.compile(r"\s*(?:%|prosent|percent|per cent)$")
BETWEEN = re.compile(r"(?<=\w)\s*[–-]\s*(?=\w)|\s+(?:til|to|av|of)\s+")
"""What stands between the two numbers of a range, a span or a share."""

WEIGHT = {"table": 1, "caption": 1}
"""A place in a table counts less: a number that stands in a sentence is rather meant."""


@dataclass(frozen=True)
class Answer:
    """What a question is about."""

    keys: tuple[str, ...] = ()  # the numbers of the register, the most used first
    # what stands in the thesis without a key, or in the line that was asked for
    entries: tuple[Entry, ...] = ()
    place: Place | None = None  # the line that was asked for; None when a number was

    def __bool__(self) -> bool:
        return bool(self.keys or self.entries)


def place(question: str, root: Path, folder: Path) -> Place | None:
    """The line of a file that a question names, from `root`; None if it names none.

    Args:
        root: the thesis' folder.
        folder: the folder of the one who asks.
    """
    if not (named := PLACE.fullmatch(question.strip())):
        return None
    path = (folder / named["file"]).resolve()
    if path.is_file() and path.is_relative_to(root):
        return Place(path.relative_to(root).as_posix(), int(named["line"]))
    return Place(named["file"], int(named["line"]))


def answer(question: str, built: Built, place: Place | None = None) -> Answer:
    """Find what a question is about: a key, a number in digits or words, or a line of a file.

    Args:
        place: the line that the question names, from the thesis' folder.
    """
    if place:
        there = tuple(entry for entry in built.ledger if entry.place == str(place))
        return Answer(tuple(number.key for number in built.with_row(place)), there, place)
    if question in built.register:
        return Answer((question,))
    said = question.strip(" «»\"'")
    words = tuple(entry for entry in built.ledger if _same_words(entry, said))
    keys = _with_values(values(said), said, built)
    return Answer(tuple(sorted(keys, key=lambda key: _rank(key, built))), words)


def _same_words(entry: Entry, said: str) -> bool:
    """Whether an entry without a key is written so, or has this value."""
    if entry.kind == "keyed" and entry.keys:
        return False
    if _plain(entry.written) == _plain(said):
        return True
    return entry.kind != "group" and bool(values(said)) and values(entry.written) == values(said)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def values(text: str) -> tuple[Amount, ...]:
    """The number that a text is, or the two of a range or share; none where it is no number.

    Digits may be grouped or not, with a decimal comma or point; words may be Norwegian or English.
    """
    text = PERCENT.sub("", text.strip().lower())
    if (whole := _value(text)) is not None:
        return (whole,)
    parts = [_value(part) for part in BETWEEN.split(text)]
    if len(parts) != 2:
        return ()
    return tuple(part for part in parts if part is not None) if all_there(parts) else ()


def all_there(parts: Sequence[object]) -> bool:
    """Whether none of them is None."""
    return all(part is not None for part in parts)


def _value(text: str) -> Amount | None:
    if re.fullmatch(r"[0-9]+\.[0-9]+", text):
        return Decimal(text)
    if text == "begge":
        return 2
    for read in (norwegian.parse_digits, norwegian.parse_words, norwegian.parse_ordinal):
        if (found := read(text)) is not None:
            return found
    for number in english.find_numbers(text):
        if number.text == text:
            return number.value
    return None


def _with_values(asked: tuple[Amount, ...], said: str, built: Built) -> set[str]:
    """The keys with a value; those of both numbers where a span or share prints the two."""
    if not asked:
        return set()
    everything = built.register.numbers.values()
    keys = {number.key for number in everything if _amounts(number.value) == asked}
    if PERCENT.search(said):
        percent = {key for key in keys if built.register[key].unit == "percent"}
        keys = percent or keys
    if len(asked) == 2:
        for entry in built.ledger:
            pair = [built.register[key].value for key in entry.keys if key in built.register]
            if len(pair) == 2 and all_there(pair) and _amounts(pair) == asked:
                keys |= set(entry.keys)
    return keys


def _amounts(value: Any) -> tuple[Amount, ...]:
    if value is None:
        return ()
    each = value if isinstance(value, list) else [value]
    return tuple(one if isinstance(one, int) else Decimal(str(one)) for one in each)


def _rank(key: str, built: Built) -> tuple[Any, ...]:
    weight = sum(WEIGHT.get(entry.where, 5) for entry in built.standing.get(key, []))
    return -weight, in_order(key)


def nearest(question: str, built: Built) -> list[str]:
    """Keys like the one asked for, or those with the values nearest the number asked for."""
    asked = values(question)
    if len(asked) != 1:
        return findings.nearest(question, built.register.numbers)
    single = [
        (abs(Decimal(str(number.value)) - asked[0]), in_order(number.key), number.key)
        for number in built.register.numbers.values()
        if isinstance(number.value, int | float)
    ]
    return [key for _, _, key in sorted(single)[:3]]
