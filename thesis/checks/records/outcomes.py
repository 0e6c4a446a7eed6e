"""Rules on what a study found: each outcome against itself, its design and the record's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.statements.directions import CHANGES
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source
from thesis.language import lexicon
from thesis.language.lexicon import Mention, Topic

OUTCOME_CONTRADICTS = declare(
    "outcome.contradicts",
    looks_at="studies",
    sees="an outcome whose reported change is neither the acute one nor the one over time, or a "
    "significant change where none is reported",
    misses="a change that is wrong in all of them",
    example="{reported: increased, acute: null, over_time: reduced}",
)
OUTCOME_DESIGN = declare(
    "outcome.design",
    looks_at="studies",
    sees="what a study of its design cannot find: a test or a control group of a qualitative "
    "study, a change of a survey that measured once, results of a protocol, and a change "
    "over time after a single session",
    misses="a design that could have found it and did not",
    example="design: survey, and an outcome with over_time: reduced",
    severity=WARNING,
)
OUTCOME_WORDS = declare(
    "outcome.words",
    looks_at="studies",
    sees="an outcome that the findings, the reason or a correction of the same record tell in the "
    "other direction, or as significant where it is not",
    misses="a direction told in other words, of a part of the people, or at a distance from the "
    "outcome's name",
    example="«russuget var signifikant høyere», and craving: {reported: reduced}",
    severity=WARNING,
)

ONCE = frozenset({"survey", "cross_sectional"})  # Designs that measure once

UNTESTED = frozenset({"qualitative", "interview_study", "focus_groups", "case_report", "protocol"})

TOLD = ("findings", "appendix_reason", "appendix_quality", "reason")
"""The texts that tell what a study found."""

NEAR = 40  # Characters between the name of an outcome and the word of its direction

SUPERLATIVE = re.compile(r"(?i)(?:st|ste|est|mest|most|worst)$")
"""«russuget var størst hos …» compares parts of the people."""


CONTROLS = re.compile(r"(?i)enn i? ?(?:\w+ )?kontroll\w*|than (?:in )?(?:the )?control\w*")

PLAIN = frozenset({"reduced", "increased"})
VALUED = frozenset({"improved", "impaired"})


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    measures, directions = (wording.topic(name, data) for name in ("measures", "directions"))
    for study in data.studies.values():
        told: list[Finding] = []
        for name in get(study, dict, "outcomes") or {}:
            if outcome := get(study, dict, "outcomes", name):
                yield from _itself(study, name, outcome)
                told += _design(study, name, outcome)
        yield from told[:1]  # of one design, which is wrong or right for all of them
        yield from _words(study, measures, directions)
        yield from _significant(study, measures)
        yield from _not_told(study, data)


def _itself(study: Source, name: str, outcome: Fields) -> Iterator[Finding]:
    reported, *parts = (outcome.get(each) for each in CHANGES)
    told = [part for part in parts if part is not None]
    if reported is not None and told and reported not in told:
        found = ", ".join(f"{each}: {outcome[each]}" for each in CHANGES if outcome.get(each))
    elif outcome.get("significant") and reported == "unchanged":
        found = "reported: unchanged, significant: true"
    else:
        return
    yield OUTCOME_CONTRADICTS.at(
        study.place("outcomes", name),
        found=f"{name}: {found}",
        expected="one account of one outcome",
        fix="mend the one that is not as the study reports it",
    )


def _design(study: Source, name: str, outcome: Fields) -> Iterator[Finding]:
    design, done = get(study, str, "design"), get(study, str, "intervention")
    cannot: list[str] = []
    what = f"design: {design}"
    if design in ONCE:
        cannot = ["acute", "over_time"]
    elif design in UNTESTED:
        cannot = ["significant", "against_controls"]
    elif done == "single_session":
        cannot, what = ["over_time"], f"intervention: {done}"
    told = [each for each in cannot if outcome.get(each) is not None]
    if told:
        field = what.partition(":")[0]
        yield OUTCOME_DESIGN.at(
            study.place(field),
            found=f"{what}, but {name} has {told[0]}: {_yaml(outcome[told[0]])}",
            expected=f"no {told[0]} of such a study",
            fix=f"mend {field}, or write {told[0]}: null",
            evidence=str(study.place("outcomes", name)),
        )


def _yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class OutcomeStatement:
    """Words of a record that may tell an outcome, and their place."""

    text: str
    place: Place


def _statements(study: Source) -> Iterator[OutcomeStatement]:
    for sentence in wording.sentences(study):
        if sentence.name in TOLD:
            yield OutcomeStatement(sentence.text, sentence.place)
    for i in range(len(get(study, list, "corrections") or [])):
        field = get(study, str, "corrections", i, "field") or ""
        for part in ("used", "reason") if field.startswith("outcomes") else ():
            if text := get(study, str, "corrections", i, part):
                yield OutcomeStatement(text, study.place("corrections", i, part))


def _words(study: Source, measures: Topic, directions: Topic) -> Iterator[Finding]:
    outcomes = get(study, dict, "outcomes") or {}
    for statement in _statements(study):
        for name, told in _told(statement, measures, directions):
            outcome = outcomes.get(name)
            if not isinstance(outcome, dict):
                continue
            if any(_denied(told, values) for values in _asked(outcome, statement.text, told)):
                yield from _both_ends(study, name, outcome, statement, told)


SIGNIFICANT = re.compile(
    r"(?<!\w)(?P<no>(?:ikke|aldri|not|no)(?: lenger| longer)? )?(?:statistisk |statistically )?"
    r"(?:signifikant|significant)\w*"
)


NOT_NEAR = re.compile(r"(?<!\w)(?:ikke|uten|nor|without) (?:\w+ ){0,3}$", re.IGNORECASE)


def _significant(study: Source, measures: Topic) -> Iterator[Finding]:
    """«signifikant» in the findings against the one outcome that its sentence names."""
    outcomes = get(study, dict, "outcomes") or {}
    for sentence in wording.sentences(study):
        named = {name for each in measures.find(sentence.text) for name in each.meanings}
        told = list(SIGNIFICANT.finditer(sentence.text))
        if sentence.name != "findings" or len(named) != 1 or len(told) != 1:
            continue
        (name,) = named
        given = get(study, bool, "outcomes", name, "significant")
        before, behind = sentence.text[: told[0].start()], sentence.text[told[0].end() :]
        if re.match(r"\s(?:forskjell|difference)", behind):
            continue  # between the groups, whatever changed in each
        denied = bool(told[0]["no"] or NOT_NEAR.search(before))
        if name in outcomes and given is not None and given is denied:
            statement = OutcomeStatement(sentence.text, sentence.place)
            field = study.place("outcomes", name)
            for here, there in ((field, statement.place), (statement.place, field)):
                yield OUTCOME_WORDS.at(
                    here,
                    found=f"«{told[0][0]}» of {name}, which has significant: {str(given).lower()}",
                    expected="the same in the outcome and in the words",
                    fix="mend the words, or the outcome",
                    evidence=f"{there}: «{sentence.text.strip()}»",
                )


def _not_told(study: Source, data: Data) -> Iterator[Finding]:
    """«ikke om akutte virkninger» of a study that has one, and of effects over time likewise."""
    words = wording.topic("effects", data).words
    outcomes = get(study, dict, "outcomes") or {}
    for sentence in wording.sentences(study):
        for change in ("acute", "over_time"):
            found = lexicon.pattern(words[f"not_{change}"]).search(sentence.text)
            having = [name for name in outcomes if get(study, str, "outcomes", name, change)]
            if found and having:
                yield OUTCOME_WORDS.at(
                    sentence.place,
                    found=f"«{found[0]}», and {having[0]} has {change}: "
                    f"{get(study, str, 'outcomes', having[0], change)}",
                    expected="words that the outcomes bear out",
                    fix="mend the words, or the outcome",
                    evidence=str(study.place("outcomes", having[0])),
                )


def _asked(outcome: Fields, text: str, told: Mention) -> Iterator[set[str]]:
    """What an outcome has that a word is held against: each must have it in one of its values."""
    against, reported = outcome.get("against_controls"), outcome.get("reported")
    changes = {value for each in CHANGES if (value := outcome.get(each))}
    if "no_difference" in told.meanings:
        yield {against} if against else changes
    elif CONTROLS.search(text) and against:
        yield {against}
        yield {reported} if reported in PLAIN | VALUED else set()
    else:
        yield changes


def _both_ends(
    study: Source, name: str, outcome: Fields, statement: OutcomeStatement, told: Mention
) -> Iterator[Finding]:
    field = study.place("outcomes", name)
    given = ", ".join(
        f"{each}: {outcome[each]}"
        for each in (*CHANGES, "against_controls")
        if outcome.get(each) is not None
    )
    for here, there in ((field, statement.place), (statement.place, field)):
        yield OUTCOME_WORDS.at(
            here,
            found=f"«{told.word}» of {name}, which has {given}",
            expected="the same direction in the outcome and in the words",
            fix="mend the words, or the outcome",
            evidence=f"{there}: «{statement.text.strip()}»",
        )


def _denied(told: Mention, values: set[str]) -> bool:
    """Whether no value of an outcome is what a word says."""
    if not values:
        return False
    if told.meanings & {"unchanged", "no_difference"}:
        return not values & {"unchanged", "no_difference"}
    if told.meanings & PLAIN:
        return not told.meanings & values and bool(
            values & (PLAIN | {"unchanged", "no_difference"})
        )
    return not told.meanings & values and bool(values & (VALUED | {"unchanged", "no_difference"}))


def _told(
    statement: OutcomeStatement, measures: Topic, directions: Topic
) -> Iterator[tuple[str, Mention]]:
    """What a statement says of outcomes: each with the one word of direction beside it."""
    for clause in _clauses(statement.text, measures):
        words = [
            each
            for each in directions.find(clause)
            if not SUPERLATIVE.search(each.word.rstrip("e"))
        ]
        named = list(measures.find(clause))
        for i, measure in enumerate(named):
            for near in _nearest(measure, named, i, words, clause):
                if not _denies(clause, near):
                    yield from ((name, near) for name in measure.meanings)


def _clauses(text: str, measures: Topic) -> list[str]:
    """The clauses of a text; a comma between the names of measures parts none."""
    made: list[str] = []
    for part in re.split(r"([.;:,]|\b(?:men|mens|but|while|whereas)\b)", text):
        named = next(measures.find(part.strip()), None)
        if made and named and named.word == part.strip():
            made[-1] += f" og {part.strip()}"
        elif part.strip(" .;:,"):
            made.append(part)
    return made


def _nearest(
    measure: Mention, named: list[Mention], at: int, words: list[Mention], clause: str
) -> list[Mention]:
    """The words of direction that belong to a measure: right before it, behind it and alone, or
    the one of a clause with one measure.
    """
    before = [each for each in words if 0 < measure.start - each.end <= 1]
    if before:
        return before[-1:]
    last = named[at]
    for following in named[at + 1 :]:  # «angst og depresjon endret seg ikke» is of both
        if clause[last.end : following.start].strip() in {"og", "eller", "and", "or"}:
            last = following
    stop = next((each.start for each in named if each.start > last.start), len(clause))
    after = [each for each in words if last.end < each.start < min(stop, last.end + NEAR)]
    same = [each for each in after if each.meanings == {"no_difference"}]
    moved = [each for each in after if each not in same]
    if len(moved) <= 1 and after:  # «falt likt i begge gruppene» says two things
        return after
    joined = clause[named[0].end : last.end].strip(" og,") if len(named) > 1 else ""
    whole = len(named) == 1 or all(each.word in joined or each is named[0] for each in named)
    return words if len(words) == 1 and whole and not after else []


def _denies(clause: str, word: Mention) -> bool:
    """Whether a clause denies a word of direction in it, which may itself have a denial inside."""
    rest = clause[: word.start] + clause[word.end :]
    return any(lexicon.denials(lang, without=True).search(rest) for lang in ("nb", "en"))
