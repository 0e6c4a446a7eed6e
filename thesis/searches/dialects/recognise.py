"""Recognising a dialect: by its name, or by the signs that the searches of a database have."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from thesis.searches import commands, query
from thesis.searches.dialects.cochrane import COCHRANE
from thesis.searches.dialects.ebsco import EBSCO
from thesis.searches.dialects.embase import EMBASE
from thesis.searches.dialects.ovid import OVID, SUFFIX
from thesis.searches.dialects.proquest import PROQUEST
from thesis.searches.dialects.pubmed import HEADINGS, PUBMED, TAGS
from thesis.searches.dialects.scopus import SCOPUS
from thesis.searches.dialects.web_of_science import WEB_OF_SCIENCE
from thesis.searches.query import Query, QueryError, RowsError

PLAIN = "plain"  # The plain words of a student: words, rows by number, and, or, not, brackets
GRAMMARS = {
    grammar.name: grammar
    for grammar in (OVID, EBSCO, PUBMED, EMBASE, COCHRANE, WEB_OF_SCIENCE, SCOPUS, PROQUEST)
}
NAMES = (*GRAMMARS, PLAIN)  # What data/databases.yaml may call a dialect

_TAGS = "|".join(re.escape(tag) for tag in sorted({*HEADINGS, *TAGS}, key=len, reverse=True))
SIGNS = {
    "ovid": (
        r"(?<=[\w$*)\"]{2})\.[a-z]{2}(?:,[a-z]{2})*\.(?=\s|\)|$)|"
        rf"(?<=[\w$*?#)\"']){SUFFIX}(?<!\.\s[a-z]{{2}})"
        r"|[\w)\"*]/(?:[a-z]{2}(?:,\s?[a-z]{2})*)?(?=\s|\)|$)|\badj[0-9]*\b|\w\$"
        r"|^\(?(?:and|or)\s*/\s*[0-9]|[0-9]\s*/\s*(?:and|or)$"
        r"|\bexp(?:lode)?\s+(?!all\b|tree)[*\"\w]|^(?:limit|lim)\s+\(?[0-9(]"
        r"|^remove dup\w* from\s|^from\s+[0-9]+\s+keep\b|^\(?[0-9]+\)?\s+use\s+[a-z]"
    ),
    "ebsco": (
        r"(?-i:\b(?:MH|MM|DE|MJ)\s*\")|(?-i:(?:^|\(|\bOR\s+|\bAND\s+)\s*(?:TI|AB|TX|SU|KW)\s+[\w(\"])"
        r"|(?-i:\b[NW][0-9]{1,2}\s)|\bLimiters -|^or/s[0-9]"
    ),
    "pubmed": rf"\[\s*(?:{_TAGS})\s*(?::\s*~[0-9]+)?\s*\]",
    "embase": (
        r"/(?:exp|de|mj)\b|\]/(?:lim|py|sd)\b|:(?:ab,ti|ti,ab|de|lnk)\b|/(?:lim|it)\b"
        r"|'[^']+':(?:ti|ab)"
    ),
    "cochrane": (
        r"\[\s*mh\s+[\^\"\w]|\bMeSH descriptor\b|:ti,ab,kw\b|\{\s*(?:and|or)\s+#|Word variations"
        r"|\bnext\b(?!\s*/)(?=\s+\S)|\bwith Publication Year\b|^MeSH\s.*\bexplode all"
    ),
    "web-of-science": r"\b(?:TS|TI|AB|AK|SO|WC|KP)\s*=\s*[(\"\w]|\bTOPIC:|\bTimespan\s*=",
    "scopus": r"(?-i:\bTITLE-ABS|\bPUBYEAR\b|\bLIMIT-TO\b|(?:TITLE|ABS|KEY)\s*\()|\bW/[0-9]",
    "proquest": r"\b(?:noft|ti|ab|su|ti,ab|ab,ti|all|pd|peer)\((?!\))|\.EXACT\b",
}  # fmt: skip
"""What each dialect has and the others do not, or seldom."""
PATTERNS = {name: re.compile(sign, re.IGNORECASE) for name, sign in SIGNS.items()}


@dataclass(frozen=True)
class Recognised:
    """The dialect of some searches."""

    name: str  # one of :data:`NAMES`
    lines: int = 0  # how many of the searches have a sign of it
    rival: str = ""  # another dialect of which nearly as many have a sign; "" for none


def recognise(queries: Iterable[str]) -> Recognised:
    """The dialect of searches of one database, by their signs; plain words have none."""
    texts = list(queries)
    seen: Counter[str] = Counter()
    for text in texts:
        unquoted = re.sub(r'"[^"]*"', '""', text.translate(query.QUOTES).strip())
        seen.update(name for name, sign in PATTERNS.items() if sign.search(unquoted))
    if not seen:
        return Recognised(PLAIN)
    (name, lines), *others = sorted(seen.items(), key=lambda each: (-each[1], NAMES.index(each[0])))
    rival = others[0][0] if others and others[0][1] * 2 > lines else ""
    if rival and (better := _understood(rival, texts) - _understood(name, texts)):
        return Recognised(rival, seen[rival]) if better > 0 else Recognised(name, lines)
    return Recognised(name, lines, rival)


def _understood(dialect: str, queries: Iterable[str]) -> int:
    """How many of the queries a dialect reads."""

    def reads(text: str) -> bool:
        try:
            GRAMMARS[dialect].parse(bare(text))
        except QueryError:
            return False
        return True

    return sum(map(reads, queries))


NUMBERED = re.compile(
    r"\s*(?:#[0-9]{1,3}\s*(?:\tSearch|Search(?=:)):?\s|(?:#|S)?[0-9]{1,3}\s*[.):](?=\s)|[#S][0-9]{1,3}\s+(?!(?:and|or|not|near|next|adj|with"
    r"|in|use|limit|filters?|limiters?|limits|expanders|refined|indexes|timespan|sort|narrow|search"
    r")\b|[-,)/])|[0-9]{1,3}\s+(?=exp\s|[*(\"']|(?:or|and)/[0-9]|(?:limit|lim)\s+[0-9]|remove\s+dup"
    r"))\s*(?=\S)",
    re.IGNORECASE,
)
"""The number of a row in front of it, as published strategies have it."""
COUNTED = re.compile(
    r"(?<=\S)(?<!\bor)(?<!\band)(?<!\bnot)\s+[(\[]\s*[0-9][0-9,. ]*[)\]]\s*$", re.IGNORECASE
)
"""Its hits behind it."""


def title(name: str) -> str:
    """What a dialect is called in a message."""
    return GRAMMARS[name].title if name in GRAMMARS else "plain words"


def bare(text: str) -> str:
    """A row without its own number and its hits."""
    numbered = NUMBERED.match(text)
    return COUNTED.sub("", text[numbered.end() :] if numbered else text)


def parse(text: str, dialect: str = "") -> Query:
    """A query as a tree.

    Args:
        text: as it was typed.
        dialect: one of :data:`NAMES`; "" to go by the signs in the text.

    Raises:
        QueryError: it is not understood, or may be read in several ways.
        RowsError: of these, one that is lost with the rows it may name.
    """
    dialect = dialect or recognise([text]).name
    if dialect == PLAIN:
        return query.parse(text)
    try:
        made = GRAMMARS[dialect].parse(bare(text))
    except QueryError as unreadable:
        other = recognise([text]).name
        hint = f"; it looks like {title(other)}" if other not in (PLAIN, dialect) else ""
        raise RowsError(f"{unreadable}{hint}") from None
    plain = " ".join(text.casefold().translate(query.QUOTES).split())
    told = commands.command(plain)
    if "«combine»" in told or (
        not any(query.rows(made)) and (commands.only_rows(plain) or (told and "sign" not in told))
    ):
        raise RowsError(f"it names rows in a form that {title(dialect)} does not have")
    return made
