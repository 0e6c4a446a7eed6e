"""A fault that a schema finds in a value, told as a person would tell it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesis.diagnostics.findings import Finding, nearest, suggestion
from thesis.diagnostics.rules import declare
from thesis.input.sources import Source, Steps

INPUT_MISSING_KEY = declare(
    "input.missing-key",
    looks_at="data_files",
    sees="a key that must be there and is not",
    misses="a key that may be left out and was meant to be there",
    example="a study without status",
)
INPUT_UNKNOWN_KEY = declare(
    "input.unknown-key",
    looks_at="data_files",
    sees="a key that the file cannot have",
    misses="a key that it can have, with what belongs to another",
    example="titel: in data/thesis.yaml",
)
INPUT_TYPE = declare(
    "input.type",
    looks_at="data_files",
    sees="words where a number should be, a list where a text should be, and the like",
    misses="a number that is wrong",
    example="weeks: twelve",
)
INPUT_VALUE = declare(
    "input.value",
    looks_at="data_files",
    sees="a value that is none of those allowed, or not of the form asked for",
    misses="an allowed value that is wrong",
    example="status: include",
)
INPUT_BLANK = declare(
    "input.blank",
    looks_at="data_files",
    sees="nothing, where there must be something",
    misses="something that says nothing",
    example="ethics: without a text",
)
INPUT_DATE = declare(
    "input.date",
    looks_at="data_files",
    sees="a date that does not exist, or is not written year-month-day",
    misses="a date that exists and is wrong",
    example="searched_on: 2020-02-30",
)


KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "keys with values",
    "array": "a list",
    "null": "null",
}
"""What a person calls the types of JSON Schema."""

GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,'’ \u00a0\u202f][0-9]{3})+")
"""A number with something between its thousands: «1 234», «1.234»."""

DAY_FIRST = re.compile(r"([0-9]{1,2})[./-] ?([0-9]{1,2})[./-] ?([0-9]{4})")
"""A date as it is written in Norway."""

LONGEST = 60
"""How many letters of a text are quoted."""


@dataclass(frozen=True)
class Fault:
    """Where a value departs from its schema.

    Attributes:
        steps: the way to the value.
        keyword: the word of JSON Schema that it breaks, such as ``required``.
        asked: what stands behind that word.
        value: the value; the key itself, when its name is at fault.
        schema: the schema that the word stands in.
        lacks: the key that is missing, for ``required``.
        of_key: a key's name is at fault, not its value.
        branches: the faults by each of the forms that a value may have.
    """

    steps: Steps
    keyword: str
    asked: Any
    value: Any
    schema: Mapping[str, Any]
    lacks: str = ""
    of_key: bool = False
    branches: Sequence[Sequence[Fault]] = ()


def explain(fault: Fault, source: Source) -> Iterator[Finding]:
    """The findings of one fault: each key that is unknown has its own."""
    if fault.branches:
        yield from _branches(fault, source)
    elif fault.of_key:
        steps = (*fault.steps, str(fault.value))
        yield _value(source, steps, f"the key «{fault.value}»", fault)
    elif fault.keyword in EXPLAINERS:
        yield from EXPLAINERS[fault.keyword](source, fault)
    elif blank(fault.value):
        yield _blank(source, fault)
    else:
        yield _value(source, fault.steps, _told(fault), fault)


def _branches(fault: Fault, source: Source) -> Iterator[Finding]:
    """Of several forms a value may have, the faults of the one that it comes nearest to."""
    if "expected" in fault.schema:
        yield _value(source, fault.steps, _told(fault), fault)
        return
    own = [
        faults
        for faults in fault.branches
        if not any(each.keyword == "type" and each.steps == fault.steps for each in faults)
    ]
    for inner in min(own or fault.branches, key=len):
        yield from explain(inner, source)


def _missing(source: Source, fault: Fault) -> Iterator[Finding]:
    properties = fault.schema.get("properties", {})
    strangers = [key for key in fault.value if properties and key not in properties]
    if any(nearest(stranger, properties, 1) == [fault.lacks] for stranger in strangers):
        return  # told once, as an unknown key: «did you mean»
    what = properties.get(fault.lacks, {}).get("description", "")
    yield INPUT_MISSING_KEY.at(
        source.place(*fault.steps),
        found=f"no key «{fault.lacks}» in {name_of(fault.steps)}",
        expected=f"{fault.lacks}: {what}" if what else f"the key «{fault.lacks}»",
        fix=f"add {fault.lacks}",
    )


def _unknown(source: Source, fault: Fault) -> Iterator[Finding]:
    known = list(fault.schema.get("properties", {}))
    for key in fault.value:
        if key not in known:
            yield INPUT_UNKNOWN_KEY.at(
                source.place(*fault.steps, key),
                found=f"the key «{key}» in {name_of(fault.steps)}",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(key, known, "remove it, or put it where it belongs"),
            )


def _type(source: Source, fault: Fault) -> Iterator[Finding]:
    if blank(fault.value):
        yield _blank(source, fault)
        return
    yield INPUT_TYPE.at(
        source.place(*fault.steps),
        found=_told(fault),
        expected=expected(fault.schema),
        fix=_type_mend(fault.value, types(fault.schema)) or told_in(source.file),
    )


def _repeated(source: Source, fault: Fault) -> Iterator[Finding]:
    for i, item in enumerate(fault.value):
        if item in fault.value[:i]:
            yield INPUT_VALUE.at(
                source.place(*fault.steps, i),
                found=f"{name_of(fault.steps)}: {shown(item)} a second time",
                expected="each once",
                fix="keep one of the two",
            )


EXPLAINERS: Mapping[str, Callable[[Source, Fault], Iterable[Finding]]] = {
    "required": _missing,
    "dependentRequired": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "uniqueItems": _repeated,
}


def _blank(source: Source, fault: Fault) -> Finding:
    return INPUT_BLANK.at(
        source.place(*fault.steps),
        found=f"{name_of(fault.steps)} is blank",
        expected=expected(fault.schema),
        fix="fill it in",
    )


def _value(source: Source, steps: Steps, found: str, fault: Fault) -> Finding:
    choices = [str(choice) for choice in fault.schema.get("enum", []) if choice is not None]
    if fault.keyword == "format":
        rule, fix = INPUT_DATE, date_fix(str(fault.value))
    elif choices:
        rule, fix = INPUT_VALUE, suggestion(str(fault.value), choices, "choose one of them")
    else:
        rule, fix = INPUT_VALUE, told_in(source.file)
    return rule.at(
        source.place(*steps),
        found=found,
        expected=expected(fault.schema),
        fix=fix,
    )


# ---- words --------------------------------------------------------------------------------------


def name_of(steps: Steps) -> str:
    """What to call a value: «figures.weeks», «stages, item 2, count», or «the file»."""
    name = ""
    for step in steps:
        if isinstance(step, int):
            name += f", item {step + 1}"
        else:
            name += f", {step}" if re.search(r"item \d+$", name) else f".{step}"
    return name.lstrip("., ") or "the file"


def _told(fault: Fault) -> str:
    return f"{name_of(fault.steps)}: {shown(fault.value)}"


def shown(value: object) -> str:
    """A value as a person would quote it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"«{value if len(value) <= LONGEST else value[:LONGEST] + '…'}»"
    if isinstance(value, Mapping):
        return f"keys with values ({', '.join(map(str, value)) or 'none'})"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "null" if value is None else str(value)


