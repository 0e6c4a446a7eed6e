"""Rules on what a sentence calls a study: its country, design, setting, people and methods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.language.lexicon import Mention
from thesis.model.records import Study

STUDY_OTHER_KIND = declare(
    "study.other-kind",
    looks_at="studies",
    sees="a sentence on one study that gives it another country, design, setting, sex or substance "
    "than its record, or a method that another study has and it has not",
    misses="what the record leaves blank, and words that the lists do not have",
    example="I den svenske studien til @dacosta2017 var alle i døgnbehandling.",
    severity=WARNING,
)
FIELDS = {
    "countries": "country",
    "designs": "design",
    "settings": "setting",
    "substances": "substances",
}
"""The topics of the lexicon, and the field that each is about."""

ONLY = re.compile(r"(?<!\w)(?:alle|bare|kun|utelukkende|all|only)(?!\w)", re.IGNORECASE)
DENIED = re.compile(
    r"(?<!\w)(?:ikke|ingen|uten|verken|heller|enn|til forskjell|i motsetning|not|no|without|than"
    r"|unlike|norsk\w*|Norge|Norway|Norwegian)(?!\w)",
    re.IGNORECASE,
)


@STUDY_OTHER_KIND.check
def kinds(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that cites one study and nothing else against the study's record."""
    studies = {study.key: study for study in thesis.register.records.studies}
    for statement in statements(thesis):
        study = studies.get(statement.study)
        if statement.record or study is None:
            continue
        if statement.works and statement.works != {study.key}:
            continue
        for mention, field in _wrong(statement, study, studies):
            start, end = (statement.start + at for at in (mention.start, mention.end))
            if DENIED.search(statement.passage.text[slice(*statement.clause(start, end))]):
                continue
            yield statement.passage.finding(
                STUDY_OTHER_KIND,
                start,
                found=f"«{mention.word}», of {study.key}",
                expected=f"{field}: {_plain(study.fields.get(field))}",
                fix="cite the study that is meant, or mend the sentence or the record",
            )


def _wrong(
    statement: Statement, study: Study, studies: Mapping[str, Study]
) -> Iterator[tuple[Mention, str]]:
    near = [studies[key] for key in sorted(statement.studies - {study.key})]
    for name, field in FIELDS.items():
        topic = lexicon.topic(name, statement.language)
        given = _values(study, field)
        for mention in topic.find(statement.text):
            fits = any(topic.fits(value, mention) for value in given)
            others = [
                one for one in near if any(topic.fits(v, mention) for v in _values(one, field))
            ]
            if (given and not fits) or (not given and field == "substances" and others):
                yield mention, field
    for mention in lexicon.topic("sexes", statement.language).find(statement.text):
        sex = study.fields.get("sex")
        at = statement.start + mention.start
        clause, _ = statement.clause(at, at + 1)
        alone = sex == "all" and ONLY.search(statement.passage.text, clause, at)
        if (sex in {"women", "men"} and sex not in mention.meanings) or alone:
            yield mention, "sex"
    measured = set(_values(study, "measures"))
    for mention in lexicon.topic("methods", statement.language).find(statement.text):
        others = [
            one for one in studies.values() if mention.meanings & set(_values(one, "measures"))
        ]
        if measured and not mention.meanings & measured and others:
            yield mention, "measures"


def _values(study: Study, field: str) -> list[str]:
    value = study.fields.get(field)
    return (
        [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
    )


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
