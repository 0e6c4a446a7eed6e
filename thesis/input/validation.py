"""Validation of a file against its schema, every departure with its line.

What validates is loaded when a file is: rules that ask nothing of it import this, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import todo
from thesis.input.messages import Schema, SchemaViolation, explain, number_fix
from thesis.input.messages import schemas as schemas  # a part of validating, too
from thesis.input.sources import Row, Sheet, Source

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

DATA_COLUMNS = declare(
    "data.columns",
    looks_at="searches",
    sees="a search table with a column too few, too many or misspelt",
    misses="two columns exchanged",
    example="treff in place of hits",
)
DATA_COUNT = declare(
    "data.count",
    looks_at="searches",
    sees="a count that is blank or no whole number",
    misses="a whole number that is wrong",
    example="18.232 in the column hits",
)


def is_date(value: object) -> bool:
    """A day that exists, as year-month-day; what is no text is another rule's."""
    if not isinstance(value, str):
        return True
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_partial_date(value: object) -> bool:
    """A year, a year and month, or a date."""
    return any(is_date(f"{value}{rest}") for rest in ("", "-01", "-01-01"))


def _is_whole(_: Any, value: object) -> bool:
    """4.0 is no whole number here: it would be printed as it stands."""
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(_: Any, pattern: str, value: object, __: Any) -> Iterator[ValidationError]:
    """The pattern of a text; its end is the end of the text, and no line end may follow."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        from jsonschema.exceptions import ValidationError

        yield ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def _strict() -> Callable[[Schema], Any]:
    """What makes a validator of a schema."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend
    from referencing import Registry, Resource

    known = Registry().with_resources(
        (f"{name}.json", Resource.from_contents(schema)) for name, schema in schemas().items()
    )
    formats = FormatChecker(formats=())
    formats.checks("date")(is_date)
    formats.checks("partial-date")(is_partial_date)
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole)
    strict: Any = extend(Draft202012Validator, {"pattern": _pattern}, type_checker=whole)  # type: ignore[no-untyped-call]
    return partial(strict, registry=known, format_checker=formats)


def violations(value: object, schema: Schema) -> Iterator[SchemaViolation]:
    """Where a value departs from a schema, which may point to those of thesis/input/schemas/."""
    for error in _strict()(schema).iter_errors(value):
        yield _violation(error)


def _violation(error: ValidationError) -> SchemaViolation:
    branches: dict[Any, list[SchemaViolation]] = {}
    for inner in error.context or []:
        branches.setdefault(inner.schema_path[0], []).append(_violation(inner))
    # The message of a missing key begins with it; jsonschema tells it nowhere else.
    lacks = re.match(r"'(.+?)' is a (required property|dependency)", error.message)
    return SchemaViolation(
        tuple(error.absolute_path),
        str(error.validator),
        error.validator_value,
        error.instance,
        error.schema if isinstance(error.schema, Mapping) else {},
        lacks[1] if lacks else "",
        "propertyNames" in error.absolute_schema_path,
        tuple(branches.values()),
    )


def check(
    source: Source, schema: str | Schema, units: Collection[str] = frozenset()
) -> list[Finding]:
    """What in a file departs from its schema.

    Args:
        schema: the name of a schema of thesis/input/schemas/, or a schema itself.
        units: those of the thesis' own, beside the schema's.
    """
    rules = schemas()[schema] if isinstance(schema, str) else schema
    return [
        finding
        for violation in violations(source.value, rules)
        if not (violation.lacks and todo.waits(source, *violation.steps, violation.lacks))
        if not (violation.steps[-1:] == ("unit",) and str(violation.value) in units)
        for finding in explain(violation, source)
    ]


def check_sheet(sheet: Sheet, schema: str) -> list[Finding]:
    """What in a CSV file departs from the schema of its rows."""
    rules = schemas()[schema]
    return list(_check_columns(sheet, list(rules["properties"]), rules["required"])) or [
        finding for row in sheet.rows for finding in _check_row(sheet.file, row, rules)
    ]


def _check_columns(sheet: Sheet, columns: list[str], required: list[str]) -> Iterator[Finding]:
    lacking = [column for column in required if column not in sheet.columns]
    unknown = [column for column in sheet.columns if column not in columns]
    asked = f"the columns {', '.join(columns)}"
    there = ", ".join(sheet.columns)
    for column in lacking:
        found = f"no column {column} among {there}"
        fix = suggestion(column, unknown, "restore the header row")
        yield DATA_COLUMNS.at(Place(sheet.file, 1), found=found, expected=asked, fix=fix)
    for column in unknown:
        fix = suggestion(column, lacking or columns, "remove the column")
        yield DATA_COLUMNS.at(
            Place(sheet.file, 1), found=f"the column «{column}»", expected=asked, fix=fix
        )
    if len(set(sheet.columns)) < len(sheet.columns) and not unknown:
        found = f"a column twice among {there}"
        yield DATA_COLUMNS.at(
            Place(sheet.file, 1), found=found, expected=asked, fix="keep one of the two"
        )


def _check_row(file: str, row: Row, rules: Schema) -> Iterator[Finding]:
    source = Source(file, typed(row, rules), {(): row.line})
    for violation in violations(source.value, rules):
        if violation.schema.get("type") != "integer":
            yield from explain(violation, source)
            continue
        column = str(violation.steps[-1])
        text = row.cells[column]
        yield DATA_COUNT.at(
            Place(file, row.line),
            found=f"{column} is «{text}»" if text else f"{column} is blank",
            expected=violation.schema["expected"],
            fix=(number_fix(text) or "type the digits alone") if text else "type 0 for none",
        )


def typed(row: Row, rules: Schema) -> dict[str, str | int]:
    """The cells of a row; those of a column of whole numbers as such, where they are."""
    whole = {
        name for name, property in rules["properties"].items() if property.get("type") == "integer"
    }
    return {
        name: int(text) if name in whole and re.fullmatch("-?[0-9]{1,15}", text) else text
        for name, text in row.cells.items()
    }
