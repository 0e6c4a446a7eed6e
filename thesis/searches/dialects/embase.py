"""Embase.com: 'x'/exp, :ti,ab, NEAR/3, NEXT/2, [2015-2026]/py, [english]/lim, #1 AND #2."""

import re
from collections.abc import Callable

from thesis.searches.dialects import fields, limiters
from thesis.searches.dialects.grammar import DialectGrammar, Rule, SearchField, in_field
from thesis.searches.query import Query, QueryError, SearchTerms, SubjectHeading
from thesis.searches.sets import MAYBE, ONE

NAMES = (
    "ti|ab|kw|tn|dn|df|mn|af|lnk|de|ca|au|ff|jt|ta|is|it|la|cy|ad|pt|py|exp|mj|cl|rn|dtype|oa|ot|tt|"
    "dc|spd|sd|pd|id|ui|do|em|an|cn|mdn"
)
FIELDS = rf":\s?(?:{NAMES})(?:\s*,\s*(?:{NAMES}))*(?![\w:])"
LINK = "[a-z]{2}_[a-z]{2}"
TERM = rf"/(?:exp|de|mj|syn|br|{LINK}|dd|dm|lnk)(?:/(?:mj|dd|dm|exp|{LINK}))*(?![\w])"


def _fields(found: re.Match[str]) -> SearchField:
    joined = fields.joined(found[0].lstrip(": "))
    return SearchField(joined, "," not in joined)


def _term(found: re.Match[str]) -> Callable[[Query], Query]:
    signs = found[0].casefold().strip("/").split("/")

    def headed(query: Query) -> Query:
        if not isinstance(query, SearchTerms) or query.field or query.text.startswith("'"):
            raise QueryError(f"«{found[0]}» stands behind a term of Emtree alone")
        few = tuple(sorted(sign for sign in signs if sign not in ("exp", "de", "mj", "syn", "br")))
        text = query.text + (" (broad)" if {"syn", "br"} & {*signs} else "")
        return SubjectHeading(text, "exp" in signs, "mj" in signs, few)

    return headed


def _limit(found: re.Match[str]) -> Query:
    value, kind = found["value"].casefold(), found["kind"].casefold()
    span = limiters.years(value) if kind == "py" else None
    mark = span or limiters.only(f"[{value}]/{kind}")
    return limiters.limit(mark)


def _behind(found: re.Match[str]) -> Callable[[Query], Query]:
    """'humans'/lim, 2015:py: a limit whose value has no brackets."""
    kind = found[0].casefold().strip("/: ")

    def limited(query: Query) -> Query:
        if not isinstance(query, SearchTerms):
            raise QueryError(f"«{found[0]}» stands behind a value alone")
        span = limiters.years(query.text) if kind == "py" else None
        if not span and kind == "py":
            return in_field(query, SearchField("py", True))
        mark = span or limiters.only(f"[{query.text}]/{kind}")
        return limiters.limit(mark)

    return limited


def quoted(found: re.Match[str]) -> str:
    """What stands between two quotes."""
    return found[0][1:-1]


def near(found: re.Match[str]) -> tuple[str, int]:
    """NEAR/3, NEXT/2, NEXT."""
    most = int(re.sub(r"\D", "", found[0]) or 6)
    if found[0].casefold().startswith("next"):
        return ("next", 1) if most == 1 or "/" not in found[0] else ("pre", most)
    return "near", most


NEAR = r"(?:near|next)\s?/\s?[0-9]{1,3}(?=[\s('\"])"
RULES: tuple[Rule, ...] = (
    ("query", r"\[(?P<value>[^\[\]]+)\]\s*/\s*(?P<kind>lim|py|sd|pd|dp)", _limit),
    ("mark", r":py(?!\w)|/(?:lim|py)(?!\w)", _behind),
    ("suffix", r"/(?:it|la|cy)(?!\w)", lambda found: SearchField(found[0][1:].casefold(), True)),
    ("mark", TERM, _term),
    ("suffix", FIELDS, _fields),
    ("near", NEAR, near),
    ("quoted", r"'[^']*(?:(?<=\w)'s\b[^']*)?'(?!\w)", quoted),
)
EMBASE = DialectGrammar(
    name="embase",
    title="Embase.com",
    rules=RULES,
    ends=rf"{FIELDS}|{TERM}|:py|/(?:lim|py|it|la|cy)(?!\w)",
    truncation={"*": "*", "?": ONE, "$": MAYBE},
    beside="words",
)
