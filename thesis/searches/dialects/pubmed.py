"""PubMed: tags behind words, [Mesh], "x y"[tiab:~3], dates from one to another, #1 AND #2, filters.

Operators are worked out from left to right, and words beside a tagged word are joined by AND.
"""

import re
from collections.abc import Callable

from thesis.searches.dialects import limiters
from thesis.searches.dialects.grammar import LEFT, DialectGrammar, Rule, SearchField, in_field
from thesis.searches.query import (
    Narrowed,
    Operation,
    Query,
    QueryError,
    SearchTerms,
    SubjectHeading,
)
from thesis.searches.sets import BESIDE, Atom

HEADINGS = {
    "mesh": "exp", "mh": "exp", "mesh terms": "exp", "mesh term": "exp",
    "medical subject headings": "exp", "mesh:noexp": "", "mh:noexp": "", "mesh terms:noexp": "",
    "noexp": "", "majr": "exp *", "mesh major topic": "exp *", "major topic": "exp *",
    "mh major": "exp *", "majr:noexp": "*", "mesh major topic:noexp": "*", "mesh:exp": "exp",
    "mh:exp": "exp",
}  # fmt: skip
TAGS = {
    "tiab": "tiab", "title/abstract": "tiab", "title abstract": "tiab", "ti/ab": "tiab",
    "ti,ab": "tiab", "ti ab": "tiab", "abstract/title": "tiab", "title,abstract": "tiab",
    "title / abstract": "tiab", "ti": "ti", "title": "ti", "ab": "ab", "abstract": "ab",
    "tw": "tw", "text word": "tw", "text words": "tw", "textword": "tw", "word": "tw",
    "all fields": "all", "all": "all", "all field": "all", "sh": "sh", "subheading": "sh",
    "mesh subheading": "sh", "subheadings": "sh", "pt": "pt", "ptyp": "pt",
    "publication type": "pt", "publication types": "pt", "la": "la", "lang": "la",
    "language": "la", "au": "au", "author": "au", "1au": "1au", "ad": "ad", "affiliation": "ad",
    "ta": "ta", "journal": "ta", "jour": "ta", "nm": "nm", "rn": "rn",
    "supplementary concept": "nm", "substance name": "nm", "substance": "nm",
    "ec/rn number": "rn", "pa": "pa", "pharmacological action": "pa", "sb": "sb", "filter": "sb",
    "subset": "sb", "ot": "ot", "other term": "ot", "dp": "dp", "pdat": "dp",
    "publication date": "dp", "date - publication": "dp", "pubdate": "dp",
    "date - entrez": "edat", "edat": "edat", "entrez date": "edat", "mhda": "mhda",
    "crdt": "crdt", "date - create": "crdt", "date - completion": "dcom", "dcom": "dcom",
    "date - mesh": "mhda", "pmid": "uid", "uid": "uid", "pl": "pl", "si": "si", "tt": "tt",
    "ps": "ps", "ip": "ip", "vi": "vi", "pg": "pg", "gr": "gr", "ir": "ir", "cn": "cn",
    "lid": "lid", "is": "is", "jid": "jid", "mesh terms/all fields": "all",
}  # fmt: skip
TAG = re.compile(r"\s*(?P<name>[^\[\]~]*?)\s*(?::\s*~\s*(?P<far>[0-9]+))?\s*")
DAY = r"\"?(?:[123][0-9]{3}(?:/[0-9]{1,2}){0,2}|present|current)\"?"
DATE = (
    rf"{DAY}\s*(?:\[(?:dp|pdat|edat|crdt|mhda|date[^\]]*|publication date)\])?"
    rf"\s*:\s*{DAY}\s*\[[^\]]*\]"
)


