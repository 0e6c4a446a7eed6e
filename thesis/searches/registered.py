"""Registered searches: those of the register, examined database by database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from thesis.input.sources import Fields
from thesis.model import records
from thesis.model.records import Database, SearchException
from thesis.model.register import Register
from thesis.searches import limits
from thesis.searches.history import History, examine
from thesis.searches.meaning import Search
from thesis.searches.proof import ENGLISH

COUNTS = {"hits": "hits", "abstracts_read": "abstracts", "articles_read": "articles"}
"""The columns of a search table that count, and what the register calls them."""

FIRST = "first"
"""The part of a key that says: of the first session in a database alone, ``medline.first.hits``."""


@dataclass(frozen=True)
class Examined:
    """One database."""

    database: Database  # its record
    history: History  # what was found out about its searches
    # the declared exceptions that hold the count of a search, by the search's number
    kept: Mapping[int, SearchException]


def examined(register: Register, words: Mapping[str, str] = ENGLISH) -> Iterator[Examined]:
    """Each database of the register in its order, with its searches held against one another.

    Args:
        words: those of the proofs.
    """
    every = register.records
    meanings = limits.vocabulary(every.limits)
    for database in every.databases:
        searches = [
            Search(row.number, row.query, row.hits, row.limits, place(register, row))
            for row in every.searches
            if row.database == database.id
        ]
        counts = {search.number: search.hits for search in searches}
        kept = {
            exception.number: exception
            for exception in every.exceptions
            if exception.database == database.id and counts.get(exception.number) == exception.hits
        }
        history = examine(searches, meanings, kept, database.dialect, words)
        yield Examined(database, history, kept)


def firsts(databases: Iterable[Fields]) -> dict[str, str]:
    """The first session in the database of each session, by their ids; its own for the first one.

    Args:
        databases: the items of data/databases.yaml; a later session stands below the earlier ones.
    """
    found: dict[str, str] = {}
    for each in databases:
        found[each["id"]] = found.get(str(each.get("updates")), str(each["id"]))
    return found


def place(register: Register, row: records.Search) -> str:
    """Where a search of the register stands in data/, as ``file:line``."""
    return str(register[f"{row.key}.hits"].rows[0])
