"""Rules on comparisons: more, fewest, from a to b, first and last, against numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import comparisons, measured
from thesis.document.statements.comparisons import EQUAL, FEWER, MORE, MOST, Compared, Named
from thesis.document.statements.measured import Span
from thesis.document.statements.numbers_said import alike, unit_of
from thesis.document.statements.statement import Printed, Statement, statements
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
    for statement in statements(thesis):
        if not statement.record:
            for each in comparisons.compared(statement, thesis):
                yield from _compared(statement, each, thesis)


def _compared(statement: Statement, each: Compared, thesis: Thesis) -> Iterator[Finding]:
    mine = _value(each.thing, each.one, thesis.register)
    others = [each.other] if each.other else _others(each.one, statement, thesis)
    theirs = {one.key: _value(each.thing, one, thesis.register) for one in others}
    known = {key: value for key, value in theirs.items() if value is not None}
    if mine is None or not known:
        return
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


NEAR = 0.75
"""How much of the larger the smaller has at least, of two that are nearly equal."""


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
    sees="«falt fra a til b», «a, altså flere enn b» where the two numbers say the opposite",
    misses="numbers that stand in two sentences",
    example='treffene falt fra {{ n("medline.3.hits") }} til {{ n("medline.2.hits") }}',
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
        first, last = _number(one), _number(other)
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
            high, low = _number(more), _number(less)
            if high is None or low is None:
                continue
            if (high <= low) if way == MORE else (high >= low):
                yield _misordered(statement, one, other, known[way][0])


def _number(printed: Printed) -> float | None:
    value = printed.number.value
    return value if isinstance(value, int | float) and len(printed.keys) == 1 else None


def _misordered(statement: Statement, one: Printed, other: Printed, word: str) -> Finding:
    text = statement.passage.text
    told = " and ".join(f"{each.keys[0]} = {_plain(_number(each) or 0)}" for each in (one, other))
    return statement.passage.finding(
        COMPARISON_NUMBERS,
        one.start,
        found=f"«{text[one.start : other.end]}» with «{word}»",
        expected=f"the order of {told}",
        fix="mend the word, or the keys",
    )
