"""Inequalities between the sizes of sets: sums on two sides, each with its reason.

The sets are those of the searches and those between them: what two searches share, what one adds
to another. Which sets lie within which is looked up by their clauses, so that a history of many
searches is not compared pair by pair.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations, pairwise
from operator import or_
from typing import Any, NamedTuple

from thesis.searches.sets import (
    EMPTY,
    FIRST,
    LAST,
    Atom,
    AtomIndex,
    Clause,
    Join,
    Meet,
    Minus,
    Set,
    TooManyPartsError,
    below,
    clause_below,
    join,
    meet,
    one,
    order,
    whole_of,
    within,
)

REASONS = ("same", "within", "nothing", "rest", "parts", "once", "share")
"""Why a inequality holds, the plainest first."""


class Inequality(NamedTuple):
    """The sizes on the left add up to no more than those on the right."""

    left: tuple[int, ...]  # sets by their number
    right: tuple[int, ...]  # sets by their number
    why: str  # one of :data:`REASONS`


def _rank(inequality: Inequality) -> int:
    return REASONS.index(inequality.why)


@dataclass
class Inequalities:
    """The sets by number, what holds between them, and which of them are a search's."""

    sets: list[Set] = field(default_factory=list)
    number: dict[Set, int] = field(default_factory=dict)
    all: dict[Inequality, None] = field(default_factory=dict)
    joined: dict[tuple[Set, Set], Set] = field(default_factory=dict)
    """The joins of two sets that have been added up."""
    inclusions: list[Inequality] = field(default_factory=list)
    """Every inclusion that a search has a part in, also those that follow from two others."""

    @property
    def plainest_first(self) -> list[Inequality]:
        """The inequalities in the order in which they are best used for a proof.

        An inclusion that follows from two others is left out: bounds pass by way of these, and
        :class:`~thesis.searches.bounds.System` tells them in one step.
        """
        return sorted(self.all, key=_rank)

    def take(self, a: Set) -> int:
        """The number of a set, which it is given the first time."""
        if a not in self.number:
            self.number[a] = len(self.sets)
            self.sets.append(a)
        return self.number[a]

    def add(self, left: Iterable[Set], right: Iterable[Set], why: str) -> None:
        """Note that what is on the left counts no more than what is on the right.

        A set on both sides says nothing of itself, so it is taken from both.
        """
        less, more = (Counter(self.take(a) for a in side if a != EMPTY) for side in (left, right))
        sides = tuple((less - more).elements()), tuple((more - less).elements())
        if sides[0]:
            self.all.setdefault(Inequality(*sides, why if sides[1] else "nothing"))

    def equal(self, left: Iterable[Set], right: Iterable[Set], why: str) -> None:
        """Note that both sides count the same."""
        left, right = list(left), list(right)
        self.add(left, right, why)
        self.add(right, left, why)


def inequalities(
    searched: Mapping[int, Set],
    aliases: Iterable[int] = (),
    joined: Mapping[int, list[Set]] | None = None,
) -> Inequalities:
    """All that holds between the sets of the searches of one database.

    Args:
        searched: the set of each search, by its number.
        aliases: numbers of searches that stand for themselves in other sets.
        joined: what a search is put together of by `or`, by its number.
    """
    found = Inequalities()
    rows = list(dict.fromkeys(searched.values()))
    for a in rows:
        found.take(a)
    for number in aliases:
        found.equal([one(Atom("row", str(number)))], [searched[number]], "same")
    for a in rows:
        if a == EMPTY:
            found.all.setdefault(Inequality((found.take(a),), (), "nothing"))
        else:
            _break_up(a, found)
    for number, parts in (joined or {}).items():
        _put_together(searched[number], parts, found)
    _years(rows, found)
    numbers = {found.number[a] for a in rows}
    wider = _inclusions(found, numbers)
    _shares(found, wider, numbers)
    return found


# ---- a set and its parts ------------------------------------------------------------------------


def _break_up(a: Set, found: Inequalities) -> None:
    if isinstance(a, Minus):
        cut = join(a.less)
        found.equal([a.whole], [a, cut], "rest")
        _break_up(cut, found)
    elif isinstance(a, Join):
        _add_up(a, sorted(a.parts, key=order), found)
        for part in sorted(a.parts, key=order):
            if isinstance(part, Minus):
                _break_up(part, found)
    else:
        for clause in sorted(a.clauses, key=sorted):
            if len(clause) > 1:
                rest = Meet(a.clauses - {clause})
                _add_up(a, [_and(rest, one(atom)) for atom in sorted(clause)], found)


