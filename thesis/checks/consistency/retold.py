"""A rule on sentences about one study that speak of what a sentence of its record does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from thesis.checks.consistency.study_classes import lines
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements import retold
from thesis.document.statements.retold import Retold
from thesis.document.statements.statement import WHOLE, Statement, clauses, statements
from thesis.document.thesis import Thesis
from thesis.model.records import Study

STUDY_RETOLD = declare(
    "study.retold",
    looks_at="studies",
    sees="a sentence on one study that speaks of what a sentence of its record does, in nearly the "
    "same words, and says otherwise: a denial more or less, another direction, time, group, "
    "quantity or kind of people — «kjente hensikten» where the record has «ikke kjente»",
    misses="a sentence in other words than the record's, one that supposes, and one in another "
    "language",
    example="Deltakerne hos @wang2017 kjente hensikten med øktene.",
    severity=WARNING,
)
Told = tuple[Retold, str, str]
"""What a sentence of a record says, the sentence, and where it stands."""


class _Told:
    """What a record tells, and how many of its sentences have each word."""

    def __init__(self, every: list[Told]) -> None:
        lines: dict[str, set[str]] = {}
        self.having: dict[str, list[Told]] = {}
        for told in every:
            lines.setdefault(told[1] + told[2], set()).update(told[0].words)
            for word in told[0].words:
                self.having.setdefault(word, []).append(told)
        self.often = Counter(word for words in lines.values() for word in words)


@STUDY_RETOLD.check
def sentences(thesis: Thesis) -> Iterator[Finding]:
    """Every clause on one study against the sentences of its record that fit it."""
    studies = thesis.register.records.by_key
    language = thesis.register.records.thesis.language[:2] or "nb"
    records: dict[str, _Told] = {}
    for statement in statements(thesis):
        if statement.record or statement.groups or statement.language != language:
            continue
        if not statement.works <= studies.keys():
            continue
        for start, clause in clauses(statement):
            study = studies.get(statement.study_of(start, start + len(clause)))
            if study is None:
                continue
            said = retold.of(_uncited(statement, start, clause), language)
            if study.key not in records:
                records[study.key] = _Told(list(_told(study, thesis, language)))
            yield from _against(statement, start, clause, said, study, records[study.key])


def _uncited(statement: Statement, start: int, clause: str) -> str:
    """A clause without its citations, which are no words of it."""
    for zone in statement.passage.zones:
        first, last = max(zone.start - start, 0), min(zone.end - start, len(clause))
        if zone.kind == "Cite" and first < last:
            clause = clause[:first] + " " * (last - first) + clause[last:]
    return clause


def _against(
    statement: Statement, start: int, clause: str, said: Retold, study: Study, record: _Told
) -> Iterator[Finding]:
    speaking = {id(told): told for word in said.words for told in record.having.get(word, ())}
    fitting = [(said.fits(each[0], record.often), each) for each in speaking.values()]
    fitting = [each for each in fitting if each[0]]
    if not fitting:
        return
    best = max(share for share, _ in fitting)
    near = sorted((each for share, each in fitting if share == best), key=_size)
    near = list({where: each for each in reversed(near) for where in [each[2]]}.values())
    STUDY_RETOLD.held(statement.passage, start, f"{near[0][2]}: «{near[0][1]}»")
    kinds = [said.against(each[0]) for each in near]
    told = next((at for at, kind in enumerate(kinds) if kind in said.marks), None)
    if told is not None and not any(said.alike(kinds[told], each[0]) for each in near):
        near = near[told:]
    else:  # a clause denies or agrees, a sentence of several does neither
        plain = [at for at, each in enumerate(near) if kinds[at] or not each[0].several]
        near = [near[at] for at in plain] if all(kinds[at] for at in plain) else []
    if near:
        yield statement.passage.finding(
            STUDY_RETOLD,
            start,
            found=f"«{clause.strip()}», of {study.key}",
            expected=f"«{near[0][1]}», as {study.key} has it",
            fix="say what the record says; or, if the record is wrong, mend it",
            evidence=f"{near[0][2]}: «{near[0][1]}»",
        )


def _size(told: Told) -> int:
    return len(told[0].words)


def _told(study: Study, thesis: Thesis, language: str) -> Iterator[Told]:
    """Every sentence of a record and every clause of one, and what its corrections put in."""
    every = list(lines(study))
    for one in thesis.register.records.corrections:
        if one.place.file == study.file and isinstance(one.used, str):
            every.append((f"{one.place.file}:{one.place.line}", one.used))
    for where, line in every:
        clauses_of_it = [retold.of(part, language) for part in WHOLE.split(line) if part]
        if len(clauses_of_it) > 1:
            yield retold.together(clauses_of_it), line, where
        yield from ((one, line, where) for one in clauses_of_it)
