"""The numbers of the searches: each count, the totals of a database, and those over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from thesis.diagnostics.place import Place
from thesis.input import validation
from thesis.input.folder import Data
from thesis.input.sources import Fields, Source
from thesis.input.validation import typed
from thesis.model.formulas import Formula
from thesis.model.records import Search
from thesis.model.register import Number, counted
from thesis.searches.registered import COUNTS

Row = Mapping[str, Any]
"""A search as it stands in data/, with its `database` and its `place`."""

FIRST = "first"
"""The part of a key that says: of the first session in a database alone, ``medline.first.hits``."""


def firsts(databases: Iterable[Fields]) -> dict[str, str]:
    """The first session in the database of each session, by their ids; its own for the first one.

    Args:
        databases: the items of data/databases.yaml; a later session stands below the earlier ones.
    """
    found: dict[str, str] = {}
    for each in databases:
        found[each["id"]] = found.get(str(each.get("updates")), str(each["id"]))
    return found


def search_table(data: Data) -> list[Row]:
    """All searches, in the order of the databases and then by number."""
    rules = validation.schemas()["searches"]
    order = {database["id"]: i for i, database in enumerate(data.documents["databases"].value)}
    rows = [
        {**typed(row, rules), "database": database, "place": Place(sheet.file, row.line)}
        for database, sheet in data.sheets.items()
        for row in sheet.rows
    ]
    return sorted(rows, key=lambda row: (order[row["database"]], row["number"]))


def search_records(table: Iterable[Row]) -> list[Search]:
    """The rows of the table as records."""
    return msgspec.convert(
        [{name: value for name, value in row.items() if name != "place"} for row in table],
        list[Search],
    )


def search_numbers(searches: Sequence[Row], databases: Source) -> list[Number]:
    """Every count of every search, the totals per database, and those over all searches."""
    numbers = []
    for row in searches:
        for column, name in COUNTS.items():
            key = f"{row['database']}.{row['number']}.{name}"
            numbers.append(Number(key, row[column], name, rows=[row["place"]]))

    def total(key: str, column: str, of: Sequence[Row], formula: Formula) -> Number:
        unit = COUNTS.get(column, column)
        terms = [f"{row['database']}.{row['number']}.{unit}" for row in of]
        value = sum(row[column] for row in of)
        return Number(
            key,
            value,
            unit,
            "derived",
            formula,
            [row["place"] for row in of],
            operation="sum",
            terms=terms,
        )

    def totals(key: str, of: Sequence[Row], where: str, database: str) -> None:
        for column, name in COUNTS.items():
            formula = Formula(f"sum_in_{where}", {"count": column, "database": database})
            numbers.append(total(f"{key}.{name}", column, of, formula))
        formula = Formula(f"searches_in_{where}", {"database": database})
        numbers.append(_count(f"{key}.searches", of, formula))

    sessions: dict[str, list[Row]] = {}
    for row in searches:
        sessions.setdefault(row["database"], []).append(row)
    of_database = firsts(databases.value)
    updated = {first for session, first in of_database.items() if session != first}
    for session, rows in sessions.items():
        if session in updated:
            every = [row for row in searches if of_database[row["database"]] == session]
            totals(session, every, "database", session)
            totals(f"{session}.{FIRST}", rows, "session", session)
        else:
            totals(session, rows, "database", session)
    for column, name in COUNTS.items():
        formula = Formula("sum", {"count": column})
        numbers.append(total(f"searches.{name}", column, searches, formula))
    read = [row for row in searches if row["abstracts_read"] > 0]
    of_read = Formula("sum_read", {"count": "hits"})
    numbers += [
        _count("searches.count", searches, Formula("searches")),
        _count("searches.with_abstracts", read, Formula("searches_read")),
        total("searches.hits_with_abstracts", "hits", read, of_read),
        counted(
            "databases.count",
            Formula("databases"),
            [databases.place(i) for i, each in enumerate(databases.value) if "updates" not in each],
            "databases",
        ),
    ]
    return numbers


def _count(key: str, rows: Iterable[Row], formula: Formula) -> Number:
    return counted(key, formula, [row["place"] for row in rows], "searches")
