"""EBSCOhost: CINAHL, SPORTDiscus, PsycINFO: TI and AB in front, MH "X+", N3, W2, S1, limiters."""

import re
from collections.abc import Callable

from thesis.searches.dialects import limiters
from thesis.searches.dialects.grammar import DialectGrammar, Rule, SearchField, row_list
from thesis.searches.query import Narrowed, Query, QueryError, SubjectHeading
from thesis.searches.sets import MAYBE, ONE

FIELDS = (
    "TI|AB|SU|TX|AU|KW|SO|PT|ZT|ID|DE|MW|JN|JT|TM|AF|GE|IN|LA|RV|PY|AG|PO|SH|TC|ZU|ZE|ZG|ZH|ZW|CD|HL|"
    "SB|IS|SI|UI|PM|PG|RN|RT|CL|ME|NM|NT|OT|PE|AN|AR|CA|CT|EM|XB"
)
PREFIX = (
    rf"(?-i:(?:{FIELDS})(?:\s*(?:,|OR)\s*(?:{FIELDS})(?=\s*[,(=]))*)"
    r"(?:\s*=\s*|\s+(?=[\"\w*(])|(?=[(\"]))"
)
"""Fields in capital letters; «ti» in small ones is a word."""
HEADING = r"(?-i:(?P<kind>MH|MM|MJ|DE|ZU|SU))\s*=?\s*\"(?P<name>[^\"]*)\""


YEARS = r"(?-i:DT|PY|YR)\s*=?\s*\(?\s*(?P<years>[0-9]{4}(?:\s*-\s*[0-9]{4})?)\b\)?(?![\w/])"


def _heading(found: re.Match[str]) -> Query:
    if not (name := found["name"].strip()):
        raise QueryError(f"«{found[0]}» has no heading")
    exploded = "+" in name
    text, _, below = name.replace("+", "").casefold().partition("/")
    few = tuple(sorted(re.split(r"\s*,\s*", below.strip()))) if below else ()
    if found["kind"].upper() in ("SU", "ZU"):
        return SubjectHeading(f"{found['kind'].casefold()}: {text.strip()}", exploded, False, few)
    return SubjectHeading(text.strip(), exploded, found["kind"].upper() in ("MM", "MJ"), few)


def _field(found: re.Match[str]) -> SearchField:
    names = [name.casefold() for name in re.findall(FIELDS, found[0])]
    name = {"tx": "af"}.get(names[0], names[0]) if len(names) == 1 else ",".join(sorted(names))
    return SearchField(name or "", len(names) <= 1 and name != "af")


def _year(found: re.Match[str]) -> Query:
    if not (span := limiters.years(found["years"])):
        raise QueryError(f"«{found[0]}» is no span of years")
    return limiters.limit(span)


RULES: tuple[Rule, ...] = (
    ("query", YEARS, _year),
    ("query", HEADING, _heading),
    ("rows", r"\bS[0-9]{1,3}\s*-\s*S[0-9]{1,3}\b", lambda found: row_list(("or", found[0]))),
    ("row", r"\bS[0-9]{1,3}\b(?![-\w])", lambda found: int(found[0][1:])),
    ("near", r"(?-i:[Nn]|[Ww])[0-9]{1,3}(?=[\s(\"])", lambda found: (
        "near" if found[0][0] in "Nn" else "pre", int(found[0][1:]))),
    ("prefix", PREFIX, _field),
)  # fmt: skip
SMALL = r"(?:^|\(|\b(?:or|and|not|OR|AND|NOT)\s)\s*(ti|ab|mh|mm|tx)\s+[\w\"(]"
BARE = r"(?:^|\(|\b(?:OR|AND|NOT)\s)\s*(TI|AB|MH|MM|TX)\s*(?:$|\))"
LIMITED = re.compile(
    r"(?P<rows>.+?)\s*(?:\bLimiters?\s*[-:]\s*(?P<limits>.+?))?"
    r"\s*(?:\b(?:Expanders|Narrow by|Search modes)\b\s*.*)?",
    re.IGNORECASE,
)


def _limited(text: str, read: Callable[[str], Query]) -> Query | None:
    """«S5 Limiters - Published Date: 20150101-20201231; English Language»."""
    if small := re.search(SMALL, text):
        raise QueryError(
            f"«{small[1]}» in small letters may be a word or the field {small[1].upper()}"
        )
    if bare := re.search(BARE, text):
        raise QueryError(f"«{bare[1]}» has no words behind it")
    if re.search(r"\bExpanders\b", text, re.IGNORECASE) and "none" not in text.casefold():
        raise QueryError("expanders make a search wider than its words say")
    found = LIMITED.fullmatch(text)
    if not found or (found["limits"] is None and found["rows"] == text):
        return None
    marks = []
    for part in re.split(r"\s*;\s*", found["limits"] or ""):
        name, _, value = part.partition(":")
        if "date" in name.casefold() and (ends := re.fullmatch(r"\s*([0-9]+)-([0-9]*)\s*", value)):
            marks.append(frozenset({limiters.dates(ends[1], ends[2] or "current")}))
        elif part:
            marks.append(frozenset({limiters.only(part)}))
    return Narrowed(read(found["rows"]), tuple(marks)) if marks else read(found["rows"])


EBSCO = DialectGrammar(
    name="ebsco",
    title="EBSCOhost",
    rules=RULES,
    truncation={"*": "*", "?": ONE, "#": MAYBE},
    varied="all",
    beside="words",
    everywhere="default",
    whole=_limited,
)
