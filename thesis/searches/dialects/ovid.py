"""Ovid: MEDLINE, Embase, PsycINFO and others, as typed in its line of commands.

Read are fields behind words (.ti,ab.), headings (exp X/, *X/, X/th), adj, the truncation $ * ? #,
rows by their numbers, `limit`, `use`, `remove duplicates from`, `from 5 keep 1-10`, and what
Ovid's forerunner SilverPlatter had (in ti, explode).
"""

import re
from collections.abc import Callable

from thesis.searches.commands import USED
from thesis.searches.dialects import fields, limiters
from thesis.searches.dialects.grammar import (
    FAR,
    OPERATOR,
    ROWS,
    DialectGrammar,
    Rule,
    SearchField,
    lower,
    text_of,
)
from thesis.searches.query import Narrowed, Query, QueryError, SubjectHeading, as_text
from thesis.searches.sets import MAYBE, ONE, Atom

CODES = (
    "ab ac ad ae af ag ai al an ar as at au aw ax ba bc bd bo bs bt bw ca cb cc cd ce cf cg "
    "ci cl cm cn co cp cq cr cs ct cu cy da db dc dd de df dg di dj dm dn do dp dq dt du dv "
    "dy ea eb ec ed ee ef em en ep er es et eu ev ez fa fd fe fg fi fn fp fs ft fx ga gc ge "
    "gf gn go gr gs gw gy hd hi hl ho ht hw ia ib ic id ie ig ih in ip ir is it iv ja jc jn "
    "jp js jw jx ka kf ko kp kw ky la lc lg li ll lm lo lu ma mc md me mf mh mm mn mp ms mt "
    "mv na nb nc nj nm nn nr nt nu nw oa oc od oe of ol om oo op os ot ow ox pa pb pc pd pe "
    "pg ph pi pk pl pm pn po pp pr ps pt pu pv px py pz rd re rf rn ro rp rr rs rt rv rw rx "
    "sb sc sd se sf sg sh si sj sl sm so sp sr ss st su sv sw sy ta tb tc td te tf tg th ti "
    "tl tm tn to tp tr ts tt tu tw tx ty ua ub uc ud ui um up ur us vo vs vt vw wd wf wq ws "
    "wt xs ya yr zc sa_year m_titl m_auts "
)
"""The fields of Ovid's databases, of which `or` is none."""
CODE = rf"(?:{'|'.join(CODES.split())})"
SUFFIX = rf"\.\s?\(?{CODE}\)?(?:\s*[,.;]\s?{CODE})*\s?\.?(?=[\s()\[\]/]|$)"
UNKNOWN = r"\.[a-z]{2}(?:,[a-z]{2})*\.(?=[\s()]|$)"
SUBHEADINGS = (
    r"(?:(?!or\b|and\b|not\b|in\b)[a-z]{2}(?:\s*,\s*[a-z]{2})*(?![\w.-])|all[ -]subheadings\b"
    r"|[a-z]+-[a-z-]+(?:\s*,\s*[a-z-]+)*(?=\s+in\b))?"
)
IN_HEADINGS = (
    r"(?:\s+in\s+(?:mime|mjme|mesh|dem|der|ders|de)(?:\s*,\s*(?:mime|mjme|mesh|dem|der|ders))*\b)?"
)
"""What SilverPlatter has behind a heading."""
SEVERAL_FIELDS = {"tw", "mp", "af"}
ANDED = re.compile(
    r"\b(?:sensitivity and specificity|wounds and injuries|signs and symptoms|aged,? 80 and over|"
    r"aged to 80 and over|costs and cost analysis|surveys and questionnaires|bites and stings|"
    r"growth and development|organization and administration|anesthesia and analgesia|"
    r"equipment and supplies|hypnotics and sedatives|head and neck neoplasms|bone and bones|"
    r"head and neck cancer|information storage and retrieval|feeding and eating disorders|"
    r"esophageal and gastric varices|diagnostic techniques and procedures|"
    r"health services needs and demand|drug and narcotic control|food and beverages|"
    r"personnel staffing and scheduling|skin and connective tissue diseases|"
    r"nutritional and metabolic diseases|behavior and behavior mechanisms|"
    r"trauma and stressor related disorders|bipolar and related disorders|"
    r"diagnostic and statistical manual of mental disorders|epidemiologic research design and|"
    r"neoplasms, glandular and epithelial|neoplasms, connective and soft tissue)\b",
    re.IGNORECASE,
)
"""Headings with a word in their name that would else be an operator."""
JOINED = re.compile(
    r"(?:and|or|not)?\s*(?P<name>(?:exp\s+)?\*?[^\W\d].*?\s(?:and|or)\s"
    r"(?!exp\b|explode\b|\*|[0-9]).+?)\s*",
    re.IGNORECASE,
)
"""Words, an operator and a heading: perhaps one heading without its quotation marks."""


