"""Values of the fields of studies as they are typed: held to the schema, and put into a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thesis.cli.add import yaml_text
from thesis.cli.records.record_text import RecordText
from thesis.diagnostics.findings import suggestion
from thesis.input import sources, validation
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source, UnreadableSourceError

TEXTS = "texts."


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


def wrong(name: str, value: str, data: Data, status: str = "") -> str:
    """Why a field cannot have a value; "" where it can.

    Args:
        value: as YAML has it, or a text as it is printed.
        status: that of the study, where it is known.
    """
    known = list(names(status))
    if name not in known:
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
    schema = validation.schemas()["study"]["properties"][name]
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
    else:
        record.set(name, value, after="")


def read(record: Fields, name: str) -> Any:
    """The value of a field of a record; None where it has none."""
    if name.startswith(TEXTS):
        return (record.get("texts") or {}).get(name.removeprefix(TEXTS))
    return record.get(name)
