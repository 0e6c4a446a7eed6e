"""A rule on how sure the text says that the evidence is, against GRADE in data/outcomes.yaml."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import directions
from thesis.document.statements.statement import Statement, clauses, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.language.lexicon import Mention
from thesis.model.records import Synthesis

OUTCOME_CERTAINTY = declare(
    "outcome.certainty",
    looks_at="texts",
    sees="a sentence that calls the certainty of an outcome another than GRADE makes it in "
    "data/outcomes.yaml, or calls it something where nothing is judged there",
    misses="a sentence that does not say of which outcome, where several are judged; and one that "
    "supposes, compares, or gives two levels at once",
    example="Tilliten til resultatet for søvnløshet er høy.",
    severity=WARNING,
)

LEVELS = ("very_low", "low", "moderate", "high")

AFTER = 8
"""Words that may stand between what is so sure and its level: «tilliten til det samlede resultatet
for søvnløshet er høy»."""

BEFORE = re.compile(r"\s*|\s+(?:grad av|degree of|level of|(?:samlet|samla|overall))\s+")
"""What may stand between a level and what is so sure behind it."""

SAYS = re.compile(
    r"(?<!\w)(?:er|var|blir|blei|ble|vart|som|(?:vurder\w*|satt|sett|\w*grader\w*) til"
    r"|is|was|are|were|as|rated|graded)(?!\w)|[:(–]",
    re.IGNORECASE,
)
"""What joins what is so sure to a level behind it."""

OF = re.compile(
    r"\s+(?:til|i|mellom|hos|overfor|between|among|to|in)\s+(?P<whom>(?:\w+\s+){0,2}\w+)"
)
"""Whom or what somebody trusts, behind the word."""

EVERY = re.compile(r"(?:alle|samtlige|hvert|kvart|all|every|each) (?:\w+ )?(?:utfall\w*|outcomes?)")

RANGE = re.compile(r"\s*(?:til|eller|og|to|or|and|–|/)\s*")
"""Between two levels of which neither is said."""


@OUTCOME_CERTAINTY.check
def certainties(thesis: Thesis) -> Iterator[Finding]:
    """Every certainty that is said of an outcome, against the one that is reckoned."""
    outcomes = thesis.register.records.outcomes
    passage, last = None, ""
    for statement in statements(thesis) if outcomes else ():
        if statement.passage is not passage:
            passage, last = statement.passage, ""
        named = [*_named(statement.text, statement.language, outcomes)]
        for start, clause in clauses(statement):
            for level, at, denied, about in _said(clause, statement, outcomes, last):
                yield from _against(statement, start + at, level, denied, about)
        last = named[-1][1].id if named else last


def _said(
    clause: str, statement: Statement, outcomes: Sequence[Synthesis], last: str
) -> Iterator[tuple[str, int, bool, list[Synthesis]]]:
    """The levels that a clause gives, each with its place, its denial and its outcomes."""
    language = "en" if statement.language == "en" else "nb"
    clause = clause.replace("-", " ")  # «low-certainty evidence»
    mentions = [*lexicon.topic("certainty", language).find(clause)]
    kinds = {meaning for each in mentions for meaning in each.meanings}
    if "supposed" in kinds or "certainty" not in kinds:
        return
    levels = [each for each in mentions if each.meanings & {*LEVELS}]
    if any(RANGE.fullmatch(clause[a.end : b.start]) for a, b in pairwise(levels)):
        return
    sure = next(each for each in mentions if "certainty" in each.meanings)
    if not _of_evidence(clause, sure, statement, outcomes, language):
        return
    joined = [each for each in levels if _joined(clause, sure, each)]
    found = [each for each in joined if each.end <= sure.start][-1:]
    if joined and not found:  # «… er moderat for søvn og lav for humør»
        found = [each for each in levels if each.start >= joined[0].start]
    named = [*_named(clause, statement.language, outcomes)]
    for one, following in pairwise([*found, None]):
        assert one is not None
        end = following.start if following else len(clause)
        own = [made for at, made in named if one.end <= at < end] if len(found) > 1 else []
        about = own if len(found) > 1 else [made for _, made in named]
        head = clause[: one.start]
        denied = bool(lexicon.denials(language).search(" ".join(head.split()[-3:])))
        level = next(iter(one.meanings & {*LEVELS}))
        if not about and len(found) == 1:
            about = _meant(statement, outcomes, last)
        yield level, one.start, denied, about


def _of_evidence(
    clause: str, sure: Mention, statement: Statement, outcomes: Sequence[Synthesis], language: str
) -> bool:
    """Whether it is the evidence that is so sure, and not one person of another."""
    evidence = lexicon.pattern(lexicon.words("certainty", language)["evidence"])
    whom = OF.match(clause, sure.end)
    where = whom["whom"] if whom else statement.text
    known = bool(evidence.search(where) or [*_named(where, statement.language, outcomes)])
    return known and not clause[sure.end :].lstrip().startswith(("interval", "limit"))


def _joined(clause: str, sure: Mention, level: Mention) -> bool:
    if level.end <= sure.start:
        return bool(BEFORE.fullmatch(clause, level.end, sure.start))
    between = clause[sure.end : level.start]
    turned = clause[: sure.start].split()[-1:]  # «For humør er tilliten lav»
    says = SAYS.search(between) or (turned and SAYS.fullmatch(turned[0]))
    return len(between.split()) <= AFTER and bool(says)


def _named(
    text: str, language: str, outcomes: Sequence[Synthesis]
) -> Iterator[tuple[int, Synthesis]]:
    """The outcomes that a text names, each with where it does first."""
    first = [made.label.split()[0].lower() for made in outcomes]
    found = []
    for made, word in zip(outcomes, first, strict=True):
        label = made.label if first.count(word) > 1 else word
        ways = [re.compile(rf"(?i:(?<!\w){re.escape(label)}\w*)")]
        ways += [noun for noun, _ in directions.nouns(made.id, language)]
        places = [each.start() for way in ways if (each := way.search(text))]
        if places:
            found.append((min(places), made))
    yield from sorted(found, key=lambda each: each[0])


def _meant(statement: Statement, outcomes: Sequence[Synthesis], last: str) -> list[Synthesis]:
    """The outcomes of a clause that names none."""
    if EVERY.search(statement.text):
        return [*outcomes]
    named = [made for _, made in _named(statement.text, statement.language, outcomes)]
    judged = [made for made in outcomes if made.certainty]
    return (
        (named if len(named) == 1 else [])
        or [made for made in outcomes if made.id == last and not named]
        or (judged if len(judged) == 1 and not named else [])
    )


def _against(
    statement: Statement, at: int, level: str, denied: bool, about: Sequence[Synthesis]
) -> Iterator[Finding]:
    passage, here = statement.passage, at
    for made in about:
        OUTCOME_CERTAINTY.held(passage, here, f"{made.id}: {made.certainty or 'not judged'}")
        if (level == made.certainty) if denied else (level != made.certainty):
            steps = ", ".join(f"{step.domain} {step.steps}" for step in made.steps)
            yield passage.finding(
                OUTCOME_CERTAINTY,
                here,
                found=f"not {level}, of {made.label}" if denied else f"{level}, of {made.label}",
                expected=f"{made.certainty}, by GRADE from {made.start} ({steps or 'no steps'})"
                if made.certainty
                else f"certainty of {made.id} in data/outcomes.yaml",
                fix="write what GRADE gives, or mend the steps in data/outcomes.yaml",
            )
