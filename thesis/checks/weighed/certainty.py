"""A rule on how sure the text says that the evidence is, against GRADE in data/outcomes.yaml."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from thesis.counts.weighed.effects import CERTAINTIES
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
    sees="a sentence that calls the certainty of an outcome, or the evidence for it, another than "
    "GRADE makes it in data/outcomes.yaml, or calls it something where nothing is judged there; "
    "«svak» is low or very low, «sterk» high, «god» moderate or high",
    misses="a sentence that does not say of which outcome, where several are judged and one has "
    "the level; one that supposes, compares, gives two levels at once, or tells of others' work",
    example="Tilliten til resultatet for søvnløshet er høy.",
    severity=WARNING,
)

MEANS = {
    **{level: level for level in CERTAINTIES},
    "weak": "very_low or low",
    "strong": "high",
    "good": "moderate or high",
}  # What a word may say of the certainty; one of several levels is right where it is among them

KINDS = {
    "certainty": MEANS.keys() - {"strong"},
    "quality": MEANS.keys() - {"strong"},
    "body": {"weak", "strong", "good"},
}  # What is so sure, and the words that say how sure it is: low evidence is nothing

AFTER = 8
"""Words that may stand between what is so sure and its level: «tilliten til det samlede resultatet
for søvnløshet er høy»."""

BEFORE = re.compile(
    r"\s*|\s+(?:grad av|degree of|level of|(?:metodisk )?(?:samlet|samla|overall))\s+"
)  # What may stand between a level and what is so sure behind it

SAYS = re.compile(
    r"(?<!\w)(?:er|var|blir|blei|ble|vart|som|vurder\w*|(?:satt|sett|ned|opp|\w*grader\w*) til"
    r"|is|was|are|were|as|rated|graded|(?:down|up)graded to)(?!\w)|^ (?:til|to) $|[:(–]",
    re.IGNORECASE,
)  # What joins what is so sure to a level behind it

OF = re.compile(
    r"\s+(?P<joint>til|i|mellom|hos|overfor|between|among|to|in) (?:at|that)?"
    r"(?P<whom>(?<!at)(?<!that) ?(?:\w+\s+){0,2}\w+)?"
)  # Whom or what somebody trusts, behind the word; what is told, where «at» is

FOR = re.compile(r"\s+(?:for|om|bak|når det gjelder|on|about|behind)\s+(?!at |that )")
"""What joins evidence, and a level, to an outcome."""

ELSE = re.compile(r"\s+(?:av|på|hos|fra|frå|i|ved|til|mellom|of|in|from|at|to|with)\s")
"""What joins evidence to something else: what is written down of a patient."""

GIVES = re.compile(r"(?<!\w)(?:av|of)\s+$")  # What stands in front of «lav kvalitet»

BEING = frozenset(
    "til å være vere bli vurdert graderte gradert også derfor altså samlet samla stort sett bare"
    " only to be rated judged also therefore overall".split()
)  # What may stand between the verb and «av lav kvalitet» behind the evidence that is so

HAD = re.compile(r"(?<!\w)(?:hadde|viste|opplevde|had|showed)(?!\w)")
OURS = re.compile(r"(?<!\w)(?:vi|jeg|eg|me|forfatter\w*|we|I|authors)(?!\w)")
"""Who judges, of those who have trust."""

THAT = re.compile(r"\s(?:til at|that)\s")
GOES_ON = re.compile(r"(?:er|var|ble|blei|vart|blir|is|was|are|were)\s")
"""How the clause goes on that was broken off by an insertion."""

EVERY = re.compile(r"(?:alle|samtlige|hvert|kvart|all|every|each) (?:\w+ )?(?:utfall\w*|outcomes?)")

RANGE = re.compile(r"\s*(?:til|eller|og|to|or|and|–|/)\s*")
"""Between two levels of which neither is said."""


class Grade(NamedTuple):
    """A word for the certainty of some outcomes."""

    level: str  # the word, as the lexicon has it
    at: int  # where it stands in its clause
    denied: bool
    about: Sequence[Synthesis]


@OUTCOME_CERTAINTY.check
def certainties(thesis: Thesis) -> Iterator[Finding]:
    """Every certainty that is said of an outcome, against the one that is reckoned."""
    outcomes = thesis.register.records.outcomes
    included = {study.key for study in thesis.register.records.studies}
    passage, last = None, ""
    for statement in statements(thesis) if outcomes else ():
        if statement.passage is not passage:
            passage, last = statement.passage, ""
        named = [*_named(statement.text, statement.language, outcomes)]
        cited = {cite.key for cite in statement.cites}
        reading = _Reading(statement, outcomes, last)
        for start, clause in _whole(statement) if not cited or cited & included else ():
            for grade in reading.grades(clause):
                yield from _against(statement, start + grade.at, grade)
        last = named[-1][1].id if named else last


def _whole(statement: Statement) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence; one broken off by an insertion, or by a colon, is one."""
    found = [*clauses(statement)]
    joined: list[tuple[int, str]] = []
    text = statement.passage.text
    for i, (start, clause) in enumerate(found):
        back = 2 if i > 1 else 1 if i and THAT.search(found[0][1]) else 0
        told = i and text[start - 2 : start] == ": "  # «Tillit: høy»
        back = 1 if told else back
        if back and (told or GOES_ON.match(clause)):
            first, head = found[i - back]
            joined = [each for each in joined if each[0] != first]
            gap = text[first + len(head) : start]
            clause, start = head + (gap if told else " " * len(gap)) + clause, first
        joined.append((start, clause))
    yield from joined