def _and(rest: Meet, a: Meet) -> Set:
    return meet(rest, a) if rest.clauses else a


def _add_up(a: Set, parts: list[Set], found: Inequalities) -> None:
    """No more than its parts together, and no less than them less what they share."""
    found.add([a], parts, "parts")
    for part in parts:
        found.add([part], [a], "within")
    before = parts[0]
    for part in parts[1:]:
        if (before, part) not in found.joined:
            try:
                both, shared = join([before, part]), meet(before, part)
            except TooManyPartsError:
                return  # the bounds above hold; a tighter one would take too long
            found.equal([before, part], [both, shared], "once")
            found.joined[before, part] = both
        before = found.joined[before, part]


def _put_together(a: Set, parts: list[Set], found: Inequalities) -> None:
    """A search of rows is no more than these together, whatever words each of them has."""
    parts = [part for part in parts if part != EMPTY]
    if a in parts:
        return  # the others are within it
    if len(parts) == 2:
        _add_up(a, parts, found)
    elif len(parts) > 1:
        found.add([a], parts, "parts")


def _years(rows: Iterable[Set], found: Inequalities) -> None:
    """One search in several spans of years: each span is the sum of the shortest it is made of."""
    spans: dict[frozenset[Clause], list[Atom]] = defaultdict(list)
    for a in rows:
        if isinstance(a, Meet):
            own = [next(iter(c)) for c in a.clauses if len(c) == 1]
            years = [atom for atom in own if atom.kind == "years"]
            core = a.clauses - {frozenset({atom}) for atom in years}
            spans[core].append(years[0] if years else Atom("years"))
    for core, all_spans in spans.items():
        ends = {end for span in all_spans for end in (span.first, span.last + 1)}
        if any(not below(a, b) and not below(b, a) for a, b in combinations(all_spans, 2)):
            pieces = [(first, end - 1) for first, end in pairwise(sorted(ends))]
            for span in all_spans:
                inner = [p for p in pieces if span.first <= p[0] and p[1] <= span.last]
                parts = [_in_years(core, first, last) for first, last in inner]
                found.equal([_in_years(core, span.first, span.last)], parts, "rest")


def _in_years(core: frozenset[Clause], first: int, last: int) -> Set:
    if (first, last) == (FIRST, LAST):
        return Meet(core)
    return Meet(core | {frozenset({Atom("years", first=first, last=last)})})


# ---- which sets lie within which ----------------------------------------------------------------


def _inclusions(found: Inequalities, rows: set[int]) -> list[set[int]]:
    """Note every inclusion; the numbers of the sets that each lies within."""
    wider = _wider(found.sets)
    steps = _steps(wider)
    told = {inequality: None for inequality in found.all if inequality.why in ("same", "within")}
    for i, above in enumerate(wider):
        for j in sorted(above if i in rows else above & rows):
            told.setdefault(Inequality((i,), (j,), "within"))
    found.inclusions = sorted(told, key=_rank)
    for inequality in told:
        if inequality.why == "within" and inequality.right[0] not in steps[inequality.left[0]]:
            found.all.pop(inequality, None)
    for i, above in enumerate(steps):
        for j in sorted(above):
            found.all.setdefault(Inequality((i,), (j,), "within"))
    return wider


def _wider(sets: list[Set]) -> list[set[int]]:
    """The sets that each lies within, by their numbers."""
    index = Index(sets)
    plain = {j for j, b in enumerate(sets) if all(isinstance(part, Meet) for part in parts(b))}
    wider = []
    for i, a in enumerate(sets):
        near = index.candidates(a) - {i}
        wider.append((near & plain) | {j for j in near - plain if within(a, sets[j])})
    return wider


def _steps(wider: list[set[int]]) -> list[set[int]]:
    """Of the sets that each lies within, those that it does not by way of another between.

    Two sets that are the same are not between one another and a third: it keeps its steps to both.
    """
    bits = [sum(1 << j for j in above if i not in wider[j]) for i, above in enumerate(wider)]
    steps = []
    for i, above in enumerate(wider):
        between = (bits[j] for j in above if i not in wider[j])
        beyond = reduce(or_, between, 0)
        steps.append({j for j in above if not beyond >> j & 1})
    return steps


