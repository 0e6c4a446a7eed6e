"""Every check of data/: the schemas, what the files say of one another, and all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from thesis import data as inputs
from thesis import fill, validation
from thesis.checks import (
    complete,
    ladder,
    relations,
    samples,
    searches,
    sessions,
    studies,
    titlepage,
    works,
)
from thesis.data import Data, get, schema_of
from thesis.findings import Finding, suggestion
from thesis.rules import declare
from thesis.sources import Source, Steps

declare(
    "input.missing-file",
    sees="a file that every thesis has, and that is not there or cannot be opened",
    misses="an optional file that was meant to be there",
    example="no data/references.yaml",
)
declare(
    "input.unknown-file",
    sees="a file in data/ that nothing reads",
    misses="what an operating system or an editor leaves there",
    example="data/studys/wang2017.yaml",
)
declare(
    "input.encoding",
    sees="a byte that is not UTF-8, in data, config or content",
    misses="letters that were spoilt before the file was saved",
    example="the byte 0xE5 for å, in a CSV file saved as Latin-1",
)
declare(
    "input.yaml",
    sees="what YAML cannot read: a tab, a quote or a bracket that is not closed",
    misses="indentation that says something else than was meant",
    example="a tab in front of a key",
)
declare(
    "input.empty",
    sees="a file with nothing in it",
    misses="a file with too little in it",
    example="an empty data/pico.yaml",
)
declare(
    "input.duplicate-key",
    sees="a key that stands twice in one place of a YAML file",
    misses="one thing under two keys",
    example="weeks: 12 and, below, weeks: 10",
)
declare(
    "input.csv",
    sees="a CSV file with a quote that is not closed",
    misses="a quote in the wrong place",
    example='4,"Exercise and drug,17,4,4,',
)
declare(
    "input.csv-cells",
    sees="a row with more or fewer cells than the header",
    misses="two cells exchanged",
    example="4,Exercise, drug and treatment,17,4,4,",
)
declare(
    "input.missing-key",
    sees="a key that must be there and is not",
    misses="a key that may be left out and was meant to be there",
    example="a study without status",
)
declare(
    "input.unknown-key",
    sees="a key that the file cannot have",
    misses="a key that it can have, with what belongs to another",
    example="titel: in data/thesis.yaml",
)
declare(
    "input.type",
    sees="words where a number should be, a list where a text should be, and the like",
    misses="a number that is wrong",
    example="weeks: twelve",
)
declare(
    "input.value",
    sees="a value that is none of those allowed, or not of the form asked for",
    misses="an allowed value that is wrong",
    example="status: include",
)
declare(
    "input.blank",
    sees="nothing, where there must be something",
    misses="something that says nothing",
    example="purpose: without a text",
)
declare(
    "input.date",
    sees="a date that does not exist, or is not written year-month-day",
    misses="a date that exists and is wrong",
    example="searched_on: 2020-02-30",
)
declare(
    "data.columns",
    sees="a search table with a column too few, too many or misspelt",
    misses="two columns exchanged",
    example="treff in place of hits",
)
declare(
    "data.count",
    sees="a count that is blank or no whole number",
    misses="a whole number that is wrong",
    example="1.234 or 1 234 in the column hits",
)
declare(
    "figure.value",
    sees="a number with both a value and a range, or with neither, or with half a range",
    misses="a value that is wrong",
    example="{value: 12, low: 10, high: 14}",
)
declare(
    "figure.range",
    sees="a range whose low end is not below its high end",
    misses="a range that is too wide",
    example="{low: 40, high: 18}",
)
declare(
    "data.unverified-field",
    sees="a field called unverified that the record does not have",
    misses="a field that should have been called unverified",
    example="unverified: [contry]",
)
declare(
    "correction.unknown-field",
    sees="a correction of a field that its file cannot have",
    misses="a correction of the wrong field",
    example="field: figurs.weeks",
)

BUILDABLE = frozenset({"study.to-fill", "search.articles", "ladder.reasons-sum", "data.later-date"})
"""What shuts the gate and leaves data that a draft can be made of all the same."""


def problems(root: Path) -> tuple[Data, list[Finding]]:
    """All of data/, and everything that is wrong with it."""
    findings: list[Finding] = []
    data = inputs.read(root, findings)
    return data, sorted({*findings, *check(data)})


def usable(problems: Iterable[Finding]) -> bool:
    """Whether data can be built of, the gate shut or not."""
    return all(problem.rule in BUILDABLE for problem in problems)


def check(data: Data) -> Iterator[Finding]:
    """What is wrong with data that could be read."""
    for name, source in data.documents.items():
        yield from validation.check(source, schema_of(name))
    for sheet in data.sheets.values():
        yield from validation.check_sheet(sheet, "searches")
    for source, steps in _figures(data):
        yield from _figure(source, steps)
    for source, steps, schema in _records(data):
        yield from _unverified(source, steps)
        yield from _corrected(source, steps, list(schema["properties"]))
    for part in (titlepage, searches, sessions, studies, samples, relations, works, ladder):
        yield from part.check(data)


def _figures(data: Data) -> Iterator[tuple[Source, Steps]]:
    """Every number of a study, of a cited work and of the method."""
    for study in data.studies.values():
        for name in get(study, dict, "figures") or {}:
            yield study, ("figures", name)
    literature, method = (data.documents.get(name) for name in ("literature", "method"))
    if literature:
        for work in get(literature, dict) or {}:
            for name in get(literature, dict, work) or {}:
                yield literature, (work, name)
    if method:
        for name in get(method, dict) or {}:
            yield method, (name,)


def _figure(source: Source, steps: Steps) -> Iterator[Finding]:
    figure = get(source, dict, *steps)
    if figure is None:
        return
    given = [key for key in ("value", "low", "high") if key in figure]
    low, high = (_number(source, *steps, key) for key in ("low", "high"))
    strange = set(figure) - set(validation.schemas()["common"]["$defs"]["figure"]["properties"])
    if given not in (["value"], ["low", "high"]) and strange:
        return  # one of the keys that lack may be misspelt
    if given not in (["value"], ["low", "high"]):
        yield Finding(
            source.file,
            source.line(*steps),
            "figure.value",
            f"{steps[-1]} with {' and '.join(given) or 'neither value nor range'}",
            "value alone, or low and high",
            "keep what the work tells",
        )
    elif low is not None and high is not None and low >= high:
        yield Finding(
            source.file,
            source.line(*steps),
            "figure.range",
            f"{steps[-1]}: low {low}, high {high}",
            "a low end below the high end",
            "exchange them" if low > high else f"write value: {low}",
        )


def _number(source: Source, *steps: str | int) -> int | float | None:
    whole = get(source, int, *steps)
    return get(source, float, *steps) if whole is None else whole


def _records(data: Data) -> Iterator[tuple[Source, Steps, dict[str, dict[str, object]]]]:
    """Every record that can have fields unverified or corrected, with the schema of its keys."""
    schemas = validation.schemas()
    for study in data.studies.values():
        yield study, (), schemas["study"]
    for name in ("references", "databases"):
        for i, _, source in data.items(name):
            yield source, (i,), schemas[name]["items"]
    if thesis := data.documents.get("thesis"):
        yield thesis, (), schemas["thesis"]


def _unverified(source: Source, steps: Steps) -> Iterator[Finding]:
    record = get(source, dict, *steps) or {}
    for i, field in enumerate(get(source, list, *steps, "unverified") or []):
        if (
            isinstance(field, str)
            and field not in record
            and not fill.waits(source, field)
            and complete.keys(source, *steps)
        ):
            yield Finding(
                source.file,
                source.line(*steps, "unverified", i),
                "data.unverified-field",
                f"unverified: {field}",
                "a field that the record has",
                suggestion(field, record, "remove it"),
            )


def _corrected(source: Source, steps: Steps, fields: list[str]) -> Iterator[Finding]:
    for i in range(len(get(source, list, *steps, "corrections") or [])):
        field = get(source, str, *steps, "corrections", i, "field")
        if field and field.split(".")[0] not in fields:
            yield Finding(
                source.file,
                source.line(*steps, "corrections", i, "field"),
                "correction.unknown-field",
                f"field: {field}",
                f"a field of this file, such as {fields[0]}",
                suggestion(field.split(".")[0], fields, "name the field that is corrected"),
            )