def blank(value: object) -> bool:
    """Nothing, or nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def expected(schema: Mapping[str, Any]) -> str:
    """What a schema asks of a value, in words."""
    if "expected" in schema:
        return str(schema["expected"])
    if "enum" in schema:
        choices = ("null" if choice is None else str(choice) for choice in schema["enum"])
        return f"one of {', '.join(choices)}"
    words = " or ".join(KINDS[kind] for kind in types(schema))
    if "minimum" in schema and "maximum" in schema:
        words += f" from {schema['minimum']} to {schema['maximum']}"
    elif "minimum" in schema:
        words += f", {schema['minimum']} or more"
    if schema.get("minItems"):
        words += f" of at least {schema['minItems']}"
    return words or str(schema.get("description", "another value"))


def types(schema: Mapping[str, Any]) -> list[str]:
    """The types that a schema allows."""
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


# ---- how to mend --------------------------------------------------------------------------------


def _type_mend(value: object, wanted: Sequence[str]) -> str:
    if isinstance(value, str) and {"integer", "number"} & set(wanted):
        return number_mend(value) or "type digits alone, with a point before decimals"
    if isinstance(value, int | float) and "string" in wanted:
        return f'put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}"'
    if "array" in wanted and not isinstance(value, Mapping):
        return "begin each item with «- », or put the items in [ ]"
    if "object" in wanted:
        return "write each key, a colon and its value, on lines of their own"
    return ""


def told_in(file: str) -> str:
    """Where a person can read what a file may hold."""
    if file.startswith("data/"):
        return "data/README.md tells what each key may hold"
    if file.startswith("templates/"):
        return "thesis/input/schemas/labels.json tells what each label is"
    return "config/schema.json tells what each key may hold"


def number_mend(text: str) -> str:
    """How to write what was meant for a number, or "" where that is not clear."""
    if GROUPED.fullmatch(text):
        digits = re.sub("[^0-9]", "", text)
        decimals = f"; if it is a decimal: {text}0" if text.count(".") == 1 else ""
        return f"type the digits alone: {digits}{decimals}"
    if re.fullmatch("[0-9]+,[0-9]+", text):
        return f"type a point before the decimals: {text.replace(',', '.')}"
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return f"take the quotes away: {text}"
    return ""


def date_fix(text: str) -> str:
    """How to write what was meant for a date."""
    if parts := DAY_FIRST.fullmatch(text):
        return f"year first: {parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}"
    return "look the date up: there is no such day"
