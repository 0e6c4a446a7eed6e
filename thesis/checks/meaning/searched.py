"""Rules on searches: on which days, in what order and in which database the text says they were."""

import re
from collections.abc import Iterator, Mapping, Sequence

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import comparisons
from thesis.document.statements.statement import Statement, prose, statements
from thesis.document.thesis import Thesis
from thesis.language import english, lexicon, norwegian
from thesis.model.records import Database, Search
from thesis.searches import limits, query

COMPARISON_DATES = declare(
    "comparison.dates",
    looks_at="searches",
    sees="a month in which searches were made, databases that were searched first or last, or a "
    "day that is called unknown, against data/databases.yaml",
    misses="a database whose day is not known, and an order that is told in several sentences",
    example="Alle søkene ble gjort i mai.",
)
MONTHS: Mapping[str, Sequence[str]] = {
    "nb": norwegian.MONTHS,
    "nn": norwegian.MONTHS,
    "en": english.MONTHS,
}
SEARCH = re.compile(r"(?<!\w)(?:søk\w*|search\w*)(?!\w)", re.IGNORECASE)
ALL = re.compile(
    r"(?<!\w)(?:alle|samtl[ie]ge|all)\s(?:dei?\s|the\s)?(?:søk|search)\w*", re.IGNORECASE
)


TURN = re.compile(
    r"(?<!\w)(?:sto|stod|kom|(?:ble|blei|vart) (?:søkt|gjort)|came|were searched)\s(?:\w+\s){0,2}?"
    r"(?P<word>først|sist|first|last)(?!\w)",
    re.IGNORECASE,
)  # Where the databases before it stood in the order of the searches


