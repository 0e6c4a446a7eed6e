"""The databases against their search tables, and each search against itself."""

from __future__ import annotations

from collections.abc import Iterator

from thesis.checks import complete
from thesis.data import Data, whole
from thesis.findings import Finding, suggestion
from thesis.rules import declare
from thesis.sources import Sheet

declare(
    "search.unknown-database",
    sees="a search table whose name is no id of data/databases.yaml",
    misses="a table under the name of another database",
    example="data/searches/medlin.csv",
)
declare(
    "search.no-table",
    sees="a database of data/databases.yaml without a search table",
    misses="a table in which searches are missing",
    example="a database «cinahl» without data/searches/cinahl.csv",
)
declare(
    "search.repeated-database",
    sees="a database whose id stands twice in data/databases.yaml",
    misses="one database under two ids",
    example="two items with id: medline",
)
declare(
    "search.repeated-number",
    sees="a search number that stands twice in one table",
    misses="two searches with their numbers exchanged",
    example="two rows with number 4",
)
declare(
    "search.number-gap",
    sees="search numbers that do not run from 1 without a gap",
    misses="searches that are missing after the last one",
    example="the rows 1, 2, 4",
)
declare(
    "search.counts",
    sees="more abstracts read than hits, or more articles read than abstracts",
    misses="a count that is wrong and still fits",
    example="5 hits, 7 abstracts",
)
declare(
    "search.not-told",
    sees="a platform or a date that is null without a reason",
    misses="a reason that is not true",
    example="platform: null, without platform_unknown",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _databases(data)
    for sheet in data.sheets.values():
        if not sheet.rows:
            found, mend = "no search below the header", "add a row for each search"
            yield Finding(sheet.file, 1, "input.empty", found, "at least one search", mend)
        yield from _numbers(sheet)
        yield from _counts(sheet)


def _databases(data: Data) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for i, database, source in data.items("databases"):
        name = str(database.get("id"))
        if name in first:
            yield Finding(
                source.file,
                source.line(i, "id"),
                "search.repeated-database",
                f"the id «{name}» a second time (first on line {first[name]})",
                "an id of its own for each database",
                "rename one of the two, or remove it",
            )
        elif (
            name not in data.sheets
            and f"searches/{name}" not in data.unreadable
            and complete.has_id(source, i)
        ):
            yield Finding(
                source.file,
                source.line(i, "id"),
                "search.no-table",
                f"the database «{name}»",
                f"its searches in data/searches/{name}.csv",
                suggestion(name, data.sheets, f"add data/searches/{name}.csv"),
            )
        first.setdefault(name, source.line(i, "id"))
        for key, reason in (("platform", "platform_unknown"), ("searched_on", "date_unknown")):
            if key in database and database[key] is None and not database.get(reason):
                yield Finding(
                    source.file,
                    source.line(i, key),
                    "search.not-told",
                    f"{key}: null, without a reason",
                    f"the {key} of {name}, or why it is not known",
                    f"fill in {key}, or say why in {reason}",
                )
    for name, sheet in data.sheets.items():
        if "databases" in data.documents and name not in first and complete.ids(data, "databases"):
            yield Finding(
                sheet.file,
                0,
                "search.unknown-database",
                f"the database «{name}»",
                "an id of data/databases.yaml",
                suggestion(name, first, "add the database to data/databases.yaml"),
            )


def numbered(sheet: Sheet) -> dict[int, int]:
    """The line on which each search number first stands."""
    lines: dict[int, int] = {}
    for row in sheet.rows:
        if (number := whole(row.cells.get("number", ""))) is not None:
            lines.setdefault(number, row.line)
    return lines


def _numbers(sheet: Sheet) -> Iterator[Finding]:
    first = numbered(sheet)
    for row in sheet.rows:
        number = whole(row.cells.get("number", ""))
        if number is None:
            return  # its own finding; what is a gap cannot be told
        if first[number] != row.line:
            yield Finding(
                sheet.file,
                row.line,
                "search.repeated-number",
                f"search number {number} a second time (first on line {first[number]})",
                "a number of its own for each search in a database",
                "renumber one of the two",
            )
    for place, number in enumerate(sorted(first), 1):
        if number != place and number > 0:
            yield Finding(
                sheet.file,
                first[number],
                "search.number-gap",
                f"search number {number}, but no number {place}",
                f"the numbers 1 to {len(first)}",
                f"add search number {place}, or renumber the rows",
            )
            return


def _counts(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        for more, fewer in (("hits", "abstracts_read"), ("abstracts_read", "articles_read")):
            above, below = (whole(row.cells.get(name, "")) for name in (more, fewer))
            if above is not None and below is not None and below > above:
                yield Finding(
                    sheet.file,
                    row.line,
                    "search.counts",
                    f"{fewer} {below}, but {more} {above}",
                    f"no more {fewer} than {more}",
                    "look the search up in the log: one of the two is mistyped",
                )
