"""The Cochrane Library: [mh "X"], :ti,ab,kw, NEAR/3, NEXT, {OR #1-#4}, MeSH descriptor lines."""

import re
from collections.abc import Callable

from thesis.searches.dialects import fields, limiters
from thesis.searches.dialects.embase import near
from thesis.searches.dialects.grammar import DialectGrammar, Rule, SearchField
from thesis.searches.query import Narrowed, Query, QueryError, SubjectHeading
from thesis.searches.sets import ONE

NAMES = "ti|ab|kw|au|so|pt|doi|an|tb|me|mh|ot|la|kwd|ky|pmid|org|cc|py|dt|crn|dn|is"
FIELDS = rf":\s?(?:{NAMES})(?:\s*[,;]\s*(?:{NAMES}))*(?![\w:])"
HEADING = (
    r"\[\s*(?:mh|mesh)\s*(?P<no>\^)?\s*\"?(?P<name>[^\"\[\]]+?)\"?\s*"
    r"(?:/\s*(?P<sub>[^\[\]\"]*))?\s*\"?\s*\]"
)
MESH = (
    r"\bMeSH\s+(?:descriptor|term)?\s*:?\s*\[?\s*(?P<name>[^\[\]\"]+?|\"[^\"]*\")\s*\]?\s*,?"
    r"\s+(?P<how>this term only|explode all trees|explode trees?"
    r"(?:\s*[0-9](?:\s*(?:,|and)\s*[0-9])*)?"
    r"|explode|single term|tree [0-9]+)"
    r"(?:\s+(?:and\s+)?with\s+qualifiers?\s*(?:\(s\))?\s*:?\s*\[?(?P<sub>[^\[\]]*)\]?)?"
)


def _fields(found: re.Match[str]) -> SearchField:
    joined = fields.joined(found[0].lstrip(": ").replace(";", ","))
    return SearchField(joined, "," not in joined)


def _heading(found: re.Match[str]) -> Query:
    if found[0].count('"') % 2:
        raise QueryError(f"«{found[0]}»: a quotation mark stands alone")
    return SubjectHeading(_name(found["name"]), not found["no"], False, _few(found["sub"]))


def _mesh(found: re.Match[str]) -> Query:
    """The line that its form for headings writes."""
    how = found["how"].casefold()
    return SubjectHeading(
        _name(found["name"]), how.startswith("explode"), False, _few(found["sub"])
    )


def _name(text: str) -> str:
    name = " ".join(text.casefold().replace('"', " ").split()).strip(" ,")
    if not name:
        raise QueryError("there is no heading in its brackets")
    return name


def _few(text: str | None) -> tuple[str, ...]:
    each = re.split(r"\s*[,/]\s*", (text or "").strip().casefold())
    return tuple(sorted(" ".join(part.split("-")[0].split()) for part in each if part))


RULES: tuple[Rule, ...] = (
    ("query", HEADING, _heading),
    ("query", MESH, _mesh),
    ("suffix", FIELDS, _fields),
    ("near", r"(?:near|next)(?:\s?/\s?[0-9]{1,3})?(?=[\s(\"])", near),
)
LIMITED = re.compile(
    r"(?P<rows>.+?)[,\s]+(?:with|in)\s+(?P<limits>(?:Cochrane Library publication date|"
    r"Publication Year|Trials|Cochrane Reviews|Other Reviews|Clinical Trials|"
    r"Technology Assessments|Economic Evaluations|"
    r"Cochrane Central|CENTRAL|All Products|Cochrane Protocols|Review Group)\b.*)",
    re.IGNORECASE,
)
VARIANTS = re.compile(r"\s*\(Word variations have been searched\)", re.IGNORECASE)
YEARS = re.compile(r"Publication Year (?:from|between) (\d{4}) (?:to|and) (\d{4})", re.IGNORECASE)


def _limited(text: str, read: Callable[[str], Query]) -> Query | None:
    """«#1 with Publication Year from 2010 to 2020, in Trials»."""
    plain = VARIANTS.sub("", text)
    if found := LIMITED.fullmatch(plain):
        rest = found["limits"]
        span = YEARS.search(rest)
        marks = [limiters.dates(span[1], span[2])] if span else []
        rest = YEARS.sub("", rest).strip(" ,") if span else rest
        marks += [limiters.only(rest)] if rest else []
        return Narrowed(read(found["rows"].rstrip(", ")), tuple(frozenset({m}) for m in marks))
    return read(plain) if plain != text else None


COCHRANE = DialectGrammar(
    name="cochrane",
    title="the Cochrane Library",
    rules=RULES,
    ends=rf"{FIELDS}|\[",
    truncation={"*": "*", "?": ONE},
    varied="all",
    beside="words",
    whole=_limited,
)
