"""The numbers of the searches: each count, the totals of a database, and those over all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from thesis.counts.subtotals import difference
from thesis.diagnostics.place import Place
from thesis.input import validation
from thesis.input.folder import Data, get
from thesis.input.sources import Source
from thesis.input.validation import typed
from thesis.model.formulas import Formula
from thesis.model.records import Search
from thesis.model.register import Number, counted, total
from thesis.searches.registered import COUNTS, FIRST, firsts

if TYPE_CHECKING:
    import pandas as pd


def search_table(data: Data) -> pd.DataFrame:
    """All searches as one table, in the order of the databases and then by number."""
    import pandas as pd  # takes longer than most steps: only the one that counts waits for it

    rules = validation.schemas()["searches"]
    # A table need not tell what was read of each search, nor have limits.
    untold = {**dict.fromkeys(COUNTS), "limits": ""}
    tables = [
        pd.DataFrame(
            [
                {
                    **untold,
                    **typed(row, rules),
                    "database": database,
                    "place": Place(sheet.file, row.line),
                }
                for row in sheet.rows
            ]
        )
        for database, sheet in data.sheets.items()
    ]
    order = {database["id"]: i for i, database in enumerate(data.documents["databases"].value)}
    return (
        pd.concat(tables, ignore_index=True)
        .astype(dict.fromkeys(COUNTS, "Int64"))
        .sort_values(
            ["database", "number"],
            key=lambda column: column.map(order) if column.name == "database" else column,
            kind="stable",
        )
    )


def search_records(table: pd.DataFrame) -> list[Search]:
    """The rows of the table as records."""
    rows = table.drop(columns=["place"]).to_json(orient="records")
    return msgspec.json.decode(rows, type=list[Search])


def told(of: pd.DataFrame) -> dict[str, str]:
    """The columns that count in each of some searches, with what the register calls them."""
    return {column: name for column, name in COUNTS.items() if of[column].notna().all()}


def search_numbers(
    searches: pd.DataFrame, databases: Source, most_hits: float | None = None
) -> list[Number]:
    """Every count of every search, the totals per database, and those over all searches.

    What some of the searches do not tell has no total: it would be that of the others.

    Args:
        most_hits: the most hits of a search that the author would go through, where data/ says it.
    """
    final = {each["id"]: each["final"] for each in databases.value if each.get("final")}
    groups = searches.groupby("database", sort=False)
    numbers = [number for _, of in groups for number in _counts(of)]

    def counting(column: str, of: pd.DataFrame) -> pd.DataFrame:
        """The rows whose hits are those of the database: of a block search the final ones."""
        if column != "hits" or not final:
            return of
        every = zip(of["database"], of["number"], strict=True)
        return of[[base not in final or number in final[base] for base, number in every]]

    def totals(key: str, of: pd.DataFrame, where: str, database: str) -> None:
        for column, name in told(of).items():
            rows = counting(column, of)
            which = "final_in_database" if len(rows) < len(of) else f"in_{where}"
            formula = Formula(f"sum_{which}", {"count": column, "database": database})
            numbers.append(_sum(f"{key}.{name}", column, rows, formula))
        formula = Formula(f"searches_in_{where}", {"database": database})
        numbers.append(_count(f"{key}.searches", of, formula))

    of_database = firsts(databases.value)
    updated = {first for session, first in of_database.items() if session != first}
    for session, rows in ((str(name), rows) for name, rows in groups):
        if session in updated:
            every = searches[searches["database"].map(of_database) == session]
            totals(session, every, "database", session)
            totals(f"{session}.{FIRST}", rows, "session", session)
        else:
            totals(session, rows, "database", session)
    for column, name in told(searches).items():
        rows = counting(column, searches)
        formula = Formula("sum_final" if len(rows) < len(searches) else "sum", {"count": column})
        numbers.append(_sum(f"searches.{name}", column, rows, formula))
    numbers.append(_count("searches.count", searches, Formula("searches")))
    if "abstracts_read" in told(searches):
        numbers += _of_abstracts(searches, most_hits)
    numbers.append(
        counted(
            "databases.count",
            Formula("databases"),
            [databases.place(i) for i, each in enumerate(databases.value) if "updates" not in each],
            "databases",
        )
    )
    return numbers


def _counts(of: pd.DataFrame) -> Iterator[Number]:
    """Each count of each search of a database."""
    columns = told(of)
    for base, number, place, *counts in zip(
        *_named(of), *(of[each] for each in columns), strict=True
    ):
        for name, count in zip(columns.values(), counts, strict=True):
            yield Number(f"{base}.{number}.{name}", int(count), name, rows=[place])


def _named(of: pd.DataFrame) -> tuple[Iterable[str], Iterable[int], Iterable[Place]]:
    """The database, the number and the place of each search."""
    return of["database"], of["number"], of["place"]


def _sum(key: str, column: str, of: pd.DataFrame, formula: Formula) -> Number:
    """A count of some searches, added up."""
    unit = COUNTS.get(column, column)
    bases, numbers, rows = _named(of)
    terms = [f"{base}.{number}.{unit}" for base, number in zip(bases, numbers, strict=True)]
    value = int(of[column].sum())
    return Number(key, value, unit, "derived", formula, [*rows], operation="sum", terms=terms)


def _of_abstracts(searches: pd.DataFrame, most_hits: float | None) -> Iterator[Number]:
    """The searches of which abstracts were read, and those with few hits, read or not."""
    read = searches[searches["abstracts_read"] > 0]
    of_read = Formula("sum_read", {"count": "hits"})
    yield _count("searches.with_abstracts", read, Formula("searches_read"))
    yield _sum("searches.hits_with_abstracts", "hits", read, of_read)
    if most_hits is not None:
        few = searches[searches["hits"] <= most_hits]
        unread = few[few["abstracts_read"] == 0]
        yield _count("searches.few_hits", few, Formula("searches_few_hits"))
        yield _count("searches.few_hits_unread", unread, Formula("searches_few_hits_unread"))


def duplicate_numbers(ladder: Source, numbers: Mapping[str, Number]) -> list[Number]:
    """The records that were removed as duplicates, and those left of all hits; none where the
    ladder does not tell it.

    Args:
        ladder: data/ladder.yaml: one number, or one for each database that had any.
        numbers: those of the searches.
    """
    given = get(ladder, dict, "duplicates")
    one = get(ladder, int, "duplicates")
    if given is None and one is None:
        return []
    parts = [
        Number(f"{name}.duplicates", count, "records", rows=[ladder.place("duplicates", name)])
        for name, count in (given or {}).items()
    ]
    every = Number("searches.duplicates", one, "records", rows=[ladder.place("duplicates")])
    if given is not None:
        every = total("searches.duplicates", parts, "records", Formula("duplicates"))
    left = difference("searches.records", numbers["searches.hits"], every)
    return [*parts, every, replace(left, unit="records")]


def _count(key: str, rows: pd.DataFrame, formula: Formula) -> Number:
    return counted(key, formula, list(rows["place"]), "searches")
