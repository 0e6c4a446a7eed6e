"""Rules on the sentences of a revised edition that nobody has read since the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from thesis.checks.text import group_statements
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import rule
from thesis.document.thesis import Thesis
from thesis.editions import dependencies, reviewed, store
from thesis.editions.stale_sentences import Reading, Since
from thesis.input.sources import UnreadableError


@rule(
    "edition.unread",
    sees="a sentence that stood in the previous edition with the same words around its numbers, "
    "and depends on a study, a work or a number that has changed or left since, and that nobody "
    "has read again",
    misses="a sentence that tells of a study without naming it, such as the one after; a sentence "
    "that was edited without regard to what had changed",
    example="«@wang2017 fant en virkning» when wang2017 was included then and is excluded now",
    severity=WARNING,
)
def unread(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that must be read again, against the previous edition."""
    before = store.previous(thesis.config, thesis.root)
    if before is None:
        return
    since = Since(before.register, dependencies.words(before.document))
    untrue = {(found.file, found.line) for found in group_statements.statements(thesis)}
    reading = Reading(thesis, since, untrue)
    for one in reading.unread(reviewed.readable(thesis.root)):
        file, line = one.sentence.place
        yield Finding(
            file,
            line,
            "edition.unread",
            f"{'; '.join(one.why)}, since the edition «{before.name}»",
            "a sentence that was edited, or read again, since",
            f"edit it; or read it and run: python -m thesis reviewed {file}:{line}",
            evidence=f"«{one.sentence.text}»",
        )


@rule(
    "edition.reviewed",
    sees="a line of reviewed.txt that belongs to no sentence as it is now: its words or a value "
    "that it depends on have changed since, or it is no line that `reviewed` writes",
    misses="a line of a sentence that nobody has read",
    example="0f3a66be01c2d4e5  content/05-diskusjon.md  the words of a sentence that was struck",
    severity=WARNING,
)
def stale(thesis: Thesis) -> Iterator[Finding]:
    """Every line of reviewed.txt that counts no longer."""
    try:
        lines = reviewed.read(thesis.root)
    except UnreadableError as unreadable:
        yield unreadable.finding
        return
    known = dependencies.fingerprints(thesis) if lines else set()
    for line in lines:
        if line.hash not in known:
            yield Finding(
                reviewed.FILE,
                line.number,
                "edition.reviewed",
                f"«{line.text}», which no sentence has" if line.hash else f"«{line.text}»",
                "a hash that a sentence has, with the values that it depends on now"
                if line.hash
                else "a line that `python -m thesis reviewed` wrote",
                "read the sentence again; strike the line: python -m thesis reviewed --tidy",
            )
