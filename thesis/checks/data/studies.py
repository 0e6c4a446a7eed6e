"""Rules on study records, against the searches, the references and the ladder."""

from collections.abc import Collection, Iterator, Mapping

from thesis.checks.data import complete
from thesis.checks.data.searches import numbered
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import todo, validation
from thesis.input.folder import Data, get, whole
from thesis.input.sources import Fields, Row, Sheet, Source, Steps
from thesis.input.validation import is_date
from thesis.screening.account import Account, search_of

STUDY_FILE_NAME = declare(
    "study.file-name",
    looks_at="studies",
    sees="a study whose key is not the name of its file",
    misses="a file and a key that are wrong alike",
    example="key: wang2071 in data/studies/wang2017.yaml",
)
STUDY_UNKNOWN_DATABASE = declare(
    "study.unknown-database",
    looks_at="studies",
    sees="a study found in a database that data/databases.yaml does not have",
    misses="a database that is there but was not the one",
    example="database: psychinfo",
)
STUDY_UNKNOWN_SEARCH = declare(
    "study.unknown-search",
    looks_at="studies",
    sees="a study found by a search number that its database does not have",
    misses="a number that is there but was not the one",
    example="search: {database: psycinfo, number: 99}",
)
SEARCH_ARTICLES = declare(
    "search.articles",
    looks_at="searches",
    sees="a search by which more, or fewer, articles were read than study records say it found",
    misses="two records whose searches are exchanged, when both searches read as many",
    example="articles_read 2 in a row that one record names",
)
STUDY_DATE = declare(
    "study.date",
    looks_at="studies",
    sees="a study found on another day than data/databases.yaml has for the search",
    misses="a day that is wrong in both, and a search whose day is not known",
    example="searched_on: 2020-05-04 of a study from PsycINFO, searched on 2020-05-05",
)
STUDY_NO_REFERENCE = declare(
    "study.no-reference",
    looks_at="studies",
    sees="a study whose key, or that of another report of it, data/references.yaml does not have",
    misses="a key that leads to the wrong work",
    example="data/studies/wang2017.yaml without id: wang2017",
)
STUDY_REFERENCE_INCOMPLETE = declare(
    "study.reference-incomplete",
    looks_at="studies",
    sees="a study whose reference has no author or no year, which the tables print",
    misses="an author or a year that is wrong",
    example="id: dacosta2017 without issued",
)
STUDY_UNKNOWN_REASON = declare(
    "study.unknown-reason",
    looks_at="studies",
    sees="a reason_category that data/ladder.yaml does not have",
    misses="a reason that is there but was not the one",
    example="reason_category: small_samples",
)
STUDY_NO_REASON = declare(
    "study.no-reason",
    looks_at="studies",
    sees="an excluded study without a reason_category, where the ladder has reasons",
    misses="a reason that does not hold",
    example="status: excluded, without reason_category",
)
STUDY_NEEDLESS_REASON = declare(
    "study.needless-reason",
    looks_at="studies",
    sees="an included study with a reason for leaving it out",
    misses="an excluded study with a reason for including it",
    example="status: included and reason_category: protocol",
)
STUDY_TO_FILL = declare(
    "study.to-fill",
    looks_at="studies",
    sees="a field of a study that is marked TODO",
    misses="a field that was filled with a guess",
    example="design: TODO",
)
EACH = 3  # Fields of a record to fill that are told one by one


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


