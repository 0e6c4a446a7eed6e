"""A rule on a claim of the thesis' own that another chapter makes the other way round."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.document.typed_numbers.key_suggestions import STOPS
from thesis.language import lexicon

TEXT_CONTRARY = declare(
    "text.contrary",
    looks_at="texts",
    sees="two clauses of two chapters that have nearly all their words in common, cite nothing, "
    "and of which one denies, or turns round, what the other says: «bør være en del av "
    "behandlingen» and «bør ikke være en del av behandlingen»",
    misses="one claim in other words, and a claim that a work is cited for",
    example="Trening bør ikke være en naturlig del av behandlingen.",
    severity=WARNING,
)
PAIRS = (
    ("up", "down"), ("up_verbs", "down_verbs"), ("better", "worse"),
    ("better_verbs", "worse_verbs"), ("easy", "hard"), ("good", "bad"), ("needed", "unneeded"),
)  # fmt: skip
"""Words that turn a claim round, by their names in the lexicon of effects or of contraries."""
LEAST = 3  # Words that two clauses must have in common to be one claim
MOST, HALF = 0.75, 0.55  # and what part of the words of the shorter one, and of the longer
STEM = 6
EMPTY = frozenset(
    word[:STEM]
    for word in "være vere blir blei bør burde should ought gjør gjer gjorde also likevel".split()
)
"""Beginnings of words that two clauses may have in common and be about two things."""
OUGHT = frozenset({"bør", "burde", "should", "ought"})
PARTS = re.compile(r"[;:–]\s|,\s|\s(?:at|that|fordi|because|men|but|selv om|although)\s")
"""What parts a sentence into clauses that claim something each."""
OPEN = re.compile(
    r"(?<!\w)(?:om|hvis|dersom|hvorfor|hvordan|spørsmål\w*|if|whether|why|how|verken|neither)(?!\w)|\?",
    re.IGNORECASE,
)
"""What asks or supposes, and claims nothing."""
OF_ANOTHER = re.compile(r"(?:som|which|such as|like)\s")
"""What goes on from a clause before it, and is claimed as that one is."""
NOT_ONLY = re.compile(r"(?<!\w)(?:ikke|ikkje|not)\s(?:bare|berre|kun|only|minst|least)(?!\w)")


@dataclass(frozen=True)
class Clause:
    """A clause that claims something."""

    statement: Statement
    at: int  # where it begins in its passage
    text: str
    words: frozenset[str]  # the beginnings of the words that carry its meaning
    signs: Mapping[str, bool]  # which way it says a thing goes, by the first name of its pair
    denied: bool


@TEXT_CONTRARY.check
def contraries(thesis: Thesis) -> Iterator[Finding]:
    """Every clause on no work against the like clauses of the other chapters."""
    clauses = [clause for one in statements(thesis) if _own(one) for clause in _clauses(one)]
    having: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        for word in clause.words:
            having[word].append(clause)
    for clause in clauses:
        like = {id(one): one for word in clause.words for one in having[word]}
        others = [each for each in like.values() if _one_claim(clause, each)]
        against = [each for each in others if _contrary(clause, each)]
        with_it = [each for each in others if not _contrary(clause, each)]
        if against:
            TEXT_CONTRARY.held(clause.statement.passage, clause.at, f"«{against[0].text}»")
        if len(against) > len(with_it) or (len(against) == len(with_it) > 0 and clause.denied):
            there = against[0].statement.passage.place(against[0].at)
            yield clause.statement.passage.finding(
                TEXT_CONTRARY,
                clause.at,
                found=f"«{clause.text}»",
                expected=f"what {there} says: «{against[0].text}»",
                fix="say one thing of it in both chapters",
                evidence=str(there),
            )


def _own(statement: Statement) -> bool:
    """Whether a sentence claims something of the thesis' own."""
    if statement.record or statement.works:
        return False
    known = lexicon.words("contraries", statement.language)
    needs = any(lexicon.pattern(words).search(statement.text) for words in known.values())
    return needs or not statement.study


def _clauses(statement: Statement) -> Iterator[Clause]:
    text, at = statement.passage.text, statement.start
    ends = [(found.start(), found.end()) for found in PARTS.finditer(text, at, statement.end)]
    for end, begins in [*ends, (statement.end, statement.end)]:
        words = text[at:end].strip(" .")
        numbers = [one for one in statement.printed if at <= one.start < end]
        if words and not numbers and not OF_ANOTHER.match(words) and not OPEN.search(text, at, end):
            yield _clause(statement, at, words)
        at = begins


def _clause(statement: Statement, at: int, words: str) -> Clause:
    known = {
        **lexicon.words("effects", statement.language),
        **lexicon.words("contraries", statement.language),
    }
    signs: dict[str, bool] = {}
    left = words
    for one, other in PAIRS:
        for name, way in ((one, True), (other, False)):
            if lexicon.pattern(known[name]).search(words):
                signs[one] = way
                left = lexicon.pattern(known[name]).sub(" ", left)
    denial = lexicon.denials(statement.language, without=True)
    plain = NOT_ONLY.sub(" ", left)
    content = frozenset(
        word[:STEM]
        for word in re.findall(r"[^\W\d_]{3,}", denial.sub(" ", plain).lower())
        if word not in STOPS
    )
    return Clause(statement, at, words, content, signs, bool(denial.search(plain)))


def _one_claim(one: Clause, other: Clause) -> bool:
    """Whether two clauses of two chapters are about one thing, by the words they have."""
    shared = one.words & other.words
    if len(shared) + len(one.signs) < LEAST:
        return False
    if one.statement.passage.file == other.statement.passage.file:
        return False
    if one.statement.language != other.statement.language:
        return False
    pairs = one.signs.keys() & other.signs.keys()
    full = len(shared - EMPTY)
    sizes = [len(each.words) + len(each.signs) for each in (one, other)]
    count = len(shared) + len(pairs)
    least = 1 if "needed" in pairs else 2 if shared & OUGHT else LEAST
    return full >= least and count >= max(LEAST, MOST * min(sizes), HALF * max(sizes))


def _contrary(one: Clause, other: Clause) -> bool:
    """Whether two clauses on one thing say the opposite: turned round once, or denied."""
    turned = sum(one.signs[name] != other.signs[name] for name in one.signs if name in other.signs)
    return (turned + (one.denied != other.denied)) % 2 == 1
