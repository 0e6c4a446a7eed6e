"""Proofs of bounds, in words: the arithmetic, and why it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thesis.language.norwegian import digits
from thesis.searches.bounds import Bound
from thesis.searches.inequalities import Inequality
from thesis.searches.sets import Set, as_typed

SIDES = {"least": "at least", "most": "at most"}


class ProofWriter:
    """Names the sets of one database, and tells how their bounds follow.

    Args:
        sets: the sets by number.
        searched: the searches, by number, that found each set.
        names: what some of the other sets are called.
    """

    def __init__(
        self, sets: Sequence[Set], searched: Mapping[int, Sequence[int]], names: Mapping[int, str]
    ) -> None:
        self.sets = sets
        self.searched = searched
        self.names = names

    def proofs(self, least: Bound | None, most: Bound | None, search: int) -> list[str]:
        """Why a search can have no fewer and no more hits: one sentence where one says both."""
        told = [(bound, self._because(bound, search)) for bound in (least, most) if bound]
        if least and most and least.value == most.value and told[0][1] == told[1][1]:
            return [f"exactly {digits(least.value)}: {told[0][1]}"]
        return [f"{SIDES[bound.side]} {digits(bound.value)}: {why}" for bound, why in told]

    def _because(self, bound: Bound, search: int | None) -> str:
        inequality = bound.inequality
        if not inequality:
            return f"{self._named(bound)} is the same search"
        me = "this search" if search else "it"
        if inequality.why in ("within", "same") and bound.parents:
            [parent] = bound.parents
            other = self._named(parent)
            inner, outer = (me, other) if bound.side == "most" else (other, me)
            said = f"{inner} lies within {outer}"
        else:
            said = f"{self._sum(bound)}, since {self._reason(inequality, me, bound.set)}"
        further = (
            f"{self._name(b.set)}: {self._because(b, None)}" for b in bound.parents if b.inequality
        )
        return "; ".join([said, *dict.fromkeys(further)])

    def _sum(self, bound: Bound) -> str:
        """The arithmetic: «47 (search 18) − 19 (search 16) = 28»."""
        terms = [parent for parent in bound.parents if parent.value]
        added = [self._term(b) for b in terms if b.side == bound.side]
        taken = [self._term(b) for b in terms if b.side != bound.side]
        total = " − ".join([" + ".join(added) or "0", *taken])
        return f"{total} = {digits(bound.value)}" if len(terms) > 1 else total

    def _reason(self, inequality: Inequality, me: str, own: int) -> str:
        """Why the inequality holds, with its sets by name."""
        left, right = (
            [me if a == own else self._name(a) for a in side]
            for side in (inequality.left, inequality.right)
        )
        if inequality.why == "rest":
            whole, split = (left, right) if len(left) == 1 else (right, left)
            return f"{' and '.join(split)} make up {whole[0]} without overlap"
        if inequality.why == "parts":
            return f"{left[0]} holds nothing but {' and '.join(right)}"
        if inequality.why == "once":
            return f"{' and '.join(left)} count together as much as {' and '.join(right)}"
        if inequality.why == "share":
            both, over = " and ".join(left), right[0]
            shared = right[1] if len(right) > 1 else "nothing"
            return f"{both} lie within {over} and share {shared}"
        return "no record can be in it"

    def _term(self, bound: Bound) -> str:
        """A number with what it counts: «47 (search 18)»."""
        return f"{digits(bound.value)} ({', '.join(self._who(bound))})"

    def _named(self, bound: Bound) -> str:
        """What is counted, with its number: «search 18 (47)»."""
        name, *side = self._who(bound)
        return f"{name} ({' '.join([*side, digits(bound.value)])})"

    def _who(self, bound: Bound) -> list[str]:
        if bound.inequality:
            return [self._name(bound.set), SIDES[bound.side]]
        [search] = bound.searches
        return [f"search {search}"]

    def _name(self, a: int) -> str:
        if self.searched.get(a):
            return f"search {self.searched[a][0]}"
        return self.names.get(a) or f"«{as_typed(self.sets[a])}»"
