"""Display of a number of the register and of the rows behind it."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Protocol

import msgspec

from thesis.diagnostics.place import Place
from thesis.language import english, norwegian
from thesis.language.norwegian import Found
from thesis.model.records import Database
from thesis.model.register import Number


class NumberLanguage(Protocol):
    """What reads and writes the numbers of a language: a module of thesis.language."""

    POINT: str  # what stands in front of decimals
    BETWEEN: str  # what stands between two decimal numbers

    def digits(self, value: int | float, /) -> str:
        """A value in digits."""

    def percent(self, value: int | float, /) -> str:
        """A value with the sign for percent."""

    def number_range(self, low: int | float, high: int | float, unit: str, /) -> str:
        """From a value to another."""

    def find_numbers(self, text: str, /) -> list[Found]:
        """The numbers in a text, in words and digits."""


LANGUAGES: Mapping[str, NumberLanguage] = {"nb": norwegian, "nn": norwegian, "en": english}
"""The languages that a thesis can be in, without a region."""


def numbers_of(language: str) -> NumberLanguage:
    """What reads and writes the numbers of a language; bokmål's for one that is not known."""
    return LANGUAGES.get(language.partition("-")[0], norwegian)


def session(database: Database | Mapping[str, Any]) -> str:
    """A database by its name, a later session in one with its day: «Medline (01.03.22)».

    Where the day is not known, its id tells it from the other sessions.
    """
    base = database if isinstance(database, Database) else msgspec.convert(database, Database)
    if not base.updates:
        return base.name
    day = base.searched_on
    return f"{base.name} ({norwegian.date(day, 'short') if day else base.id})"


def in_order(key: str) -> list[str | int]:
    """What keys are sorted by: medline.4.hits comes before medline.14.hits."""
    return [int(part) if part.isdecimal() else part for part in re.split("([0-9]+)", key)]


def digits(value: int | float, language: str = "nb") -> str:
    """A value in the digits of a language: «30 799 618», and in English «30,799,618»."""
    return numbers_of(language).digits(value)


def decimal(value: float, places: int = 2, language: str = "nb") -> str:
    """A value with a number of decimals, always as many: «−0,50», and in English «−0.50»."""
    text = f"{abs(value):.{places}f}"
    sign = norwegian.MINUS if value < 0 and float(text) else ""
    return sign + text.replace(".", numbers_of(language).POINT)


def interval(effect: Any, language: str = "nb") -> str:
    """«−0,92 [−1,50; −0,33]»: an estimate with its `low` and `high`."""
    return f"{decimal(effect.estimate, 2, language)} {ends(effect.low, effect.high, language)}"


def ends(low: float, high: float, language: str = "nb") -> str:
    """«[−1,50; −0,33]», and in English «[−1.50, −0.33]»."""
    between = numbers_of(language).BETWEEN
    return f"[{decimal(low, 2, language)}{between}{decimal(high, 2, language)}]"


def written(number: Number, language: str = "nb") -> str:
    """A value in digits: «30 799 618», «9 %», «1994–1999»; "" where it is unknown."""
    value = number.value
    if value is None:
        return ""
    if number.unit == "year":
        return "–".join(str(year) for year in value) if isinstance(value, list) else str(value)
    if isinstance(value, list):
        unit = "%" if number.unit == "percent" else ""
        return numbers_of(language).number_range(value[0], value[1], unit)
    if number.unit == "percent":
        return numbers_of(language).percent(value)
    return digits(value, language)


def runs(rows: Iterable[Place]) -> list[str]:
    """Places with neighbouring lines as one: ``data/searches/medline.csv:2–12``."""
    out = []
    for (file, _), group in groupby(
        enumerate(sorted({*rows})), lambda pair: (pair[1][0], pair[1][1] - pair[0])
    ):
        lines = [line for _, (_, line) in group]
        last = f"–{lines[-1]}" if len(lines) > 1 else ""
        out.append(f"{file}:{lines[0]}{last}")
    return out
