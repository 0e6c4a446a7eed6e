"""Structure of a strategy: what each search is put together of, as an outline."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thesis.searches import query as queries
from thesis.searches.dialects import recognise
from thesis.searches.meaning import Search
from thesis.searches.query import Query

TOKEN = re.compile(r'[()]|(?:"[^"]*"|[^\s()"])+')
OPENED = re.compile(r"(?:(?:and|not)\s*)?\(", re.IGNORECASE)


@dataclass(frozen=True)
class OutlineLine:
    """A search, or a part of one, below what it is put into."""

    depth: int  # how many lines it stands below, from 0
    number: int  # that of the search; 0 for a part that has none of its own
    text: str  # its query as it was typed, or the part's
    hits: int | None = None  # its hits; None for a part
    again: bool = False  # whether what it is made of stands further up


def outline(searches: Sequence[Search], dialect: str = "") -> list[OutlineLine]:
    """The searches that are put together of others, or of blocks in brackets; the last ones first.

    Args:
        searches: those of one database, in the order of their numbers.
        dialect: how it writes them; "" to go by the signs in them.
    """
    by_number = {search.number: search for search in searches}
    dialect = dialect or recognise.recognise([search.query for search in searches]).name
    trees = {search.number: _tree(search.query, dialect) for search in searches}
    rows = {n: _above(tree, n, by_number) for n, tree in trees.items()}
    used = {number for named in rows.values() for number in named}
    seen: set[int] = set()
    lines: list[OutlineLine] = []
    for number in sorted(by_number.keys() - used, reverse=True):
        found = list(_lines(number, 0, by_number, rows, seen))
        lines += found if len(found) > 1 else []
    return lines


def _tree(query: str, dialect: str) -> Query | None:
    try:
        return recognise.parse(query, dialect)
    except queries.QueryError:
        return None


def _above(tree: Query | None, number: int, known: Mapping[int, Search]) -> list[int]:
    """The searches that one names, each once, as far as they stand above it."""
    named = dict.fromkeys(queries.rows(tree)) if tree else {}
    return [each for each in named if each in known and each < number]


def _lines(
    number: int,
    depth: int,
    searches: Mapping[int, Search],
    rows: Mapping[int, list[int]],
    seen: set[int],
) -> Iterator[OutlineLine]:
    search, parts = searches[number], [] if rows[number] else _blocks(searches[number].query)
    again = number in seen and bool(rows[number] or parts)
    seen.add(number)
    yield OutlineLine(depth, number, search.query, search.hits, again)
    if not again:
        for each in rows[number]:
            yield from _lines(each, depth + 1, searches, rows, seen)
        for part in parts:
            yield OutlineLine(depth + 1, 0, part)


def _blocks(query: str) -> list[str]:
    """The parts of a search that joins blocks in brackets by `and` or `not`, as they were typed."""
    depth, starts = 0, [0]
    for token in TOKEN.finditer(query):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0 and token[0].casefold() == "or":
            return []
        if depth == 0 and token[0].casefold() in queries.OPERATORS:
            starts.append(token.start())
    parts = [query[start:end].strip() for start, end in pairwise([*starts, len(query)])]
    return parts if len(parts) > 1 and any(map(OPENED.match, parts)) else []
