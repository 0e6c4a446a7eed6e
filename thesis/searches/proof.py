"""Telling a bound in words: the arithmetic, and why it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thesis import numbers
from thesis.searches.bounds import Bound
from thesis.searches.relations import Relation
from thesis.searches.sets import Set, told

SIDES = {"least": "at least", "most": "at most"}


class Teller:
    """Names the sets of one database, and tells how their bounds follow.

    Args:
        sets: the sets by number.
        searched: the searches, by number, that found each set.
        hits: what each search reported.
    """

    def __init__(
        self, sets: Sequence[Set], searched: Mapping[int, Sequence[int]], hits: Mapping[int, int]
    ) -> None:
        self.sets = sets
        self.searched = searched
        self.hits = hits

    def proofs(self, least: Bound | None, most: Bound | None, search: int) -> list[str]:
        """Why a search can have no fewer and no more hits: one sentence where one says both."""
        told = [(bound, self._because(bound, search)) for bound in (least, most) if bound]
        if least and most and least.value == most.value and told[0][1] == told[1][1]:
            return [f"exactly {_n(least.value)}: {told[0][1]}"]
        return [f"{SIDES[bound.side]} {_n(bound.value)}: {why}" for bound, why in told]

    def _because(self, bound: Bound, search: int | None) -> str:
        relation = bound.relation
        if not relation:
            return f"{self._term(bound)} is the same search"
        me = "this search" if search else f"«{told(self.sets[bound.set])}»"
        terms = [parent for parent in bound.parents if parent.value]
        added = [b for b in terms if (b.side == "most") == (bound.side == "most")]
        taken = [b for b in terms if (b.side == "most") != (bound.side == "most")]
        if relation.why in ("within", "same"):
            [parent] = bound.parents
            inner = f"{me} lies within" if bound.side == "most" else f"within {me} lies"
            said = f"{inner} {self._term(parent)}"
        else:
            sums = " − ".join(
                [" + ".join(_n(b.value) for b in added) or "0", *(_n(b.value) for b in taken)]
            )
            names = ", ".join(self._term(b) for b in (*added, *taken))
            said = f"{sums} = {_n(bound.value)} ({names})" if len(terms) > 1 else names
            said += f", since {self._reason(relation, me, bound.set)}"
        further = [self._because(b, None) for b in bound.parents if b.relation]
        return "; ".join([said, *dict.fromkeys(further)])

    def _reason(self, relation: Relation, me: str, own: int) -> str:
        """Why the relation holds, with its sets by name."""
        left, right = (
            [me if a == own else self._name(a) for a in side]
            for side in (relation.left, relation.right)
        )
        if relation.why == "rest":
            whole, split = (left, right) if len(left) == 1 else (right, left)
            return f"{whole[0]} is {' and '.join(split)}, which share nothing"
        if relation.why == "parts":
            return f"{left[0]} holds nothing but {' and '.join(right)}"
        if relation.why == "once":
            return f"what {' and '.join(left)} count, {' and '.join(right)} count"
        if relation.why == "share":
            both, over = " and ".join(left), right[0]
            shared = right[1] if len(right) > 1 else "nothing"
            return f"{both} lie within {over} and share {shared}"
        return "no record can be in it"

    def _term(self, bound: Bound) -> str:
        if bound.relation:
            return f"{self._name(bound.set)}: {SIDES[bound.side]} {_n(bound.value)}"
        [search] = bound.searches
        return f"search {search}: {_n(self.hits[search])}"

    def _name(self, a: int) -> str:
        if self.searched.get(a):
            return f"search {self.searched[a][0]}"
        return f"«{told(self.sets[a])}»"


def _n(value: int) -> str:
    return numbers.digits(value)
