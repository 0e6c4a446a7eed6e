"""The places of the records: where in data/ each text of the register stands."""

from collections.abc import Iterator
from typing import Any

from thesis.counts.searches import search_table
from thesis.diagnostics.place import Place
from thesis.input.folder import Data
from thesis.input.sources import Source, Steps
from thesis.model.records import Flow, Records, Study, plain

LISTS = ("thesis", "databases", "limits", "pico")
"""The documents that the records have as they stand in data/."""

OWN = set(Study.__struct_fields__)  # The fields of a study that are no ``fields`` of its author's


def places(data: Data, records: Records) -> dict[str, str]:
    """The places of the records' texts, as ``file:line``, by the names and numbers on the way.

    ``thesis.title``, ``references.wang2017.title``, ``searches.12``: what has no place of its own
    has that of what is around it.
    """
    found: dict[Steps, Place] = {}
    for name in LISTS:
        if source := data.documents.get(name):
            found |= {(name, *steps): source.place(*steps) for steps in source.lines}
    found |= _of_works(data.documents["references"])
    found |= {("searches", i): place for i, place in enumerate(search_table(data)["place"])}
    for i, study in enumerate(records.studies):
        found |= _of_study(study, i)
    for name, table in records.tables.items():
        found[("tables", name)] = Place(table.file, 1)
        for i, line in enumerate(table.lines):
            found["tables", name, "rows", i] = Place(table.file, line)
    found |= _of_flow(data.documents["ladder"], records.flow)
    return {".".join(map(str, steps)): str(place) for steps, place in found.items()}


def _of_works(works: Source) -> dict[Steps, Place]:
    return {
        ("references", works.value[steps[0]]["id"], *steps[1:]): works.place(*steps)
        for steps in works.lines
        if steps
    }


def _of_study(study: Study, i: int) -> dict[Steps, Place]:
    found = {}
    for name, line in study.lines.items():
        within = () if name.split(".")[0] in OWN else ("fields",)
        found["studies", i, *within, name] = Place(study.file, line)
    return found


def _of_flow(ladder: Source, flow: Flow) -> dict[Steps, Place]:
    """The place of each label that the figure has from data/ladder.yaml."""
    labels = {text: ladder.place(*steps) for steps, text in _texts(ladder.value)}
    return {
        ("flow", *steps): labels[text]
        for steps, text in _texts(plain(flow))
        if text in labels and steps[-1] == "label"
    }


def _texts(value: Any, *steps: str | int) -> Iterator[tuple[Steps, str]]:
    """Every text of a value, each with the names and numbers on the way to it."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, *steps, step)
