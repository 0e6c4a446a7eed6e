"""Limiters: what databases call a limit to years, a language or a kind of record."""

import re

from thesis.searches.query import Narrowed, Operation, QueryError
from thesis.searches.sets import FIRST, LAST, Atom

EVERYTHING = Operation("and", ())
"""All that a database holds: what a limit that stands alone is a part of."""

YEAR = r"(?:1[5-9][0-9]{2}|2[0-9]{3})"
SPAN = re.compile(
    rf"(?P<from>{YEAR})?\s*(?:-|–|:|to|through)\s*(?P<to>{YEAR}|current|present|\*)?"
    rf"|(?P<only>{YEAR})"
)
DAY = re.compile(
    rf"(?P<year>{YEAR})(?:[/-]?(?P<month>[0-9]{{1,2}})(?:[/-]?(?P<day>[0-9]{{1,2}}))?)?"
)
PART = re.compile(r'"[^"]*"|\(|\)|[^\s()"]+(?:\([^()]*\))?')


def limit(mark: Atom) -> Narrowed:
    """A limit that stands by itself: of all records, those that it leaves."""
    return Narrowed(EVERYTHING, (frozenset({mark}),))


def as_typed(found: re.Match[str]) -> Narrowed:
    """A limit by the words of the database, as they stand in a query."""
    return limit(only(found[0]))


def years_found(found: re.Match[str]) -> Narrowed:
    """The limit to the ``years`` of a match; to its words, where these are no years."""
    return limit(years(found["years"]) or only(found[0]))


def only(text: str) -> Atom:
    """The records that a limit leaves, by the words of the database."""
    return Atom("only", " ".join(text.casefold().replace('"', "").split()))


def years(text: str) -> Atom | None:
    """Years as databases write them: 2015 -Current, 2015-2020, -2010, 2015; None for all else."""
    found = SPAN.fullmatch(text.casefold().strip(" \"'"))
    if not found or found[0].strip("-– :") == "":
        return None
    if found["only"]:
        return Atom("years", first=int(found["only"]), last=int(found["only"]))
    last = found["to"] or ""
    return Atom(
        "years", first=int(found["from"] or FIRST), last=int(last) if last.isdigit() else LAST
    )


def dates(first: str, last: str) -> Atom:
    """From one day to another: whole years as such, and what is finer as it is written."""
    begins, ends = (DAY.fullmatch(each.strip(" \"'")) for each in (first, last))
    whole = begins and (begins["month"], begins["day"]) in ((None, None), ("01", "01"), ("1", "1"))
    if last.strip(" \"'").casefold() in ("current", "present", "3000", "3000/12/31") and whole:
        return Atom("years", first=int(begins["year"]))  # type: ignore[index]
    if whole and ends and (ends["month"], ends["day"]) in ((None, None), ("12", "31")):
        return Atom("years", first=int(begins["year"]), last=int(ends["year"]))  # type: ignore[index]
    return only(f"{first} to {last}")


def ovid(text: str) -> tuple[frozenset[Atom], ...]:
    """What stands behind «limit 5 to»: «(english language and yr="2015 -Current")».

    Raises:
        QueryError: brackets do not pair, or a value is missing.
    """
    tokens = PART.findall(text)
    marks, rest = _all(tokens)
    if rest:
        raise QueryError(f"«{' '.join(rest)}» is left over behind the limits")
    return marks


def _all(tokens: list[str]) -> tuple[tuple[frozenset[Atom], ...], list[str]]:
    """Limits joined by `and`, or by `or`, up to the end or a bracket that closes them."""
    parts: list[tuple[frozenset[Atom], ...]] = []
    operators: set[str] = set()
    while True:
        part, tokens = _operand(tokens)
        parts.append(part)
        if not tokens or tokens[0] == ")":
            break
        operators.add(tokens[0].casefold())
        tokens = tokens[1:]
    if operators == {"or"} and all(len(part) == 1 for part in parts):
        return (frozenset().union(*(part[0] for part in parts)),), tokens
    if "or" in operators:
        raise QueryError("and, or are mixed in the limits")
    return tuple(mark for part in parts for mark in part), tokens


def _operand(tokens: list[str]) -> tuple[tuple[frozenset[Atom], ...], list[str]]:
    if tokens[:1] == ["("]:
        inner, tokens = _all(tokens[1:])
        if not tokens:
            raise QueryError("a bracket of the limits is not closed")
        return inner, tokens[1:]
    words: list[str] = []
    depth = 0
    while tokens and (depth or (tokens[0] != ")" and tokens[0].casefold() not in ("and", "or"))):
        depth += (tokens[0] == "(") - (tokens[0] == ")")
        words.append(tokens[0])
        tokens = tokens[1:]
    if not words or depth:
        raise QueryError("a limit has no value, or a bracket is not closed")
    return (frozenset({_one(" ".join(words))}),), tokens


def _one(text: str) -> Atom:
    name, sign, value = text.partition("=")
    dated = sign and name.strip().casefold() in ("yr", "year", "py", "dp", "pd")
    return (years(value) if dated else None) or only(text)
