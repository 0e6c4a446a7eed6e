"""Rules on two abstracts: one thesis told in two languages, by the same numbers and terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.passages import texts
from thesis.document.statements.statement import KeyedNumber, Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon

ABSTRACT_NUMBERS = declare(
    "abstract.numbers",
    looks_at="keyed",
    sees="two abstracts that do not print the same numbers in the same order",
    misses="a number that is wrong in both",
    example='{{ n("searches.articles") }} abstracts where the other prints searches.abstracts',
)


@ABSTRACT_NUMBERS.check
def numbers(thesis: Thesis) -> Iterator[Finding]:
    """The keys of each abstract in another language against those of the thesis' own."""
    for own, other in _pairs(thesis):
        mine, theirs = _printed(own), _printed(other)
        for (first, one), (statement, two) in zip(mine, theirs, strict=False):
            for where, here, there in ((first, one, two), (statement, two, one)):
                against = f"{' and '.join(there.keys)} of the other abstract"
                ABSTRACT_NUMBERS.held(where.passage, here.start, against)
            if one.keys != two.keys:
                yield _unlike(statement, two, one)
                break
        else:
            if len(mine) != len(theirs):
                yield from _too_many(max(mine, theirs, key=len), min(len(mine), len(theirs)))


def _printed(abstract: Sequence[Statement]) -> list[tuple[Statement, KeyedNumber]]:
    return [(statement, one) for statement in abstract for one in statement.printed]


def _unlike(statement: Statement, two: KeyedNumber, one: KeyedNumber) -> Finding:
    return statement.passage.finding(
        ABSTRACT_NUMBERS,
        two.start,
        found=f"{' and '.join(two.keys)} in this abstract",
        expected=f"{' and '.join(one.keys)}, which the other one prints here",
        fix="print the same number in both, in the same order",
    )


def _too_many(longer: list[tuple[Statement, KeyedNumber]], common: int) -> Iterator[Finding]:
    statement, printed = longer[common]
    yield statement.passage.finding(
        ABSTRACT_NUMBERS,
        printed.start,
        found=f"{' and '.join(printed.keys)}, which the other abstract does not print",
        expected="the same numbers in both abstracts",
        fix="print it in both, or in neither",
    )


ABSTRACT_TERMS = declare(
    "abstract.terms",
    looks_at="texts",
    sees="a term, such as «fagfellevurdert», that one abstract has and the other has not",
    misses="terms that the list in both languages does not have, and what is said with them",
    example="articles found where the Norwegian abstract says «fagfellevurderte artikler»",
    severity=WARNING,
)


@ABSTRACT_TERMS.check
def terms(thesis: Thesis) -> Iterator[Finding]:
    """The listed terms of each abstract against those of the other."""
    for own, other in _pairs(thesis):
        for one, two in ((own, other), (other, own)):
            words = lexicon.words("abstracts", one[0].language)
            theirs = lexicon.words("abstracts", two[0].language)
            for term in sorted((words.keys() & theirs.keys()) - {"headings"}):
                if (at := _with(one, words[term])) and not _with(two, theirs[term]):
                    yield _untold(at, one, two, term, theirs[term][0].rstrip("*"))


def _with(abstract: Sequence[Statement], stems: Sequence[str]) -> Statement | None:
    pattern = lexicon.pattern(tuple(stems))
    return next((one for one in abstract if pattern.search(one.text)), None)


def _untold(
    at: Statement, own: Sequence[Statement], other: Sequence[Statement], term: str, word: str
) -> Finding:
    where = other[min(own.index(at), len(other) - 1)]
    return where.passage.finding(
        ABSTRACT_TERMS,
        where.start,
        found=f"no «{word} …» in this abstract",
        expected=f"{term.replace('_', ' ')}, which the other abstract has in «{at.text.strip()}»",
        fix="say it in both abstracts, or in neither",
    )


ABSTRACT_DIRECTION = declare(
    "abstract.direction",
    looks_at="texts",
    sees="a sentence of one abstract that says more, better or not where the sentence at the same "
    "place in the other says less, worse or nothing of the kind",
    misses="abstracts that have not the same number of sentences, and what both say alike",
    example="craving is increased where the other abstract says «dempes»",
    severity=WARNING,
)
OPPOSED = (
    (("up", "up_verbs"), ("down", "down_verbs")),
    (("better", "better_verbs", "good"), ("worse", "worse_verbs", "bad")),
    (("easy",), ("hard",)),
)  # What one sentence can say, and the sentence that translates it the other way round


@ABSTRACT_DIRECTION.check
def directions(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence of an abstract against the one at its place in the other language."""
    for own, other in _pairs(thesis):
        if len(own) != len(other):
            continue
        for mine, theirs in zip(own, other, strict=True):
            for one, two in ((mine, theirs), (theirs, mine)):
                ABSTRACT_DIRECTION.held(one.passage, one.start, f"«{two.text.strip()}»")
            if wrong := _turned(mine, theirs):
                denies = wrong == DENIED and "not" in _signs(mine)
                told, there = (mine, theirs) if denies else (theirs, mine)
                yield told.passage.finding(
                    ABSTRACT_DIRECTION,
                    told.start,
                    found=f"«{told.text.strip()}»",
                    expected=f"what the other abstract says here: «{there.text.strip()}» ({wrong})",
                    fix="say the same in both",
                )


def _turned(mine: Statement, theirs: Statement) -> str:
    """In which way two sentences say the opposite; "" when they do not."""
    one, two = _signs(mine), _signs(theirs)
    for up, down in OPPOSED:
        first, second = ({name in each for name in (up[0], down[0])} for each in (one, two))
        if first == second == {True, False} and (up[0] in one) != (up[0] in two):
            return f"{up[0]} and {down[0]}"
    return DENIED if ("not" in one) != ("not" in two) else ""


DENIED = "with and without a denial"


def _signs(statement: Statement) -> set[str]:
    known = lexicon.words("effects", statement.language)
    denial = lexicon.denials(statement.language, without=True)
    found = {
        side[0]
        for pair in OPPOSED
        for side in pair
        if any(lexicon.pattern(known[name]).search(statement.text) for name in side)
    }
    return found | ({"not"} if denial.search(statement.text) else set())


def _pairs(thesis: Thesis) -> Iterator[tuple[Sequence[Statement], Sequence[Statement]]]:
    """The abstract in the thesis' language, with each in another."""
    found = _abstracts(thesis)
    return iter([(found[0], other) for other in found[1:]])


def _abstracts(thesis: Thesis) -> list[Sequence[Statement]]:
    """The sentences below each heading of an abstract, in reading order."""
    found: dict[str, list[Statement]] = defaultdict(list)
    by_passage: Mapping[int, list[Statement]] = _by_passage(statements(thesis))
    heading = ""
    for passage in texts(thesis):
        if passage.within[-1]["t"] == "Header":
            words = lexicon.words("abstracts", passage.language).get("headings", ())
            heading = passage.text if passage.text.strip().casefold() in words else ""
        elif heading:
            found[heading] += by_passage.get(id(passage), [])
    return [each for each in found.values() if each]


def _by_passage(given: Sequence[Statement]) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in given:
        found[id(statement.passage)].append(statement)
    return found
