"""Search table of a database, with what a saved history says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesis.cli.history.saved import SavedRow
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.files import to_csv
from thesis.input.sources import Sheet
from thesis.language.norwegian import digits

COLUMNS = ("number", "query", "hits", "limits")
"""Those of the first table of a thesis; one that is there keeps its own."""


@dataclass(frozen=True)
class MergedTable:
    """The new table."""

    text: str  # its file
    changes: list[str]  # what is new in it, a line each


def merged(sheet: Sheet | None, rows: Sequence[SavedRow], like: Sheet | None = None) -> MergedTable:
    """The table of a database with the rows of a saved history.

    What was read of a search stays as long as its query does.

    Args:
        sheet: the table that is there.
        like: a table with the columns of one that is begun.

    Raises:
        NotChangedError: abstracts or articles were read of a search that the history does not have.
    """
    old = {row.cells.get("number", ""): row.cells for row in sheet.rows} if sheet else {}
    told: list[str] = []
    made = [_row(row, old.get(str(row.number)), told) for row in rows]
    for number in old.keys() - {str(row.number) for row in rows}:
        _must_be_unread(old[number], "is not in the history")
        told.append(f"− {number}  {old[number].get('query', '')}")
    columns = shown.columns if (shown := sheet or like) else COLUMNS
    cells = ([row.get(name, "") for name in columns] for row in made)
    return MergedTable(to_csv([columns, *cells]), told)


def _row(row: SavedRow, before: Mapping[str, str] | None, told: list[str]) -> dict[str, str]:
    made = {
        "number": str(row.number),
        "query": row.query,
        "hits": str(row.hits),
        "abstracts_read": "0",
        "articles_read": "0",
        "limits": "",
    }
    if before is None:
        told.append(f"+ {row.number}  {row.query}: {digits(row.hits)} hits")
        return made
    if _plain(before.get("query", "")) != _plain(row.query):
        _must_be_unread(before, "has another query in the history")
        told.append(f"~ {row.number}  {before.get('query', '')} → {row.query}")
        return made
    if before.get("hits") != made["hits"]:
        told.append(f"~ {row.number}  {row.query}: {before.get('hits')} → {row.hits} hits")
    return {**made, **{name: cell for name, cell in before.items() if name != "hits"}}


def _must_be_unread(row: Mapping[str, str], why: str) -> None:
    if row.get("abstracts_read", "0") not in ("", "0"):
        raise NotChangedError(
            f"search {row['number']}, «{row.get('query', '')}», {why}, and {row['abstracts_read']} "
            "abstracts of it were read. A search that was run again is a session of its own: "
            "--session ID --date YEAR-MONTH-DAY"
        )


def _plain(query: str) -> str:
    return " ".join(query.casefold().split())
