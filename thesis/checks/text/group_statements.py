"""Rules on what the text says of the studies as a group: «ingen av artiklene», «tre av fem»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.language import quantities
from thesis.language.quantities import Claim
from thesis.model.conditions import (
    ABSENT,
    Answer,
    Predicate,
    PredicateError,
    Record,
    lookup,
    quoted,
)
from thesis.model.groups import ask
from thesis.model.records import line_of

GROUP_WORDING = declare(
    "group.wording",
    looks_at="groups",
    sees="a group statement whose words are not in the table of wordings",
    misses="a wording that the table knows and that means something else in its sentence",
    example='[Nesten alle]{.group of="included" where="sex == all"}',
)
GROUP_PREDICATE = declare(
    "group.predicate",
    looks_at="groups",
    sees="a group statement that names no group, excepts a study that is not in it, or asks the "
    "records a question they cannot answer",
    misses="a question that can be answered but is not what the sentence says",
    example='[Alle]{.group of="included" where="contry == CN"}',
)
GROUP_UNKNOWN = declare(
    "group.unknown",
    looks_at="groups",
    sees="a group statement that blank fields of the records can make true or untrue",
    misses="a field that is filled in wrongly",
    example='[Alle]{.group of="excluded" where="sex == all"} where a record has sex: null',
)


@dataclass(frozen=True)
class Group:
    """A group statement as it stands in the document."""

    text: str  # its words
    lang: str  # their language
    attributes: Mapping[str, str]  # what they are bound to
    place: Place  # where they stand
    # passage, at: the text that they stand in, and where in it
    passage: Passage
    at: int

    @classmethod
    def of(cls, passage: Passage, zone: Zone) -> Group:
        """The statement of a span."""
        around = [z for z in passage.zones if z.start <= zone.start and z.end >= zone.end]
        tongues = [language(z) for z in around if "lang" in z.attributes]
        return cls(
            passage.text[zone.start : zone.end],
            [passage.language, *tongues][-1],
            zone.attributes,
            passage.place(zone.start),
            passage,
            zone.start,
        )


@dataclass(frozen=True)
class Answered:
    """A group statement that was understood, and what each record of its group answers."""

    claim: Claim
    predicate: Predicate
    answers: list[tuple[Record, Answer]]

    def having(self, answer: Answer) -> list[Record]:
        """The records that answer so."""
        return [record for record, given in self.answers if given is answer]


GROUP_UNTRUE = declare(
    "group.untrue",
    looks_at="groups",
    sees="a group statement («alle», «ingen», «de fleste», «tre av fem») that the records deny",
    misses="what the sentence says beyond the fields that the statement is bound to",
    example='[Alle]{.group of="included" where="country in scandinavia"}',
)


@GROUP_UNTRUE.check
def statements(thesis: Thesis) -> Iterator[Finding]:
    """Every group statement against the records; yields what the other rules on them see, too."""
    for passage in texts(thesis):
        for zone in passage.of_class("group"):
            yield from _check(thesis, Group.of(passage, zone))


def language(zone: Zone) -> str:
    """The language that a span says it is in."""
    return zone.attributes["lang"].split("-")[0]


# ---- One statement -----------------------------------------------------------------------------


def _check(thesis: Thesis, group: Group) -> Iterator[Finding]:
    studies = thesis.register.records.studies
    claim = None
    if group.lang in quantities.LANGUAGES:
        claim = quantities.read(group.text, group.lang)
    if claim is None:
        yield _unknown_wording(group)
    try:
        of, where = (group.attributes.get(name, "") for name in ("of", "where"))
        predicate, answers = ask(of, where, studies, thesis.config)
    except PredicateError as error:
        yield _unanswerable(error, group)
        return
    yes = [str(record["key"]) for record, answer in answers if answer]
    GROUP_UNTRUE.held(
        group.passage,
        group.at,
        f"{predicate.source}: {len(yes)} of {len(answers)}: {', '.join(yes)}",
    )
    judged = list(_judge(Answered(claim, predicate, answers), group)) if claim else []
    yield from judged or (_unanswerable(doubt, group) for doubt in predicate.doubts)


def _unanswerable(error: PredicateError, group: Group) -> Finding:
    return GROUP_PREDICATE.at(
        group.place, found=error.found, expected=error.expected, fix=error.fix
    )


def _unknown_wording(group: Group) -> Finding:
    known = quantities.known(group.lang) if group.lang in quantities.LANGUAGES else []
    return GROUP_WORDING.at(
        group.place,
        found=f"«{group.text}»",
        expected=f"one quantity, first in the brackets: {', '.join(known)}"
        if known
        else f"a language with a table of wordings: {', '.join(quantities.LANGUAGES)}",
        fix="choose one of these, and let the brackets begin with it",
    )


# ---- The judgement -----------------------------------------------------------------------------


def _judge(statement: Answered, group: Group) -> Iterator[Finding]:
    n = len(statement.answers)
    k, unknown = len(statement.having(True)), len(statement.having(None))
    if not n:
        yield GROUP_UNTRUE.at(
            group.place,
            found=f"«{group.text}» of a group with no studies in it",
            expected="a group with studies",
            fix="mend of=, or take the statement out",
        )
        return
    # Every way the blank fields could be filled in: what they cannot change needs no answer.
    possible = [statement.claim.holds(count, n) for count in range(k, k + unknown + 1)]
    if all(possible):
        return
    count = f"k = {k} of n = {n}"
    if not any(possible):
        wordings = quoted(quantities.true_wordings(k, n, group.lang))
        yield GROUP_UNTRUE.at(
            group.place,
            found=f"«{group.text}» ({statement.claim.says}), where {count}",
            expected=f"a wording that is true of {k} of {n}: {wordings}",
            fix="; ".join(
                [
                    "mend the wording, or the field of the record if it is wrong",
                    *(doubt.fix for doubt in statement.predicate.doubts),
                ]
            ),
            evidence=f"{count}; {_breaking(statement)}",
        )
    else:
        blank = statement.having(None)
        yield GROUP_UNKNOWN.at(
            group.place,
            found=f"«{group.text}» ({statement.claim.says}), where {count} "
            f"and {unknown} cannot be answered",
            expected=f"an answer to «{statement.predicate.source}» from every record",
            fix="fill in the field; where blank is an answer, say so: "
            f"{statement.predicate.fields[0]} == null or ...",
            evidence=f"not known: {answering(blank, statement.predicate)}",
        )


def _breaking(statement: Answered) -> str:
    """The records that make it untrue: those that do it but should not, or the other way round."""
    n, k = len(statement.answers), len(statement.having(True))
    holds = [statement.claim.holds(count, n) for count in range(n + 1)]
    more, fewer = any(holds[k + 1 :]), any(holds[:k])
    parts = []
    told = {True: "true of {}", False: "not true of {}", None: "not known of {}"}
    for answer, words in told.items():
        wanted = answer is None or (more == fewer) or (answer is True) == fewer
        if wanted and (having := statement.having(answer)):
            parts.append(words.format(answering(having, statement.predicate)))
    doubts = "".join(f"; {doubt.found}" for doubt in statement.predicate.doubts)
    return f"«{statement.predicate.source}» is {'; '.join(parts)}{doubts}"


def answering(records: list[Record], predicate: Predicate) -> str:
    """Some records, each with what it answers from."""
    return ", ".join(f"{record['key']} ({fields(record, predicate)})" for record in records)


def fields(record: Record, predicate: Predicate) -> str:
    """What a record answers from: «country: NO, data/studies/ellingsen2018.yaml:8»."""
    return "; ".join(
        f"{path}: {_value(lookup(record, path))}, {record['file']}:{line_of(path, record['lines'])}"
        for path in predicate.fields
    ) or str(record["file"])


def _value(value: Any) -> str:
    if value is None:
        return "blank"
    if value is ABSENT:
        return "not there"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value)
