"""Display of a number of the register and of the rows behind it."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import msgspec

from thesis.diagnostics.place import Place
from thesis.language import english, norwegian
from thesis.model.records import Database
from thesis.model.register import Number


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
    return english.digits(value) if language.startswith("en") else norwegian.digits(value)


def decimal(value: float, places: int = 2, language: str = "nb") -> str:
    """A value with a number of decimals, always as many: «−0,50», and in English «−0.50»."""
    text = f"{abs(value):.{places}f}"
    sign = norwegian.MINUS if value < 0 and float(text) else ""
    return sign + (text if language.startswith("en") else text.replace(".", ","))


def interval(effect: Any, language: str = "nb") -> str:
    """«−0,92 [−1,50; −0,33]»: an estimate with its `low` and `high`."""
    return f"{decimal(effect.estimate, 2, language)} {ends(effect.low, effect.high, language)}"


def ends(low: float, high: float, language: str = "nb") -> str:
    """«[−1,50; −0,33]», and in English «[−1.50, −0.33]»."""
    between = ", " if language.startswith("en") else "; "
    return f"[{decimal(low, 2, language)}{between}{decimal(high, 2, language)}]"


def written(number: Number, language: str = "nb") -> str:
    """A value in digits: «30 799 618», «9 %», «1994–1999»; "" where it is unknown."""
    value = number.value
    foreign = language.startswith("en")
    if value is None:
        return ""
    if number.unit == "year":
        return "–".join(str(year) for year in value) if isinstance(value, list) else str(value)
    if isinstance(value, list):
        of_two = english.number_range if foreign else norwegian.number_range
        return of_two(value[0], value[1], "%" if number.unit == "percent" else "")
    if number.unit == "percent":
        return english.percent(value) if foreign else norwegian.percent(value)
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
