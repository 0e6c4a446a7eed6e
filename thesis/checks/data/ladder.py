"""Rules on the ladder of figure 1: its numbers and reasons against those it names."""

from __future__ import annotations

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.checks.data.searches import numbered
from thesis.counts import screened
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.input.sources import Source

LADDER_UNKNOWN_KEY = declare(
    "ladder.unknown-key",
    looks_at="stages",
    sees="a stage that counts by a key which is no count of the data",
    misses="a key that exists but was not the one meant",
    example="count: searches.artikler",
)
LADDER_REPEATED_STAGE = declare(
    "ladder.repeated-stage",
    looks_at="stages",
    sees="two stages with one id",
    misses="two stages that are the same",
    example="id: hits twice",
)
LADDER_NO_LEFT = declare(
    "ladder.no-left",
    looks_at="stages",
    sees="a stage, not the last, that does not say what left there",
    misses="a text that says it wrongly",
    example="a stage without left",
)
LADDER_REASONS = declare(
    "ladder.reasons",
    looks_at="stages",
    sees="reasons asked for at the last stage, at two stages, or without a list of reasons",
    misses="a stage that should have had reasons",
    example="reasons: true at two stages",
)

TOTALS = ("hits", "abstracts", "articles")


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    ladder = data.documents.get("ladder")
    stages = get(ladder, list, "stages")
    if not ladder or not stages:
        return
    yield from _counts(ladder, stages, data)
    yield from _ids(ladder, stages)
    yield from _reasons(ladder, stages)
    for i in range(len(stages) - 1):
        if (
            isinstance(stages[i], dict)
            and "left" not in stages[i]
            and complete.keys(ladder, "stages", i)
        ):
            yield LADDER_NO_LEFT.at(
                ladder.place("stages", i),
                found=f"no left in stage {i + 1}",
                expected="what the figure says about those that leave before the next stage",
                fix="add left",
            )


def _readable(data: Data, key: str) -> bool:
    """Whether what a key would count could be read, if there were such a key."""
    head = key.split(".")[0]
    if head in {"searches", "studies", "databases", "records"}:
        return True
    if head == "method":
        return complete.document(data, "method")
    return complete.files(data, "searches") and all(map(complete.numbers, data.sheets.values()))


def countable(data: Data) -> set[str]:
    """The keys of the register that count something and can stand at a stage."""
    keys = {f"searches.{name}" for name in (*TOTALS, "count", "with_abstracts")}
    keys |= {"searches.hits_with_abstracts", "databases.count"}
    keys |= {f"studies.{name}" for name in ("read", "included", "excluded")}
    keys |= screened.countable(data)
    keys |= {"studies.reports" for study in data.studies.values() if get(study, list, "reports")}
    for database, sheet in data.sheets.items():
        keys |= {f"{database}.{name}" for name in (*TOTALS, "searches")}
        keys |= {f"{database}.{number}.{name}" for number in numbered(sheet) for name in TOTALS}
    method = data.documents.get("method")
    for name in method.value if method and isinstance(method.value, dict) else ():
        if isinstance(get(method, int, name, "value"), int):
            keys.add(f"method.{name}")
    return keys


def _counts(ladder: Source, stages: list[object], data: Data) -> Iterator[Finding]:
    known = countable(data)
    for i in range(len(stages)):
        count = get(ladder, str, "stages", i, "count")
        if count is not None and count not in known and _readable(data, count):
            yield LADDER_UNKNOWN_KEY.at(
                ladder.place("stages", i, "count"),
                found=f"count: {count}",
                expected="a key that counts, such as searches.hits or studies.included",
                fix=suggestion(count, sorted(known), "the keys are in build/register.json"),
            )


def _ids(ladder: Source, stages: list[object]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for i in range(len(stages)):
        name = get(ladder, str, "stages", i, "id")
        if name is None:
            continue
        line = ladder.line("stages", i, "id")
        if name in first:
            yield LADDER_REPEATED_STAGE.at(
                Place(ladder.file, line),
                found=f"id: {name} a second time (first on line {first[name]})",
                expected="an id of its own for each stage",
                fix="rename one of the two",
            )
        first.setdefault(name, line)


def _reasons(ladder: Source, stages: list[object]) -> Iterator[Finding]:
    asking = [i for i in range(len(stages)) if get(ladder, bool, "stages", i, "reasons")]
    for n, i in enumerate(asking):
        if i == len(stages) - 1:
            found = "reasons: true at the last stage, where none leave"
        elif n > 0:
            found = "reasons: true at a second stage"
        elif not get(ladder, dict, "reasons") and complete.value(ladder, "reasons"):
            found = "reasons: true, and no reasons"
        else:
            continue
        yield LADDER_REASONS.at(
            ladder.place("stages", i, "reasons"),
            found=found,
            expected="one stage, not the last, whose losses are split by the reasons listed below",
            fix="remove reasons here, or list the reasons: {small_sample: For lite utvalg}",
        )
