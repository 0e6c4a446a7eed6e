"""Changes page: what is new in an edition, as results/changes.html tells it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from msgspec import structs

from thesis.document import pandoc as document
from thesis.document.pandoc import Tree
from thesis.document.word_count import Tally
from thesis.editions import diff
from thesis.editions import previous_numbers as earlier
from thesis.editions.diff import Change, Study
from thesis.editions.redline import sentences
from thesis.editions.redline.sentences import ChangedSentence
from thesis.formats import provenance
from thesis.input.labels import Labels
from thesis.language import norwegian
from thesis.model import display, flow, records
from thesis.model.records import Database, EarlierDecision, EditionName, Flow, Search, StudyChanged
from thesis.model.register import Number, Register


@dataclass(frozen=True)
class ComparedEdition:
    """One of the two editions."""

    register: Register  # its numbers and records
    document: Tree  # its text
    tally: Tally  # its word count

    @property
    def named(self) -> EditionName:
        """Its name and date."""
        return self.register.records.thesis.edition


class ListedStudy(StudyChanged, frozen=True, kw_only=True):
    """A study that came, left, was decided anew or changed, as the page lists it."""

    language: str  # that of its title
    reason: str  # why it was withdrawn or left out, or ""
    earlier: list[EarlierDecision]  # of one decided anew, the first one first
    fields: list[str]  # those of its record that changed


@dataclass(frozen=True)
class ListedNumber:
    """A number that differs: what it was, what it is, and how it comes about."""

    key: str
    what: str  # ``came``, ``left`` or ``changed``
    old: str  # in digits, or ""
    new: str
    says: str
    language: str  # that of `says`, where it is not the page's
    formula: str  # "" where it is what `says` has already
    formula_language: str
    rows: list[str]  # where it stands in data/, in runs
    row_count: int
    counts: bool  # whether it is computed


@dataclass(frozen=True)
class ListedSearch:
    """A search that came, left or changed; each count as it was and as it is."""

    what: str
    number: int
    query: str
    limits: str
    hits: list[int | None]
    abstracts_read: list[int | None]
    articles_read: list[int | None]


@dataclass(frozen=True)
class SessionGap:
    """Whether a later session begins where the one before it ended."""

    # ``none``, ``days``, ``all`` where it looked through all years, ``unknown`` where a date is
    # missing, or "" for a first session
    gap: str = ""
    since: str | None = None  # the date (ISO) of the session before it
    days: int = 0  # how many lie between them


@dataclass(frozen=True)
class ListedSession(SessionGap):
    """A session with searches that differ."""

    name: str = ""  # of its database
    what: str = ""
    searched_on: str | None = None
    covers_from: str | None = None
    rows: Sequence[ListedSearch] = ()


@dataclass(frozen=True)
class ChangedSection:
    """The sentences that changed below a heading."""

    chapter: str
    section: str
    file: str
    pairs: list[ChangedSentence]


@dataclass(frozen=True)
class ComparedCount:
    """A count of both editions: the words of a chapter, or a box of figure 1."""

    heading: str  # or the label of the box
    old: int | float | None
    new: int | float | None
    key: str = ""  # of the box


def gather(
    old: ComparedEdition, new: ComparedEdition, merged: Tree, words: Labels
) -> dict[str, Any]:
    """All that the page shows.

    Args:
        merged: the document of both editions (:mod:`thesis.editions.redline.document`).
    """
    touched = sentences.touched(merged)
    chapters = words_by_chapter(old.tally, new.tally)
    studies = diff.studies(old.register, new.register)
    rows = figure(old.register.records.flow, new.register.records.flow)
    counts = numbers(old, new, words)
    return {
        "title": new.register.records.thesis.title,
        "old": old.named,
        "new": new.named,
        "studies": [study(each, old.register, new.register) for each in studies],
        "counts": [each for each in counts if each.counts],
        "figures": [each for each in counts if not each.counts],
        "sessions": sessions(old.register, new.register),
        "sentences": by_section(touched),
        "chapters": chapters,
        "words": [old.tally.words, new.tally.words],
        "boxes": rows,
        "same": {
            "numbers": same(
                old.register.numbers,
                new.register.numbers,
                [each.key for each in diff.numbers(old.register, new.register)],
            ),
            "studies": same(
                [study.key for study in old.register.records.studies],
                [study.key for study in new.register.records.studies],
                [each.key for each in studies],
            ),
            "searches": unchanged_searches(old.register, new.register),
            "works": same(
                old.register.records.references,
                new.register.records.references,
                [each.key for each in diff.works(old.register, new.register)],
            ),
            "boxes": sum(each.old == each.new for each in rows),
            "chapters": untouched(new.document, touched),
        },
    }


def signed(number: int) -> str:
    """A difference with its sign: «+12», «−3», «0»."""
    return f"+{norwegian.digits(number)}" if number > 0 else norwegian.digits(number)


def same(old: Iterable[str], new: Iterable[str], changed: Sequence[str]) -> int:
    """How many are in both and have not changed."""
    return len({*old} & {*new} - {*changed})


# ---- studies -------------------------------------------------------------------------------------


def study(each: Study, old: Register, new: Register) -> ListedStudy:
    """A study that came, left, was decided anew or changed."""
    return ListedStudy(
        **structs.asdict(earlier.studied(each, old, new)),
        language=earlier.work(each, old, new).get("language", ""),
        reason=reason(each.new or each.old),
        earlier=earlier_decisions(each, old) if each.what == diff.DECIDED else [],
        fields=[change.key for change in each.fields],
    )


def reason(study: records.Study | None) -> str:
    """Why a study was withdrawn or left out, in its own words; "" where it was not."""
    name = {"withdrawn": "withdrawn", "excluded": "reason"}.get(diff.decision(study), "")
    text = study.texts.get(name) if study else None
    return _plain(text.text) if text else ""


def _plain(text: str) -> str:
    """A text of a record on one line; "" where it has a call in it, which is not printed here."""
    return "" if "{{" in text else " ".join(text.split())


def earlier_decisions(each: Study, old: Register) -> list[EarlierDecision]:
    """What was decided on a study before, with its edition and its reason, the first one first."""
    kept = each.new.decisions if each.new else []
    if kept:
        return [structs.replace(one, reason=_plain(one.reason)) for one in kept]
    was = diff.decision(each.old)
    name = old.records.thesis.edition.name
    if not was:
        return []
    return [EarlierDecision(edition=name, status=was, reason=reason(each.old))]


# ---- numbers -------------------------------------------------------------------------------------


OF_EDITIONS = (earlier.PREFIX, "edition.")
"""How the numbers begin that compare two editions themselves."""


def numbers(old: ComparedEdition, new: ComparedEdition, words: Labels) -> list[ListedNumber]:
    """Every number that differs: what it was, what it is, and how it comes about."""
    was, now = (teller(edition, words) for edition in (old, new))
    changes = [
        change
        for change in diff.numbers(old.register, new.register)
        if not change.key.startswith(OF_EDITIONS)
    ]
    found = []
    for change in sorted(changes, key=lambda each: display.in_order(each.key)):
        number = diff.either(change)
        tell = now if change.new else was
        told = tell.origin(number)
        formula = tell.formula(number.formula) if number.formula else ("", "")
        found.append(
            ListedNumber(
                key=change.key,
                what=change.what,
                old=written(change.old),
                new=written(change.new),
                says=told.says,
                language=told.language,
                formula=formula[0] if formula[0] != told.says else "",
                formula_language=formula[1],
                rows=display.runs(number.rows),
                row_count=len(number.rows),
                counts=number.kind == "derived",
            )
        )
    return found


def teller(edition: ComparedEdition, words: Labels) -> provenance.Provenance:
    """What tells where a number of an edition comes from."""
    works = provenance.citations(edition.document)
    return provenance.Provenance(edition.register, words, works)


def written(number: Number | None) -> str:
    """A number in digits; "" where there is none."""
    return display.written(number) if number else ""


# ---- searches ------------------------------------------------------------------------------------


def sessions(old: Register, new: Register) -> list[ListedSession]:
    """The searches that differ, by the session that they were made in."""
    changed = diff.searches(old, new)
    bases = {each.id: each for register in (old, new) for each in register.records.databases}
    found = []
    for name, base in bases.items():
        rows = [row(each) for each in changed if diff.either(each).database == name]
        came, gone = (
            all(each.id != name for each in register.records.databases) for register in (old, new)
        )
        if rows or came or gone:
            found.append(
                ListedSession(
                    **asdict(gap(base, bases)),
                    name=base.name,
                    what="came" if came else "left" if gone else "changed",
                    searched_on=base.searched_on,
                    covers_from=base.covers_from or None,
                    rows=rows,
                )
            )
    return found


def row(change: Change[Search]) -> ListedSearch:
    """A search that came, left or changed."""
    search = diff.either(change)
    both = (change.old, change.new)
    counts = {
        name: [getattr(each, name) if each else None for each in both]
        for name in ("hits", "abstracts_read", "articles_read")
    }
    return ListedSearch(change.what, search.number, search.query, search.limits, **counts)


def gap(base: Database, bases: Mapping[str, Database]) -> SessionGap:
    """Whether a later session begins where the one before it ended."""
    if not (first := base.updates):
        return SessionGap()
    if not base.covers_from:
        return SessionGap("all")
    dates = [
        each.searched_on
        for each in bases.values()
        if each.id != base.id and first in (each.id, each.updates)
    ]
    own = base.searched_on
    earlier = [str(day) for day in dates if day and own and str(day) < str(own)]
    if None in dates or not earlier:
        return SessionGap("unknown")
    since = max(earlier)
    days = (date.fromisoformat(base.covers_from) - date.fromisoformat(since)).days
    return SessionGap("days" if days > 0 else "none", since, max(days, 0))


def unchanged_searches(old: Register, new: Register) -> int:
    """How many rows of the search tables are the same in both."""
    rows = [{search.key for search in register.records.searches} for register in (old, new)]
    return same(rows[0], rows[1], [each.key for each in diff.searches(old, new)])


# ---- text ----------------------------------------------------------------------------------------


def by_section(touched: Sequence[ChangedSentence]) -> list[ChangedSection]:
    """The sentences that changed below the headings that they stand under."""
    found: dict[tuple[str, str, str], list[ChangedSentence]] = {}
    for each in touched:
        found.setdefault((each.chapter, each.section, each.file), []).append(each)
    return [ChangedSection(*where, pairs) for where, pairs in found.items()]


def words_by_chapter(old: Tally, new: Tally) -> list[ComparedCount]:
    """The words of each chapter in both, by its heading."""
    was, now = (
        {chapter.heading: chapter.words for chapter in tally.chapters} for tally in (old, new)
    )
    return [
        ComparedCount(heading, was.get(heading), now.get(heading))
        for heading in dict.fromkeys([*now, *was])
    ]


def untouched(tree: Tree, touched: Iterable[ChangedSentence]) -> list[str]:
    """The headings of the content files in which no sentence changed."""
    files = {each.file for each in touched}
    return [heading for file, heading in _chapters(tree) if file not in files]


def _chapters(tree: Tree) -> Iterator[tuple[str, str]]:
    for file, _, blocks in document.files(tree):
        for block in document.walk(blocks):
            if block["t"] == "Header" and block["c"][0] == 1:
                yield file, " ".join(document.text(block).split())


# ---- figure 1 ------------------------------------------------------------------------------------


def figure(old: Flow, new: Flow) -> list[ComparedCount]:
    """Every box of figure 1 with its count in both, by its key."""
    was, now = ({row.key: row for row in flow.rows(each)} for each in (old, new))
    return [
        ComparedCount(
            (now.get(key) or was[key]).label,
            was[key].value if key in was else None,
            now[key].value if key in now else None,
            key,
        )
        for key in dict.fromkeys([*now, *was])
    ]
