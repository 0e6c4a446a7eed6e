"""Rules on the exports of searches: their names, their counts, and the hits of each search."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from thesis.checks.data import complete
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import COUNTED, EXPORT_NAME, Data, get, whole
from thesis.screening.account import search_of

EXPORT_NAMED = declare(
    "export.named",
    looks_at="searches",
    sees="a file of data/exports/ that is called after no database and no search of it",
    misses="the export of one search under the name of another with as many hits",
    example="data/exports/cinahl-1.ris, and no database cinahl",
)
EXPORT_COUNTED = declare(
    "export.counted",
    looks_at="searches",
    sees="a file of data/exports/ that data/exports.yaml has not counted as it is now",
    misses="counts that somebody changed by hand, and an export that is kept elsewhere",
    example="data/exports/medline-4.ris, and no data/exports.yaml",
)
EXPORT_HITS = declare(
    "export.hits",
    looks_at="searches",
    sees="a search with other hits than its exports have records",
    misses="a search without an export of its own, where the database has several, and records "
    "that are not those of the search",
    example="hits 17, and 16 records in data/exports/medline-4.ris",
)
RULES = (EXPORT_NAMED, EXPORT_COUNTED, EXPORT_HITS)
"""What shuts the gate and leaves data that a draft can be made of all the same."""


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _files(data)
    yield from _hits(data)


def _files(data: Data) -> Iterator[Finding]:
    hashes = {str(each.get("file")): each.get("sha256") for _, each, _ in data.items("exports")}
    for file, sha256 in data.exports.items():
        if finding := _named(file, data):
            yield finding
        elif hashes.get(file) != sha256:
            yield EXPORT_COUNTED.at(
                Place(file, 0),
                found="another file than was counted" if file in hashes else "it is not counted",
                expected=f"the counts of it, as it is now, in {COUNTED}",
                fix="run: python -m thesis records",
            )


def _named(file: str, data: Data) -> Finding | None:
    name = file.rpartition("/")[2]
    found = EXPORT_NAME.fullmatch(name)
    database = found["database"] if found else name.partition(".")[0].partition("-")[0]
    if database not in data.sheets:
        if not complete.ids(data, "databases"):
            return None
        known = sorted(data.sheets)
        return EXPORT_NAMED.at(
            Place(file, 0),
            found=f"an export of «{database}»",
            expected="a database, and the number of the search: medline-4.ris",
            fix=suggestion(database, known, "call it after the search that it is of"),
        )
    rows = {whole(row.cells.get("number", "")) for row in data.sheets[database].rows}
    if found and found["number"] and int(found["number"]) not in rows:
        return EXPORT_NAMED.at(
            Place(file, 0),
            found=f"an export of search {found['number']}",
            expected=f"a number of {data.sheets[database].file}",
            fix="call it after the search that it is of, or add the row",
        )
    return None


def _hits(data: Data) -> Iterator[Finding]:
    records: dict[tuple[str, int], int] = defaultdict(int)
    files: dict[tuple[str, int], list[str]] = defaultdict(list)
    for i, each, source in data.items("exports"):
        count = get(source, int, i, "records")
        _, number = search_of(f"{Path(str(each.get('file'))).stem}:1", data)
        if number and count is not None:
            of = str(each.get("database")), number
            records[of] += count
            files[of].append(str(source.place(i)))
    for name, sheet in data.sheets.items():
        for row in sheet.rows:
            of = name, whole(row.cells.get("number", "")) or 0
            hits = whole(row.cells.get("hits", ""))
            if of in records and hits is not None and hits != records[of]:
                yield EXPORT_HITS.at(
                    Place(sheet.file, row.line),
                    found=f"hits {hits} of search {of[1]}",
                    expected=f"{records[of]}, the records of its export",
                    fix="export all hits of the search, or mend hits",
                    evidence=", ".join(files[of]),
                )
