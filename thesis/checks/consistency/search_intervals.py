"""Rules on the hits of searches: what those of one database say of one another, and their sums."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.thesis import Thesis
from thesis.language.norwegian import digits
from thesis.model.records import FoundBy, SearchException
from thesis.searches.dialects import recognise
from thesis.searches.history import Interval
from thesis.searches.registered import COUNTS, FIRST, Examined, examined, firsts, place

SEARCH_EXCEPTION = declare(
    "search.exception",
    looks_at="searches",
    sees="an exception of data/exceptions.yaml that excepts nothing",
    misses="an exception whose reason is not true",
    example="{database: embase, number: 18, hits: 47}, which no other search contradicts",
)
SEARCH_REFERENCE = declare(
    "search.reference",
    looks_at="searches",
    sees="a query that names a search which is not above it, or limits that name another search",
    misses="a search that is above it and was not the one meant",
    example="search 6 with the query «5 not 7»",
)


SEARCH_INTERVAL = declare(
    "search.interval",
    looks_at="searches",
    sees="hits that the other searches of the same database do not allow: «a and b» with more hits "
    "than «a», «2 not 1» with fewer than 2 less 1",
    misses="a wrong count within the interval, a search that is compared with no other, and a "
    "database that searches for other words than those typed",
    example="18 has 47 hits and 16, which lies within it, 19: «18 not 16» with 11",
)


@SEARCH_INTERVAL.check
def intervals(thesis: Thesis) -> Iterator[Finding]:
    """Every search against the others of its database, and every declared exception."""
    known: set[tuple[str, int]] = set()
    for each in _examined(thesis):
        name = each.database.id
        for interval in each.history.intervals:
            number = interval.search.number
            known.add((name, number))
            if number in each.kept and interval.holds:
                yield _idle(
                    each.kept[number],
                    f"search {number} has {digits(interval.search.hits)} hits, "
                    f"{_allowed(interval)}",
                )
            elif number not in each.kept and not interval.holds:
                yield _outside(each, interval)
        yield from _references(each)
        for exception in thesis.register.records.exceptions:
            if exception.database == name and exception.number not in each.kept:
                yield _idle(exception, _other(each, exception))
    databases = {database.id for database in thesis.register.records.databases}
    for exception in thesis.register.records.exceptions:
        if exception.database not in databases:
            yield _idle(exception, f"there is no database «{exception.database}»")


@lru_cache(maxsize=1)  # three rules ask for it
def _examined(thesis: Thesis) -> list[Examined]:
    return list(examined(thesis.register))


def _outside(each: Examined, interval: Interval) -> Finding:
    search = interval.search
    behind = [n for n in interval.behind if n != search.number]
    places = {i.search.number: i.search.place for i in each.history.intervals}
    return SEARCH_INTERVAL.at(
        Place.read(search.place),
        found=f"search {search.number}, «{search.query}», has {digits(search.hits)} hits",
        expected=_allowed(interval),
        fix=f"look up search {_and([search.number, *behind], 'or')} in the search log: one of them "
        "is wrong; if it was reported so, say why it is kept in data/exceptions.yaml",
        evidence="\n".join(
            [*interval.proof, *(f"search {number}: {places[number]}" for number in behind)]
        ),
    )


def _allowed(interval: Interval) -> str:
    least, most = interval.least, interval.most
    if least is not None and least == most:
        allowed = f"{digits(least)} hits"
    elif least is not None and most is not None:
        allowed = f"from {digits(least)} to {digits(most)} hits"
    elif least is not None:
        allowed = f"at least {digits(least)} hits"
    elif most is not None:
        allowed = f"at most {digits(most)} hits"
    else:
        return "and no other search says how many it may have"
    return f"{allowed}, by {_searches(interval.behind)}" if interval.behind else allowed


def _other(each: Examined, exception: SearchException) -> str:
    """What an exception that is of no use is up against."""
    for interval in each.history.intervals:
        if interval.search.number == exception.number:
            return f"search {exception.number} has {digits(interval.search.hits)} hits"
    return f"there is no search {exception.number}"


def _idle(exception: SearchException, told: str) -> Finding:
    return SEARCH_EXCEPTION.at(
        exception.place,
        found=f"the exception of {digits(exception.hits)} hits in search "
        f"{exception.number} of {exception.database} excepts nothing: {told}",
        expected="an exception for a count that the other searches do not allow",
        fix="remove it, or name the search and the count that it is for",
    )


def _references(each: Examined) -> Iterator[Finding]:
    for interval in each.history.intervals:
        search = interval.search
        for named, what, mend in (
            (each.history.broken, "the query", "name a search that stands above it"),
            (each.history.strange, "the limits", "name the same search in both"),
        ):
            if rows := named.get(search.number):
                yield SEARCH_REFERENCE.at(
                    Place.read(search.place),
                    found=f"{what} of search {search.number}, «{search.query}»: {_searches(rows)}",
                    expected="searches that stand above it"
                    if what == "the query"
                    else "the searches that its query names",
                    fix=mend,
                )


SEARCH_UNREAD = declare(
    "search.unread",
    looks_at="searches",
    sees="a query that is not understood in the dialect of its database, and one that names other "
    "searches, or is a command, in a form that is not read: a sign of another database, a bracket "
    "that is not closed, a mixture without brackets",
    misses="a query of words that a database reads otherwise",
    example="«(craving or urge).ti,ab,zz.», which has a field that Ovid does not",
    severity=WARNING,
)


@SEARCH_UNREAD.check
def lost(thesis: Thesis) -> Iterator[Finding]:
    """Every search whose rows are not known: its hits are held against no other's."""
    for each in _examined(thesis):
        for interval in each.history.intervals:
            search = interval.search
            if why := each.history.lost.get(search.number):
                yield SEARCH_UNREAD.at(
                    Place.read(search.place),
                    found=f"the query of search {search.number}, «{search.query}», is not read: "
                    f"{why}",
                    expected="a query as its database writes it, or words and rows by their "
                    "numbers, joined by and, or, not with brackets",
                    fix="look it up in the search log; name the dialect in data/databases.yaml if "
                    "it is of another database; else look its hits up there, as no other search "
                    "is held against them",
                )


