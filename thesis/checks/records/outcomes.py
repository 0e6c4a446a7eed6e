"""Rules on what a study found: each outcome against itself, its design and the record's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.statements import directions
from thesis.document.statements.directions import CHANGES, OutcomeClaim
from thesis.document.statements.statement import WHOLE
from thesis.input import wording
from thesis.input.folder import Data, get
from thesis.input.sources import Fields, Source
from thesis.language import lexicon
from thesis.language.lexicon import Topic

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


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    measures, language = wording.topic("measures", data), wording.language(data)
    for study in data.studies.values():
        told: list[Finding] = []
        for name in get(study, dict, "outcomes") or {}:
            if outcome := get(study, dict, "outcomes", name):
                yield from _itself(study, name, outcome)
                told += _design(study, name, outcome)
        yield from told[:1]  # of one design, which is wrong or right for all of them
        yield from _words(study, language)
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


def _words(study: Source, language: str) -> Iterator[Finding]:
    outcomes = get(study, dict, "outcomes") or {}
    having = {name: [each] for name, each in outcomes.items() if isinstance(each, dict)}
    for statement in _statements(study):
        for clause in WHOLE.split(statement.text):
            told = directions.claims(clause, language, having)
            for said in directions.contradicted(told, having):
                yield from _both_ends(study, said, having[said.outcome][0], statement)


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


def _both_ends(
    study: Source, said: OutcomeClaim, outcome: Fields, statement: OutcomeStatement
) -> Iterator[Finding]:
    field = study.place("outcomes", said.outcome)
    given = ", ".join(
        f"{each}: {outcome[each]}" for each in directions.VALUES if outcome.get(each) is not None
    )
    for here, there in ((field, statement.place), (statement.place, field)):
        yield OUTCOME_WORDS.at(
            here,
            found=f"«{said.words}» of {said.outcome}, which has {given}",
            expected="the same direction in the outcome and in the words",
            fix="mend the words, or the outcome",
            evidence=f"{there}: «{statement.text.strip()}»",
        )
