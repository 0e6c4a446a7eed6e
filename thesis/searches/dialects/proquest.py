"""ProQuest: ti(…), TI,AB(…), noft(…), MAINSUBJECT.EXACT("X"), N/3, PRE/2, S1 AND S2, pd(…)."""

import re

from thesis.searches.dialects import fields, limiters
from thesis.searches.dialects.grammar import DialectGrammar, Rule, SearchField
from thesis.searches.query import Operation, Query, SubjectHeading
from thesis.searches.sets import ONE

NAMES = (
    "ti|title|ab|abstract|su|subject|noft|all|ft|af|if|diskw|tg|me|mesh|majr|au|la|pub|dtype|rtype|stype|at|"
    "mainsubject|sub|emb|cc|lo|ps|pn|pop|age|gn|me|loc|sc|ot|kw|ar|yr|tac|diag"
)
HEADING = (
    r"(?P<kind>MAINSUBJECT|MESH|SU|EMB|MJSUB|MJMESH|MJEMB|SUBJECT|MJMAINSUBJECT|DE|MM|TEST|KW|CC)"
    r"\.(?P<how>EXACT(?:\.EXPLODE)?|EXPLODE)"
    r"\s*\(\s*(?P<names>\"[^\"]*\"(?:\s+OR\s+\"[^\"]*\")*|[^()\"]+)\s*\)"
)


def _heading(found: re.Match[str]) -> Query:
    exploded = "explode" in found["how"].casefold()
    focus = found["kind"].casefold().startswith("mj")
    names = re.findall(r'"([^"]*)"', found["names"]) or [found["names"]]
    each = []
    for name in names:
        text, _, below = " ".join(name.casefold().split()).partition(" -- ")
        each.append(SubjectHeading(text, exploded, focus, (below,) if below else ()))
    return each[0] if len(each) == 1 else Operation("or", tuple(each))


def _field(found: re.Match[str]) -> SearchField:
    short = {"title": "ti", "abstract": "ab", "subject": "su"}
    names = [n.strip().casefold() for n in found[0].strip(" (").split(",")]
    joined = fields.joined(",".join(short.get(name, name) for name in names))
    return SearchField(joined, "," not in joined and joined not in ("", "noft"))


def _dates(found: re.Match[str]) -> Query:
    ends = re.findall(r"[0-9]{4,8}", found[0])
    mark = limiters.dates(ends[0], ends[-1]) if ends else limiters.only(found[0])
    return limiters.limit(mark)


RULES: tuple[Rule, ...] = (
    ("query", HEADING, _heading),
    ("query", r"(?:pd|yr|py)\s*\(\s*[0-9]{4,8}(?:\s*-\s*[0-9]{4,8})?\s*\)", _dates),
    ("query", r"(?:peer|fulltext|human|la|dtype|rtype|stype|at|lo|age|po|me)\.exact\s*\([^()]*\)|"
     r"(?:peer|fulltext|rec|subt)\s*\([^()]*\)", limiters.as_typed),
    ("prefix", rf"(?:{NAMES})(?:\s*,\s*(?:{NAMES}))*(?=\()", _field),
    ("near", r"(?:near|n|pre|p)\s?/\s?[0-9]{1,3}(?=[\s(\"])", lambda found: (
        "near" if found[0][0] in "nN" else "pre", int(re.sub(r"\D", "", found[0])))),
    ("row", r"\[?\bS[0-9]{1,3}\b(?![-\w])\]?", lambda found: int(re.sub(r"\D", "", found[0]))),
)  # fmt: skip
PROQUEST = DialectGrammar(
    name="proquest",
    title="ProQuest",
    rules=RULES,
    truncation={"*": "*", "?": ONE},
    varied="all",
    beside="and",
    order=("and", "or", "not"),
)
