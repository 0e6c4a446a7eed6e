"""Rules on facts: a number from a cited work against the work, its siblings and its own words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from thesis.checks.records.notes import numbers
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.input import wording
from thesis.input.folder import Data
from thesis.input.sources import Fields, Source
from thesis.language import lexicon

FACT_YEAR = declare(
    "fact.year",
    looks_at="cited",
    sees="a year of publication that is not the reference's, and a year that comes after the work "
    "which tells it",
    misses="a year that is wrong and still before the work",
    example="taylor2005.published: 2015",
)
FACT_SHARE = declare(
    "fact.share",
    looks_at="cited",
    sees="a share above 100 per cent, a share of the last year above that of a lifetime, and a "
    "part (x) larger than its whole (x_of)",
    misses="a share that is wrong and still fits",
    example="cannabis_lifetime: 2, where cannabis_recent is 4",
)
FACT_SAYS = declare(
    "fact.says",
    looks_at="cited",
    sees="a fact that its own words, or those of a fact beside it, tell otherwise: «én i … og én "
    "i …», «én av tre», «i løpet av tolv måneder» beside a fact in months, «kilokalorier» of one "
    "in minutes, «kvinner» of one that is called men; and two facts of a work that say the same",
    misses="a number that no words repeat",
    example="regional_studies: 3, «én i Oslo og én i Sogn og Fjordane»",
    severity=WARNING,
)

CHANGE = re.compile(
    r"(?i)økning|økte|høyere|flere|lengre|større|mer enn|ganger"
    r"|increase|higher|more than|rise|growth"
)  # A percentage of a change may be above 100

RECENT = frozenset({"recent", "current", "past", "year", "last", "month", "annual", "12", "months"})
LIFETIME = frozenset({"lifetime", "ever"})

OF = re.compile(r"(?i)(?<!\w)(\w+) av (\w+)|(?<!\w)(\w+) (?:in|of|out of) (\w+)")
EACH = re.compile(r"(?i)(?<!\w)(?:én|ett|one)\s+(?:i|fra|på|in|from|at)\s")

TIMES = ("months", "weeks", "days", "years")
"""The units by which a fact of a number of them is told beside another fact."""


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    source = data.documents.get("literature")
    if source is None or not isinstance(source.value, dict):
        return
    works = [(str(work.get("id")), work.get("issued")) for _, work, _ in data.items("references")]
    times = Counter(key for key, _ in works)
    issued = {key: year for key, year in works if times[key] == 1}
    lang = wording.language(data)
    for key, facts in source.value.items():
        if not isinstance(facts, dict):
            continue
        known = {name: fact for name, fact in facts.items() if isinstance(fact, dict)}
        yield from _years(source, key, known, str(issued.get(key) or "")[:4])
        yield from _shares(source, key, known)
        for name, fact in known.items():
            yield from _says(source, key, name, known, lang)
            yield from _beside(source, key, name, fact, known, lang)
            yield from _named(source, key, name, known, lang)


Facts = Mapping[str, Fields]


def _value(fact: Fields, *names: str) -> Decimal | None:
    for name in names or ("value",):
        value = fact.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Decimal(str(value))
    return None


def _years(source: Source, key: str, facts: Facts, issued: str) -> Iterator[Finding]:
    if not issued.isdecimal():
        return
    for name, fact in facts.items():
        year = _value(fact, "value", "high")
        if fact.get("unit") != "year" or year is None:
            continue
        published = name in {"published", "issued", "publication_year"}
        if (published and year != int(issued)) or (not published and year > int(issued)):
            yield FACT_YEAR.at(
                source.place(key, name),
                found=f"{key}.{name}: {year}",
                expected=f"{issued}, when the work came out"
                + ("" if published else ", or earlier"),
                fix="mend the fact, or issued in data/references.yaml",
            )


def _shares(source: Source, key: str, facts: Facts) -> Iterator[Finding]:
    for name, fact in facts.items():
        if (value := _value(fact, "value", "high")) is None:
            continue
        if bound := _bound(name, fact, value, facts):
            yield FACT_SHARE.at(
                source.place(key, name),
                found=f"{key}.{name}: {value}",
                expected=bound[0],
                fix="look it up in the work",
                evidence=str(source.place(key, bound[1])) if bound[1] else "",
            )


def _bound(name: str, fact: Fields, value: Decimal, facts: Facts) -> tuple[str, str] | None:
    """What a share may not be above or below, and the fact that says so."""
    percent = fact.get("unit") == "percent"
    if percent and not 0 <= value <= 100 and not CHANGE.search(str(fact.get("says", ""))):
        return "0 to 100 per cent", ""
    for other in (f"{name}_of", name.removesuffix("_met")):
        most = _value(facts[other], "value") if other in facts and other != name else None
        if most is not None and value > most:
            return f"{most} or less, which {other} is", other
    if not percent:
        return None
    own = set(name.split("_"))
    for other, told in facts.items():
        least = _value(told, "value", "low")
        apart = set(other.split("_"))
        if least is None or told.get("unit") != "percent":
            continue
        if own & LIFETIME and not apart & LIFETIME and own - LIFETIME == apart - RECENT:
            if value < least:
                return f"{least} or more, which {other} is", other
            continue
        most = _value(told, "value", "high") or value
        lifelong = apart & LIFETIME and not own & LIFETIME and apart - LIFETIME == own - RECENT
        if lifelong and value > most:
            return f"no more than {most}, which {other} is", other
    return None


def _says(source: Source, key: str, name: str, facts: Facts, lang: str) -> Iterator[Finding]:
    fact = facts[name]
    says, value = str(fact.get("says") or ""), _value(fact)
    each = len(EACH.findall(says))
    if each > 1 and value is not None and fact.get("unit") in {"count", "people"} and value != each:
        yield _finding(source, key, name, value, says, Decimal(each), name)
    part = OF.search(says)
    if part and (whole := facts.get(f"{name}_of")):
        told = [numbers(_upright(word), lang) for word in (part[1] or part[3], part[2] or part[4])]
        for other, number in zip((name, f"{name}_of"), told, strict=True):
            given = _value(whole if other != name else fact)
            if len(number) == 1 and given is not None and given != number[0]:
                yield _finding(source, key, other, given, says, number[0], name)


def _upright(word: str) -> str:
    """«en» as a number."""
    return {"en": "én", "et": "ett"}.get(word.lower(), word)


def _beside(
    source: Source, key: str, name: str, fact: Fields, facts: Facts, lang: str
) -> Iterator[Finding]:
    """A fact in months or weeks against the facts beside it that say how many."""
    unit, value = str(fact.get("unit")), _value(fact)
    first = name.split("_")[0]
    if unit not in TIMES or value is None or not name.endswith(f"_{unit}"):
        return
    for other, told in facts.items():
        says = str(told.get("says") or "")
        if other == name or other.split("_")[0] != first:
            continue
        for noun in lexicon.topic("units", lang).find(says):
            before = re.search(r"(\w+)\s+$", says[: noun.start])
            if not before or unit not in noun.meanings:
                continue
            if (number := numbers(before[1], lang)) and number[0] != value:
                yield _finding(source, key, name, value, says, number[0], other)
                return


MEASURED = frozenset({"minutes", "hours", "days", "weeks", "months", "kcal"})
SEXES = {"men": "men", "women": "women", "boys": "men", "girls": "women"}  # as the lexicon has them


def _named(source: Source, key: str, name: str, facts: Facts, lang: str) -> Iterator[Finding]:
    """A fact whose words have another unit or sex than it, or are those of another one."""
    fact = facts[name]
    says, unit = str(fact.get("says") or ""), str(fact.get("unit"))
    wrong = ""
    if unit in MEASURED:
        topic = lexicon.topic("units", lang)
        told = [meaning for each in topic.find(says) for meaning in each.meanings & MEASURED]
        wrong = told[0] if told and unit not in told else ""
    own = {SEXES[part] for part in name.split("_") if part in SEXES}
    sexes = {m for each in lexicon.topic("sexes", lang).find(says) for m in each.meanings}
    if own and sexes & {*SEXES.values()} and not own & sexes:
        wrong = ", ".join(sorted(sexes))
    first = next((one for one in facts if facts[one].get("says") == fact.get("says")), name)
    if says and first != name and (fact.get("unit") == facts[first].get("unit")):
        wrong = f"what {first} says"
    if wrong:
        yield FACT_SAYS.at(
            source.place(key, name),
            found=f"{key}.{name}, in {unit}: «{says}»",
            expected=f"words of {', '.join(sorted(own)) or unit}, and not of {wrong}",
            fix="mend the unit, the name or the words",
        )


def _finding(
    source: Source, key: str, name: str, value: Decimal, says: str, told: Decimal, where: str
) -> Finding:
    return FACT_SAYS.at(
        source.place(key, name),
        found=f"{key}.{name}: {value}, and «{says}»",
        expected=f"{told}, as the words say",
        fix="mend the number, or the words",
        evidence=str(source.place(key, where)),
    )
