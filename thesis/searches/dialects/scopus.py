"""Scopus: TITLE-ABS-KEY(…), W/3, PRE/2, AND NOT, {exactly this}, PUBYEAR, LIMIT-TO and EXCLUDE.

`OR` is worked out before `AND`, and `AND NOT` last.
"""

import re

from thesis.searches.dialects import limiters
from thesis.searches.dialects.embase import quoted
from thesis.searches.dialects.grammar import DialectGrammar, Rule, SearchField
from thesis.searches.query import Query
from thesis.searches.sets import ONE, Atom

FIELDS = (
    "TITLE-ABS-KEY-AUTH|TITLE-ABS-KEY|TITLE-ABS|TITLE|ABS|KEY|AUTHKEY|INDEXTERMS|ALL|AUTHOR-NAME|AUTHOR|AUTH|"
    "AFFIL|SRCTITLE|DOCTYPE|LANGUAGE|SUBJAREA|PMID|DOI|CHEMNAME|CASREGNUMBER|REF|SRCTYPE|EXACTSRCTITLE|ISSN"
)


def _field(found: re.Match[str]) -> SearchField:
    name = found[0].casefold().strip(" (:")
    parts = (
        "all" if name == "all" else ",".join(sorted(name.split("-"))) if "-abs" in name else name
    )
    return SearchField("" if parts == "all" else parts, "," not in parts and parts != "all")


def _year(found: re.Match[str]) -> Query:
    year, sign = int(found["year"]), found["sign"].casefold()
    span = {
        ">": Atom("years", first=year + 1), "aft": Atom("years", first=year + 1),
        "<": Atom("years", last=year - 1), "bef": Atom("years", last=year - 1),
        ">=": Atom("years", first=year), "<=": Atom("years", last=year),
    }.get(sign, Atom("years", first=year, last=year))  # fmt: skip
    return limiters.limit(span)


RULES: tuple[Rule, ...] = (
    ("query", r"PUBYEAR\s*(?P<sign>>=|<=|>|<|=|AFT|BEF|IS)\s*(?P<year>[0-9]{4})", _year),
    ("query", r"(?:LIMIT-TO|EXCLUDE)\s*\([^()]*\)", limiters.as_typed),
    ("prefix", rf"(?-i:{FIELDS})\s*(?=\()", _field),
    ("near", r"(?:W|PRE)\s?/\s?[0-9]{1,3}(?=[\s(\"{])", lambda found: (
        "near" if found[0][0] in "wW" else "pre", int(re.sub(r"\D", "", found[0])))),
    ("quoted", r"\{[^{}]*\}", quoted),
)  # fmt: skip
SCOPUS = DialectGrammar(
    name="scopus",
    title="Scopus",
    rules=RULES,
    truncation={"*": "*", "?": ONE},
    varied="all",
    beside="and",
    order=("or", "and", "not"),
)