def _tag(found: re.Match[str]) -> Callable[[Query], Query]:
    """What a tag makes of the words before it."""
    text = found[0].strip()[1:-1]
    told = TAG.fullmatch(text)
    name = " ".join(re.sub(r"\s*([:/])\s*", r"\1", (told or found)[0].casefold()).split())
    far = None
    if told and told["far"]:
        far, name = int(told["far"]), told["name"].casefold()

    def tagged(query: Query) -> Query:
        if name in HEADINGS:
            return _heading(query, HEADINGS[name])
        if name not in TAGS:
            raise QueryError(f"«[{text}]» is no tag of PubMed")
        field = TAGS[name]
        if far is not None:
            return _near(query, far, field)
        if (
            field == "dp"
            and isinstance(query, SearchTerms)
            and (span := limiters.years(query.text))
        ):
            return limiters.limit(span)
        return _in(query, field)

    return tagged


def _in(query: Query, field: str) -> Query:
    return in_field(query, SearchField(field, field not in ("tiab", "tw", "")))


def _heading(query: Query, qualifiers: str) -> Query:
    if isinstance(query, Operation) and query.operator == "or":
        return Operation("or", tuple(_heading(part, qualifiers) for part in query.parts))
    if not isinstance(query, SearchTerms) or query.field:
        raise QueryError("a heading stands in front of [Mesh] alone")
    if "*" in query.text:
        return SearchTerms(query.text, True, "mesh")
    name, _, below = query.text.partition("/")
    if not name or name.startswith(("exp ", "explode ")):
        raise QueryError(
            f"«{query.text}[Mesh]»: «exp» is no sign of PubMed, which explodes by itself"
        )
    few = (" ".join(below.split()),) if below else ()
    return SubjectHeading(name.strip(" ,"), "exp" in qualifiers, "*" in qualifiers, few)


def _near(query: Query, far: int, field: str) -> Query:
    if not isinstance(query, SearchTerms):
        raise QueryError("words in quotation marks stand in front of a tag with ~")
    words = tuple(SearchTerms(word, field=field) for word in query.text.split())
    if len(words) < 2:
        return SearchTerms(query.text, field=field)
    mark = Atom("near", BESIDE.join(sorted(query.text.split())), field, first=far)
    return Narrowed(Operation("and", words), (frozenset({mark}),))


def _dates(found: re.Match[str]) -> Query:
    first, last = re.findall(DAY, found[0], re.IGNORECASE)[:2]
    named = re.findall(r"\[([^\]]*)\]", found[0])[-1].strip().casefold()
    if named in ("dp", "pdat", "publication date", "date - publication", "pubdate"):
        mark = limiters.dates(first, last)
    elif TAGS.get(named) in ("edat", "crdt", "mhda", "dcom"):
        mark = limiters.only(f"{first} to {last} [{named}]")
    else:
        raise QueryError(f"«[{named}]» is no date of PubMed")
    return limiters.limit(mark)


RULES: tuple[Rule, ...] = (("query", DATE, _dates), ("mark", r"\[[^\]]*\]", _tag))
FILTERED = re.compile(
    r"(?P<rows>.+?)\s*\b(?:Filters?(?: activated| applied)?|Limits):\s*(?P<filters>.+?)\.?", re.I
)


ADDED = re.compile(r"\s*\bSort by:.*$|^Search:?\s+(?=[\"(#]|[^\[]+\[)", re.IGNORECASE)
"""What its page of details has around a search."""


def _filtered(text: str, read: Callable[[str], Query]) -> Query | None:
    plain = ADDED.sub("", text)
    if not (found := FILTERED.fullmatch(plain)):
        return read(plain) if plain != text else None
    marks = []
    for part in re.split(r"\s*[;,]\s*", found["filters"]):
        span = re.fullmatch(
            r"(?:publication date |from )?(\S+) (?:to|-) (\S+)", part, re.IGNORECASE
        )
        is_date = span and re.match("[12][0-9]{3}", span[1])
        marks.append(
            frozenset(
                {limiters.dates(span[1], span[2]) if span and is_date else limiters.only(part)}
            )
        )
    return Narrowed(read(found["rows"]), tuple(marks))


PUBMED = DialectGrammar(
    name="pubmed",
    title="PubMed",
    rules=RULES,
    ends=r"\[",
    truncation={"*": "*"},
    varied="bare",
    beside="and",
    order=LEFT,
    whole=_filtered,
)
