"""A rule on the risk of bias that a sentence gives a study, against its appraisal."""

import re
from collections.abc import Iterator, Mapping

from thesis.checks.weighed.certainty import SAYS
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import clauses, statements
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.model.records import AppraisalTool

APPRAISAL_SAID = declare(
    "appraisal.said",
    looks_at="studies",
    sees="a risk of bias that a sentence gives one study, and that is neither the judgement of the "
    "whole nor that of a domain which the sentence names",
    misses="a risk said without that word, or of several studies; a domain by other words than "
    "its own",
    example="Wang et al. har høy risiko for skjevhet [@wang2017].",
    severity=WARNING,
)
OF = re.compile(r" (?:for|of) (?P<what>\w+(?: \w+)?)")  # What a risk is of, behind the word


@APPRAISAL_SAID.check
def risks(thesis: Thesis) -> Iterator[Finding]:
    """Every risk of bias of a sentence on one study, against the judgements of its record."""
    records = thesis.register.records
    judging = {tool.id: tool for tool in records.tools if tool.judged}
    studies = {
        study.key: {
            tool: told for tool, told in study.fields["appraisal"].items() if tool in judging
        }
        for study in records.studies
        if study.fields.get("appraisal") and judging
    }
    for statement in statements(thesis) if any(studies.values()) else ():
        judged = studies.get(statement.study)
        for start, clause in clauses(statement) if judged else ():
            for at, level in _said(clause, "en" if statement.language == "en" else "nb"):
                right = _right(clause, judged or {}, judging)
                APPRAISAL_SAID.held(statement.passage, start + at, ", ".join(sorted(right)))
                if right and level not in right:
                    yield statement.passage.finding(
                        APPRAISAL_SAID,
                        start + at,
                        found=f"{level}, of {statement.study}",
                        expected=" or ".join(sorted(right)),
                        fix="say what the appraisal gives, or mend its answers",
                    )


def _said(clause: str, language: str) -> Iterator[tuple[int, str]]:
    """Where a clause gives a risk of bias, and which; none where it denies it."""
    topic = lexicon.topic("risks", language)
    mentions = [*topic.find(clause)]
    biased = any("bias" in each.meanings for each in mentions)
    for risk in (each for each in mentions if "risk" in each.meanings):
        of = OF.match(clause, risk.end)
        if of and not any("bias" in each.meanings for each in topic.find(of["what"])):
            continue  # of an injury
        for level in mentions:
            if not level.meanings.isdisjoint({"risk", "bias"}):
                continue
            near = clause[min(level.end, risk.end) : max(level.start, risk.start)]
            joined = not near.strip() if level.end <= risk.start else SAYS.search(near)
            before = clause[: level.start].split()[-3:]
            denied = lexicon.denials(language).search(" ".join(before))
            if joined and not denied and (of or biased or level.end <= risk.start):
                yield level.start, next(iter(level.meanings))
                break


def _right(
    clause: str, judged: Mapping[str, Mapping[str, str]], judging: Mapping[str, AppraisalTool]
) -> set[str]:
    """The judgements that a clause may mean: those of the domains it names, else of the whole."""
    named, whole = set(), set()
    for tool, told in judged.items():
        whole.add(told.get("overall", ""))
        for domain, label in judging[tool].domains.items():
            stem = label.split()[0].lower()[:8]
            if re.search(rf"(?<!\w)(?:{stem}|{domain.lower()}(?!\w))", clause.lower()):
                named.add(told.get(domain, ""))
    return (named or whole) - {""}
