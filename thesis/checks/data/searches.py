"""Rules on databases and their search tables, and on each search by itself."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from thesis.checks.data import complete
from thesis.diagnostics.findings import WARNING, Finding, nearest, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get, whole
from thesis.input.sources import INPUT_EMPTY, Sheet, Source
from thesis.input.validation import is_date

SEARCH_UNKNOWN_DATABASE = declare(
    "search.unknown-database",
    looks_at="searches",
    sees="a search table whose name is no id of data/databases.yaml",
    misses="a table under the name of another database",
    example="data/searches/cinahl.csv, and no database cinahl",
)
SEARCH_NO_TABLE = declare(
    "search.no-table",
    looks_at="searches",
    sees="a database of data/databases.yaml without a search table",
    misses="a table in which searches are missing",
    example="a database «pubmed» without data/searches/pubmed.csv",
)
SEARCH_REPEATED_DATABASE = declare(
    "search.repeated-database",
    looks_at="searches",
    sees="a database whose id stands twice in data/databases.yaml",
    misses="one database under two ids",
    example="two items with id: medline",
)
SEARCH_REPEATED_NUMBER = declare(
    "search.repeated-number",
    looks_at="searches",
    sees="a search number that stands twice in one table",
    misses="two searches with their numbers exchanged",
    example="two rows with number 4",
)
SEARCH_NUMBER_GAP = declare(
    "search.number-gap",
    looks_at="searches",
    sees="search numbers that do not run from 1 without a gap",
    misses="searches that are missing after the last one",
    example="the rows 7 and 9, and no row 8",
)
SEARCH_COUNTS = declare(
    "search.counts",
    looks_at="searches",
    sees="more abstracts read than hits, or more articles read than abstracts",
    misses="a count that is wrong and still fits",
    example="17 hits, 18 abstracts",
)
SEARCH_NOT_TOLD = declare(
    "search.not-told",
    looks_at="searches",
    sees="a platform or a date that is null without a reason",
    misses="a reason that is not true",
    example="platform: null, without platform_unknown",
)
SEARCH_PRESS = declare(
    "search.press",
    looks_at="searches",
    sees="searches that changed after another person had reviewed them, a review that does not say "
    "which searches it is of, and one later than the search",
    misses="a review that nobody made, and hits that changed",
    example="press with strategy: 00000000, the mark of other searches",
    severity=WARNING,
)
SEARCH_FINAL = declare(
    "search.final",
    looks_at="searches",
    sees="a final search of data/databases.yaml that its search table does not have",
    misses="a search that is there and is not the final one",
    example="final: [99]",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    yield from _databases(data)
    for sheet in data.sheets.values():
        if not sheet.rows:
            found, mend = "no search below the header", "add a row for each search"
            yield INPUT_EMPTY.at(
                Place(sheet.file, 1), found=found, expected="at least one search", fix=mend
            )
        yield from _numbers(sheet)
        yield from _counts(sheet)


def _databases(data: Data) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for i, database, source in data.items("databases"):
        name = str(database.get("id"))
        if name in first:
            yield SEARCH_REPEATED_DATABASE.at(
                source.place(i, "id"),
                found=f"the id «{name}» a second time (first on line {first[name]})",
                expected="an id of its own for each database",
                fix="rename one of the two, or remove it",
            )
        elif (
            name not in data.sheets
            and f"searches/{name}" not in data.unreadable
            and complete.has_id(source, i)
        ):
            yield SEARCH_NO_TABLE.at(
                source.place(i, "id"),
                found=f"the database «{name}»",
                expected=f"its searches in data/searches/{name}.csv",
                fix=suggestion(name, data.sheets, f"add data/searches/{name}.csv"),
            )
        yield from _final(data, i, database, source)
        yield from _press(data, i, name, source)
        first.setdefault(name, source.line(i, "id"))
        for key, reason in (("platform", "platform_unknown"), ("searched_on", "date_unknown")):
            if key in database and database[key] is None and not database.get(reason):
                yield SEARCH_NOT_TOLD.at(
                    source.place(i, key),
                    found=f"{key}: null, without a reason",
                    expected=f"the {key} of {name}, or why it is not known",
                    fix=f"fill in {key}, or say why in {reason}",
                )
    without = [name for name in first if name not in data.sheets]
    for name, sheet in data.sheets.items():
        if nearest(name, without):
            continue  # told at the id, which is misspelt
        if "databases" in data.documents and name not in first and complete.ids(data, "databases"):
            yield SEARCH_UNKNOWN_DATABASE.at(
                Place(sheet.file, 0),
                found=f"the database «{name}»",
                expected="an id of data/databases.yaml",
                fix=suggestion(name, first, "add the database to data/databases.yaml"),
            )


def _final(data: Data, i: int, database: Mapping[str, Any], source: Source) -> Iterator[Finding]:
    sheet, final = data.sheets.get(str(database.get("id"))), database.get("final")
    if not sheet or not isinstance(final, list):
        return
    known = numbered(sheet)
    for number in final:
        if isinstance(number, int) and number not in known:
            yield SEARCH_FINAL.at(
                source.place(i, "final"),
                found=f"the final search {number}",
                expected=f"a search of {sheet.file}, which has 1 to {max(known, default=0)}",
                fix="name the search whose hits went on to be read",
            )


def _press(data: Data, i: int, name: str, source: Source) -> Iterator[Finding]:
    if not get(source, dict, i, "press") or name not in data.sheets:
        return
    given, now = get(source, str, i, "press", "strategy"), mark(data.sheets[name])
    day, ran = get(source, str, i, "press", "date"), get(source, str, i, "searched_on")
    if given != now:
        yield SEARCH_PRESS.at(
            source.place(i, "press", "strategy"),
            found="searches that changed after their review" if given else "a review of searches",
            expected=f"strategy: {now}, the mark of the searches in {data.sheets[name].file}"
            if given
            else "the mark of the searches that were reviewed",
            fix="have them reviewed anew, and say in changed what is new; then write "
            f"strategy: {now}"
            if given
            else f"if it is of the searches as they are now, write strategy: {now}",
        )
    if day and ran and is_date(day) and is_date(ran) and day > ran:
        yield SEARCH_PRESS.at(
            source.place(i, "press", "date"),
            found=f"a review on {day}, and the search on {ran}",
            expected="a review before the search: its advice is to go into it",
            fix="mend the day that is wrong; or tell in changed that the search was not run anew",
        )


def mark(sheet: Sheet) -> str:
    """Eight signs that are others when a search of a table is: by numbers, queries and limits."""
    rows = [
        [" ".join(row.cells.get(name, "").split()) for name in ("number", "query", "limits")]
        for row in sheet.rows
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:8]


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
        if (number := whole(row.cells.get("number", ""))) is None:
            return  # its own finding; what is a gap cannot be told
        if first[number] != row.line:
            yield SEARCH_REPEATED_NUMBER.at(
                Place(sheet.file, row.line),
                found=f"search number {number} a second time (first on line {first[number]})",
                expected="a number of its own for each search in a database",
                fix="renumber one of the two",
            )
    for place, number in enumerate(sorted(first), 1):
        if number != place and number > 0:
            yield SEARCH_NUMBER_GAP.at(
                Place(sheet.file, first[number]),
                found=f"search number {number}, but no number {place}",
                expected=f"the numbers 1 to {len(first)}",
                fix=f"add search number {place}, or renumber the rows",
            )
            return


def _counts(sheet: Sheet) -> Iterator[Finding]:
    for row in sheet.rows:
        for more, fewer in (("hits", "abstracts_read"), ("abstracts_read", "articles_read")):
            above, below = (whole(row.cells.get(name, "")) for name in (more, fewer))
            if above is not None and below is not None and below > above:
                yield SEARCH_COUNTS.at(
                    Place(sheet.file, row.line),
                    found=f"{fewer} {below}, but {more} {above}",
                    expected=f"no more {fewer} than {more}",
                    fix="look the search up in the log: one of the two is mistyped",
                )
