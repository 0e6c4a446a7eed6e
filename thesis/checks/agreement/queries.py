"""Rules on how the text says that was searched: operators, thesauri, subject headings, words."""

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Statement, prose, statements
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers import key_suggestions
from thesis.language import lexicon
from thesis.model.records import Search

SEARCH_OPERATOR = declare(
    "search.operator",
    looks_at="searches",
    sees="a clause that lets one operator do what another one does, «or» take hits away, one that "
    "was left out though a query has it, and a thesaurus of one database in another: Emtree in "
    "Medline",
    misses="what an operator does in other words, and thesauri that the list does not have",
    example="Her ble «or» brukt til å ta bort treff.",
    severity=WARNING,
)
OPERATOR = re.compile(
    r"[«“](?P<name>(?i:and|or|not|og|eller|ikke))[»”]|(?<!\w)(?P<capital>AND|OR|NOT)(?!\w)"
)
MEANS = {"og": "and", "eller": "or", "ikke": "not"}
OPERATORS = ("and", "or", "not")
THESAURI = {
    "mesh": ("medline", "pubmed", "cochrane", "svemed"),
    "emtree": ("embase",),
    "cinahl_headings": ("cinahl",),
    "apa_thesaurus": ("psycinfo",),
}  # The databases that have a thesaurus, by the letters that their names begin with
BASES = r"(?:i|in|for|fra|from)\s(Medline|PubMed|Embase|PsycInfo|CINAHL|Cochrane|SveMed)(?!\w)"


@SEARCH_OPERATOR.check
def operators(thesis: Thesis) -> Iterator[Finding]:
    """Every clause with one operator or one thesaurus against what each is for."""
    names: set[str] = set()
    for statement in statements(thesis):
        known = lexicon.words("operators", statement.language)
        names = {*key_suggestions.named(thesis.register, statement.text)} or names
        if statement.record or not known or statement.works:
            continue
        yield from _roles(statement, known)
        yield from _left_out(thesis, statement, known, names)
        yield from _thesauri(statement, known)