def _key(name: str, study: Source) -> Iterator[Finding]:
    if (key := get(study, str, "key")) is not None and key != name:
        yield STUDY_FILE_NAME.at(
            study.place("key"),
            found=f"key: {key}",
            expected=f"key: {name}, as the file is called",
            fix=f"write key: {name}, or rename the file {key}.yaml",
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
        if database in data.sheets or not complete.ids(data, "databases"):
            return  # told of the table, or of the list of databases
        yield STUDY_UNKNOWN_DATABASE.at(
            study.place("search", "database"),
            found=f"the database «{database}»",
            expected=f"one of {', '.join(known)}",
            fix=suggestion(database, known, "add it to data/databases.yaml"),
        )
    elif number is not None and database in searches:
        numbers = searches[database]
        if numbers and number not in numbers and complete.numbers(data.sheets[database]):
            yield STUDY_UNKNOWN_SEARCH.at(
                study.place("search", "number"),
                found=f"search number {number} in {database}",
                expected=f"a search of {data.sheets[database].file}: {min(numbers)} to "
                f"{max(numbers)}",
                fix="look the search up in the log, or add it to the table",
            )


def _date(study: Source, data: Data) -> Iterator[Finding]:
    database, found = get(study, str, "search", "database"), get(study, str, "searched_on")
    for i, each, source in data.items("databases"):
        if each.get("id") != database:
            continue
        searched = get(source, str, i, "searched_on")
        if found and searched and found != searched and is_date(found) and is_date(searched):
            yield STUDY_DATE.at(
                study.place("searched_on"),
                found=f"searched_on: {found}, but {database} was searched on {searched}",
                expected="one date for one search, wherever it stands",
                fix="mend the one that is wrong; of a source that has both, tell it in corrections",
                evidence=str(source.place(i, "searched_on")),
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
    for search, study in _further(data):
        found.setdefault(search, []).append(study)
    if not complete.files(data, "studies"):
        return
    for database, sheet in data.sheets.items():
        for row in sheet.rows:
            number, abstracts, articles = (
                whole(row.cells.get(name, ""))
                for name in ("number", "abstracts_read", "articles_read")
            )
            if "abstracts_read" not in sheet.columns:
                abstracts = articles
            if number is None or articles is None or articles > (abstracts or 0):
                continue  # its own finding, or not told search by search
            if lines[database][number] == row.line:
                yield from _row(sheet, row, articles, found.get((database, number), []))


def _further(data: Data) -> Iterator[tuple[tuple[str, int], Source]]:
    """The search that found each further report of a study, by the records of exports."""
    account = Account.of(data) if data.screening else Account([])
    for work in account.assessed:
        of = account.studies.get(work, "")
        if of and account.references[work] != of and work in account.works:
            records = account.works[work].get("records") or [""]
            yield search_of(str(records[0]), data), data.studies[of]


def _row(sheet: Sheet, row: Row, articles: int, found: list[Source]) -> Iterator[Finding]:
    if len(found) == articles:
        return
    missing = len(found) < articles
    yield SEARCH_ARTICLES.at(
        Place(sheet.file, row.line),
        found=f"articles_read {articles}, but {len(found)} in data/studies/ found by search number "
        f"{row.cells['number']}",
        expected="a study record for each article that was read, included or excluded",
        fix="add the record that is missing, or mend the search of one, or articles_read"
        if missing
        else "mend the search of the record that was found by another, or articles_read",
        evidence=", ".join(str(study.place("search")) for study in found) or "no record names it",
    )
    for study in found if not articles else ():
        yield SEARCH_ARTICLES.at(
            study.place("search"),
            found=f"search number {row.cells['number']}, by which no article was read",
            expected="the search that found the study",
            fix="mend the search, or articles_read of it",
            evidence=f"{sheet.file}:{row.line}",
        )


def _reference(
    name: str, study: Source, data: Data, works: Mapping[str, tuple[int, Fields]]
) -> Iterator[Finding]:
    if (references := data.documents.get("references")) is None:
        return
    if name not in works:
        if not complete.ids(data, "references"):
            return
        yield STUDY_NO_REFERENCE.at(
            study.place("key"),
            found=f"no reference with id: {name}",
            expected="authors, year and title in data/references.yaml under the key of the study",
            fix=suggestion(
                name, set(works) - set(data.studies), f"add id: {name} to references.yaml"
            ),
        )
        return
    for n, report in enumerate(get(study, list, "reports") or []):
        if report not in works and complete.ids(data, "references"):
            yield STUDY_NO_REFERENCE.at(
                study.place("reports", n),
                found=f"no reference with id: {report}",
                expected="each report of the study in data/references.yaml",
                fix=suggestion(str(report), works, f"add id: {report} to references.yaml"),
            )
    i, work = works[name]
    lacking = [key for key in ("author", "issued") if not work.get(key)]
    if lacking and complete.keys(references, i):
        yield STUDY_REFERENCE_INCOMPLETE.at(
            references.place(i),
            found=f"no {' and no '.join(lacking)} in {name}",
            expected="author and issued, which the tables print of a study",
            fix=f"add {' and '.join(lacking)} to {name}",
        )


def _reason(study: Source, data: Data) -> Iterator[Finding]:
    reason = get(study, str, "reason_category")
    status = get(study, str, "status")
    ladder = data.documents.get("ladder")
    reasons = get(ladder, dict, "reasons") or {}
    if status == "included" and reason is not None:
        yield STUDY_NEEDLESS_REASON.at(
            study.place("reason_category"),
            found=f"reason_category: {reason}",
            expected="no reason for leaving out a study that is included",
            fix="remove it, or write status: excluded",
        )
    elif (
        status == "excluded"
        and reason is None
        and reasons
        and not todo.waits(study, "reason_category")
        and complete.keys(study)
    ):
        yield STUDY_NO_REASON.at(
            study.place("status"),
            found="an excluded study without reason_category",
            expected=f"one of {', '.join(reasons)}",
            fix="add reason_category",
        )
    elif (
        status == "excluded"
        and reason is not None
        and ladder
        and reason not in reasons
        and complete.value(ladder, "reasons")
    ):
        yield STUDY_UNKNOWN_REASON.at(
            study.place("reason_category"),
            found=f"reason_category: {reason}",
            expected=f"a reason of {ladder.file}: {', '.join(map(str, reasons)) or 'none'}",
            fix=suggestion(reason, map(str, reasons), f"add it to the reasons of {ladder.file}"),
        )


def _to_fill(study: Source) -> Iterator[Finding]:
    """Each field with its meaning; of a new record, which has many and says theirs, all in one."""
    fields = sorted(study.to_fill, key=lambda steps: study.place(*steps).line)
    names = [".".join(map(str, steps)) for steps in fields]
    if len(names) > EACH:
        yield STUDY_TO_FILL.at(
            study.place(*fields[0]),
            found=f"{len(names)} fields are still to fill: {', '.join(names)}",
            expected="what data/README.md says of each",
            fix=f"write it in place of {todo.MARK}",
            evidence=_left_out(fields),
        )
        return
    for name, steps in zip(names, fields, strict=True):
        yield STUDY_TO_FILL.at(
            study.place(*steps),
            found=f"{name} is still to fill",
            expected=_meaning(steps),
            fix=f"write {name} in place of {todo.MARK}",
            evidence=_left_out([steps]),
        )


def _left_out(fields: Collection[Steps]) -> str:
    counted = any(steps[0] in todo.COUNTED for steps in fields)
    return "until then the study is left out of the counts and the tables" if counted else ""


def _meaning(steps: Steps) -> str:
    """What a field of a study means."""
    schema = validation.schemas()["study"]
    for step in steps:
        schema = schema.get("properties", {}).get(step, {})
    return str(schema.get("description", "a value")).rstrip(".")
