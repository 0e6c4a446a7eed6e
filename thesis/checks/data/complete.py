"""Completeness of data/: what is missing is told only where all of its kind could be read.

A check that counts or compares over records asks here first. What a broken file, a misspelt key or
a wrong value hides is told where it stands; what would seem to follow from it elsewhere is held
back until it is mended, for whoever acted on it would break what is right.
"""

from thesis.input import validation
from thesis.input.folder import DECISIONS, Data, decision, get, schema_of, whole
from thesis.input.messages import Schema
from thesis.input.sources import Sheet, Source


def files(data: Data, folder: str) -> bool:
    """Whether every file of a folder of data/, studies or searches, could be read."""
    inside = f"{folder}/"
    return not any(name.startswith(inside) for name in data.unreadable) and all(
        isinstance(source.value, dict)
        for name, source in data.documents.items()
        if name.startswith(inside)
    )


def statuses(data: Data) -> bool:
    """Whether it is known of every study what was decided."""
    studies = data.studies.values()
    return files(data, "studies") and all(decision(study) in DECISIONS for study in studies)


def ids(data: Data, name: str) -> bool:
    """Whether every item of a list, references or databases, has an id that can be one."""
    source = data.documents.get(name)
    if any(each.split("/")[0] == name for each in data.unreadable):
        return False
    if source is None:
        return True
    return isinstance(source.value, list) and all(
        has_id(source, i) for i in range(len(source.value))
    )


def has_id(source: Source, item: int) -> bool:
    """Whether an item of a list has an id that can be one."""
    return "id" in (get(source, dict, item) or {}) and value(source, item, "id")


def numbers(sheet: Sheet) -> bool:
    """Whether every row of a search table has a number that can be one."""
    return all(whole(row.cells.get("number", "")) is not None for row in sheet.rows)


def document(data: Data, name: str) -> bool:
    """Whether an optional file of data/ is as its schema asks, or not there."""
    if (source := data.documents.get(name)) is None:
        return name not in data.unreadable
    return not any(validation.violations(source.value, validation.schemas()[name]))


def keys(source: Source, *steps: str | int) -> bool:
    """Whether a record has only keys that it can have: what is missing in it is not misspelt.

    Args:
        steps: the steps to the record in its file.
    """
    return set(get(source, dict, *steps) or {}) <= set(_schema(source, *steps)["properties"])


def value(source: Source, *steps: str | int) -> bool:
    """Whether a value is as its schema asks, or is left out and not misspelt.

    Args:
        steps: the steps to the value in its file.
    """
    *above, name = steps
    if name not in (get(source, dict, *above) or {}):
        return keys(source, *above)
    return not any(validation.violations(get(source, object, *steps), _schema(source, *steps)))


def _schema(source: Source, *steps: str | int) -> Schema:
    name = source.file.removeprefix("data/").rpartition(".")[0]
    schema: Schema = validation.schemas()[schema_of(name)]
    for step in steps:
        schema = schema["items"] if isinstance(step, int) else schema["properties"][step]
    return schema