class _Reading:
    """What the clauses of a sentence say, one after another."""

    def __init__(self, statement: Statement, outcomes: Sequence[Synthesis], last: str) -> None:
        self.statement, self.outcomes, self.last = statement, outcomes, last
        self.language = "en" if statement.language == "en" else "nb"
        self.begun = False
        """Whether a clause said a level, so that the next may say another: «men lav for humør»."""

    def grades(self, clause: str) -> Iterator[Grade]:
        clause = clause.replace("-", " ")  # «low-certainty evidence»
        mentions = [*lexicon.topic("certainty", self.language).find(clause)]
        kinds = {meaning for each in mentions for meaning in each.meanings}
        levels = [each for each in mentions if each.meanings & MEANS.keys()]
        if kinds & {"supposed", "others"} or any(
            RANGE.fullmatch(clause[a.end : b.start]) for a, b in pairwise(levels)
        ):
            return
        found: list[Mention] = []
        sure = None
        for sure in (each for kind in KINDS for each in mentions if kind in each.meanings):
            if found := self._levels(clause, sure, levels):
                break
        if not sure and self.begun:
            found = [each for each in levels if self._of_outcome(clause, each.end)]
        self.begun = bool(found)
        named = self._of(clause, sure)
        for one, following in pairwise([*found, None]):
            assert one is not None
            end = following.start if following else len(clause)
            own = [made for at, made in named if one.end <= at < end] if len(found) > 1 else []
            about = own if len(found) > 1 else [made for _, made in named]
            head = clause[: one.start]
            denied = bool(lexicon.denials(self.language).search(" ".join(head.split()[-3:])))
            level = next(iter(one.meanings & MEANS.keys()))
            if not about and len(found) == 1:
                about = self._meant(level, denied)
            yield Grade(level, one.start, denied, about)

    def _levels(self, clause: str, sure: Mention, levels: Sequence[Mention]) -> list[Mention]:
        """The words that say how sure something is, where it is the evidence that is so."""
        kind = next(kind for kind in KINDS if kind in sure.meanings)
        known = [each for each in levels if each.meanings & KINDS[kind]]
        joined = [each for each in known if _joined(clause, sure, each)]
        if not joined or not getattr(self, f"_{kind}")(clause, sure, joined):
            return []
        before = [each for each in joined if each.end <= sure.start][-1:]
        if not before:  # «… er moderat for søvn og lav for humør»
            return [each for each in known if each.start >= joined[0].start]
        behind = [each for each in known if each.start >= sure.end]
        return [*before, *(each for each in behind if self._of_outcome(clause, each.end))]

    def _certainty(self, clause: str, sure: Mention, joined: Sequence[Mention]) -> bool:
        """Whether it is the evidence that is so sure, and not one person of another."""
        if clause[sure.end :].lstrip().startswith(("interval", "limit")):
            return False
        if HAD.search(clause, 0, sure.start) and not (
            OURS.search(clause) or self._named(clause[: sure.start])
        ):
            return False
        whom = OF.match(clause, sure.end)
        where = whom["whom"] or clause[whom.end() :] if whom else self.statement.text
        return self._evidence(where) or bool(self._named(where))

    def _quality(self, clause: str, sure: Mention, joined: Sequence[Mention]) -> bool:
        """Whether it is «av lav kvalitet», of results: a study and a scale have quality, too."""
        level = joined[-1]
        gives = GIVES.search(clause, 0, level.start)
        if level.end > sure.start or not gives:
            return False
        if (head := clause[: gives.start()].split()) and self._evidence(head[-1]):
            return True
        if not (says := next(SAYS.finditer(clause, 0, gives.start()), None)):
            return False
        subject, rest = clause[: says.start()].split(), clause[says.end() : gives.start()].split()
        turned = rest[:2]  # «Etter GRADE er resultatet for søvn av lav kvalitet»
        straight = BEING.issuperset(word.lower() for word in rest)
        return self._evidence(" ".join(subject[:2] if straight else turned))

    def _body(self, clause: str, sure: Mention, joined: Sequence[Mention]) -> bool:
        """Whether it is evidence on an outcome, and not what is written down of a patient."""
        behind = clause[sure.end :]
        if FOR.match(behind):
            return self._of_outcome(clause, sure.end)
        if FOR.match(f" {clause}".lower()):  # «For humør er dokumentasjonen svak»
            return self._of_outcome(f" {clause}".lower(), 0)
        return not ELSE.match(behind)

    def _evidence(self, text: str) -> bool:
        words = lexicon.words("certainty", self.language)["evidence"]
        return bool(lexicon.pattern(words).search(text))

    def _of_outcome(self, clause: str, at: int) -> bool:
        """Whether «for humør» stands in a place."""
        found = FOR.match(clause, at)
        return bool(found and self._named(" ".join(clause[found.end() :].split()[:3])))

    def _named(self, text: str) -> list[tuple[int, Synthesis]]:
        return [*_named(text, self.statement.language, self.outcomes)]

    def _of(self, clause: str, sure: Mention | None) -> list[tuple[int, Synthesis]]:
        """The outcomes of a clause, what is so sure apart: «quality» is no quality of life."""
        hidden = " " * (sure.end - sure.start) if sure else ""
        return self._named(clause[: sure.start] + hidden + clause[sure.end :] if sure else clause)

    def _meant(self, level: str, denied: bool) -> list[Synthesis]:
        """The outcomes of a clause that names none."""
        outcomes, text = self.outcomes, self.statement.text
        if EVERY.search(text):
            return [*outcomes]
        named = [made for _, made in self._named(text)]
        judged = [made for made in outcomes if made.certainty]
        nobody = not denied and not any(
            made.certainty in MEANS[level].split(" or ") for made in judged
        )
        return (
            (named if len(named) == 1 else [])
            or [made for made in outcomes if made.id == self.last and not named]
            or (judged if (len(judged) == 1 or nobody) and not named else [])
        )


