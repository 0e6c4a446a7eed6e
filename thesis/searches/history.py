"""Search history of one database: what each search may count, and which cannot be.

Each search is held against the interval that the others allow. Where counts contradict one
another, the fewest searches are set aside that make the rest agree: of those in most of the
contradictions the last, since a later search is made of those above it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from thesis.searches import meaning
from thesis.searches.bounds import Bound, System
from thesis.searches.inequalities import Inequalities, inequalities
from thesis.searches.limits import Meaning
from thesis.searches.meaning import Meanings, Search
from thesis.searches.proof import ENGLISH, ProofWriter
from thesis.searches.sets import TooManyPartsError, meet


@dataclass(frozen=True)
class Interval:
    """What the other searches allow one to count."""

    search: Search  # the search
    least: int | None  # the fewest hits it can have; None when no other search says
    most: int | None  # the most hits it can have; None when no other search says
    proof: tuple[str, ...]  # a sentence for each bound
    behind: tuple[int, ...]  # the searches whose counts the bounds rest on, by number
    none: str  # why there is no interval; "" where there is one
    used: bool = True  # whether its count is used for the others

    @property
    def number(self) -> int:
        """The number of the search."""
        return self.search.number

    @property
    def holds(self) -> bool:
        """Whether the reported count lies within."""
        low = self.least is None or self.least <= self.search.hits
        return low and (self.most is None or self.search.hits <= self.most)


@dataclass(frozen=True)
class History:
    """What was found out about the searches of one database."""

    intervals: tuple[Interval, ...]  # those of all searches, in their order
    # the searches that each names without their being above it, by number
    broken: dict[int, list[int]]
    # the searches that the limits of each name and its query does not, by number
    strange: dict[int, list[int]]
    # why the query of each that names rows or is a command is not read, by number
    lost: dict[int, str]

    @property
    def wrong(self) -> list[Interval]:
        """The searches whose count the others do not allow."""
        return [interval for interval in self.intervals if not interval.holds]


def examine(
    searches: Sequence[Search],
    meanings: Iterable[Meaning],
    kept: Collection[int] = (),
    dialect: str = "",
    words: Mapping[str, str] = ENGLISH,
) -> History:
    """Hold every search of a database against the others.

    Args:
        searches: in the order of their numbers, each number once.
        meanings: the wordings of limits.
        kept: the numbers of searches whose count is kept though it cannot be: not used for others.
        dialect: how the database writes its searches; "" to go by the signs in them.
        words: those of the proofs, by the names that :data:`~thesis.searches.proof.ENGLISH` has.
    """
    read = meaning.read(searches, meanings, dialect)
    found = inequalities(read.sets, sorted(read.aliases), read.parts)
    at = {number: found.number[a] for number, a in read.sets.items()}
    by_set: dict[int, list[int]] = defaultdict(list)
    for number, a in at.items():
        by_set[a].append(number)
    hits = {search.number: search.hits for search in searches}
    system = System(found.plainest_first, found.inclusions, by_set, hits, kept)
    bounds, blamed = _agreed(system, at, hits, kept)
    tell = ProofWriter(found.sets, by_set, _names(read, found), words)
    intervals = []
    for search in searches:
        number = search.number
        none = read.unread.get(number, "") or "no other search can be compared with it"
        both = blamed.get(number, bounds[number])
        intervals.append(_interval(search, both, tell, none, number not in system.aside))
    return History(tuple(intervals), read.broken, read.strange, read.lost)


def _agreed(
    system: System, at: Mapping[int, int], hits: Mapping[int, int], kept: Collection[int]
) -> tuple[Bounds, Bounds]:
    """The bounds of all searches when those to blame are set aside, and the bounds of these."""
    blamed: Bounds = {}
    while True:
        # Asked anew when all agree: a contradiction can have hidden what the others say.
        bounds = {number: system.without(number, a) for number, a in at.items()}
        if not (clashes := _clashes(bounds, hits, {*kept, *blamed})):
            return bounds, blamed
        while clashes:
            last = _to_blame(clashes)
            blamed[last] = bounds[last]
            system.set_aside(last, at[last])
            for number, both in bounds.items():
                if any(last in bound.searches for bound in both if bound):
                    bounds[number] = system.without(number, at[number])
            clashes = _clashes(bounds, hits, {*kept, *blamed})


def _names(read: Meanings, found: Inequalities) -> dict[int, tuple[int, int]]:
    """What two searches share, where a third is made of the two."""
    names: dict[int, tuple[int, int]] = {}
    for named in read.named.values():
        for a, b in combinations(named, 2):
            try:
                shared = meet(read.sets[a], read.sets[b])
            except (KeyError, TooManyPartsError):
                continue
            if shared in found.number:
                names.setdefault(found.number[shared], (a, b))
    return names


Bounds = dict[int, tuple[Bound | None, Bound | None]]


def _clashes(bounds: Bounds, hits: Mapping[int, int], aside: set[int]) -> dict[int, frozenset[int]]:
    """The searches whose count is not allowed, each with all that have a part in it."""
    return {
        number: frozenset({number}).union(
            *(b.searches for b in both if b and _broken(b, hits[number]))
        )
        for number, both in bounds.items()
        if number not in aside and any(b and _broken(b, hits[number]) for b in both)
    }


def _broken(bound: Bound, hits: int) -> bool:
    return hits < bound.value if bound.side == "least" else hits > bound.value


def _to_blame(clashes: dict[int, frozenset[int]]) -> int:
    """The search in most of the contradictions; of several the last."""
    often = Counter(number for clash in set(clashes.values()) for number in clash)
    return max(clashes, key=lambda number: (often[number], number))


def _interval(
    search: Search,
    both: tuple[Bound | None, Bound | None],
    tell: ProofWriter,
    none: str,
    used: bool,
) -> Interval:
    least, most = both
    told = [bound for bound in both if bound]
    proof = tuple(tell.proofs(least, most, search.number))
    behind = sorted({number for bound in told for number in bound.searches})
    return Interval(
        search,
        least.value if least else None,
        most.value if most else None,
        proof,
        tuple(behind),
        "" if told else none,
        used,
    )
