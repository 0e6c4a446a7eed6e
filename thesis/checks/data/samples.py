"""Rules on the sample of a study record, against its figures."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.rules import declare
from thesis.input import todo
from thesis.input.folder import Data, get

STUDY_SAMPLE = declare(
    "study.sample",
    looks_at="studies",
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
            if todo.waits(study, "figures", name):
                continue
            yield STUDY_SAMPLE.at(
                study.place("sample", i),
                found=f"{name}: {value}" if name in figures else f"the figure «{name}»",
                expected="names of the record's own figures that are whole numbers of people",
                fix=suggestion(name, set(figures) - {name}, f"add {name} under figures"),
            )
