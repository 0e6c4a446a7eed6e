"""The sample of each study record against its figures."""

from __future__ import annotations

from collections.abc import Iterator

from thesis import fill
from thesis.checks import complete
from thesis.data import Data, get
from thesis.findings import Finding, suggestion
from thesis.rules import declare

declare(
    "study.sample",
    sees="a sample that names a figure the record does not have, or one that is no count",
    misses="a figure that is there and counts something else than people",
    example="sample: [exersise_group, controls]",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for study in data.studies.values():
        if not complete.value(study, "figures"):
            continue
        figures = get(study, dict, "figures") or {}
        for i, name in enumerate(get(study, list, "sample") or []):
            if not isinstance(name, str):
                continue  # the schema says so
            figure = figures.get(name)
            value = figure.get("value") if isinstance(figure, dict) else figure
            if name in figures and isinstance(value, int):
                continue
            if fill.waits(study, "figures", name):
                continue
            yield Finding(
                study.file,
                study.line("sample", i),
                "study.sample",
                f"{name}: {value}" if name in figures else f"the figure «{name}»",
                "names of the record's own figures that are whole numbers of people",
                suggestion(name, set(figures) - {name}, f"add {name} under figures"),
            )