def _roles(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    text = statement.passage.text
    for found in OPERATOR.finditer(text, statement.start, statement.end):
        start, end = statement.clause(found.start(), found.end())
        named = {_operator(each) for each in OPERATOR.finditer(text, start, end)}
        if len(named) != 1 or lexicon.denials(statement.language).search(
            OPERATOR.sub(" ", text[start:end])
        ):
            continue
        (mine,) = named
        does = {name: lexicon.pattern(known[name]).search(text, start, end) for name in OPERATORS}
        others = [each for name, each in does.items() if each and name != mine]
        if others and not does[mine]:
            yield statement.passage.finding(
                SEARCH_OPERATOR,
                found.start(),
                found=f"«{mine}» and «{others[0][0]}»",
                expected="«and» has all words, «or» any of them, «not» takes hits away",
                fix="name the operator that does it",
            )
            return


def _left_out(
    thesis: Thesis, statement: Statement, known: Mapping[str, tuple[str, ...]], names: set[str]
) -> Iterator[Finding]:
    """An operator that was left out against the queries; «her», of the databases named last."""
    text = statement.passage.text
    for found in OPERATOR.finditer(text, statement.start, statement.end):
        start, end = statement.clause(found.start(), found.end())
        if not lexicon.pattern(known["unused"]).search(text, start, end):
            continue
        there = HERE.search(text, start, end)
        mine = re.compile(rf"(?<!\w){_operator(found)}(?!\w)", re.IGNORECASE)
        with_it = [one for one in thesis.register.records.searches if mine.search(one.query)]
        if using := next((one for one in with_it if one.database in names or not there), None):
            yield statement.passage.finding(
                SEARCH_OPERATOR,
                found.start(),
                found=f"«{_operator(found)}», which was left out",
                expected=f"what the queries have: {using.key} «{using.query}»",
                fix="say which operators were used",
            )


HERE = re.compile(r"(?<!\w)(?:[Hh]er|[Dd]er|[Dd]isse|[Dd]esse|[Hh]ere|[Tt]here|[Tt]hese)(?!\w)")
"""What points to the databases that a sentence before named."""


def _operator(found: re.Match[str]) -> str:
    name = (found["name"] or found["capital"]).lower()
    return MEANS.get(name, name)


def _thesauri(statement: Statement, known: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for name, bases in THESAURI.items():
        words = "|".join(re.escape(word) for word in known[name])
        pattern = re.compile(rf"(?<!\w)(?:{words})\s{BASES}", re.IGNORECASE)
        for found in pattern.finditer(statement.text):
            if not found[1].lower().startswith(bases):
                yield statement.passage.finding(
                    SEARCH_OPERATOR,
                    statement.start + found.start(),
                    found=f"«{found[0]}»",
                    expected=f"a database that has it: {', '.join(bases)}",
                    fix="name the thesaurus of that database",
                )


SEARCH_HEADINGS = declare(
    "search.headings",
    looks_at="searches",
    sees="«søkt med emneord» where no query has a subject heading, and «uten emneord» where one "
    "has",
    misses="headings that a database adds by itself, and words that were chosen from a thesaurus",
    example="Det ble søkt med emneord.",
    severity=WARNING,
)
HEADING = re.compile(
    r"(?:\bexp(?:lode)?\s+\w|\w/(?:\s|$|\))|\[m(?:h|esh)|mesh descriptor|\b(?:DE|MH|MM|MJ)\s?[\"(“]"
    r"|/(?:exp|de|mj)\b|\*?['’]/(?:exp|de))",
    re.IGNORECASE,
)  # What queries have where a heading of a thesaurus is searched for, in any dialect
WITH = re.compile(
    r"(?<!\w)(?P<word>med|både|ved|with|using|uten|utan|without|ikke|ikkje|not)\s(?:(?!og\s|and\s)\w+\s){0,4}?$",
    re.IGNORECASE,
)
LACKING = frozenset({"uten", "utan", "without", "ikke", "ikkje", "not"})
SEARCHED = re.compile(r"(?<!\w)(?:søk\w*|søkt|search\w*|enkeltord|søkeord)(?!\w)", re.IGNORECASE)


@SEARCH_HEADINGS.check
def headings(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence on searches with or without subject headings against the queries."""
    searches = thesis.register.records.searches
    with_them = [one for one in searches if HEADING.search(one.query)]
    for statement in prose(thesis):
        known = lexicon.words("operators", statement.language)
        if statement.works or not searches or not known:
            continue
        if not SEARCHED.search(statement.text):
            continue
        for found in lexicon.pattern(known["headings"]).finditer(statement.text):
            before = WITH.search(statement.text[: found.start()])
            said = before and before["word"].lower() not in LACKING
            if before is None or said == bool(with_them):
                continue
            if not said and re.search(r"ikke|ikkje|not", before[0]) and "bare" in before[0]:
                continue
            yield statement.passage.finding(
                SEARCH_HEADINGS,
                statement.start + before.start(),
                found=f"«{before[0]}{found[0]}»",
                expected=_headed(with_them),
                fix="say how was searched, or mend the queries",
            )


def _headed(searches: list[Search]) -> str:
    if not searches:
        return "a sentence that says so: no query has a subject heading"
    return f"what the queries have: a heading in {', '.join(one.key for one in searches[:4])}"


SEARCH_UNKNOWN_WORDS = declare(
    "search.unknown-words",
    looks_at="searches",
    sees="an English word in quotation marks, beside others that queries have or beside a word for "
    "search words, that no query and no element of the research question has",
    misses="a word that a query has and that was not searched with there",
    example="En stjerne etter søkeordet, som i «exercise*», fanger opp ulike endelser.",
    severity=WARNING,
)
QUOTED = re.compile(r"[«“](?P<term>[a-z]+\*?(?: [a-z]+\*?){0,2})[»”]")
WORDS = re.compile(
    r"(?<!\w)(?:søkeord\w*|PICO-ord\w*|søkestreng\w*|search words?|search terms?)(?!\w)"
)
NEITHER = re.compile(
    r"(?<!\w)(?:ikke|ikkje|uten|utan|aldri|kunne|skulle|ville|burde|not|without|could|should|glipp)(?!\w)"
)


@SEARCH_UNKNOWN_WORDS.check
def unknown(thesis: Thesis) -> Iterator[Finding]:
    """Every quoted search word against all queries and the words of data/pico.yaml."""
    records = thesis.register.records
    queries = " ".join(each.query for each in records.searches).casefold()
    asked = " ".join(word for row in records.pico for word in row.search_words).casefold()
    for statement in prose(thesis):
        text = statement.text
        quoted = list(QUOTED.finditer(text))
        if not queries or not quoted or NEITHER.search(QUOTED.sub(" ", text)):
            continue
        known = [each for each in quoted if _has(f"{queries} {asked}", each["term"])]
        strange = [each for each in quoted if each not in known]
        if strange and (len(known) > len(strange) or WORDS.search(text)):
            yield statement.passage.finding(
                SEARCH_UNKNOWN_WORDS,
                statement.start + strange[0].start(),
                found=f"«{strange[0]['term']}», which no query has",
                expected="a word of data/searches/ or of data/pico.yaml, as it was typed",
                fix="name a word that was searched with",
            )


def _has(words: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term.casefold())}(?![\w*])", words) is not None