@COMPARISON_DATES.check
def dates(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence on searches with a month, «først» or «sist» against the days of searches."""
    bases = [base for base in thesis.register.records.databases if not base.updates]
    for statement in prose(thesis):
        own = [base for base in bases if base.name and base.name in statement.text]
        if not SEARCH.search(statement.text) and "for tur" not in statement.text:
            continue
        meant = bases if ALL.search(statement.text) else own if len(own) == 1 else []
        days = {base.id: base.searched_on for base in meant if base.searched_on}
        if days:
            yield from _months(statement, days)
            if meant is own:
                yield from _in_order(statement, own[0], bases)
        elif len(own) > 1:
            yield from _in_turn(statement, own, bases)
        yield from _unknown(statement, own)


def _in_turn(statement: Statement, own: list[Database], bases: list[Database]) -> Iterator[Finding]:
    """«A og B sto sist for tur» and «i A først og i B like etter»."""
    turn = TURN.search(statement.text)
    named = sorted(own, key=lambda base: statement.text.index(base.name))
    if turn and all(statement.text.index(base.name) < turn.start() for base in own):
        last = turn["word"].lower() in {"sist", "last"}
        days = [base.searched_on for base in own if base.searched_on]
        others = [base.searched_on for base in bases if base not in own and base.searched_on]
        if days and others and (min(days) < max(others) if last else max(days) > min(others)):
            yield _out_of_turn(statement, turn.span("word"), bases)
        return
    begins = re.search(
        rf"{re.escape(named[0].name)}\s(?:først|first)|(?:først|first)\s(?:i|in)\s"
        rf"{re.escape(named[0].name)}",
        statement.text,
        re.IGNORECASE,
    )
    days = [base.searched_on for base in named if base.searched_on]
    if begins and days != sorted(days):
        yield _out_of_turn(statement, begins.span(), bases)


def _out_of_turn(statement: Statement, at: tuple[int, int], bases: list[Database]) -> Finding:
    days = {base.name: base.searched_on for base in bases if base.searched_on}
    return statement.passage.finding(
        COMPARISON_DATES,
        statement.start + at[0],
        found=f"«{statement.text[slice(*at)]}»",
        expected=", ".join(f"{name}: {day}" for name, day in days.items()),
        fix="mend the order, or searched_on in data/databases.yaml",
    )


def _unknown(statement: Statement, own: list[Database]) -> Iterator[Finding]:
    """«datoen for søkene i A mangler» of a database whose day is known."""
    known = lexicon.words("searches", statement.language)
    for start, end in comparisons.find(statement.text, known["unknown"]):
        day = comparisons.find(statement.text, known["day"], 0, start)
        between = statement.text[day[-1][1] : start] if day else ""
        for base in own:
            if base.name in between and base.searched_on and not re.search("[.;,]", between):
                yield statement.passage.finding(
                    COMPARISON_DATES,
                    statement.start + start,
                    found=f"«{statement.text[day[-1][0] : end]}»",
                    expected=f"searched_on of {base.id}: {base.searched_on}",
                    fix="name the database whose day is not known",
                )


def _months(statement: Statement, days: Mapping[str, str]) -> Iterator[Finding]:
    months = MONTHS.get(statement.language, ())
    pattern = rf"(?<!\w)(?:i|in)\s({'|'.join(months)})(?!\w)"
    found = re.search(pattern, statement.text, re.IGNORECASE) if months else None
    if found is None:
        return
    month = [name.lower() for name in months].index(found[1].lower()) + 1
    wrong = {base: day for base, day in days.items() if int(day[5:7]) != month}
    if wrong:
        yield statement.passage.finding(
            COMPARISON_DATES,
            statement.start + found.start(),
            found=f"«{found[0]}»",
            expected=", ".join(f"{base}: {day}" for base, day in wrong.items()),
            fix="mend the month, or searched_on in data/databases.yaml",
        )


def _in_order(statement: Statement, base: Database, bases: list[Database]) -> Iterator[Finding]:
    known = lexicon.words("comparisons", statement.language)
    days = {one.id: one.searched_on for one in bases if one.searched_on}
    for name, right in (("first", min), ("last", max)):
        for start, end in comparisons.find(statement.text, known[name]):
            word = statement.text[start:end]
            if re.search(r"(?<!\w)(?:de|dei|the|i)\s$", statement.text[:start]):
                continue  # «de siste årene»
            if days[base.id] != right(days.values()):
                yield statement.passage.finding(
                    COMPARISON_DATES,
                    statement.start + start,
                    found=f"«{word}», of {base.name}",
                    expected=", ".join(f"{one}: {day}" for one, day in days.items()),
                    fix="mend the order, or searched_on in data/databases.yaml",
                )


# ---- Where a study was found ---------------------------------------------------------------------

STUDY_OTHER_DATABASE = declare(
    "study.other-database",
    looks_at="studies",
    sees="a study that a sentence lets a database find, and its record another",
    misses="a sentence that names two databases, or no study",
    example="Artikkelen til @wang2017 ble funnet i Embase.",
)
FOUND = re.compile(
    r"(?<!\w)(?:funnet|funne[nt]?|fant|fann|hentet|henta|found|retrieved)(?!\w)", re.IGNORECASE
)


@STUDY_OTHER_DATABASE.check
def found_by(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that finds one study in one database against its record."""
    records = thesis.register.records
    studies = records.by_key
    first = {base.id: base.updates or base.id for base in records.databases}
    for statement in statements(thesis):
        study = studies.get(statement.study)
        bases = [one for one in comparisons.named(statement, thesis) if not one.is_study]
        if study is None or not FOUND.search(statement.text) or len(bases) != 1:
            continue
        if statement.study not in statement.works or study.search is None:
            continue
        if first.get(study.search.database, bases[0].key) != bases[0].key:
            yield statement.passage.finding(
                STUDY_OTHER_DATABASE,
                bases[0].start,
                found=f"«{statement.passage.text[bases[0].start : bases[0].end]}», of {study.key}",
                expected=f"search: {study.search.database} {study.search.number}",
                fix="name the database that found it, or mend its record",
            )


# ---- Search words and limits of another database -------------------------------------------------

SEARCH_OTHER_WORDS = declare(
    "search.other-words",
    looks_at="searches",
    sees="search words in quotation marks that a sentence has of a database, or of a row whose "
    "hits it prints, and that only the queries of others have",
    misses="search words that no query has, and words in a sentence that leaves them out",
    example="I PsycINFO ble også «cannabis» prøvd.",
    severity=WARNING,
)
QUOTED = re.compile(r"[«“]([^«»“”]+)[»”]")
HITS = re.compile(r"(?P<base>[^.]+)\.(?P<number>\d+)\.hits")


@SEARCH_OTHER_WORDS.check
def words(thesis: Thesis) -> Iterator[Finding]:
    """Every quoted search word of a sentence on a database or on the hits of a row."""
    records = thesis.register.records
    asked = {
        base.id: [_whole(each, records.searches) for each in _of(base, thesis)]
        for base in records.databases
        if not base.updates
    }
    rows = {each.key: _whole(each, records.searches) for each in records.searches}
    for statement in prose(thesis):
        if not QUOTED.search(statement.text):
            continue
        for at, term, base in _terms(statement, thesis):
            others = [one for one, each in asked.items() if one != base and _in(term, each)]
            if others and not _in(term, asked[base]):
                yield _strange(statement, at, term, base, others)
        for at, term, row in _terms_of_rows(statement):
            others = [one for one, each in rows.items() if one != row and _in(term, [each])]
            if others and row in rows and not _in(term, [rows[row]]):
                yield _strange(statement, at, term, row, others)


def _strange(statement: Statement, at: int, term: str, where: str, others: list[str]) -> Finding:
    return statement.passage.finding(
        SEARCH_OTHER_WORDS,
        at,
        found=f"«{term}», of {where}",
        expected=f"a search word of {where}; this is one of {', '.join(others[:4])}",
        fix="name the database, or print the row, that was searched with it",
    )


def _of(base: Database, thesis: Thesis) -> list[Search]:
    """The searches in a database, later sessions among them."""
    records = thesis.register.records
    ids = {base.id, *(one.id for one in records.databases if one.updates == base.id)}
    return [each for each in records.searches if each.database in ids]


def _whole(search: Search, searches: list[Search]) -> str:
    """A query with those of the rows that it names, in small letters."""
    by_number = {each.number: each for each in searches if each.database == search.database}
    done, text, left = set(), [], [search.number]
    while left:
        number = left.pop()
        if number in done or number not in by_number:
            continue
        done.add(number)
        text.append(by_number[number].query)
        try:
            left += query.rows(query.parse(by_number[number].query))
        except query.QueryError:
            left += [int(each) for each in re.findall(r"\d+", by_number[number].query)]
    return " ".join(text).casefold()


def _in(term: str, queries: list[str]) -> bool:
    pattern = re.compile(rf"(?<!\w){re.escape(term.casefold())}(?!\w)")
    return any(pattern.search(each) for each in queries)


def _terms(statement: Statement, thesis: Thesis) -> Iterator[tuple[int, str, str]]:
    """The quoted words behind the name of a database, or of several in a row, and each of them."""
    bases = [one for one in comparisons.named(statement, thesis) if not one.is_study]
    text = statement.passage.text
    ids = [base.id for base in thesis.register.records.databases if not base.updates]
    every = lexicon.pattern(lexicon.words("searches", statement.language).get("every", ()))
    out = lexicon.words("searches", statement.language).get("left_out", ())
    for found in QUOTED.finditer(text, statement.start, statement.end):
        before = [base for base in bases if base.end <= found.start()]
        meant = before[-1:]
        if every.search(text, statement.start, found.start()) and not before:
            meant = [comparisons.Named(0, statement.start, each, False) for each in ids]
        for base in reversed(before[:-1]):
            if not re.fullmatch(
                r"(?:,| og| and| eller| or)\s(?:i\s|in\s)?", text[base.end : meant[0].start]
            ):
                break
            meant.insert(0, base)
        if not meant or BUT.search(text, meant[-1].end, found.start()):
            continue
        _, end = statement.clause(found.start(), found.end())
        if not comparisons.find(QUOTED.sub(_blank, text), out, meant[0].start, end):
            for base in meant:
                yield found.start(), " ".join(found[1].split()), base.key


BUT = re.compile(r"(?<!\w)(?:mens|medan|men|while|but)(?!\w)")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _terms_of_rows(statement: Statement) -> Iterator[tuple[int, str, str]]:
    """The quoted words that came in before hits of rows are printed, and each of those rows."""
    hits = [(one, HITS.fullmatch(one.keys[0])) for one in statement.printed]
    rows = [(one, found) for one, found in hits if found]
    if not rows or len(rows) != len(hits):
        return
    text = statement.passage.text
    known = lexicon.words("searches", statement.language)
    plain = QUOTED.sub(_blank, text)
    if not known or comparisons.find(plain, known["left_out"], statement.start, statement.end):
        return
    first = rows[0][0].start
    for found in QUOTED.finditer(text, statement.start, first):
        if len(rows) == 1 or comparisons.find(text, known["came_in"], found.end(), first):
            for _, row in rows:
                yield found.start(), " ".join(found[1].split()), f"{row['base']}.{row['number']}"


SEARCH_OTHER_LIMIT = declare(
    "search.other-limit",
    looks_at="searches",
    sees="searches that a sentence limits to years, to words in the title or to full text, in a "
    "database none of whose searches has such a limit, or not all where it says «alle søkene»",
    misses="other limits, and a sentence that names no database",
    example="Enkelte søk i Medline ble avgrenset til de siste årene.",
)
KINDS = ("years", "title", "full text")
"""The limits that searches may have, by their names in the lexicon."""


@SEARCH_OTHER_LIMIT.check
def limited(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that limits the searches of a database against its limits."""
    meanings = limits.vocabulary(thesis.register.records.limits)
    by_id = {base.id: base for base in thesis.register.records.databases}
    for statement in prose(thesis):
        known = lexicon.words("searches", statement.language)
        keys = {one.key for one in comparisons.named(statement, thesis) if not one.is_study}
        if not known or len(keys) != 1 or not SEARCH.search(statement.text):
            continue
        verb = comparisons.find(statement.text, known["limited"])
        if not verb or comparisons.find(statement.text, known["left_out"]):
            continue
        told = [kind for kind in KINDS if comparisons.find(statement.text, known[kind])]
        (key,) = keys
        has = _limits([each.limits for each in _of(by_id[key], thesis)], meanings)
        strange = [kind for kind in told if has is not None and kind not in has]
        if ALL.search(statement.text) and has is not None and not strange:
            each = [_limits([one.limits], meanings) or set() for one in _of(by_id[key], thesis)]
            strange = told if not all(any(kind in row for kind in told) for row in each) else []
            has = set.intersection(*each) if each else has
        if strange:
            yield statement.passage.finding(
                SEARCH_OTHER_LIMIT,
                statement.start + verb[0][0],
                found=f"«{statement.text[slice(*verb[0])]}» to {', '.join(strange)}, of {key}",
                expected=f"a limit that a search of {key} has: "
                f"{', '.join(sorted(has or ())) or 'none'}",
                fix="name the database whose searches have it",
            )


def _limits(texts: list[str], meanings: list[limits.Meaning]) -> set[str] | None:
    """The kinds of limits that some searches have; None where one of them cannot be read."""
    kinds = set()
    for text in texts:
        read = limits.read(text, meanings)
        if read.unread and not read.unread.endswith("wider"):
            return None
        kinds |= {"years" for atom in read.atoms if atom.kind == "years"}
        kinds |= {atom.text for atom in read.atoms if atom.kind == "only"}
        if read.where:
            kinds.add(read.where)
    return kinds
