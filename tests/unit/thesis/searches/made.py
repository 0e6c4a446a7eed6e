"""Search histories with counts that are true, made from records, by another way than the engine's.

A query is a text of words, a number (a row), or an operator with the queries that it joins. Here it
is asked of every record, one by one; the engine sees only what was typed and the counts.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from thesis.input.sources import read_yaml
from thesis.model.records import Limit
from thesis.searches import limits
from thesis.searches.limits import Meaning
from thesis.searches.meaning import Search

MEANINGS = limits.vocabulary(
    [
        Limit(words="from {from}", means="years"),
        Limit(words="{from}-{to}", means="years"),
        Limit(words="title", means="field", names=["title"]),
        Limit(words="full text", means="narrows", names=["full text"]),
        Limit(words="without {row}", means="repeats"),
        Limit(words="all bases", means="widens"),
    ]
)

WORDS = ["run", "runs", "runner", "swim", "crave", "craving"]
STEMS = ["run*", "runne*", "crav*", "swim*"]

Texts = tuple[tuple[str, ...], ...]
"""The title of a record, or its title and its text, each as its words."""


@dataclass(frozen=True)
class Record:
    """What a database holds: words in their order, a year, and marks of it alone."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    year: int
    full: bool
    odd: bool


@dataclass(frozen=True)
class Asked:
    """A search as it was meant: its query, and its limits."""

    query: Any
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Base:
    """How a database reads what it is not told: words without an operator, operators mixed."""

    joins: str = "phrase"
    and_first: bool = True


# ---- what a record answers ----------------------------------------------------------------------


def answers(history: Sequence[Asked], record: Record, base: Base) -> list[bool]:
    """Which of the searches find the record."""
    rows: list[bool] = []
    for asked in history:
        texts = (record.title,) if "title" in asked.limits else (record.title, record.text)
        found = _finds(asked.query, texts, rows, base)
        rows.append(all([found, *(_kept(limit, record) for limit in asked.limits)]))
    return rows


def _kept(limit: str, record: Record) -> bool:
    if limit.startswith("from "):
        return record.year >= int(limit[5:])
    if limit[:4].isdigit():
        first, last = map(int, limit.split("-"))
        return first <= record.year <= last
    return {"full text": record.full, "odd": record.odd}.get(limit, True)


def _finds(query: Any, texts: Texts, rows: list[bool], base: Base) -> bool:
    if isinstance(query, int):
        return rows[query - 1]
    if isinstance(query, str):
        return _in_words(query, texts, base)
    operator, *parts = query
    if operator == "mixed":  # a or b and c
        a, b, c = (_finds(part, texts, rows, base) for part in parts)
        return a or (b and c) if base.and_first else (a or b) and c
    found = [_finds(part, texts, rows, base) for part in parts]
    if operator == "not":
        return found[0] and not any(found[1:])
    return all(found) if operator == "and" else any(found)


@lru_cache(100_000)
def _in_words(query: str, texts: Texts, base: Base) -> bool:
    """Asked of the same words for every year and every row: most of the time of the tests."""
    words = query.strip('"').split()
    if query.startswith('"') or base.joins == "phrase" or len(words) == 1:
        return any(
            all(_is(word, text[at + i]) for i, word in enumerate(words))
            for text in texts
            for at in range(len(text) - len(words) + 1)
        )
    each = [any(_is(word, other) for text in texts for other in text) for word in words]
    return all(each) if base.joins == "and" else any(each)


def _is(word: str, other: str) -> bool:
    return other.startswith(word[:-1]) if word.endswith("*") else word == other


# ---- what is typed and counted ------------------------------------------------------------------


def typed(query: Any) -> str:
    """A query as a person types it."""
    if not isinstance(query, tuple):
        return str(query)
    operator, *parts = query
    each = [f"({typed(part)})" if isinstance(part, tuple) else typed(part) for part in parts]
    if operator == "mixed":
        return f"{each[0]} or {each[1]} and {each[2]}"
    return f" {operator} ".join(each)


def counted(
    history: Sequence[Asked], records: Sequence[Record], base: Base = Base()
) -> list[Search]:
    """The searches with what they truly count."""
    found = [answers(history, record, base) for record in records]
    return [
        Search(i, typed(asked.query), sum(row[i - 1] for row in found), ", ".join(asked.limits))
        for i, asked in enumerate(history, 1)
    ]


def table(*rows: tuple[str, int] | tuple[str, int, str]) -> list[Search]:
    """Searches from query, hits and perhaps limits."""
    return [
        Search(i, row[0], row[1], *row[2:], place=f"data/searches/x.csv:{i + 1}")
        for i, row in enumerate(rows, 1)
    ]


def source(house: Path, database: str) -> list[Search]:
    """The searches of the thesis itself in one database."""
    path = house / f"data/searches/{database}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Search(
                int(row["number"]),
                row["query"],
                int(row["hits"]),
                row["limits"],
                f"{path.stem}:{i}",
            )
            for i, row in enumerate(csv.DictReader(file), 2)
        ]


def wordings(house: Path) -> list[Meaning]:
    """The wordings of limits in the thesis itself."""
    return limits.vocabulary(
        msgspec.convert(
            read_yaml(house / "data/limits.yaml", "data/limits.yaml").value, list[Limit]
        )
    )


# ---- at random ----------------------------------------------------------------------------------

records = st.builds(
    Record,
    st.lists(st.sampled_from(WORDS), max_size=3).map(tuple),
    st.lists(st.sampled_from(WORDS), max_size=5).map(tuple),
    st.integers(2008, 2020),
    st.booleans(),
    st.booleans(),
)
bases = st.builds(Base, st.sampled_from(["phrase", "and", "or"]), st.booleans())
terms = st.one_of(
    st.sampled_from(WORDS + STEMS),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS + STEMS)).map(" ".join),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map('"{0[0]} {0[1]}"'.format),
)
spans = st.sampled_from(
    ["from 2010", "from 2012", "from 2015", "2008-2011", "2010-2014", "2009-2019"]
)
OTHER = ["full text", "title", "odd"]


def _joined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.tuples(st.sampled_from(["and", "and", "or", "not"]), several).map(
        lambda pair: (pair[0], *pair[1])
    )


@st.composite
def histories(
    draw: Callable[..., Any],
    longest: int = 12,
    words: st.SearchStrategy[str] = terms,
    others: Sequence[str] = OTHER,
) -> list[Asked]:
    """Searches with words, brackets, truncation, limits, and rows by number."""
    queries = st.recursive(words, _joined, max_leaves=5)
    marks = st.lists(st.sampled_from(others), max_size=2, unique=True)
    history: list[Asked] = []
    for number in range(1, draw(st.integers(2, longest)) + 1):
        limit = draw(st.one_of(st.just(()), spans.map(lambda span: (span,))))
        limit += tuple(draw(st.one_of(st.just([]), marks)))
        if number > 2 and draw(st.integers(0, 2)) == 0:
            query = draw(_joined(st.integers(1, number - 1)))
            limit = tuple(each for each in limit if each != "title")
        elif draw(st.integers(0, 9)) == 0 and "odd" in others:
            query = ("mixed", *draw(st.tuples(words, words, words)))
        else:
            query = draw(queries)
        history.append(Asked(query, limit))
    return history
