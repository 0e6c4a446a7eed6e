"""Rules on the sentences of a revised edition that nobody has read since the one before it."""

from collections.abc import Iterator

from thesis.checks.consistency import claims
from thesis.checks.text import group_statements
from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document.thesis import Thesis
from thesis.editions import dependencies, reviewed, store
from thesis.editions.stale_sentences import Reading
from thesis.input.sources import UnreadableSourceError

EDITION_UNREAD = declare(
    "edition.unread",
    looks_at="editions",
    sees="a sentence that stood in the previous edition with the same words around its numbers, "
    "and depends on a study, a work or a number that has changed or left since, and that nobody "
    "has read again",
    misses="a sentence that tells of a study that its paragraph does not name; a sentence "
    "that was edited without regard to what had changed",
    example="«@wang2017 fant en virkning» when wang2017 was included then and is excluded now",
    severity=WARNING,
)
EDITION_SOURCE_GONE = declare(
    "edition.source-gone",
    looks_at="editions",
    sees="a sentence that tells what a study found that has left since the previous edition, that "
    "does not cite it, and that nobody has read again: it is marked as from that study, or stood "
    "between two of its citations",
    misses="a sentence behind the last citation of the study, which edition.unread warns of; a "
    "sentence that was edited",
    example="«De merket det knapt» between two citations of wang2017, which is withdrawn now",
)


@EDITION_UNREAD.check
def sentences(thesis: Thesis) -> Iterator[Finding]:
    """Every sentence that must be read again, against the previous edition."""
    since, before = dependencies.previous(thesis), store.previous(thesis.config, thesis.root)
    if since is None or before is None:
        return
    asked = [*group_statements.statements(thesis), *claims.statements(thesis)]
    untrue = {(found.file, found.line) for found in asked}
    reading = Reading(thesis, since, untrue)
    for one in reading.stale(reviewed.readable(thesis.root)):
        file, line = one.sentence.place
        read = f"python -m thesis reviewed {file}:{line}"
        if gone := reading.gone(one.sentence):
            yield EDITION_SOURCE_GONE.at(
                Place(file, line),
                found=f"a sentence on {' and '.join(gone)}, which left since the edition "
                f"«{before.name}», and no other source",
                expected="what is told of a study to leave with it",
                fix=f"strike it, or cite what else it rests on; or where it holds, run: {read}",
                evidence=f"«{one.sentence.text}»",
            )
            continue
        yield EDITION_UNREAD.at(
            Place(file, line),
            found=f"{'; '.join(one.why)}, since the edition «{before.name}»",
            expected="a sentence that was edited, or read again, since",
            fix=f"edit it; or read it and run: {read}",
            evidence=f"«{one.sentence.text}»",
        )


EDITION_REVIEWED = declare(
    "edition.reviewed",
    looks_at="editions",
    sees="a line of reviewed.txt that belongs to no sentence as it is now: its words or a value "
    "that it depends on have changed since, or it is no line that `reviewed` writes",
    misses="a line of a sentence that nobody has read",
    example="0f3a66be01c2d4e5  content/05-diskusjon.md  the words of a sentence that was struck",
    severity=WARNING,
)


@EDITION_REVIEWED.check
def review_lines(thesis: Thesis) -> Iterator[Finding]:
    """Every line of reviewed.txt that counts no longer."""
    try:
        lines = reviewed.read(thesis.root)
    except UnreadableSourceError as unreadable:
        yield unreadable.finding
        return
    known = dependencies.fingerprints(thesis) if lines else set()
    for line in lines:
        if line.hash not in known:
            yield EDITION_REVIEWED.at(
                Place(reviewed.FILE, line.number),
                found=f"«{line.text}», which no sentence has" if line.hash else f"«{line.text}»",
                expected="a hash that a sentence has, with the values that it depends on now"
                if line.hash
                else "a line that `python -m thesis reviewed` wrote",
                fix="read the sentence again; strike the line: python -m thesis reviewed --tidy",
            )
