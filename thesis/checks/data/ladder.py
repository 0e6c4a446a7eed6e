"""Rules on the ladder of figure 1: its numbers and reasons against those it names."""

from collections.abc import Iterator

from thesis.checks.data import complete
from thesis.checks.data.searches import numbered
from thesis.counts import screened
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import validation
from thesis.input.folder import Data, get, whole
from thesis.input.sources import Source
from thesis.searches.registered import COUNTS

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

LADDER_DUPLICATES = declare(
    "ladder.duplicates",
    looks_at="stages",
    sees="duplicates of a database that data/databases.yaml does not have, more of them than its "
    "hits, and one number for all where figure 1 tells databases apart",
    misses="duplicates that nobody removed",
    example="duplicates: {medlin: 12}",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    ladder = data.documents.get("ladder")
    stages = get(ladder, list, "stages")
    if not ladder or not stages:
        return
    yield from _counts(ladder, stages, data)
    yield from _duplicates(ladder, data)
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
    if head == "searches":
        rules = validation.schemas()["searches"]
        known, asked = set(rules["properties"]), set(rules["required"])
        return all(asked <= set(sheet.columns) <= known for sheet in data.sheets.values())
    if head in {"studies", "databases", "records"}:
        return True
    if head == "method":
        return complete.document(data, "method")
    return complete.files(data, "searches") and all(map(complete.numbers, data.sheets.values()))


def countable(data: Data) -> set[str]:
    """The keys of the register that count something and can stand at a stage."""
    keys = {f"studies.{name}" for name in ("read", "included", "excluded")}
    keys |= {"searches.count", "databases.count"}
    keys |= screened.countable(data)
    keys |= {"studies.reports" for study in data.studies.values() if get(study, list, "reports")}
    everywhere = set(COUNTS.values())
    for database, sheet in data.sheets.items():
        told = {name for column, name in COUNTS.items() if column in sheet.columns}
        everywhere &= told
        keys |= {f"{database}.{name}" for name in (*told, "searches")}
        keys |= {f"{database}.{number}.{name}" for number in numbered(sheet) for name in told}
    keys |= {f"searches.{name}" for name in everywhere}
    if "abstracts" in everywhere:
        keys |= {"searches.with_abstracts", "searches.hits_with_abstracts"}
    if (given := get(data.documents.get("ladder"), object, "duplicates")) is not None:
        keys |= {"searches.duplicates", "searches.records"}
        keys |= {f"{name}.duplicates" for name in (given if isinstance(given, dict) else ())}
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
                fix=UNTOLD.format(columns=" and ".join(lacking), count=count)
                if (lacking := _lacking(data, count))
                else suggestion(count, sorted(known), "the keys are in build/register.json"),
            )


UNTOLD = (
    "write {columns} into every table of data/searches/; or, of records that were read after "
    "duplicates were removed, say duplicates: here and count searches.records and studies.read"
)


def _lacking(data: Data, key: str) -> list[str]:
    """The columns that a key of all searches counts and some table has not."""
    asked = {"abstracts_read": "abstracts", "articles_read": "articles"}
    return [
        column
        for column, name in asked.items()
        if key.startswith("searches.") and key.endswith(name)
        if any(column not in sheet.columns for sheet in data.sheets.values())
    ]


def _duplicates(ladder: Source, data: Data) -> Iterator[Finding]:
    """The duplicates of each database against its hits, which they are some of."""
    given = get(ladder, dict, "duplicates") or {}
    for name in given:
        count = get(ladder, int, "duplicates", name)
        hits = _hits(data, name)
        if name not in data.sheets and complete.ids(data, "databases"):
            yield LADDER_DUPLICATES.at(
                ladder.place("duplicates", name),
                found=f"duplicates of «{name}»",
                expected=f"a database of data/databases.yaml: {', '.join(data.sheets)}",
                fix=suggestion(name, data.sheets, "name the database that they were found in"),
            )
        elif count is not None and hits is not None and count > hits:
            yield LADDER_DUPLICATES.at(
                ladder.place("duplicates", name),
                found=f"{count} duplicates of {name}, which has {hits} hits",
                expected="no more duplicates than hits",
                fix="mend the one that is mistyped; in a block search, name its final searches",
            )
    if get(ladder, int, "duplicates") is not None and tells_apart(data):
        yield LADDER_DUPLICATES.at(
            ladder.place("duplicates"),
            found="one number of duplicates for all databases",
            expected="a number for each: some of them are later sessions, or stand apart in "
            "figure 1",
            fix="write duplicates: {" + ": …, ".join(data.sheets) + ": …}",
        )


def _hits(data: Data, name: str) -> int | None:
    """The hits of a database's final searches; None where they cannot be added up."""
    bases = {base.get("id"): base for _, base, _ in data.items("databases")}
    final = (bases.get(name) or {}).get("final")
    sheet = data.sheets.get(name)
    hits = [
        whole(row.cells.get("hits", ""))
        for row in (sheet.rows if sheet else ())
        if not final or whole(row.cells.get("number", "")) in final
    ]
    return None if None in hits else sum(each or 0 for each in hits)


def tells_apart(data: Data) -> bool:
    """Whether figure 1 may count some of the databases by themselves."""
    later = any("updates" in base for _, base, _ in data.items("databases"))
    return later or bool(get(data.documents.get("ladder"), dict, "sources"))


def _ids(ladder: Source, stages: list[object]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for i in range(len(stages)):
        if (name := get(ladder, str, "stages", i, "id")) is None:
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
