"""Queries as one tree, whatever database they were typed for, and the plain words of a student.

The dialects of databases (:mod:`thesis.searches.dialects`) make the same tree of theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from thesis.searches import commands
from thesis.searches.sets import Atom, atom_text

TOKEN = re.compile(r'\(|\)|"[^"]*"|[^\s()"]+|"')
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
NUMBER = re.compile(r"(?P<sign>[#s]?)(?P<number>[0-9]+)")
OPERATORS = ("and", "or", "not")
DEEPEST = 50  # Brackets inside one another; a search of a review has five


class QueryError(Exception):
    """A query that may be read in several ways, or in none; the message says why."""


class RowsError(QueryError):
    """A query that names rows, or is a command to the database, in a form that is not read."""


@dataclass(frozen=True)
class SearchTerms:
    """Words that no operator parts: how a database joins them is its own affair."""

    # the words in lower case; «*» at the end stands for any letters, and open letters are
    # :data:`~thesis.searches.sets.MAYBE` and :data:`~thesis.searches.sets.ONE`
    text: str
    quoted: bool = False  # whether they stand beside one another in this order
    field: str = ""  # the fields in which they stand, with commas; "" for any
    varied: bool = False  # whether the database looks for other forms and for synonyms as well


@dataclass(frozen=True)
class SubjectHeading:
    """A subject heading of a thesaurus."""

    text: str  # its name in lower case
    exploded: bool = False  # whether those below it in the thesaurus count as well
    focus: bool = False  # whether it must be what the record is mainly about
    subheadings: tuple[str, ...] = ()  # of which it must have one; any when there are none

    @property
    def qualifiers(self) -> str:
        """What narrows or widens it: «exp * /di,th»."""
        told = ["exp"] * self.exploded + ["*"] * self.focus
        return " ".join([*told, *(["/" + ",".join(self.subheadings)] if self.subheadings else ())])


@dataclass(frozen=True)
class RowReference:
    """The hits of another search, by its number."""

    number: int


@dataclass(frozen=True)
class Operation:
    """Queries joined by one operator; `not` takes all others away from the first.

    `and` of nothing is all that the database holds.
    """

    operator: str
    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Narrowed:
    """Those records of a query that have marks: near one another, from these years, in English."""

    query: Query  # the query
    marks: tuple[frozenset[Atom], ...]  # each record has of each at least one


Query = SearchTerms | SubjectHeading | RowReference | Operation | Narrowed


def parse(text: str) -> Query:
    """A query by its operators.

    Case does not matter. `and` before `not` reads alike in every database; other mixtures need
    brackets, since some databases read from left to right and others do `and` first.

    Raises:
        QueryError: operators are mixed without brackets, brackets do not pair, an operator
            has nothing to join, or a bare number may be a word or a row.
        RowsError: of these, one that names rows or is a command: more than words is lost.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(QUOTES)
    if told := commands.command(plain):
        raise RowsError(told)
    tokens = TOKEN.findall(plain)
    try:
        if _depth(tokens) > DEEPEST:
            raise QueryError(f"more than {DEEPEST} brackets stand inside one another")
        query, rest = _sequence(tokens, _are_numbers(tokens))
        if rest:
            raise QueryError("a bracket is closed that was not opened")
    except QueryError as unreadable:
        if commands.names_rows(tokens, OPERATORS):
            raise RowsError(str(unreadable)) from None
        raise
    if commands.only_rows(plain) and not any(rows(query)):
        raise RowsError("rows joined in this way are not read yet")
    return query


def _depth(tokens: list[str]) -> int:
    """How many brackets stand inside one another, at most."""
    steps = ((token == "(") - (token == ")") for token in tokens)
    return max(accumulate(steps), default=0)


def rows(query: Query) -> Iterator[int]:
    """The numbers of the rows that a query names."""
    if isinstance(query, RowReference):
        yield query.number
    elif isinstance(query, Operation):
        for part in query.parts:
            yield from rows(part)
    elif isinstance(query, Narrowed):
        yield from rows(query.query)


