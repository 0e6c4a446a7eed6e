"""The numbers of the searches: each count, the totals of a database, and those over all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from thesis.diagnostics.place import Place
from thesis.input import validation
from thesis.input.folder import Data
from thesis.input.sources import Source
from thesis.input.validation import typed
from thesis.model.formulas import Formula
from thesis.model.records import Search
from thesis.model.register import Number, counted
from thesis.searches.registered import COUNTS, FIRST, firsts

if TYPE_CHECKING:
    import pandas as pd


def search_table(data: Data) -> pd.DataFrame:
    """All searches as one table, in the order of the databases and then by number."""
    import pandas as pd  # takes longer than most steps: only the one that counts waits for it

    rules = validation.schemas()["searches"]
    tables = [
        pd.DataFrame(
            [
                {**typed(row, rules), "database": database, "place": Place(sheet.file, row.line)}
                for row in sheet.rows
            ]
        )
        for database, sheet in data.sheets.items()
    ]
    order = {database["id"]: i for i, database in enumerate(data.documents["databases"].value)}
    return pd.concat(tables, ignore_index=True).sort_values(
        ["database", "number"],
        key=lambda column: column.map(order) if column.name == "database" else column,
        kind="stable",
    )


def search_records(table: pd.DataFrame) -> list[Search]:
    """The rows of the table as records."""
    rows = table.drop(columns=["place"]).to_json(orient="records")
    return msgspec.json.decode(rows, type=list[Search])


def search_numbers(
    searches: pd.DataFrame, databases: Source, most_hits: float | None = None
) -> list[Number]:
    """Every count of every search, the totals per database, and those over all searches.

    Args:
        most_hits: the most hits of a search that the author would go through, where data/ says it.
    """
    numbers = []
    final = {each["id"]: each["final"] for each in databases.value if each.get("final")}
    for row in searches.itertuples():
        for column, name in COUNTS.items():
            key = f"{row.database}.{row.number}.{name}"
            numbers.append(
                Number(key, int(getattr(row, column)), name, rows=[cast(Place, row.place)])
            )

    def total(key: str, column: str, of: pd.DataFrame, formula: Formula) -> Number:
        unit = COUNTS.get(column, column)
        terms = [f"{row.database}.{row.number}.{unit}" for row in of.itertuples()]
        value = int(of[column].sum())
        return Number(
            key,
            value,
            unit,
            "derived",
            formula,
            list(of["place"]),
            operation="sum",
            terms=terms,
        )

    def counting(column: str, of: pd.DataFrame) -> pd.DataFrame:
        """The rows whose hits are those of the database: of a block search the final ones."""
        if column != "hits" or not final:
            return of
        every = zip(of["database"], of["number"], strict=True)
        return of[[base not in final or number in final[base] for base, number in every]]

    def totals(key: str, of: pd.DataFrame, where: str, database: str) -> None:
        for column, name in COUNTS.items():
            rows = counting(column, of)
            told = "final_in_database" if len(rows) < len(of) else f"in_{where}"
            formula = Formula(f"sum_{told}", {"count": column, "database": database})
            numbers.append(total(f"{key}.{name}", column, rows, formula))
        formula = Formula(f"searches_in_{where}", {"database": database})
        numbers.append(_count(f"{key}.searches", of, formula))

    groups = searches.groupby("database", sort=False)
    of_database = firsts(databases.value)
    updated = {first for session, first in of_database.items() if session != first}
    for session, rows in ((str(name), rows) for name, rows in groups):
        if session in updated:
            every = searches[searches["database"].map(of_database) == session]
            totals(session, every, "database", session)
            totals(f"{session}.{FIRST}", rows, "session", session)
        else:
            totals(session, rows, "database", session)
    for column, name in COUNTS.items():
        rows = counting(column, searches)
        told = "sum_final" if len(rows) < len(searches) else "sum"
        formula = Formula(told, {"count": column})
        numbers.append(total(f"searches.{name}", column, rows, formula))
    read = searches[searches["abstracts_read"] > 0]
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
    if most_hits is not None:
        few = searches[searches["hits"] <= most_hits]
        unread = few[~(few["abstracts_read"] > 0)]
        numbers += [
            _count("searches.few_hits", few, Formula("searches_few_hits")),
            _count("searches.few_hits_unread", unread, Formula("searches_few_hits_unread")),
        ]
    return numbers


def _count(key: str, rows: pd.DataFrame, formula: Formula) -> Number:
    return counted(key, formula, list(rows["place"]), "searches")
