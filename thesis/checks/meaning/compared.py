"""Rules on comparisons: more, fewest, from a to b, first and last, against numbers and dates."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import comparisons, measured
from thesis.document.statements.comparisons import EQUAL, FEWER, LEAST, MORE, MOST, Compared, Named
from thesis.document.statements.measured import Span
from thesis.document.statements.numbers_said import alike, unit_of
from thesis.document.statements.statement import KeyedNumber, Statement, prose, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon, norwegian
from thesis.model.register import Register

COMPARISON_UNTRUE = declare(
    "comparison.untrue",
    looks_at="texts",
    sees="two studies, or two databases, of which a sentence says that one has more, and the data "
    "fewer; one that is said to have most, or two to have as many, and have not",
    misses="a comparison of things that neither the sentence nor the one before names, or in "
    "anything but hits, searches, abstracts, articles, people, groups, age, dropouts, weeks, "
    "sessions, minutes and the year",
    example="@brellenthin2019 hadde flere deltakere enn @wang2017.",
)


@COMPARISON_UNTRUE.check
def named(thesis: Thesis) -> Iterator[Finding]:
    """Every comparison of studies and databases against their numbers."""
    for statement in prose(thesis):
        for each in comparisons.compared(statement, thesis):
            yield from _compared(statement, each, thesis)


def _compared(statement: Statement, each: Compared, thesis: Thesis) -> Iterator[Finding]:
    mine = _value(each.thing, each.one, thesis.register)
    others = [each.other] if each.other else _others(each.one, statement, thesis)
    theirs = {one.key: _value(each.thing, one, thesis.register) for one in others}
    known = {key: value for key, value in theirs.items() if value is not None}
    if mine is None or not known:
        return
    against = ", ".join(f"{key} {value}" for key, value in known.items())
    COMPARISON_UNTRUE.held(
        statement.passage, each.at, f"{each.thing}: {each.one.key} {mine}, {against}"
    )
    wrong = {key: value for key, value in known.items() if _denied(each, mine, value)}
    if wrong:
        told = ", ".join(f"{key} {value}" for key, value in wrong.items())
        yield statement.passage.finding(
            COMPARISON_UNTRUE,
            each.at,
            found=f"«{each.words}»",
            expected=f"{each.thing}: {each.one.key} {mine}, {told}",
            fix="mend the comparison, or the number that is wrong",
        )


NEAR = 0.75  # How much of the larger the smaller has at least, of two that are nearly equal


def _denied(each: Compared, mine: Span, other: Span) -> bool:
    """Whether what data has of the two things denies what is said of them."""
    if each.way == EQUAL:
        if each.nearly:
            return min(mine.high, other.high) < NEAR * max(mine.low, other.low)
        return mine != other
    more, less = (mine, other) if each.way in {MORE, MOST} else (other, mine)
    if each.thing == "year":
        return more.high < less.low  # of one year, either may have come first
    return more.high <= less.low


def _value(thing: str, one: Named, register: Register) -> Span | None:
    if not one.is_study:
        return measured.of_database(thing, one.key, register)
    study = next(each for each in register.records.studies if each.key == one.key)
    return measured.of_study(thing, study, register)


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
    sees="«falt fra a til b», «fra uke a til uke b», «a, altså flere enn b», «færre: a mot b», and "
    "«Det var langt flere» right behind «fra a til b», where the numbers say the opposite",
    misses="other numbers that stand in two sentences",
    example='Treffene falt fra {{ n("medline.3.hits") }} til {{ n("medline.2.hits") }} i Medline.',
)
SO = {
    "nb": r"(?:altså|dermed|det vil si|hele)\W+(?:\w+\W+)?",
    "nn": r"(?:altså|dermed|det vil seie|heile)\W+(?:\w+\W+)?",
    "en": r"(?:that is|thus|hence)\W+(?:\w+\W+)?",
}


TO = re.compile(r"\s(?:til|to)\s(?:uke\s|veke\s|week\s)?")
FROM = re.compile(r"(?<!\w)(?:fra|frå|from)\s(?P<week>uke\s|veke\s|week\s)?$", re.IGNORECASE)
ALTOGETHER = re.compile(
    r"(?:det|d[aå]|dette|that|this)\s(?:var|ble|blei|vart|er|was|is)\s(?:\w+\s)?(?P<word>\w+)",
    re.IGNORECASE,
)  # A sentence that says what the numbers of the one before come to: «Det var langt færre»


@COMPARISON_NUMBERS.check
def numbers(thesis: Thesis) -> Iterator[Finding]:
    """Every pair of numbers with a word between or behind them that orders them."""
    before: Statement | None = None
    for statement in statements(thesis):
        known = lexicon.words("comparisons", statement.language)
        if known and not any(comparisons.find(statement.text, ("ikke", "ikkje", "not"))):
            yield from _from_to(statement, known)
            yield from _ordered(statement, known)
            yield from _against(statement, known)
            if before is not None and before.passage is statement.passage:
                yield from _altogether(statement, before, known)
        before = statement


def _from_to(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """«falt … fra a til b», and what follows it: «i Embase fra c til d»; «fra uke a til uke b»."""
    text = statement.passage.text
    for one, other in _pairs(statement):
        before = text[statement.start : one.start]
        week = FROM.search(before)
        ways = [
            (span, name)
            for name in ("rose", "fell")
            for span in comparisons.find(before, known[name])
        ]
        way = "rose" if week and week["week"] else max(ways)[1] if ways else ""
        first, last = _number(one), _number(other)
        if not way or first is None or last is None:
            continue
        against = f"{one.keys[0]} = {_plain(first)}, {other.keys[0]} = {_plain(last)}"
        COMPARISON_NUMBERS.held(statement.passage, one.start, against)
        if (last <= first) if way == "rose" else (last >= first):
            word = week["week"].strip() if week and week["week"] else known[way][0]
            yield _misordered(statement, one, other, word)


def _pairs(statement: Statement) -> Iterator[tuple[KeyedNumber, KeyedNumber]]:
    """The numbers of «fra a til b»."""
    text = statement.passage.text
    for one, other in pairwise(statement.printed):
        starts = FROM.search(text[statement.start : one.start])
        if starts and TO.fullmatch(text, one.end, other.start):
            yield one, other


def _altogether(
    statement: Statement, before: Statement, known: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    """«Det var langt flere» right behind «falt fra a til b»."""
    found = ALTOGETHER.match(statement.text.lstrip())
    pairs = [(_number(one), _number(other)) for one, other in _pairs(before)]
    known_pairs = [(one, other) for one, other in pairs if one is not None and other is not None]
    if found is None or not known_pairs or re.search(r"(?<!\w)(?:enn|than)(?!\w)", statement.text):
        return
    word = found["word"].lower()
    way = MORE if word in known[MORE] else FEWER if word in known[FEWER] else ""
    if way and all((b <= a) if way == MORE else (b >= a) for a, b in known_pairs):
        yield statement.passage.finding(
            COMPARISON_NUMBERS,
            statement.start + statement.text.index(found[0]),
            found=f"«{found[0]}»",
            expected="; ".join(f"from {_plain(a)} to {_plain(b)}" for a, b in known_pairs),
            fix="mend the word, or the keys of the sentence before",
        )


AGAINST = re.compile(r"(?<!\w)(?:mot|against|versus)(?!\w)")
HIGHER = {**comparisons.OF_TWO, **comparisons.OF_ALL}


def _against(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """«færre …: a i X og b i Y, mot c i Z»: the numbers on the two sides of «mot»."""
    text, printed = statement.passage.text, statement.printed
    against = list(AGAINST.finditer(text, statement.start, statement.end))
    if len(printed) < 2 or len(against) != 1:
        return
    left = [one for one in printed if one.end <= against[0].start()]
    right = [one for one in printed if one.start >= against[0].end()]
    units = {unit_of(one.number) for one in printed}
    if not left or not right or len(units) != 1 or units == {""}:
        return
    if len(text[against[0].end() : right[0].start]) > 30:
        return
    said = [
        (span, way)
        for name, (way, kind) in HIGHER.items()
        if kind in {"count", "length", "often"}
        for span in comparisons.find(text, known[name], statement.start, left[0].start)
    ]
    ours, theirs = [_number(one) for one in left], [_number(one) for one in right]
    if not said or len({way for _, way in said}) != 1 or None in (*ours, *theirs):
        return
    high = [value for value in ours if value is not None]
    low = [value for value in theirs if value is not None]
    if said[-1][1] in {FEWER, LEAST}:
        high, low = low, high
    if max(high) <= min(low):
        start, end = max(said)[0]
        yield _misordered(statement, left[0], right[0], text[start:end])


def _ordered(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """«a …, altså flere enn b» and «b, … a, altså flere»."""
    text = statement.passage.text
    so = SO.get(statement.language, "(?!)")
    for one, other in pairwise(statement.printed):
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
            high, low = _number(more), _number(less)
            if high is None or low is None:
                continue
            if (high <= low) if way == MORE else (high >= low):
                yield _misordered(statement, one, other, known[way][0])


def _number(printed: KeyedNumber) -> float | None:
    value = printed.number.value
    return value if isinstance(value, int | float) and len(printed.keys) == 1 else None


def _misordered(statement: Statement, one: KeyedNumber, other: KeyedNumber, word: str) -> Finding:
    text = statement.passage.text
    told = " and ".join(f"{each.keys[0]} = {_plain(_number(each) or 0)}" for each in (one, other))
    return statement.passage.finding(
        COMPARISON_NUMBERS,
        one.start,
        found=f"«{text[one.start : other.end]}» with «{word}»",
        expected=f"the order of {told}",
        fix="mend the word, or the keys",
    )
