"""A rule on a part of the people of a study, against what its record tells of that part."""

import re
from collections.abc import Iterator, Sequence

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import directions, parts
from thesis.document.statements.parts import OfPart
from thesis.document.statements.statement import Statement, statements
from thesis.document.thesis import Thesis
from thesis.input import wording
from thesis.model.records import Study

EFFECT_PART = declare(
    "effect.part",
    looks_at="studies",
    sees="«lang brukstid … sterkere impulskontroll» of a study whose findings, or a correction of "
    "them, say the opposite of those with long use; the same of much, moderate and little "
    "activity, and of one part against another, «lavere hos de lite aktive enn hos de aktive»",
    misses="other parts of the people, and what the record does not tell of the part",
    example="Hos @wang2019 hadde kvinnene med lang brukstid sterkere impulskontroll.",
    severity=WARNING,
)


@EFFECT_PART.check
def of_parts(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence on one study against the findings and the corrections of its record."""
    studies = thesis.register.records.by_key
    language = thesis.register.records.thesis.language[:2] or "nb"
    before, last = "", None
    for statement in statements(thesis):
        if statement.passage is not last:
            before, last = "", statement.passage
        study = studies.get(statement.study)
        outcomes = list((study.fields.get("outcomes") or {}) if study else ())
        told = list(parts.find(statement.text, statement.language, outcomes, before))
        before = _named(statement, outcomes) or before
        if study is None or not told:
            continue
        recorded = list(_recorded(study, thesis, language, outcomes))
        for one in told:
            against = [
                each for each in recorded if (each.of, each.outcome) == (one.of, one.outcome)
            ]
            for each in against:
                where = f"{study.key}: «{each.words}» of {each.level} {each.of}"
                EFFECT_PART.held(statement.passage, statement.start + one.at, where)
            yield from (
                statement.passage.finding(
                    EFFECT_PART,
                    statement.start + one.at,
                    found=f"«{one.words}», of {one.level} {one.of}",
                    expected=f"«{each.words}» of {each.level} {each.of}, as {study.key} says",
                    fix="say what the record says; or, if its findings are wrong, mend them",
                )
                for each in against[:1]
                if one.denies(each)
            )


def _named(statement: Statement, outcomes: Sequence[str]) -> str:
    """The first outcome that a sentence names; "" where it names none."""
    named = (
        name for name in outcomes if directions.names(statement.text, statement.language, name)
    )
    return next(named, "")


def _recorded(
    study: Study, thesis: Thesis, language: str, outcomes: Sequence[str]
) -> Iterator[OfPart]:
    """What the corrections of a record say of parts of the people, and then its findings."""
    for correction in thesis.register.records.corrections:
        if correction.place.file == study.file and isinstance(correction.used, str):
            yield from parts.find(correction.used, language, outcomes)
    if "findings" in study.texts:
        plain = re.sub(r"\s*\n\s*", " ", wording.hidden(study.texts["findings"].text))
        yield from parts.find(plain, language, outcomes)
