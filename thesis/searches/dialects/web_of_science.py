"""Web of Science: TS=(…), TI=, NEAR/3, SAME, #1 AND #2, PY=2015-2020, Timespan, Refined by."""

import re
from collections.abc import Callable

from thesis.searches.dialects import limiters
from thesis.searches.dialects.grammar import DialectGrammar, Rule, SearchField
from thesis.searches.query import Narrowed, Query
from thesis.searches.sets import MAYBE, ONE

FIELDS = (
    "TS|TI|AB|AK|KP|AU|SO|DT|LA|WC|SU|OG|AD|CU|DO|IS|PMID|FO|UT|ALL|KY|MH|MQ|DE|TA|GP|CI|SA|PS|CF|ED|FT|FG|AI|"
    "CA|MC|CC|BD|OR|DS|TN|GE|CH|TD"
)
LONG = {
    "topic": "ts", "title": "ti", "author": "au", "publication name": "so", "abstract": "ab",
    "document types": "dt", "document type": "dt", "language": "la", "languages": "la",
}  # fmt: skip
DAY = "[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?"


def _field(found: re.Match[str]) -> SearchField:
    name = " ".join(found[0].casefold().rstrip("=: ").split())
    name = LONG.get(name, name)
    return SearchField("" if name == "all" else name, name not in ("ts", "all"))


def _near(found: re.Match[str]) -> tuple[str, int]:
    return "near", int(re.sub(r"\D", "", found[0]) or 15)


RULES: tuple[Rule, ...] = (
    ("query", rf"(?:PY|DOP)\s*=\s*\(?\s*(?P<years>{DAY}(?:\s*[-/]\s*{DAY})?)\s*\)?",
     limiters.years_found),
    ("prefix", rf"(?:(?:{FIELDS})\s*=|(?:{'|'.join(LONG)})\s*:)\s*", _field),
    ("near", r"near\s?/\s?[0-9]{1,3}(?=[\s(\"])|(?-i:NEAR|SAME)(?=[\s(\"])", _near),
)  # fmt: skip
TAIL = re.compile(
    r"(?P<rows>.+?)[\s,;]*(?P<limits>\b(?:Refined by|Indexes|DocType|Databases|Timespan|Language)"
    r"\s*[:=].*)",
    re.IGNORECASE,
)


def _limited(text: str, read: Callable[[str], Query]) -> Query | None:
    """«… Refined by: LANGUAGES: (ENGLISH) Indexes=SCI-EXPANDED Timespan=2010-2020»."""
    found = TAIL.fullmatch(text)
    if (
        not found
        or not found["rows"].strip()
        or re.search(r"\b(?:and|or|not)\s*$", found["rows"], re.I)
    ):
        return None
    limits = found["limits"]
    marks = []
    span = re.search(r"Timespan\s*[=:]\s*([0-9]{4}\s*-\s*[0-9]{4})", limits, re.IGNORECASE)
    if span and (years := limiters.years(span[1])):
        marks.append(years)
        limits = limits.replace(span[0], "")
    limits = re.sub(r"Timespan\s*[=:]\s*All years\.?", "", limits, flags=re.IGNORECASE).strip(" ,;")
    marks += [limiters.only(limits)] if limits else []
    rows = read(found["rows"])
    return Narrowed(rows, tuple(frozenset({mark}) for mark in marks)) if marks else rows


WEB_OF_SCIENCE = DialectGrammar(
    name="web-of-science",
    title="Web of Science",
    rules=RULES,
    truncation={"*": "*", "?": ONE, "$": MAYBE},
    varied="all",
    beside="and",
    order=("not", "and", "or"),
    whole=_limited,
)
