"""What data has of the things that sentences compare: people, weeks, hits, age, year."""

from typing import NamedTuple

from thesis.model import references
from thesis.model.records import Study
from thesis.model.register import Register

SIDES = (
    ("exercise_group", "controls"),
    ("exercise_group", "control_group"),
    ("intervention_group", "control_group"),
    ("intervention_group", "controls"),
    ("users", "controls"),
    ("users", "control_group"),
    ("cases", "controls"),
    ("women", "men"),
    ("girls", "boys"),
)  # The figures that a record names the two groups of a study by


class Span(NamedTuple):
    """The least and the most of something; the same where it is one number."""

    low: float
    high: float

    def __str__(self) -> str:
        ends = [f"{each:g}" for each in dict.fromkeys(self)]
        return "–".join(ends)


def of_database(thing: str, base: str, register: Register) -> Span | None:
    """What data has of a thing for a database: its hits, searches, abstracts, articles."""
    return _one(_number(register, f"{base}.{thing}"))


def of_study(thing: str, study: Study, register: Register) -> Span | None:
    """What data has of a thing for a study; None where it is not one of THINGS, or not known."""

    def figure(name: str) -> float | None:
        return _number(register, f"{study.key}.{name}")

    def product(*names: str) -> float | None:
        result = 1.0
        for name in names:
            if (value := figure(name)) is None:
                return None
            result *= value
        return result

    match thing:
        case "people":
            sample = study.fields.get("sample")
            return _one(sample if isinstance(sample, int) else figure("participants"))
        case "group_size":
            return _around([figure(name) for name in pair(study)])
        case "sessions":
            total = figure("sessions")
            return _one(product("weeks", "sessions_per_week") if total is None else total)
        case "dose":
            return _one(product("sessions_per_week", "session_minutes"))
        case "age":
            names = [name for name in study.figures if {"mean", "median"} & set(name.split("_"))]
            return _around([figure(name) for name in names if "age" in name.split("_")])
        case "dropouts":
            return _one(_dropouts(study, register))
        case "year":
            return _one(_year(study.key, register))
    return _one(figure(thing))


def pair(study: Study) -> tuple[str, ...]:
    """The figures of the two groups of a study; () where they are not named as a pair."""
    return next((each for each in SIDES if all(name in study.figures for name in each)), ())


def _dropouts(study: Study, register: Register) -> float | None:
    if (total := _number(register, f"{study.key}.dropouts")) is not None:
        return total
    parts = [
        _number(register, f"{study.key}.{n}") for n in study.figures if n.endswith("_dropouts")
    ]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) > 1 and len(known) == len(parts) else None


def _year(key: str, register: Register) -> float | None:
    year = references.year(register.records.references.get(key, {}))
    return float(year) if year.isdecimal() else None


def _number(register: Register, key: str) -> float | None:
    number = register.numbers.get(key)
    return number.value if number and isinstance(number.value, int | float) else None


def _one(value: float | None) -> Span | None:
    return None if value is None else Span(value, value)


def _around(values: list[float | None]) -> Span | None:
    known = [value for value in values if value is not None]
    return Span(min(known), max(known)) if known and len(known) == len(values) else None