def _joined(clause: str, sure: Mention, level: Mention) -> bool:
    if level.end <= sure.start:
        return bool(BEFORE.fullmatch(clause, level.end, sure.start))
    between = clause[sure.end : level.start]
    turned = clause[: sure.start].split()  # «For humør er tilliten lav», «vurderes kvaliteten som»
    says = SAYS.search(between) or any(SAYS.fullmatch(word) for word in turned[-1:])
    return len(between.split()) <= AFTER and bool(says)


def _named(
    text: str, language: str, outcomes: Sequence[Synthesis]
) -> Iterator[tuple[int, Synthesis]]:
    """The outcomes that a text names, each with where it does first."""
    first = [made.label.split()[0].lower() for made in outcomes]
    found = []
    for made, word in zip(outcomes, first, strict=True):
        label = made.label if first.count(word) > 1 else word
        plural = language != "en" and re.fullmatch(r"\w{4,}er", label)  # «ryggsmertene»
        label = label.removesuffix("r") if plural else label
        stem, end = re.escape(label.removesuffix("e")), "(?:e|a)" if label.endswith("e") else ""
        own = re.compile(rf"(?i:(?<!\w){stem}{end}\w*)")  # «smerte», «smerta»
        nouns = (noun.search(text) for noun, _ in directions.nouns(made.id, language))
        places = [each.start() for each in (own.search(text), *nouns) if each]
        if places:
            found.append((min(places), made))
    yield from sorted(found, key=lambda each: each[0])


def _against(statement: Statement, at: int, grade: Grade) -> Iterator[Finding]:
    passage, level = statement.passage, MEANS[grade.level]
    for made in grade.about:
        OUTCOME_CERTAINTY.held(passage, at, f"{made.id}: {made.certainty or 'not judged'}")
        if (made.certainty in level.split(" or ")) == grade.denied:
            steps = ", ".join(f"{step.domain} {step.steps}" for step in made.steps)
            yield passage.finding(
                OUTCOME_CERTAINTY,
                at,
                found=f"not {level}, of {made.label}"
                if grade.denied
                else f"{level}, of {made.label}",
                expected=f"{made.certainty}, by GRADE from {made.start} ({steps or 'no steps'})"
                if made.certainty
                else f"certainty of {made.id} in data/outcomes.yaml",
                fix="write what GRADE gives, or mend the steps in data/outcomes.yaml",
            )
