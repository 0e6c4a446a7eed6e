"""A rule on sentences that say more of a study than its design can show: a cause, or a proof."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Statement, clauses, prose
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.model.records import Study

STUDY_OVERCLAIMED = declare(
    "study.overclaimed",
    looks_at="studies",
    sees="«førte til» and other words for a cause, of a study that gave nobody anything and by its "
    "design shows what goes together; «beviser» and «uten tvil», of any study, or in the abstracts "
    "and the last chapter",
    misses="a cause that a plain verb tells, «ga», and what a sentence guards — «kan», «mente»",
    example="Aktiviteten førte til lavere russug hos kvinnene [@wang2019].",
    severity=WARNING,
)
TOGETHER = frozenset(
    "survey cross_sectional cohort longitudinal retrospective register observational".split()
)  # The designs that show what goes together
UNTRIED = frozenset("case_control qualitative interview_study focus_groups case_report".split())
"""Those that do where nothing was tried out."""


@STUDY_OVERCLAIMED.check
def overclaims(thesis: Thesis) -> Iterator[Finding]:
    """Every word for a cause or a proof in a sentence on a study, or in what the thesis ends in."""
    studies = thesis.register.records.by_key
    parts = thesis.config.get("content", {})
    whole = {*parts.get("front", ()), *list(parts.get("main", ()))[-1:]}
    for statement in prose(thesis):
        if not statement.works <= studies.keys():
            continue
        study = studies.get(statement.study)
        ends = not statement.works and statement.passage.file in whole
        known = lexicon.words("overclaims", statement.language)
        if study is not None and _goes_together(study):
            design = study.fields.get("design")
            for at, word in _said(statement, known["cause"]):
                yield statement.passage.finding(
                    STUDY_OVERCLAIMED,
                    at,
                    found=f"«{word}», of {study.key}",
                    expected=f"what goes together, by its design: {design}",
                    fix="say what goes together, or how likely it is",
                )
        if study is not None or statement.works or statement.groups or ends:
            for at, word in _said(statement, known["proof"]):
                yield statement.passage.finding(
                    STUDY_OVERCLAIMED,
                    at,
                    found=f"«{word}»",
                    expected="how likely it is: no single study proves it",
                    fix="say what goes together, or how likely it is",
                )


def _goes_together(study: Study) -> bool:
    tried = study.fields.get("intervention") not in {None, "", "none"}
    return study.fields.get("design") in (TOGETHER if tried else TOGETHER | UNTRIED)


def _said(statement: Statement, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Where some words stand that nothing guards or denies, and each as it stands there."""
    pattern = lexicon.pattern(words)
    if not pattern.search(statement.text):
        return
    guarded = lexicon.pattern(lexicon.words("overclaims", statement.language)["guarded"])
    denials = lexicon.denials(statement.language, without=True)
    for start, clause in clauses(statement) if not guarded.search(statement.text) else ():
        for found in pattern.finditer(clause):
            if not denials.search(clause[: found.start()] + clause[found.end() :]):
                yield start + found.start(), found[0]
