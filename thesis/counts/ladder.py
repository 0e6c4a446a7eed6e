"""Ladder of data/ladder.yaml, as figure 1 is made of it."""

from __future__ import annotations

import msgspec

from thesis.input.sources import Source
from thesis.model.records import Record


class LadderStage(Record, frozen=True, kw_only=True):
    """A stage as its author declared it."""

    id: str
    label: str
    count: str  # the key of the number that the figure prints
    left: str = ""  # what the figure says about those that leave here; the last stage has none
    reasons: bool = False  # whether those that leave are divided by their reasons
    prisma: str = ""  # the box of PRISMA 2020 that it is
    removed: str = ""  # ``duplicates`` or ``automation``, of what leaves before screening


class Ladder(Record, frozen=True, kw_only=True):
    """The stages from the first to the last."""

    stages: list[LadderStage]
    # what the figure calls each reason for leaving a study out
    reasons: dict[str, str] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, source: Source) -> Ladder:
        """The ladder of a file in which nothing is wrong."""
        return msgspec.convert(source.value, cls)
