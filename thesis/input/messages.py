"""Messages for schema violations, in a person's words: what is found, what expected, the fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import read_json
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


Schema = Mapping[str, Any]  # A JSON Schema, or a part of one


@cache
def schemas() -> Mapping[str, Schema]:
    """Every schema of thesis/input/schemas/ by its name."""
    paths = sorted(Path(__file__).parent.glob("schemas/*.json"))
    return {path.stem: read_json(path) for path in paths}


KINDS = {
    "string": "text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "object": "keys with values", "array": "a list", "null": "null",
}  # fmt: skip
"""What a person calls the types of JSON Schema."""

GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,'’ \u00a0\u202f][0-9]{3})+")
"""A number with something between its thousands: «1 234», «1.234»."""

DAY_FIRST = re.compile(r"([0-9]{1,2})[./-] ?([0-9]{1,2})[./-] ?([0-9]{4})")
"""A date as it is written in Norway."""

LONGEST = 60  # How many letters of a text are quoted


@dataclass(frozen=True)
class SchemaViolation:
    """Where a value departs from its schema."""

    steps: Steps  # the way to the value
    keyword: str  # the word of JSON Schema that it breaks, such as ``required``
    asked: Any  # what stands behind that word
    value: Any  # the value; the key itself, when its name is at fault
    schema: Schema  # the schema that the word stands in
    lacks: str = ""  # the key that is missing, for ``required``
    of_key: bool = False  # a key's name is at fault, not its value
    # the violations by each of the forms that a value may have
    branches: Sequence[Sequence[SchemaViolation]] = ()


def explain(violation: SchemaViolation, source: Source) -> Iterator[Finding]:
    """The findings of one violation: each key that is unknown has its own."""
    if violation.branches:
        yield from _branches(violation, source)
    elif violation.of_key:
        steps = (*violation.steps, str(violation.value))
        yield _value(source, steps, f"the key «{violation.value}»", violation)
    elif violation.keyword in EXPLAINERS:
        yield from EXPLAINERS[violation.keyword](source, violation)
    elif blank(violation.value):
        yield _blank(source, violation)
    else:
        yield _value(source, violation.steps, _quoted(violation), violation)


def _branches(violation: SchemaViolation, source: Source) -> Iterator[Finding]:
    """Of several forms a value may have, the violations of the one that it comes nearest to."""
    if "expected" in violation.schema:
        yield _value(source, violation.steps, _quoted(violation), violation)
        return
    own = [
        found
        for found in violation.branches
        if not any(each.keyword == "type" and each.steps == violation.steps for each in found)
    ]
    for inner in min(own or violation.branches, key=len):
        yield from explain(inner, source)


def _missing(source: Source, violation: SchemaViolation) -> Iterator[Finding]:
    properties = violation.schema.get("properties", {})
    strangers = [key for key in violation.value if properties and key not in properties]
    if any(nearest(stranger, properties, 1) == [violation.lacks] for stranger in strangers):
        return  # told once, as an unknown key: «did you mean»
    what = properties.get(violation.lacks, {}).get("description", "")
    yield INPUT_MISSING_KEY.at(
        source.place(*violation.steps),
        found=f"no key «{violation.lacks}» in {name_of(violation.steps)}",
        expected=f"{violation.lacks}: {what}" if what else f"the key «{violation.lacks}»",
        fix=f"add {violation.lacks}",
    )


def _unknown(source: Source, violation: SchemaViolation) -> Iterator[Finding]:
    known = list(violation.schema.get("properties", {}))
    for key in violation.value:
        if key not in known:
            yield INPUT_UNKNOWN_KEY.at(
                source.place(*violation.steps, key),
                found=f"the key «{key}» in {name_of(violation.steps)}",
                expected=f"one of {', '.join(known)}",
                fix=suggestion(key, known, "remove it, or put it where it belongs"),
            )


def _type(source: Source, violation: SchemaViolation) -> Iterator[Finding]:
    if blank(violation.value):
        yield _blank(source, violation)
        return
    yield INPUT_TYPE.at(
        source.place(*violation.steps),
        found=_quoted(violation),
        expected=expected(violation.schema),
        fix=_type_fix(violation.value, types(violation.schema)) or described_in(source.file),
    )


def _repeated(source: Source, violation: SchemaViolation) -> Iterator[Finding]:
    for i, item in enumerate(violation.value):
        if item in violation.value[:i]:
            yield INPUT_VALUE.at(
                source.place(*violation.steps, i),
                found=f"{name_of(violation.steps)}: {quoted(item)} a second time",
                expected="each once",
                fix="keep one of the two",
            )


EXPLAINERS: Mapping[str, Callable[[Source, SchemaViolation], Iterable[Finding]]] = {
    "required": _missing,
    "dependentRequired": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "uniqueItems": _repeated,
}


def _blank(source: Source, violation: SchemaViolation) -> Finding:
    return INPUT_BLANK.at(
        source.place(*violation.steps),
        found=f"{name_of(violation.steps)} is blank",
        expected=expected(violation.schema),
        fix="fill it in",
    )


def _value(source: Source, steps: Steps, found: str, violation: SchemaViolation) -> Finding:
    choices = [str(choice) for choice in violation.schema.get("enum", []) if choice is not None]
    if violation.keyword == "format":
        rule, fix = INPUT_DATE, date_fix(str(violation.value))
    elif choices:
        rule, fix = INPUT_VALUE, suggestion(str(violation.value), choices, "choose one of them")
    else:
        rule, fix = INPUT_VALUE, described_in(source.file)
    return rule.at(source.place(*steps), found=found, expected=expected(violation.schema), fix=fix)


# ---- words --------------------------------------------------------------------------------------


def name_of(steps: Steps) -> str:
    """What to call a value: «figures.weeks», «stages, item 2, count», or «the file»."""
    name = ""
    for step in steps:
        if isinstance(step, int):
            item = f"item {step + 1}"
            name += f", {item}"
        else:
            name += f", {step}" if re.search(r"item \d+$", name) else f".{step}"
    return name.lstrip("., ") or "the file"


def _quoted(violation: SchemaViolation) -> str:
    return f"{name_of(violation.steps)}: {quoted(violation.value)}"


def quoted(value: object) -> str:
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


def expected(schema: Schema) -> str:
    """What a schema asks of a value, in words."""
    if "expected" in schema:
        return str(schema["expected"])
    if "enum" in schema:
        choices = ("null" if choice is None else str(choice) for choice in schema["enum"])
        return f"one of {', '.join(choices)}"
    words = " or ".join(KINDS[kind] for kind in types(schema))
    if "minimum" in schema and "maximum" in schema:
        words = f"{words} from {schema['minimum']} to {schema['maximum']}"
    elif "minimum" in schema:
        least = f"{schema['minimum']} or more"
        words += f", {least}"
    if schema.get("minItems"):
        least = f"at least {schema['minItems']}"
        words = f"{words} of at least {schema['minItems']}" if words else least
    return words or str(schema.get("description", "another value"))


def types(schema: Schema) -> list[str]:
    """The types that a schema allows."""
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


# ---- how to fix it -----------------------------------------------------------------------------


def _type_fix(value: object, wanted: Sequence[str]) -> str:
    if isinstance(value, str) and {"integer", "number"} & set(wanted):
        return number_fix(value) or "type digits alone, with a point before decimals"
    if isinstance(value, int | float) and "string" in wanted:
        return f'put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}"'
    if "array" in wanted and not isinstance(value, Mapping):
        return "begin each item with «- », or put the items in [ ]"
    if "object" in wanted:
        return "write each key, a colon and its value, on lines of their own"
    return ""


def described_in(file: str) -> str:
    """Where a person can read what a file may hold."""
    if file.startswith("data/"):
        return "data/README.md tells what each key may hold"
    if file.startswith("templates/"):
        return "templates/labels/nb.yaml tells what each label is"
    return "config/schema.json tells what each key may hold"


def number_fix(text: str) -> str:
    """How to write what was meant for a number, or "" where that is not clear."""
    if GROUPED.fullmatch(text):
        digits = re.sub("[^0-9]", "", text)
        plain, decimal = f"type the digits alone: {digits}", f"if it is a decimal: {text}0"
        return f"{plain}; {decimal}" if text.count(".") == 1 else plain
    if re.fullmatch("[0-9]+,[0-9]+", text):
        return f"type a point before the decimals: {text.replace(',', '.')}"
    if re.fullmatch(r"[0-9]+\.[0-9]{16,}", text):
        fewer = f"{float(text):.6g}"
        return f"type fewer decimals: {fewer}"
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return f"take the quotes away: {text}"
    return ""


def date_fix(text: str) -> str:
    """How to write what was meant for a date."""
    if parts := DAY_FIRST.fullmatch(text):
        return f"year first: {parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}"
    return "look the date up: there is no such day"