class Index:
    """Finds the sets that another may lie within, by their clauses, the rarest first."""

    def __init__(self, sets: list[Set]) -> None:
        self.keys = [[whole_of(p).clauses for p in parts(a)] for a in sets]
        often = Counter(clause for keys in self.keys for key in keys for clause in key)
        self.rank = {c: (often[c], sorted(c)) for c in often}
        self.having: dict[Atom, list[Clause]] = defaultdict(list)
        for clause in often:
            for atom in clause:
                self.having[atom].append(clause)
        self.words = AtomIndex(self.having)
        self.tree: dict[Any, Any] = {}
        for i, keys in enumerate(self.keys):
            for key in keys:
                node = self.tree
                for clause in sorted(key, key=self.rank.__getitem__):
                    node = node.setdefault(clause, {})
                node.setdefault(None, []).append(i)
        self.wide: dict[Clause, set[Clause]] = {}

    def candidates(self, a: Set) -> set[int]:
        """The sets that `a` lies within, and perhaps one of a Minus that it does not."""
        each = [self._above(whole_of(part).clauses) for part in parts(a)]
        return each[0].intersection(*each[1:]) if each else set()

    def _above(self, clauses: Iterable[Clause]) -> set[int]:
        allowed = set().union(*(self._wider(clause) for clause in clauses))
        return set(_walk(self.tree, allowed))

    def _wider(self, clause: Clause) -> set[Clause]:
        if clause not in self.wide:
            near = {c for atom in self.words.above(min(clause)) for c in self.having[atom]}
            self.wide[clause] = {c for c in near if clause_below(clause, c)}
        return self.wide[clause]


def _walk(node: dict[Any, Any], allowed: set[Clause]) -> Iterator[int]:
    yield from node.get(None, ())
    for clause in allowed if len(allowed) < len(node) else node:
        if clause in allowed and clause in node:
            yield from _walk(node[clause], allowed)


def parts(a: Set) -> Iterable[Meet | Minus]:
    """The parts of a Join; of any other set, the set itself."""
    return a.parts if isinstance(a, Join) else (a,)  # type: ignore[return-value]


# ---- what sets share ----------------------------------------------------------------------------


def _shares(found: Inequalities, wider: list[set[int]], rows: set[int]) -> None:
    """Two searches within a third count no more than it and what the two share."""
    for i, shared in enumerate(found.sets):
        for a, b in _pairs(shared, wider[i] & rows, found):
            if not (both := wider[a] & wider[b] & rows) or a in wider[b] or b in wider[a]:
                continue
            if not _is_meet(shared, found.sets[a], found.sets[b]):
                continue
            for c in sorted(c for c in both if not wider_any(both - {c}, c, wider)):
                found.all.setdefault(Inequality((a, b), (c, i), "share"))


def _pairs(shared: Set, above: set[int], found: Inequalities) -> Iterable[tuple[int, int]]:
    """The pairs of sets that may share no more than `shared`, which lies within each of them.

    Each clause of it that is more than years is in one of the two: so the rarest one is.
    """
    if isinstance(shared, Join):
        return []
    having: dict[Clause, list[int]] = {
        clause: []
        for clause in whole_of(shared).clauses
        if any(atom.kind != "years" for atom in clause)
    }
    plain = []
    for a in sorted(above):
        if isinstance(other := found.sets[a], Join):
            continue
        plain.append(a)
        for clause in whole_of(other).clauses & having.keys():
            having[clause].append(a)
    if not having:
        return combinations(plain, 2)
    rarest = min(having.values(), key=len)
    return sorted({(min(a, b), max(a, b)) for a in rarest for b in plain if a != b})


def wider_any(others: set[int], c: int, wider: list[set[int]]) -> bool:
    """Whether one of the others lies within `c`, and so says more."""
    return any(c in wider[other] for other in others)


def _is_meet(shared: Set, a: Set, b: Set) -> bool:
    """Whether `shared` is what `a` and `b` share; what is put together by `or` is passed over."""
    if isinstance(shared, Join) or isinstance(a, Join) or isinstance(b, Join):
        return False
    given = whole_of(a).clauses | whole_of(b).clauses
    new = whole_of(shared).clauses - given
    if any(atom.kind != "years" for clause in new for atom in clause):
        return False  # two spans of years make a third; no other clause comes of itself
    try:
        return meet(a, b) == shared
    except TooManyPartsError:
        return False