SEARCH_DIALECT = declare(
    "search.dialect",
    looks_at="searches",
    sees="searches of one database with the signs of two, such as «.ti,ab.» and «[tiab]», while "
    "data/databases.yaml does not say which it is; and a dialect there of which they have no sign",
    misses="signs that two databases have in common",
    example="«craving.ti,ab.» and «urge[tiab]» in data/searches/embase.csv",
    severity=WARNING,
)


@SEARCH_DIALECT.check
def dialects(thesis: Thesis) -> Iterator[Finding]:
    """Every database whose searches may be read as those of another."""
    for each in _examined(thesis):
        queries = [interval.search.query for interval in each.history.intervals]
        told = recognise.recognise(queries)
        declared = each.database.dialect
        if not queries or (not told.rival if not declared else declared in _possible(told)):
            continue
        titles = " and ".join(recognise.title(name) for name in (told.name, told.rival) if name)
        yield SEARCH_DIALECT.at(
            Place.read(each.history.intervals[0].search.place),
            found=f"the searches of {each.database.name} have the signs of {titles}",
            expected=f"those of {recognise.title(declared)}, as data/databases.yaml says"
            if declared
            else "those of one database",
            fix=f"write dialect: {told.name} in data/databases.yaml, or mend the queries of the "
            "other kind",
        )


def _possible(told: recognise.Recognised) -> set[str]:
    """What searches may be called with these signs; plain words are words anywhere."""
    return {told.name, told.rival} if told.lines else set(recognise.NAMES)


SEARCH_TOTALS = declare(
    "search.totals",
    looks_at="searches",
    sees="a total of the register that is not the sum of its searches",
    misses="a count of a search that is wrong",
    example="medline.hits that is one more than the hits of Medline's searches",
)


@SEARCH_TOTALS.check
def totals(thesis: Thesis) -> Iterator[Finding]:
    """The sums of the register once more, from its searches, by database and over all.

    The rule register.arithmetic adds up the terms that a sum names; it does not see one left out.
    """
    sums: Counter[str] = Counter()
    bases = thesis.register.records.databases
    first = firsts({"id": each.id, "updates": each.updates} for each in bases)
    # A register of before a database counted all its sessions has no key for the first alone.
    again = {each for each in first.values() if f"{each}.{FIRST}.hits" in thesis.register}
    final = {each.id: each.final for each in bases if each.final}
    for row in thesis.register.records.searches:
        whole = first.get(row.database, row.database)
        own = f"{whole}.{FIRST}" if whole in again and whole == row.database else row.database
        groups = {own, whole if whole in again else own, "searches"}
        for group in sorted(groups):
            for column, name in COUNTS.items():
                if column != "hits" or row.number in final.get(row.database, (row.number,)):
                    sums[f"{group}.{name}"] += getattr(row, column) or 0
    for key, total in sums.items():
        if key in thesis.register and (printed := thesis.register[key]).value != total:
            yield SEARCH_TOTALS.at(
                printed.rows[0] if printed.rows else Place("data/searches"),
                found=f"{key} is {printed.value}",
                expected=f"{digits(total)}, the sum over its searches",
                fix="build again from data/; if that does not help, the register is computed "
                "wrongly",
            )


SEARCH_INCLUDED = declare(
    "search.included",
    looks_at="searches",
    sees="more studies found by a search than articles read in it",
    misses="an article that was read and has no record",
    example="a record with search: {database: medline, number: 1}, and no article read in it",
)


@SEARCH_INCLUDED.check
def included(thesis: Thesis) -> Iterator[Finding]:
    """The study records against the articles read in the search that found them."""
    records = thesis.register.records
    found: dict[FoundBy, list[str]] = {}
    for study in records.studies:
        if study.search:
            found.setdefault(study.search, []).append(study.key)
    for row in records.searches:
        studies = found.get(FoundBy(database=row.database, number=row.number), [])
        if row.articles_read is not None and len(studies) > row.articles_read:
            yield SEARCH_INCLUDED.at(
                Place.read(place(thesis.register, row)),
                found=f"articles read: {digits(row.articles_read)}, studies found: "
                f"{digits(len(studies))} ({', '.join(studies)})",
                expected="no more studies than articles read",
                fix="mend articles_read here, or the search in one of the records",
            )


def _searches(rows: Iterator[int] | tuple[int, ...] | list[int]) -> str:
    rows = list(rows)
    return f"search{'es' if len(rows) > 1 else ''} {_and(rows)}"


def _and(rows: list[int], word: str = "and") -> str:
    *first, last = map(str, rows)
    return f"{', '.join(first)} {word} {last}" if first else last