def _one_or_two(text: str) -> str:
    """A heading that may be two things that are joined; "" when there is none."""
    if "/" not in text and ".sh" not in text.casefold():
        return ""
    bracketed = re.sub(
        SUFFIX, lambda found: found[0] if found[0].strip(". ") == "sh" else ")", text, flags=re.I
    )
    # «Mothers/px or Fathers/»: what stands behind the sign belongs to the first heading.
    bare = re.sub(
        r"/[a-z]{2}(?:\s*,\s*[a-z]{2})*(?=\s+(?:and|or|not)\b)", "/", bracketed, flags=re.I
    )
    pieces = re.split(r"([()\"/\[\]]|\.sh\b|\.)", ANDED.sub("", bare))
    for piece, sign in zip(pieces[::2], pieces[1::2], strict=False):
        if sign in ("/", ".sh") and (joined := JOINED.fullmatch(piece.strip())):
            return joined["name"]
    return ""


def _fields(found: re.Match[str]) -> SearchField:
    names = re.findall(CODE, found[0], re.IGNORECASE)
    joined = fields.joined(",".join(names))
    return SearchField(joined, len(names) == 1 and joined not in SEVERAL_FIELDS)


def _in(found: re.Match[str]) -> SearchField:
    return _field(",".join(re.split(r"[\s,]+", found[0].strip())[1:]))


def _field(names: str) -> SearchField:
    joined = fields.joined(names)
    return SearchField(joined, "," not in joined and joined not in SEVERAL_FIELDS)


def _near(found: re.Match[str]) -> tuple[str, int]:
    if found[0].casefold() == "near":
        return "near", FAR
    most = int(re.sub(r"\D", "", found[0]) or 1)
    return ("next", 1) if most <= 1 else ("near", most)


def _unknown(found: re.Match[str]) -> SearchField:
    raise QueryError(f"«{found[0]}» is no field of Ovid")


def _heading(found: re.Match[str]) -> Query:
    text = " ".join(found["name"].casefold().replace('"', " ").split()).strip(" ,.")
    if strange := re.search(r"\b(?:exp|explode)\s|(?<!^)\*", text):
        raise QueryError(f"«{strange[0].strip()}» stands within the heading «{text}/»")
    if not re.search(r"[^\W\d]", text) or text in ("exp", "explode"):
        raise QueryError(f"«{found[0].strip()}» has no heading before the sign /")
    subheadings = (found["sub"] or "").casefold()
    few = (
        () if subheadings.startswith("all") else tuple(sorted(re.findall(r"[a-z-]+", subheadings)))
    )
    return SubjectHeading(text, bool(found["exp"]), "*" in (found["focus"] or ""), few)


HEADING = (
    r"(?P<exp>(?:exp|explode)\s*(?=[\s\"*]))?\s*(?P<focus>\*\s*)?"
    rf"(?P<name>\"[^\"/]*\"|(?:{ANDED.pattern}|(?!{SUFFIX}|\b(?:and|or|not)\b(?![-'])"
    rf"|\b(?:adj|near)[0-9]+\b)[^()\"/\[\]]){{1,150}}?)\s*/\s*(?P<sub>{SUBHEADINGS})" + IN_HEADINGS
)
"""A heading with all that belongs to it. One that is made of words begins where they begin."""


def _exploded(found: re.Match[str]) -> Query:
    """«exp asthma» without its sign."""
    text = re.sub(rf"{IN_HEADINGS}$", "", found[0].split(None, 1)[1].casefold())
    return SubjectHeading(text.strip(' "*'), exploded=True, focus=text.startswith("*"))


RULES: tuple[Rule, ...] = (
    ("blank", r"\s+", text_of),
    *ROWS,
    (
        "query",
        rf"(?P<years>[12][0-9]{{3,7}}:[12][0-9]{{3,7}})\.\(?(?:sa_year|{CODE})\)?\.?",
        limiters.years_found,
    ),
    (
        "suffix",
        r"\[\s*(?:tiab|ti|ab|tw|mesh|mh|majr|pt|sh|all fields|title/abstract|text word)\b[^\]]*\]",
        _unknown,
    ),
    ("mark", r"/\s*freq(?:uency)?\s*=\s*[0-9]+", lambda found: _frequent(lower(found))),
    ("mark", rf"use\s+{USED}(?:\s*,\s*{USED})*(?=\s|\)|$)", lambda found: (_only(lower(found)),)),
    ("suffix", SUFFIX, _fields),
    ("suffix", UNKNOWN, _unknown),
    ("suffix", rf"\s*\bin\s+{CODE}(?:\s*,\s*{CODE})*(?=\s*(?:$|\)|\b(?:and|or|not)\b))", _in),
    (
        "near",
        r"(?:adj|near)\s?[0-9]+(?=[\s(\"]|$)|(?:adj|near)(?=[\s(\"])(?!\s*(?:adj|patient))",
        _near,
    ),
    ("blank", r"\[[^\]]*\]", text_of),
    OPERATOR,
    ("query", HEADING, _heading),
    (
        "prefix",
        r"\b(?:tg|pt|la|py|de|au|so|ti|ab|tw)\s?=\s?(?=[\w\"(])",
        lambda found: _field(found[0].rstrip("= ")),
    ),
    (
        "query",
        r"(?:exp|explode)\s+\*?(?:\"[^\"]+\"|[^()\"/.]{1,150}?)"
        + IN_HEADINGS
        + r"(?=\s*(?:$|\)|\b(?:and|or|not)\b))",
        _exploded,
    ),
)


