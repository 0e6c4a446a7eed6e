"""Meaning of each search of a database: by its query, its limits and the rows it names.

All searches of one database ask one fixed set of records. A search that cannot be read becomes a
set of its own, which is comparable with nothing but the searches that name it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce

from thesis.searches import limits as wordings
from thesis.searches import query as queries
from thesis.searches.dialects import recognise
from thesis.searches.limits import Limits, Meaning
from thesis.searches.query import Narrowed, Operation, Query, SearchTerms, SubjectHeading
from thesis.searches.sets import Atom, Meet, Set, TooManyPartsError, join, meet, minus, one


@dataclass(frozen=True)
class Search:
    """A row of a search table."""

    number: int  # its number in the database
    query: str  # what was typed
    hits: int  # how many hits were reported
    limits: str = ""  # the limits, in words
    place: str = ""  # ``file:line``


@dataclass
class Meanings:
    """What the searches of a database mean."""

    sets: dict[int, Set] = field(default_factory=dict)  # the set of each search, by its number
    # the searches that the query of each names
    named: dict[int, list[int]] = field(default_factory=dict)
    # why a search cannot be read, by its number
    unread: dict[int, str] = field(default_factory=dict)
    # those of them that name rows, or are commands: their rows are not known
    lost: dict[int, str] = field(default_factory=dict)
    # the numbers of searches that a search names and that are not above it
    broken: dict[int, list[int]] = field(default_factory=dict)
    # the numbers of searches that the limits of a search name and its query does not
    strange: dict[int, list[int]] = field(default_factory=dict)
    # searches that stand for themselves in others, because they would be too long
    aliases: set[int] = field(default_factory=set)
    # what a search is put together of by `or`, where a row is among it, by its number
    parts: dict[int, list[Set]] = field(default_factory=dict)


def read(searches: Sequence[Search], meanings: Iterable[Meaning], dialect: str = "") -> Meanings:
    """What every search of one database means, each by those above it.

    Args:
        searches: in the order of their numbers.
        meanings: the wordings of limits.
        dialect: how the database writes its searches; "" to go by the signs in them.
    """
    known, done = list(meanings), Meanings()
    dialect = dialect or recognise.recognise([search.query for search in searches]).name
    for search in searches:
        limits = wordings.read(search.limits, known)
        try:
            query = recognise.parse(search.query, dialect)
            done.sets[search.number] = _set(search, query, limits, done)
        except queries.QueryError as unreadable:
            done.unread[search.number] = str(unreadable)
            if isinstance(unreadable, queries.RowsError):
                done.lost[search.number] = str(unreadable)
        except TooManyPartsError:
            done.unread[search.number] = "it has too many parts to be worked out"
        if search.number in done.unread:
            done.sets[search.number] = itself(search.number)
    return done


def itself(number: int) -> Set:
    """The hits of a search of which nothing more is said."""
    return one(Atom("row", str(number)))


def _set(search: Search, query: Query, limits: Limits, done: Meanings) -> Set:
    named = list(dict.fromkeys(queries.rows(query)))
    done.named[search.number] = named
    above = [number for number in named if number in done.sets]
    if len(above) < len(named):
        missing = [number for number in named if number not in done.sets]
        done.broken[search.number] = missing
        numbers = " and ".join(map(str, missing))
        raise queries.QueryError(f"it names search {numbers}, which is not above it")
    if strange := [number for number in limits.rows if number not in named]:
        done.strange[search.number] = strange
    if limits.unread:
        raise queries.QueryError(limits.unread)
    if limits.where and named:
        raise queries.QueryError("a limit on words does not say what it does to the rows named")
    if limits.where and any(not _is_bare(term) for term in queries.terms(query)):
        raise queries.QueryError("a limit on words does not say what it does to their fields")
    row: Callable[[int], Set] = done.sets.__getitem__
    try:
        found = _limited(_worked_out(query, limits.where, row), limits)
    except TooManyPartsError:
        row = itself
        found = _limited(_worked_out(query, limits.where, row), limits)
        done.aliases |= set(above)
    if isinstance(query, Operation) and query.operator == "or" and named:
        parts = (_limited(_worked_out(part, limits.where, row), limits) for part in query.parts)
        done.parts[search.number] = list(dict.fromkeys(parts))
    return found


def _is_bare(term: SearchTerms | SubjectHeading) -> bool:
    return isinstance(term, SearchTerms) and not term.field


def _worked_out(query: Query, where: str, row: Callable[[int], Set]) -> Set:
    if isinstance(query, SearchTerms):
        kind = "phrase" if query.quoted else "varied" if query.varied else "words"
        return one(Atom(kind, query.text, query.field or where))
    if isinstance(query, SubjectHeading):
        return one(Atom("heading", query.text, query.qualifiers))
    if isinstance(query, Narrowed):
        marks = Meet(frozenset(query.marks))
        try:
            return meet(_worked_out(query.query, where, row), marks)
        except TooManyPartsError:
            if any(queries.rows(query.query)):
                raise
            return marks  # by its marks alone: less is said of it, and nothing untrue
    if not isinstance(query, Operation):
        return row(query.number)
    parts = [_worked_out(part, where, row) for part in query.parts]
    if query.operator == "or":
        return join(parts)
    return reduce(meet if query.operator == "and" else minus, parts) if parts else EVERYTHING


EVERYTHING = Meet(frozenset())  # All that the database holds


def _limited(found: Set, limits: Limits) -> Set:
    return reduce(meet, map(one, sorted(limits.atoms)), found)
