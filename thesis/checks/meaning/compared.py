"""Rules on comparisons: more, fewest, from a to b, first and last, against numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import comparisons
from thesis.document.statements.comparisons import FEWER, MORE, MOST, Compared, Named
from thesis.document.statements.numbers_said import alike, unit_of
from thesis.document.statements.statement import Printed, Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon, norwegian
from thesis.model.records import Database, Study

COMPARISON_UNTRUE = declare(
    "comparison.untrue",
    looks_at="texts",
    sees="two studies, or two databases, of which a sentence says that one has more, and the data "
    "fewer; one that is said to have most, and has not",
    misses="a comparison of things that the sentence does not name, or in anything but hits, "
    "searches, abstracts, articles, people, weeks and sessions",
    example="@brellenthin2019 hadde flere deltakere enn @wang2017.",
)


@COMPARISON_UNTRUE.check
def named(thesis: Thesis) -> Iterator[Finding]:
    """Every comparison of studies and databases against their numbers."""
    for statement in statements(thesis):
        if not statement.record:
            for each in comparisons.compared(statement, thesis):
                yield from _compared(statement, each, thesis)


def _compared(statement: Statement, each: Compared, thesis: Thesis) -> Iterator[Finding]:
    mine = comparisons.value(each.thing, each.one, thesis.register)
    others = [each.other] if each.other else _others(each.one, statement, thesis)
    theirs = {one.key: comparisons.value(each.thing, one, thesis.register) for one in others}
    known = {key: value for key, value in theirs.items() if value is not None}
    if mine is None or not known:
        return
    if each.way in {MORE, MOST}:
        wrong = {key: value for key, value in known.items() if mine <= value}
    else:
        wrong = {key: value for key, value in known.items() if mine >= value}
    if wrong:
        told = ", ".join(f"{key} {_plain(value)}" for key, value in wrong.items())
        yield statement.passage.finding(
            COMPARISON_UNTRUE,
            each.at,
            found=f"«{each.words}»",
            expected=f"{each.thing}: {each.one.key} {_plain(mine)}, {told}",
            fix="mend the comparison, or the number that is wrong",
        )


def _others(one: Named, statement: Statement, thesis: Thesis) -> list[Named]:
    records = thesis.register.records
    if one.is_study:
        status = {study.key: study.status for study in records.studies}
        keys = [key for key in status if status[key] == status[one.key] and key != one.key]
    else:
        keys = [base.id for base in records.databases if not base.updates and base.id != one.key]
    return [Named(statement.start, statement.end, key, one.is_study) for key in keys]


def _plain(value: float) -> str:
    return norwegian.digits(value)


# ---- Numbers of one sentence ---------------------------------------------------------------------

COMPARISON_NUMBERS = declare(
    "comparison.numbers",
    looks_at="keyed",
    sees="«falt fra a til b», «a, altså flere enn b» where the two numbers say the opposite",
    misses="numbers that stand in two sentences",
    example='Treffene falt fra {{ n("medline.3.hits") }} til {{ n("medline.2.hits") }} i Medline.',
)
SO = {
    "nb": r"(?:altså|dermed|det vil si|hele)\W+(?:\w+\W+)?",
    "en": r"(?:that is|thus|hence)\W+(?:\w+\W+)?",
}


@COMPARISON_NUMBERS.check
def numbers(thesis: Thesis) -> Iterator[Finding]:
    """Every pair of numbers with a word between or behind them that orders them."""
    for statement in statements(thesis):
        known = lexicon.words("comparisons", statement.language)
        if known and not any(comparisons.find(statement.text, ("ikke", "not"))):
            yield from _from_to(statement, known)
            yield from _ordered(statement, known)


def _from_to(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """«falt … fra a til b», and what follows it: «i Embase fra c til d»."""
    text = statement.passage.text
    way = ""
    for one, other in zip(statement.printed, statement.printed[1:], strict=False):
        before = text[statement.start : one.start]
        for name in ("rose", "fell"):
            if comparisons.find(before, known[name]):
                way = name
        if not way or not re.search(r"(?<!\w)(?:fra|from)\s(?:uke\s)?$", before):
            continue
        if re.fullmatch(r"\s(?:til|to)\s", text[one.end : other.start]) is None:
            continue
        first, last = _value(one), _value(other)
        if first is None or last is None or "uke" in before[-9:]:
            continue
        if (last <= first) if way == "rose" else (last >= first):
            yield _misordered(statement, one, other, known[way][0])


def _ordered(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """«a …, altså flere enn b» and «b, … a, altså flere»."""
    text = statement.passage.text
    so = SO.get(statement.language, "(?!)")
    for one, other in zip(statement.printed, statement.printed[1:], strict=False):
        if not alike(unit_of(one.number), unit_of(other.number)) or not unit_of(one.number):
            continue
        for way in (MORE, FEWER):
            words = "|".join(map(re.escape, known[way]))
            behind = re.match(
                rf"[^.;:]{{0,40}}?{so}(?:{words})(?!\w)",
                text[other.end : statement.end],
                re.IGNORECASE,
            )
            between = re.search(
                rf"(?<!\w)(?:{words})\s(?:\w+\s)?(?:enn|than)\s(?:de\s|the\s)?$",
                text[one.end : other.start],
                re.IGNORECASE,
            )
            if not behind and not between:
                continue
            more, less = (other, one) if behind else (one, other)
            high, low = _value(more), _value(less)
            if high is None or low is None:
                continue
            if (high <= low) if way == MORE else (high >= low):
                yield _misordered(statement, one, other, known[way][0])


def _value(printed: Printed) -> float | None:
    value = printed.number.value
    return value if isinstance(value, int | float) and len(printed.keys) == 1 else None


def _misordered(statement: Statement, one: Printed, other: Printed, word: str) -> Finding:
    text = statement.passage.text
    told = " and ".join(f"{each.keys[0]} = {_plain(_value(each) or 0)}" for each in (one, other))
    return statement.passage.finding(
        COMPARISON_NUMBERS,
        one.start,
        found=f"«{text[one.start : other.end]}» with «{word}»",
        expected=f"the order of {told}",
        fix="mend the word, or the keys",
    )


# ---- Groups of one study -------------------------------------------------------------------------

COMPARISON_GROUPS = declare(
    "comparison.groups",
    looks_at="studies",
    sees="groups that are called equal in size and are not",
    misses="groups whose figures are not named as a pair, such as exercise_group and controls",
    example="Gruppene hos @brellenthin2019 var like store.",
    severity=WARNING,
)
PAIRS = (
    ("exercise_group", "controls"),
    ("exercise_group", "control_group"),
    ("intervention_group", "control_group"),
    ("intervention_group", "controls"),
    ("users", "controls"),
    ("cases", "controls"),
    ("women", "men"),
)


@COMPARISON_GROUPS.check
def groups(thesis: Thesis) -> Iterator[Finding]:
    """Every «like store» of a sentence on one study against the sizes of its two groups."""
    studies = {study.key: study for study in thesis.register.records.studies}
    for statement in statements(thesis):
        study = studies.get(statement.study)
        known = lexicon.words("comparisons", statement.language)
        if study is None or not known or not re.search(r"(?i)grupp|group", statement.text):
            continue
        for start, end in comparisons.find(statement.text, known["alike"]):
            before = statement.text[:start]
            sizes = [comparisons.of_study(name, study, thesis.register) for name in _pair(study)]
            if None not in sizes and len(set(sizes)) > 1 and not re.search(r"ikke|not", before):
                yield statement.passage.finding(
                    COMPARISON_GROUPS,
                    statement.start + start,
                    found=f"«{statement.text[start:end]}», of {study.key}",
                    expected=f"{' and '.join(_pair(study))}: "
                    f"{' and '.join(_plain(size) for size in sizes if size is not None)}",
                    fix="mend the sentence, or the figure that is wrong",
                )


def _pair(study: Study) -> tuple[str, ...]:
    return next((pair for pair in PAIRS if all(name in study.figures for name in pair)), ())


# ---- Dates of searches ---------------------------------------------------------------------------

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