def terms(query: Query) -> Iterator[SearchTerms | SubjectHeading]:
    """The words and headings of a query, in their order."""
    if isinstance(query, SearchTerms | SubjectHeading):
        yield query
    elif isinstance(query, Operation):
        for part in query.parts:
            yield from terms(part)
    elif isinstance(query, Narrowed):
        yield from terms(query.query)


def as_text(query: Query) -> str:
    """A query as one text, the same for the same tree."""
    if isinstance(query, SearchTerms):
        text = f'"{query.text}"' if query.quoted else query.text
        return f"{text} [{query.field}]" if query.field else text
    if isinstance(query, SubjectHeading):
        return f"{query.text}/ {query.qualifiers}".strip()
    if isinstance(query, RowReference):
        return f"#{query.number}"
    if isinstance(query, Narrowed):
        told = (" or ".join(sorted(map(atom_text, mark))) for mark in query.marks)
        return f"({as_text(query.query)}, {', '.join(told)})"
    return f"({f' {query.operator} '.join(map(as_text, query.parts))})" if query.parts else "all"


def _are_numbers(tokens: list[str]) -> bool:
    """Whether everything that is joined is a number, which then is that of a row."""
    words = [token for token in tokens if token not in ("(", ")", *OPERATORS)]
    return len(tokens) > len(words) and all(map(NUMBER.fullmatch, words))


def _sequence(tokens: list[str], numbers: bool) -> tuple[Query, list[str]]:
    """What stands up to the end or the bracket that closes it, and what comes after."""
    parts: list[Query] = []
    operators: list[str] = []
    while tokens and tokens[0] != ")":
        part, tokens = _operand(tokens, numbers)
        parts.append(part)
        if not tokens or tokens[0] == ")":
            return _joined(parts, operators), tokens
        operator, tokens = tokens[0], tokens[1:]
        if operator not in OPERATORS:
            raise QueryError("words stand beside a bracket without an operator")
        if operator == "and" and tokens[:1] == ["not"]:
            operator, tokens = "not", tokens[1:]
        operators.append(operator)
    raise QueryError("an operator or a bracket has nothing to join")


def _operand(tokens: list[str], numbers: bool) -> tuple[Query, list[str]]:
    if tokens[0] == "(":
        inner, rest = _sequence(tokens[1:], numbers)
        if not rest:
            raise QueryError("a bracket is not closed")
        return inner, rest[1:]
    length = 0
    while length < len(tokens) and tokens[length] not in ("(", ")", *OPERATORS):
        length += 1
    words, rest = tokens[:length], tokens[length:]
    if not words:
        raise QueryError("an operator or a bracket has nothing to join")
    return _words(words, numbers), rest


def _words(words: list[str], numbers: bool) -> Query:
    number = NUMBER.fullmatch(words[0]) if len(words) == 1 else None
    if number and (numbers or number["sign"] == "#"):
        return RowReference(int(number["number"]))
    if number or commands.ROWS.fullmatch(" ".join(words)):
        raise QueryError(f"«{' '.join(words)}» may be a word or a row")
    if any(NUMBER.fullmatch(word) and word.startswith("#") for word in words) or '"' in words:
        raise QueryError("a row or a quote stands among words without an operator")
    if len(words) == 1 and words[0].startswith('"'):
        if not (text := " ".join(words[0].strip('"').split())):
            raise QueryError("there is nothing between two quotes")
        return SearchTerms(text, quoted=True)
    return SearchTerms(" ".join(words))


def _joined(parts: list[Query], operators: list[str]) -> Query:
    if not operators:
        return parts[0]
    if len(set(operators)) == 1:
        return Operation(operators[0], tuple(parts))
    nots = operators.count("not")
    if operators == ["and"] * (len(operators) - nots) + ["not"] * nots:
        first = Operation("and", tuple(parts[:-nots]))
        return Operation("not", (first, *parts[-nots:]))
    mixed = ", ".join(sorted(set(operators)))
    raise QueryError(f"{mixed} are mixed without brackets")
