"""Rules on searches: on which days, in what order and in which database the text says they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import comparisons
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon, norwegian
from thesis.model.records import Database

COMPARISON_DATES = declare(
    "comparison.dates",
    looks_at="searches",
    sees="a month in which searches were made, or a database that was searched first or last, "
    "against the days of data/databases.yaml",
    misses="a database whose day is not known, and an order that is told by the order of sentences",
    example="Alle søkene ble gjort i mai.",
)
MONTHS = {
    "nb": norwegian.MONTHS,
    "en": tuple(
        "January February March April May June July August September October November "
        "December".split()
    ),
}
SEARCH = re.compile(r"(?<!\w)(?:søk\w*|search\w*)(?!\w)", re.IGNORECASE)
ALL = re.compile(r"(?<!\w)(?:alle|samtlige|all)\s(?:de\s|the\s)?(?:søk|search)\w*", re.IGNORECASE)


@COMPARISON_DATES.check
def dates(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence on searches with a month, «først» or «sist» against the days of searches."""
    bases = [base for base in thesis.register.records.databases if not base.updates]
    for statement in statements(thesis):
        if statement.record or not SEARCH.search(statement.text):
            continue
        own = [base for base in bases if base.name and base.name in statement.text]
        meant = bases if ALL.search(statement.text) else own if len(own) == 1 else []
        days = {base.id: base.searched_on for base in meant if base.searched_on}
        if days:
            yield from _months(statement, days)
            if meant is own:
                yield from _in_order(statement, own[0], bases)


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
FOUND = re.compile(r"(?<!\w)(?:funnet|fant|hentet|found|retrieved)(?!\w)", re.IGNORECASE)


@STUDY_OTHER_DATABASE.check
def found_by(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that finds one study in one database against its record."""
    records = thesis.register.records
    studies = {study.key: study for study in records.studies}
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
