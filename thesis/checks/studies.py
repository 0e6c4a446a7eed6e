"""The study records against the searches, the references and the ladder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from thesis import fill, validation
from thesis.checks import complete
from thesis.checks.searches import numbered
from thesis.data import Data, decision, get, whole
from thesis.findings import Finding, suggestion
from thesis.rules import declare
from thesis.sources import Row, Sheet, Source, Steps
from thesis.validation import is_date

declare(
    "study.file-name",
    sees="a study whose key is not the name of its file",
    misses="a file and a key that are wrong alike",
    example="key: wang2015 in data/studies/wang2017.yaml",
)
declare(
    "study.unknown-database",
    sees="a study found in a database that data/databases.yaml does not have",
    misses="a database that is there but was not the one",
    example="search: {database: medlin, number: 4}",
)
declare(
    "study.unknown-search",
    sees="a study found by a search number that its database does not have",
    misses="a number that is there but was not the one",
    example="search: {database: psycinfo, number: 99}",
)
declare(
    "search.articles",
    sees="a search by which more, or fewer, articles were read than study records say it found",
    misses="two records whose searches are exchanged, when both searches read as many",
    example="articles_read 2 in a row that one record names",
)
declare(
    "study.date",
    sees="a study found on another day than data/databases.yaml has for the search",
    misses="a day that is wrong in both, and a search whose day is not known",
    example="searched_on: 2020-05-05 of a study from Medline, searched on 2020-04-16",
)
declare(
    "study.no-reference",
    sees="a study whose key data/references.yaml does not have",
    misses="a key that leads to the wrong work",
    example="data/studies/wang2017.yaml without id: wang2017",
)
declare(
    "study.reference-incomplete",
    sees="a study whose reference has no author or no year, which the tables print",
    misses="an author or a year that is wrong",
    example="id: wang2017 without issued",
)
declare(
    "study.repeated-place",
    sees="two included, or two excluded, studies at one place",
    misses="two studies with their places exchanged",
    example="place: 3 in two records",
)
declare(
    "study.place-gap",
    sees="places that do not run from 1 without a gap",
    misses="an order that was not meant",
    example="the places 1, 2, 4",
)
declare(
    "study.unknown-reason",
    sees="a reason_category that data/ladder.yaml does not have",
    misses="a reason that is there but was not the one",
    example="reason_category: small_samples",
)
declare(
    "study.no-reason",
    sees="an excluded study without a reason_category, where the ladder has reasons",
    misses="a reason that does not hold",
    example="status: excluded, without reason_category",
)
declare(
    "study.needless-reason",
    sees="an included study with a reason for leaving it out",
    misses="an excluded study with a reason for including it",
    example="status: included and reason_category: protocol",
)
declare(
    "study.to-fill",
    sees="a field of a study that is marked TODO",
    misses="a field that was filled with a guess",
    example="purpose: TODO",
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    searches = {database: numbered(sheet) for database, sheet in data.sheets.items()}
    works = {str(work.get("id")): (i, work) for i, work, _ in data.items("references")}
    for name, study in data.studies.items():
        yield from _key(name, study)
        yield from _search(study, data, searches)
        yield from _date(study, data)
        yield from _reference(name, study, data, works)
        yield from _reason(study, data)
        yield from _to_fill(study)
    yield from _articles(data, searches)
    for status in ("included", "excluded"):
        yield from _places(
            [each for each in data.studies.values() if decision(each) == status],
            status,
            complete.statuses(data),
        )


def _key(name: str, study: Source) -> Iterator[Finding]:
    key = get(study, str, "key")
    if key is not None and key != name:
        yield Finding(
            study.file,
            study.line("key"),
            "study.file-name",
            f"key: {key}",
            f"key: {name}, as the file is called",
            f"write key: {name}, or rename the file {key}.yaml",
        )


def _search(
    study: Source, data: Data, searches: Mapping[str, Mapping[int, int]]
) -> Iterator[Finding]:
    database = get(study, str, "search", "database")
    number = get(study, int, "search", "number")
    known = [str(each.get("id")) for _, each, _ in data.items("databases")]
    if database is None or not known:
        return
    if database not in known:
        if not complete.ids(data, "databases"):
            return
        yield Finding(
            study.file,
            study.line("search", "database"),
            "study.unknown-database",
            f"the database «{database}»",
            f"one of {', '.join(known)}",
            suggestion(database, known, "add it to data/databases.yaml"),
        )
    elif number is not None and database in searches:
        numbers = searches[database]
        if numbers and number not in numbers and complete.numbers(data.sheets[database]):
            yield Finding(
                study.file,
                study.line("search", "number"),
                "study.unknown-search",
                f"search number {number} in {database}",
                f"a search of {data.sheets[database].file}: {min(numbers)} to {max(numbers)}",
                "look the search up in the log, or add it to the table",
            )


def _date(study: Source, data: Data) -> Iterator[Finding]:
    database, found = get(study, str, "search", "database"), get(study, str, "searched_on")
    for i, each, source in data.items("databases"):
        if each.get("id") != database:
            continue
        searched = get(source, str, i, "searched_on")
        if found and searched and found != searched and is_date(found) and is_date(searched):
            yield Finding(
                study.file,
                study.line("searched_on"),
                "study.date",
                f"searched_on: {found}, but {database} was searched on {searched}",
                "one date for one search, wherever it stands",
                "mend the one that is wrong; of a source that has both, tell it in corrections",
                evidence=source.place(i, "searched_on"),
            )
        return


def _articles(data: Data, lines: Mapping[str, Mapping[int, int]]) -> Iterator[Finding]:
    """Each search against the records that name it: all that was read in full has a record."""
    found: dict[tuple[str, int], list[Source]] = {}
    for study in data.studies.values():
        database, number = (
            get(study, str, "search", "database"),
            get(study, int, "search", "number"),
        )
        if database is None or number is None or number not in lines.get(database, ()):
            return  # it may belong to any search; its own finding
        found.setdefault((database, number), []).append(study)
    if not complete.files(data, "studies"):
        return
    for database, sheet in data.sheets.items():
        for row in sheet.rows:
            number, abstracts, articles = (
                whole(row.cells.get(name, ""))
                for name in ("number", "abstracts_read", "articles_read")
            )
            if number is None or articles is None or articles > (abstracts or 0):
                continue  # its own finding
            if lines[database][number] == row.line:
                yield from _row(sheet, row, articles, found.get((database, number), []))


def _row(sheet: Sheet, row: Row, articles: int, found: list[Source]) -> Iterator[Finding]:
    if len(found) == articles:
        return
    missing = len(found) < articles
    yield Finding(
        sheet.file,
        row.line,
        "search.articles",
        f"articles_read {articles}, but {len(found)} in data/studies/ found by search number "
        f"{row.cells['number']}",
        "a study record for each article that was read, included or excluded",
        "add the record that is missing, or mend the search of one, or articles_read"
        if missing
        else "mend the search of the record that was found by another, or articles_read",
        evidence=", ".join(study.place("search") for study in found) or "no record names it",
    )


def _reference(
    name: str, study: Source, data: Data, works: Mapping[str, tuple[int, Mapping[str, Any]]]
) -> Iterator[Finding]:
    references = data.documents.get("references")
    if references is None:
        return
    if name not in works:
        if not complete.ids(data, "references"):
            return
        yield Finding(
            study.file,
            study.line("key"),
            "study.no-reference",
            f"no reference with id: {name}",
            "authors, year and title in data/references.yaml under the key of the study",
            suggestion(name, set(works) - set(data.studies), f"add id: {name} to references.yaml"),
        )
        return
    i, work = works[name]
    lacking = [key for key in ("author", "issued") if not work.get(key)]
    if lacking and complete.keys(references, i):
        yield Finding(
            references.file,
            references.line(i),
            "study.reference-incomplete",
            f"no {' and no '.join(lacking)} in {name}",
            "author and issued, which the tables print of a study",
            f"add {' and '.join(lacking)} to {name}",
        )


def _reason(study: Source, data: Data) -> Iterator[Finding]:
    reason = get(study, str, "reason_category")
    status = get(study, str, "status")
    ladder = data.documents.get("ladder")
    reasons = get(ladder, dict, "reasons") or {}
    if status == "included" and reason is not None:
        yield Finding(
            study.file,
            study.line("reason_category"),
            "study.needless-reason",
            f"reason_category: {reason}",
            "no reason for leaving out a study that is included",
            "remove it, or write status: excluded",
        )
    elif (
        status == "excluded"
        and reason is None
        and reasons
        and not fill.waits(study, "reason_category")
        and complete.keys(study)
    ):
        yield Finding(
            study.file,
            study.line("status"),
            "study.no-reason",
            "an excluded study without reason_category",
            f"one of {', '.join(reasons)}",
            "add reason_category",
        )
    elif (
        status == "excluded"
        and reason is not None
        and ladder
        and reason not in reasons
        and complete.value(ladder, "reasons")
    ):
        yield Finding(
            study.file,
            study.line("reason_category"),
            "study.unknown-reason",
            f"reason_category: {reason}",
            f"a reason of {ladder.file}: {', '.join(map(str, reasons)) or 'none'}",
            suggestion(reason, map(str, reasons), f"add it to the reasons of {ladder.file}"),
        )


def _to_fill(study: Source) -> Iterator[Finding]:
    for steps in study.to_fill:
        name = ".".join(map(str, steps))
        yield Finding(
            study.file,
            study.line(*steps),
            "study.to-fill",
            f"{name} is still to fill",
            _meaning(steps),
            f"write {name} in place of {fill.MARK}",
            evidence="until then the study is left out of the counts and the tables"
            if steps[0] in fill.COUNTED
            else "",
        )


def _meaning(steps: Steps) -> str:
    """What a field of a study means."""
    schema = validation.schemas()["study"]
    for step in steps:
        schema = schema.get("properties", {}).get(step, {})
    return str(schema.get("description", "a value")).rstrip(".")


def _places(studies: list[Source], status: str, all_known: bool) -> Iterator[Finding]:
    at: dict[int, Source] = {}
    for study in studies:
        place = get(study, int, "place")
        if place is None:
            return  # its own finding; what is a gap cannot be told
        if place in at:
            other = PurePath(at[place].file).stem
            yield Finding(
                study.file,
                study.line("place"),
                "study.repeated-place",
                f"place: {place}, which is also that of {other}",
                f"a place of its own for each {status} study",
                f"give this study or {other} another place",
            )
        at.setdefault(place, study)
    for wanted, place in enumerate(sorted(at), 1) if all_known else ():
        if place != wanted and place > 0:
            yield Finding(
                at[place].file,
                at[place].line("place"),
                "study.place-gap",
                f"place: {place}, but no {status} study at place {wanted}",
                f"the places 1 to {len(at)}",
                "renumber the places",
            )
            return
