"""Bounds: how few and how many records a set can hold, by what is reported of other sets.

A bound is derived from inequalities and reported counts, step by step, and keeps the steps: it is
its own proof. A search is never used to bound itself.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesis.searches.inequalities import Inequality

Key = tuple[int, str]  # A set by its number, and ``least`` or ``most``


@dataclass(frozen=True, eq=False)
class Bound:
    """The least or the most that a set can hold, and why."""

    set: int  # the set by its number
    side: str  # ``least`` or ``most``
    value: int  # the number of records
    inequality: Inequality | None = None  # what it follows from; None when it is reported
    parents: tuple[Bound, ...] = ()  # the bounds that the inequality was used with
    searches: frozenset[int] = frozenset()  # the numbers of the searches whose counts it rests on
    # the bounds that were derived on the way to it, itself among them
    through: frozenset[Key] = frozenset()


class Layer(dict[Key, Bound]):
    """Derived bounds, over others of which some are lost."""

    def __init__(self, below: Mapping[Key, Bound], lost: Iterable[Key]) -> None:
        super().__init__()
        self.below = below
        self.lost = set(lost)

    def at(self, key: Key) -> Bound | None:
        """The bound here, or else below."""
        if key in self:
            return self[key]
        return None if key in self.lost else self.below.get(key)


class System:
    """The inequalities of one database with the counts that are reported.

    Args:
        inequalities: what holds between the sets, which have numbers. An inclusion that follows
            from two others may be missing.
        inclusions: every inclusion of one set in another, the one told first that is told rather.
        searched: the searches, by number, that found each set.
        hits: what each search reported.
        aside: searches whose counts are not used.
    """

    def __init__(
        self,
        inequalities: Sequence[Inequality],
        inclusions: Iterable[Inequality],
        searched: Mapping[int, Sequence[int]],
        hits: Mapping[int, int],
        aside: Iterable[int] = (),
    ) -> None:
        self.inequalities = inequalities
        self.searched = searched
        self.aside = set(aside)
        self.report = {a: self._first(a, None) for a in searched}
        self.reports = {
            (number, side): Bound(a, side, hits[number], searches=frozenset({number}))
            for a, numbers in searched.items()
            for number in numbers
            for side in ("least", "most")
        }
        self.touching: dict[int, list[int]] = defaultdict(list)
        self.linked: dict[int, set[int]] = defaultdict(set)
        """The inequalities of a set that another set without a report is in."""
        for i, inequality in enumerate(inequalities):
            for a in {*inequality.left, *inequality.right}:
                self.touching[a].append(i)
        for a in list(self.touching):
            if self._report(a, None) is None:
                self._link(a)
        self.direct = self._directly(inclusions, hits)
        self.sums: dict[int, tuple[list[int], int]] = {}
        self.settled = Layer({}, ())
        self.resting: dict[int, set[Key]] = defaultdict(set)
        self._settle(range(len(inequalities)), self.settled, self.direct)

    def set_aside(self, search: int, a: int) -> None:
        """Use the count of a search no more; `a` is its set."""
        lost = self._resting_on(search)
        self.aside.add(search)
        self.report[a] = self._first(a, None)
        if self.report[a] is None:
            self._link(a)
        for i in self.touching[a]:
            self.sums.pop(i, None)
        for key in lost:
            del self.settled[key]
        self._settle(
            self._all_touching({a, *(key[0] for key in lost)}),
            self.settled,
            {*lost, (a, "least"), (a, "most")},
        )

    def without(self, search: int, a: int) -> tuple[Bound | None, Bound | None]:
        """The least and the most that the other searches allow the set `a` of a search."""
        if self._report(a, search) is not None:
            return self._bound(a, "least", self.settled, search), self._bound(
                a, "most", self.settled, search
            )
        lost = self._resting_on(search)
        own = Layer(self.settled, lost)
        self._settle(
            self._all_touching({a, *(key[0] for key in lost)}),
            own,
            {*lost, (a, "least"), (a, "most")},
            search,
            a,
        )
        return own.at((a, "least")), own.at((a, "most"))

    # ---- inner ----------------------------------------------------------------------------------

    def _link(self, a: int) -> None:
        """Note that a set has no report, for the sets it is compared with."""
        for i in self.touching[a]:
            for b in {*self.inequalities[i].left, *self.inequalities[i].right} - {a}:
                self.linked[b].add(i)

    def _resting_on(self, search: int) -> set[Key]:
        keys = self.resting[search]
        return {k for k in keys if k in self.settled and search in self.settled[k].searches}

    def _all_touching(self, sets: Iterable[int]) -> list[int]:
        return sorted({i for a in sets for i in self.touching[a]})

    def _report(self, a: int, but: int | None) -> int | None:
        """A search that reports how much the set holds."""
        search = self.report.get(a)
        return search if search is None or search != but else self._first(a, but)

    def _first(self, a: int, but: int | None) -> int | None:
        unused = {*self.aside, but}
        return next((n for n in self.searched.get(a, ()) if n not in unused), None)

    def _bound(self, a: int, side: str, own: Layer, but: int | None) -> Bound | None:
        search = self._report(a, but)
        return own.at((a, side)) if search is None else self.reports[search, side]

    def _directly(
        self, inclusions: Iterable[Inequality], hits: Mapping[int, int]
    ) -> dict[Key, list[tuple[int, Inequality]]]:
        """By each bound, the searches that allow it and the inclusion, the tightest first."""
        found: dict[Key, list[tuple[int, Inequality]]] = defaultdict(list)
        for inequality in inclusions:
            [inner], [outer] = inequality.left, inequality.right
            for number in self.searched.get(outer, ()):
                found[inner, "most"].append((number, inequality))
            for number in self.searched.get(inner, ()):
                found[outer, "least"].append((number, inequality))
        for (_, side), told in found.items():
            told.sort(key=lambda each: hits[each[0]], reverse=side == "least")
        return found

    def _start(self, keys: Iterable[Key], own: Layer, but: int | None) -> None:
        """Note for each bound what one search alone says of it."""
        for a, side in sorted(keys):
            if self._report(a, but) is not None:
                continue
            for number, inequality in self.direct.get((a, side), ()):
                other = inequality.right[0] if side == "most" else inequality.left[0]
                if self._report(other, but) == number:
                    parent = self.reports[number, side]
                    if self._is_better(a, side, parent.value, (parent,), own):
                        bound = _derived(a, side, parent.value, inequality, (parent,))
                        self._note(bound, own)
                    break

    def _note(self, bound: Bound, own: Layer) -> None:
        own[bound.set, bound.side] = bound
        if own is self.settled:
            for search in bound.searches:
                self.resting[search].add((bound.set, bound.side))

    def _settle(
        self,
        seeds: Iterable[int],
        own: Layer,
        keys: Iterable[Key],
        but: int | None = None,
        of: int | None = None,
    ) -> None:
        """Tighten bounds by every inequality until none gives more; `but` is the search of `of`."""
        self._start(keys, own, but)
        near: dict[int, list[int]] = defaultdict(list)
        for i in self.touching[of] if of is not None else ():
            for a in set(self._sum(i)[0]) - {of}:
                near[a].append(i)
        queue = deque(seeds)
        waiting = set(queue)
        while queue:
            i = queue.popleft()
            waiting.discard(i)
            for bound in self._by(i, own, but, of):
                before = own.at((bound.set, bound.side))
                self._note(bound, own)
                if before and before.value == bound.value:
                    continue  # told in fewer steps, but it says no more
                more = self.linked[bound.set].union(near[bound.set]) - waiting
                waiting |= more
                queue.extend(sorted(more))

    def _sum(self, i: int) -> tuple[list[int], int]:
        """The sets of an inequality without a report; how much more is reported on the right."""
        if i not in self.sums:
            left, right = map(dict.fromkeys, self.inequalities[i][:2])
            total = sum(
                self.reports[n, "most"].value
                for a in right
                if (n := self.report.get(a)) is not None
            )
            total -= sum(
                self.reports[n, "least"].value
                for a in left
                if (n := self.report.get(a)) is not None
            )
            sides = {**left, **right}
            self.sums[i] = [a for a in sides if self.report.get(a) is None], total
        return self.sums[i]

    def _by(self, i: int, own: Layer, but: int | None, of: int | None) -> Iterator[Bound]:
        """The bounds that an inequality tightens."""
        inequality = self.inequalities[i]
        if inequality.why == "within":
            yield from self._within(inequality, own, but)
            return
        left, right, _ = inequality
        free, total = self._sum(i)
        if (
            of is not None
            and (search := self.report.get(of)) is not None
            and (of in left or of in right)
        ):
            free = sorted([*free, of], key=[*left, *right].index)
            own_hits = self.reports[search, "most"].value
            total += own_hits * ((of in left) - (of in right))
        least = {a: bound for a in free if a in left and (bound := own.at((a, "least")))}
        most = {a: bound for a in free if a in right and (bound := own.at((a, "most")))}
        unknown = {a for a in free if a in right and a not in most}
        total += sum(bound.value for bound in most.values())
        total -= sum(bound.value for bound in least.values())
        for a in free:
            if unknown - {a}:
                continue
            side = "most" if a in left else "least"
            value = total - (most[a].value if a in most else 0)
            value += least[a].value if a in least else 0
            value = value if side == "most" else -value
            if self._gain(a, side, value, own) < 0:
                continue
            derived = [b for each in (most, least) for b in each.values() if b.set != a]
            if self._is_better(a, side, value, derived, own):
                over = (self._bound(b, "most", own, but) for b in dict.fromkeys(right) if b != a)
                under = (self._bound(b, "least", own, but) for b in dict.fromkeys(left) if b != a)
                parents = tuple(bound for bound in (*over, *under) if bound)
                yield _derived(a, side, value, inequality, parents)

    def _within(self, inequality: Inequality, own: Layer, but: int | None) -> Iterator[Bound]:
        """The bounds by an inclusion, told at once from the set at the other end of a chain."""
        [inner], [outer] = inequality.left, inequality.right
        for a, side, other in ((inner, "most", outer), (outer, "least", inner)):
            if self._report(a, but) is not None:
                continue
            parent = self._bound(other, side, own, but)
            if parent and parent.inequality and parent.inequality.why == "within":
                [parent] = parent.parents
            if parent and self._is_better(a, side, parent.value, (parent,), own):
                ends = (a, parent.set) if side == "most" else (parent.set, a)
                by = Inequality(ends[:1], ends[1:], "within")
                yield _derived(a, side, parent.value, by, (parent,))

    def _is_better(
        self, a: int, side: str, value: int, parents: Collection[Bound], own: Layer
    ) -> bool:
        """Whether a bound is tighter than what is known, or told in fewer steps."""
        gain = self._gain(a, side, value, own)
        # In a circle only counts that contradict one another would gain more.
        if gain < 0 or any((a, side) in parent.through for parent in parents):
            return False
        if gain > 0:
            return True
        old = own.at((a, side))
        return old is not None and 1 + sum(len(p.through) for p in parents) < len(old.through)

    def _gain(self, a: int, side: str, value: int, own: Layer) -> int:
        """How much tighter a bound is than what is known; below 0 where nothing may follow."""
        least, most = own.at((a, "least")), own.at((a, "most"))
        if least and most and least.value > most.value:
            return -1  # the counts contradict one another: anything would follow
        if side == "least":
            return value - (least.value if least else 0)
        return most.value - value if most else 1


def _derived(
    a: int, side: str, value: int, inequality: Inequality, parents: tuple[Bound, ...]
) -> Bound:
    return Bound(
        a,
        side,
        value,
        inequality,
        parents,
        frozenset[int]().union(*(parent.searches for parent in parents)),
        frozenset({(a, side)}).union(*(parent.through for parent in parents)),
    )
