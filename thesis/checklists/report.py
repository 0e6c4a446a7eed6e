"""A checklist's page: each item, its answer, its places and who gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from thesis.checklists import declaration, prisma_2020
from thesis.checklists.items import Checklist, Item
from thesis.checklists.prisma_s import Filled
from thesis.document import pandoc
from thesis.input.labels import Labels
from thesis.model.records import Answer
from thesis.model.register import Register

if TYPE_CHECKING:  # rules on answers need no finished file
    from thesis.checklists.pages import Standing

STATUSES = ("reported", "partly", "not_reported", "not_applicable", "unanswered")

USUAL = ("prisma2020", "prisma2020_abstract", "prisma_s")
"""The checklists of every review; the others are for a kind of review, and are asked for."""

NOTHING = Filled("", "", (), ())


@dataclass(frozen=True)
class ReportedItem:
    """An item of a checklist with what is answered to it, as the page prints it."""

    id: str
    topic: str
    asks: str
    status: str  # one of STATUSES
    says: list[str]
    lacks: list[str]
    why: str  # why it does not apply, or ""
    standing: list[Standing]
    by: str  # ``build``, ``author``, ``both`` or ``nobody``
    places: list[str]
    of_edition: str  # the edition before this one that the answer was read in last, or ""


@dataclass(frozen=True)
class ReportedSection:
    """A section of a checklist."""

    name: str
    rows: list[ReportedItem]


@dataclass(frozen=True)
class ReportedChecklist:
    """A checklist as the page prints it."""

    id: str
    name: str
    source: str
    address: str
    sections: list[ReportedSection]
    count: dict[str, int]  # how many items have each status


def wanted(
    every: list[Checklist], told: Collection[str], built: Collection[str] = ()
) -> list[Checklist]:
    """Those that the author has answers for; those of a review where there are no answers yet.

    The declaration on artificial intelligence is there besides, where it was made or is demanded.
    """
    review = {*told} - {declaration.CHECKLIST} or {*USUAL}
    own = {declaration.CHECKLIST} & {*told, *built}
    return [one for one in every if one.id in review | own]


def values(
    every: list[Checklist],
    register: Register,
    tree: pandoc.Element,
    words: Labels,
    where: Mapping[str, Standing],
    demands: Mapping[str, Any] = prisma_2020.NO_DEMANDS,
) -> dict[str, Any]:
    """What the templates print."""
    given = register.records.checklists
    answers = {name: each.answers for name, each in given.lists.items()}
    said = prisma_2020.words(words)
    earlier = partial(unread, register)
    built = prisma_2020.built(register, tree, said, demands)
    return {
        "label": words["checklists"],
        "language": words["language"],
        "title": register.records.thesis.title,
        "edition": register.records.thesis.edition.name,
        "about": given.about,
        "checklists": [
            on_page(one, answers.get(one.id, {}), built.get(one.id, {}), where, earlier)
            for one in wanted(every, answers, built)
        ],
    }


def on_page(
    checklist: Checklist,
    answers: Mapping[str, Answer],
    built: Mapping[str, Filled],
    where: Mapping[str, Standing],
    earlier: Callable[[Answer], str] = lambda answer: "",
) -> ReportedChecklist:
    """A checklist for the page.

    Args:
        answers: the author's, by item.
        built: those that data give, by item.
        where: where each heading, table and figure stands in the finished PDF.
        earlier: the edition that an answer is of, when nobody has read it since.
    """
    rows = {}
    for item in checklist.items:
        answer = answers.get(item.id)
        of_edition = earlier(answer) if answer else ""
        rows[item.id] = row(item, answer, built.get(item.id), where, of_edition)
    count = Counter(each.status for each in rows.values())
    sections = [
        ReportedSection(name, [rows[item.id] for item in items])
        for name, items in checklist.sections()
    ]
    counted = {status: count[status] for status in STATUSES if count[status]}
    return ReportedChecklist(
        checklist.id, checklist.name, checklist.source, checklist.address, sections, counted
    )


def unread(register: Register, answer: Answer) -> str:
    """The edition before this one that an answer was read in last; "" where it was read since."""
    records = register.records
    if records.changes is None:
        return ""
    read = answer.edition or records.checklists.edition or records.changes.edition
    return "" if read == records.thesis.edition.name else read


def row(
    item: Item,
    answer: Answer | None,
    built: Filled | None,
    where: Mapping[str, Standing],
    of_edition: str = "",
) -> ReportedItem:
    """One item: what it asks, the author's answer and that of data put together."""
    data = built or NOTHING
    named = dict.fromkeys([*data.at, *(target.id for target in (answer.targets if answer else ()))])
    standing = sorted((where[at] for at in named if at in where), key=lambda one: one.page)
    lacks = [text for text in (data.lacks, answer.not_reported if answer else "") if text]
    return ReportedItem(
        id=item.id,
        topic=item.topic,
        asks=item.asks,
        status=status(answer, bool(named or data.says), bool(lacks)),
        says=[text for text in (data.says, answer.note if answer else "") if text],
        lacks=lacks,
        why=answer.not_applicable if answer else "",
        standing=standing,
        by=("both" if built else "author") if answer else "build" if built else "nobody",
        places=[*data.rows, *([answer.at] if answer else [])],
        of_edition=of_edition,
    )


def status(answer: Answer | None, reported: bool, lacking: bool) -> str:
    """One of STATUSES."""
    if reported:
        return "partly" if lacking else "reported"
    if lacking:
        return "not_reported"
    return "not_applicable" if answer else "unanswered"
