"""Rules on what a sentence says of the work it cites: who gave it out, which system it is of."""

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.document.statements.statement import Cited, Statement, prose
from thesis.document.thesis import Thesis
from thesis.language import lexicon
from thesis.model.records import Work

CITATION_OTHER_GIVER = declare(
    "citation.other-giver",
    looks_at="citations",
    sees="a sentence that names one institution, «NTNUs register», and cites a work of another "
    "one, or that names one system of diagnoses and cites a work whose title has another",
    misses="an institution or a system that the lists do not have, and a sentence that names both",
    example="Tidsskriftet ble slått opp i NTNUs register [@nsd2019].",
    severity=WARNING,
)
OWNED = re.compile(r"(?<!\w)(?:ved|hos|fra|frå|til|i|at|from|of|in)\s(?:the\s)?$")


@CITATION_OTHER_GIVER.check
def givers(thesis: Thesis) -> Iterator[Finding]:
    """The next work cited behind every institution and system that a sentence names."""
    works = thesis.register.records.references
    for statement in prose(thesis):
        if not statement.cites:
            continue
        for name in ("institutions", "classifications"):
            yield from _named(statement, name, works)


def _named(statement: Statement, name: str, works: Mapping[str, Work]) -> Iterator[Finding]:
    topic = lexicon.topic(name, statement.language)
    mentions = [each for each in topic.find(statement.text) if not _printed(statement, each.start)]
    for each in mentions:
        cite = _behind(statement, statement.start + each.end)
        if cite is None or not _of_the_work(statement, name, each.start, each.end):
            continue
        given = _given(works.get(cite.key, {}), name)
        own = {meaning for one in topic.find(given) for meaning in one.meanings}
        against = f"{cite.key}: {given}"
        CITATION_OTHER_GIVER.held(statement.passage, statement.start + each.start, against)
        told = {meaning for one in mentions for meaning in one.meanings}
        known = own | {also for one in own for also in topic.also.get(one, ())}
        if own and not known & told:
            yield statement.passage.finding(
                CITATION_OTHER_GIVER,
                statement.start + each.start,
                found=f"«{each.word}», beside @{cite.key}",
                expected=f"«{given}», as data/references.yaml has it",
                fix="name what the work is of, or cite the work that is meant",
            )


def _printed(statement: Statement, at: int) -> bool:
    """Whether a place of a sentence is inside of a printed citation."""
    at += statement.start
    return any(z.kind == "Cite" and z.start <= at < z.end for z in statement.passage.zones)


def _behind(statement: Statement, at: int) -> Cited | None:
    """The first work that is cited behind some words, where it is cited alone."""
    after = [cite for cite in statement.cites if cite.at >= at and not cite.narrative]
    together = [cite for cite in after if cite.at == after[0].at]
    return together[0] if len(together) == 1 else None


def _of_the_work(statement: Statement, name: str, start: int, end: int) -> bool:
    """Whether an institution is said to have what is cited: «NSDs register», «ved NTNU»."""
    before, word = statement.text[:start], statement.text[start:end]
    if name == "classifications":
        return True
    owner = word.endswith("s") and re.match(r"\s\w", statement.text[end:]) is not None
    return owner or OWNED.search(before) is not None


def _given(work: Work, name: str) -> str:
    """Who gave a work out, or what its title says."""
    if name == "classifications":
        return str(work.get("title", ""))
    people = [str(one.get("literal", "")) for one in work.get("author") or ()]
    return "; ".join(filter(None, [*people, str(work.get("publisher", ""))]))