def _frequent(text: str) -> Callable[[Query], Query]:
    def narrowed(query: Query) -> Query:
        # How often a word stands is asked of this query: that of another is another mark.
        return _marked(query, f"{as_text(query)} {text}")

    return narrowed


def _marked(query: Query, text: str) -> Query:
    return Narrowed(query, (_only(text),))


def _only(text: str) -> frozenset[Atom]:
    return frozenset({Atom("only", text)})


# ---- commands -----------------------------------------------------------------------------------

NAMED = r"(?P<rows>[#s]?[0-9]{1,3}(?![0-9])|\([^()]+\))"
COLON = re.compile(
    r"\S*:(?=\s+(?!(?:and|or|not|adj[0-9]*|near[0-9]*)\b)[\w(\"]|[^\W\d])", re.IGNORECASE
)
OWN_NUMBER = re.compile(
    r"[0-9]{1,3}\s+(?!(?:and|or|not|adj[0-9]*|near[0-9]*|use|in)\b)[^\W\d]", re.IGNORECASE
)
COMMAND = re.compile(
    r"(?:limit|lim)\s*(?:to\b|[(#0-9])|\.\.|remove\s+dup|dedup\w*\s+[0-9(]"
    r"|from\s+[(#0-9]\S*\s+keep\b",
    re.IGNORECASE,
)
INNER_SLASH = re.compile(
    r"(?<=\w)/(?=[^\W\d_]{3})(?!(?:and|or|not|all|freq\w*)\b|[a-z]+-[a-z-]+\s*(?:,|in\b))",
    re.IGNORECASE,
)
"""A sign in the middle of a word, her2/neu, which Ovid reads as a blank."""
COMMENT = re.compile(r"\s*\[[^\[\]]*\]\s*$")
LIMIT = re.compile(
    rf"(?:(?:limit|lim)\s+{NAMED}\s*to"
    rf"|\.\.l(?:imit)?\s*/?\s*{NAMED.replace('rows', 'short')}(?:\s+to)?)"
    r"\s+(?P<to>\S.*)",
    re.IGNORECASE,
)
DUPLICATES = re.compile(rf"(?:remove\s+dup\w*\s+from|(?:\.\.)?dedup\w*)\s+{NAMED}", re.IGNORECASE)
KEEP = re.compile(rf"from\s+{NAMED}\s+keep\s+(?P<which>[0-9,\s-]+|all)", re.IGNORECASE)


def _command(text: str, read: Callable[[str], Query]) -> Query | None:
    """What is no expression: a limit, duplicates removed, some of the records kept."""
    if COMMAND.match(text):
        return _commanded(COMMENT.sub("", text).rstrip("."), read)
    if (plain := INNER_SLASH.sub(" ", text)) != text:
        return read(plain)
    if heading := _one_or_two(text):
        raise QueryError(
            f"«{heading}/» may be one heading, or two things that are joined: a heading with "
            "such a word in it stands in quotation marks"
        )
    if found := COLON.search(text):
        raise QueryError(f"«{found[0]}»: the colon is neither truncation nor a field of Ovid")
    if OWN_NUMBER.match(text):
        raise QueryError("it may begin with its own number, or with a word that is a number")
    return None


def _commanded(text: str, read: Callable[[str], Query]) -> Query:
    if found := LIMIT.fullmatch(text):
        return Narrowed(
            _named(found["rows"] or found["short"], read), limiters.ovid(found["to"].strip())
        )
    if found := DUPLICATES.fullmatch(text):
        # What is left of one set is not what is left of a larger one: a mark of its own.
        rows = _named(found["rows"], read)
        return _marked(rows, f"{as_text(rows)} without duplicates")
    if found := KEEP.fullmatch(text):
        rows = _named(found["rows"], read)
        return _marked(rows, f"{as_text(rows)} keep {' '.join(found['which'].split())}")
    raise QueryError(f"the command «{text}» is not understood: «limit 5 to humans» would be")


def _named(rows: str, read: Callable[[str], Query]) -> Query:
    return read(re.sub(r"(?<![#\w])s(?=[0-9])", "#", rows, flags=re.IGNORECASE))


OVID = DialectGrammar(
    name="ovid",
    title="Ovid",
    rules=RULES,
    ends=rf"{SUFFIX}|{UNKNOWN}|[/\[\]]",
    truncation={"$": "*", "*": "*", "?": MAYBE, "#": ONE, ":": "*"},
    beside="phrase",
    bare=True,
    everywhere="mp",
    whole=_command,
)
