"""All checks of data/: schemas, what files say of one another, and every finding at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from thesis.checks import records, screening, weighed
from thesis.checks.data import (
    complete,
    ladder,
    own,
    references,
    relations,
    retracted,
    samples,
    searches,
    sessions,
    studies,
    title_page,
)
from thesis.checks.data.retracted import REFERENCE_RETRACTED, RETRACTED_OLD
from thesis.checks.data.searches import SEARCH_PRESS
from thesis.checks.data.studies import SEARCH_ARTICLES, STUDY_TO_FILL
from thesis.checks.data.title_page import DATA_LATER_DATE
from thesis.counts.flow import LADDER_REASONS_SUM
from thesis.counts.screened import SCREENING_TYPED
from thesis.diagnostics.findings import WARNING, Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input import folder, todo, validation, wording
from thesis.input.folder import Data, get, schema_of
from thesis.input.messages import Schema
from thesis.input.sources import Source, Steps
from thesis.language import lexicon

FIGURE_VALUE = declare(
    "figure.value",
    looks_at="reported",
    sees="a number with both a value and a range, or with neither, or with half a range",
    misses="a value that is wrong",
    example="{value: 50, low: 40, high: 60}",
)
FIGURE_RANGE = declare(
    "figure.range",
    looks_at="reported",
    sees="a range whose low end is not below its high end",
    misses="a range that is too wide",
    example="{low: 1999, high: 1994}",
)
DATA_UNVERIFIED_FIELD = declare(
    "data.unverified-field",
    looks_at="data_files",
    sees="a field called unverified that the record does not have",
    misses="a field that should have been called unverified",
    example="unverified: [sexx]",
)
CORRECTION_UNKNOWN_FIELD = declare(
    "correction.unknown-field",
    looks_at="corrections",
    sees="a correction of a field that its file cannot have",
    misses="a correction of the wrong field",
    example="field: figurs.first_effect_week",
)

BUILDABLE = (
    STUDY_TO_FILL, SEARCH_ARTICLES, LADDER_REASONS_SUM, SCREENING_TYPED, DATA_LATER_DATE,
    *screening.RULES, *records.RULES, *weighed.RULES, REFERENCE_RETRACTED, RETRACTED_OLD,
    SEARCH_PRESS,
)  # fmt: skip
"""What shuts the gate and leaves data that a draft can be made of all the same."""


PLACE = re.compile(r"[\w./-]+:\d+")  # A file and a line, as evidence names them


PARTS = (
    title_page, searches, screening, sessions, studies, samples, relations, references, retracted,
    own, ladder,
)  # fmt: skip


ON_SOUND = (*records.PARTS, *weighed.PARTS)  # Those that ask only data of the right shape


def problems(root: Path) -> tuple[Data, list[Finding]]:
    """All of data/, and everything that is wrong with it."""
    findings: list[Finding] = []
    data = folder.read(root, findings)
    return data, sorted({*findings, *check(data)})


def usable(problems: Iterable[Finding]) -> bool:
    """Whether data can be built of, the gate shut or not; a warning never keeps it from that."""
    grave = {problem.rule for problem in problems if problem.severity != WARNING}
    return grave <= {rule.id for rule in BUILDABLE}


def check(data: Data) -> Iterator[Finding]:
    """What is wrong with data that could be read: their shape, and then what they say.

    What contradicts a value that is no value of its kind says nothing new.
    """
    shape = list(_shape(data))
    told = {str(each.place) for each in shape}
    yield from shape
    sound = _sound(data, shape)
    lexicon.learn(wording.own_words(sound))
    for each in (found for part in ON_SOUND for found in part.check(sound)):
        if not told & {str(each.place), *PLACE.findall(each.evidence)}:
            yield each


def _sound(data: Data, shape: Iterable[Finding]) -> Data:
    """The data without the files that have a value which is none of its kind."""
    broken = {each.file for each in shape if each.rule.startswith("input.")}
    left = {
        name: each
        for name, each in data.documents.items()
        if not broken & {each.file, *each.parts.values()}
    }
    return replace(data, documents=left, unreadable={*data.unreadable, *data.documents} - set(left))


def _shape(data: Data) -> Iterator[Finding]:
    units = {str(unit) for unit in get(data.documents.get("lexicon"), dict, "units") or {}}
    for name, source in data.documents.items():
        yield from validation.check(source, schema_of(name), units)
    for sheet in data.sheets.values():
        yield from validation.check_sheet(sheet, "searches")
    for sheet in data.screening.values():
        yield from validation.check_sheet(sheet, "decisions")
    for source, steps in _figures(data):
        yield from _figure(source, steps)
    for source, steps, schema in _records(data):
        yield from _unverified(source, steps)
        yield from _corrected(source, steps, list(schema["properties"]))
    for part in PARTS:
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
    if (figure := get(source, dict, *steps)) is None:
        return
    given = [key for key in ("value", "low", "high") if key in figure]
    low, high = (_number(source, *steps, key) for key in ("low", "high"))
    strange = set(figure) - set(validation.schemas()["common"]["$defs"]["figure"]["properties"])
    if given not in (["value"], ["low", "high"]) and strange:
        return  # one of the keys that lack may be misspelt
    if given not in (["value"], ["low", "high"]):
        yield FIGURE_VALUE.at(
            source.place(*steps),
            found=f"{steps[-1]} with {' and '.join(given) or 'neither value nor range'}",
            expected="value alone, or low and high",
            fix="keep what the work tells",
        )
    elif low is not None and high is not None and low >= high:
        yield FIGURE_RANGE.at(
            source.place(*steps),
            found=f"{steps[-1]}: low {low}, high {high}",
            expected="a low end below the high end",
            fix="exchange them" if low > high else f"write value: {low}",
        )


def _number(source: Source, *steps: str | int) -> int | float | None:
    whole = get(source, int, *steps)
    return get(source, float, *steps) if whole is None else whole


def _records(data: Data) -> Iterator[tuple[Source, Steps, Schema]]:
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
            and not todo.waits(source, field)
            and complete.keys(source, *steps)
        ):
            yield DATA_UNVERIFIED_FIELD.at(
                source.place(*steps, "unverified", i),
                found=f"unverified: {field}",
                expected="a field that the record has",
                fix=suggestion(field, record, "remove it"),
            )


def _corrected(source: Source, steps: Steps, fields: list[str]) -> Iterator[Finding]:
    for i in range(len(get(source, list, *steps, "corrections") or [])):
        field = get(source, str, *steps, "corrections", i, "field")
        if field and field.split(".")[0] not in fields:
            yield CORRECTION_UNKNOWN_FIELD.at(
                source.place(*steps, "corrections", i, "field"),
                found=f"field: {field}",
                expected=f"a field of this file, such as {fields[0]}",
                fix=suggestion(field.split(".")[0], fields, "name the field that is corrected"),
            )
