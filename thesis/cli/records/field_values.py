"""Values of the fields of studies as they are typed: held to the schema, and put into a record."""

import re
from collections.abc import Iterator
from typing import Any

from thesis.cli.add import yaml_text
from thesis.cli.records.record_text import RecordText
from thesis.diagnostics.findings import suggestion
from thesis.input import sources, validation
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source, UnreadableSourceError

TEXTS = "texts."
OUTCOMES = "outcomes."  # Before a measure and a part of its outcome: ``outcomes.craving.reported``


def names(status: str = "") -> Iterator[str]:
    """The fields that may be given a value, a text as ``texts.purpose``.

    Args:
        status: ``included`` or ``excluded``; "" for both.
    """
    kinds = [status] if status else ["included", "excluded"]
    yield "searched_on"
    for kind in ("both", *kinds):
        yield from yaml_text.FIELDS[kind].split()
    for kind in kinds:
        yield from (f"{TEXTS}{name}" for name in yaml_text.TEXTS[kind].split())


def parts() -> dict[str, Any]:
    """The parts of an outcome, in their order, with the schema of each."""
    outcomes = validation.schemas()["study"]["properties"]["outcomes"]
    found: dict[str, Any] = outcomes["additionalProperties"]["properties"]
    return found


def is_outcome(name: str) -> bool:
    """Whether a field is a part of an outcome."""
    _, measure, part = [*name.split(".", 2), "", ""][:3]
    pattern = validation.schemas()["common"]["$defs"]["name"]["pattern"]
    return name.startswith(OUTCOMES) and bool(re.search(pattern, measure)) and part in parts()


def wrong(name: str, value: str, data: Data, status: str = "") -> str:
    """Why a field cannot have a value; "" where it can.

    Args:
        value: as YAML has it, or a text as it is printed.
        status: that of the study, where it is known.
    """
    known = list(names(status))
    outcome = is_outcome(name) and "outcomes" in known
    if name not in known and not outcome:
        of = f"an {status} study" if status else "a study"
        mend = suggestion(name, known, f"one of {', '.join(known)}")
        return f"{of} has no such field; {mend}"
    if name.startswith(TEXTS):
        return "" if value.strip() else "a text has words"
    try:
        typed = sources.parse_yaml(f"{name}: {value}\n", "value").value
    except UnreadableSourceError as error:
        return error.finding.found
    if not isinstance(typed, dict) or list(typed) != [name]:
        return "more than one value"
    properties = validation.schemas()["study"]["properties"]
    schema = parts()[name.rpartition(".")[2]] if outcome else properties[name]
    source = Source("value", typed)
    for found in validation.check(source, {"type": "object", "properties": {name: schema}}):
        return f"{found.found}; expected {found.expected}"
    reasons = get(data.documents.get("ladder"), dict, "reasons") or {}
    if name == "reason_category" and reasons and typed[name] not in reasons:
        mend = suggestion(str(typed[name]), map(str, reasons), "add it to data/ladder.yaml")
        return f"no reason of data/ladder.yaml: {mend}"
    return ""


def fill(record: RecordText, name: str, value: str) -> None:
    """Give a field of a record its value, in its place."""
    if name.startswith(TEXTS):
        record.put_text(name.removeprefix(TEXTS), value)
    elif name.startswith(OUTCOMES):
        _, measure, part = name.split(".")
        had = sources.parse_yaml(record.text, "record").value.get("outcomes")
        there = had.get(measure, {}) if isinstance(had, dict) else {}
        said = {each: written(there.get(each)) for each in parts()} | {part: value}
        whole = ", ".join(f"{each}: {one}" for each, one in said.items())
        record.put_line("outcomes", measure, f"{{{whole}}}")
    else:
        record.set(name, value, after="")


def written(value: Any) -> str:
    """A value as YAML has it on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return " ".join(str(value).split())


def read(record: Fields, name: str) -> Any:
    """The value of a field of a record; None where it has none."""
    if name.startswith(TEXTS):
        return (record.get("texts") or {}).get(name.removeprefix(TEXTS))
    if name.startswith(OUTCOMES):
        _, measure, part = name.split(".")
        return ((record.get("outcomes") or {}).get(measure) or {}).get(part)
    return record.get(name)
