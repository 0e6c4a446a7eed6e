"""Belonging of sentences to studies: which study a sentence tells of though it does not name it.

A paragraph names a study where it begins to tell of it, and often where it ends: «Hos @more2018
lettet treningen suget. Deltakerne kunne ta en økt. De merket det knapt [@more2018].» What stands
between the two surely tells of that study; what stands behind the last one likely does. Content may
say it itself, around words or around paragraphs::

    [Deltakerne kunne ta en økt.]{.from of="more2018"}
    ::: {.from of="more2018"}
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from thesis.document import pandoc
from thesis.document.passages import Passage

MARK = "from"  # The class of what content says to belong to the studies of its ``of``


@dataclass(frozen=True)
class ToldStudies:
    """The studies that a sentence tells of and does not name."""

    # it is marked so, or stands between two sentences that name the study
    surely: frozenset[str] = frozenset()
    # it stands behind the last one that does, or before the only one of its paragraph
    likely: frozenset[str] = frozenset()

    def __or__(self, other: ToldStudies) -> ToldStudies:
        surely = self.surely | other.surely
        return ToldStudies(surely, (self.likely | other.likely) - surely)


NOTHING = ToldStudies()


@dataclass(frozen=True)
class NamedWorks:
    """What a sentence names."""

    # the studies that it cites, or has a number or the title of
    studies: frozenset[str] = frozenset()
    others: bool = False  # whether it cites another work, or has a number that is of no study
    group: bool = False  # whether it says something of the studies as a group
    marked: frozenset[str] = frozenset()  # the studies that it is said to belong to

    @property
    def known(self) -> frozenset[str]:
        """The studies that it tells of, as anybody can see."""
        return self.studies | self.marked


def tells(paragraph: Sequence[NamedWorks]) -> list[ToldStudies]:
    """What each sentence of a paragraph tells of without naming it."""
    return [_tells(paragraph, i) for i in range(len(paragraph))]


def _tells(paragraph: Sequence[NamedWorks], at: int) -> ToldStudies:
    one = paragraph[at]
    if one.marked or one.studies or one.group:
        return ToldStudies(one.marked - one.studies)
    behind = next(
        (each for each in reversed(paragraph[:at]) if each.known or each.others), NamedWorks()
    )
    before = next((each.known for each in reversed(paragraph[:at]) if each.known), frozenset())
    after = next((each.known for each in paragraph[at + 1 :] if each.known), frozenset())
    if not before:
        only = frozenset().union(*(each.known for each in paragraph))
        return ToldStudies(likely=only if len(only) == 1 and not behind.others else frozenset())
    between = before & after
    if (
        one.others or not behind.known
    ):  # it has another source: that it tells of the study is less sure
        return ToldStudies(likely=between)
    return ToldStudies(between, before - between)


def marked(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The studies that content says a stretch of a text to belong to."""
    spans = (
        zone.attributes for zone in passage.of_class(MARK) if zone.start < end and start < zone.end
    )
    around = (pandoc.attributes(one) for one in passage.within if MARK in pandoc.classes(one))
    return frozenset(key for said in [*spans, *around] for key in said.get("of", "").split())


def theme(sections: Sequence[Collection[str]]) -> ToldStudies:
    """What a heading tells of: the study that is the only one told of below it."""
    below = frozenset(key for each in sections for key in each)
    return ToldStudies(likely=below) if len(below) == 1 else NOTHING
