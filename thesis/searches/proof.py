"""Proofs of bounds, in words: the arithmetic, and why it holds."""

from collections.abc import Mapping, Sequence

from thesis.language.norwegian import digits
from thesis.searches.bounds import Bound
from thesis.searches.inequalities import Inequality
from thesis.searches.sets import Set, as_typed

ENGLISH = {
    "least": "at least {number}", "most": "at most {number}", "exactly": "exactly {number}",
    "search": "search {number}", "this": "this search", "it": "it", "and": "and",
    "same": "{search} is the same search", "within": "{inner} lies within {outer}",
    "since": "{sum}, since {reason}", "rest": "{parts} make up {whole} without overlap",
    "parts": "{whole} holds nothing but {parts}",
    "once": "{these} count together as much as {those}",
    "share": "{both} lie within {outer} and share {shared}", "empty": "no record can be in it",
    "shared": "what searches {one} and {other} share",
}  # fmt: skip
"""The words of a proof; labels have those of another language under the same names."""


class ProofWriter:
    """Names the sets of one database, and tells how their bounds follow.

    Args:
        sets: the sets by number.
        searched: the searches, by number, that found each set.
        names: the two searches that share each of some other sets.
        words: those of the language, as :data:`ENGLISH` has them.
    """

    def __init__(
        self,
        sets: Sequence[Set],
        searched: Mapping[int, Sequence[int]],
        names: Mapping[int, tuple[int, int]],
        words: Mapping[str, str] = ENGLISH,
    ) -> None:
        self.sets = sets
        self.searched = searched
        self.names = names
        self.words = words

    def proofs(self, least: Bound | None, most: Bound | None, search: int) -> list[str]:
        """Why a search can have no fewer and no more hits: one sentence where one says both."""
        told = [(bound, self._because(bound, search)) for bound in (least, most) if bound]
        if least and most and told[0][1] == told[1][1]:  # the same numbers are in both
            return [f"{self._say('exactly', number=digits(least.value))}: {told[0][1]}"]
        return [f"{self._count(bound)}: {why}" for bound, why in told]

    def _say(self, what: str, **named: str) -> str:
        return self.words[what].format(**named)

    def _count(self, bound: Bound) -> str:
        return self._say(bound.side, number=digits(bound.value))

    def _all(self, names: Sequence[str]) -> str:
        return f" {self.words['and']} ".join(names)

    def _because(self, bound: Bound, search: int | None) -> str:
        if not (inequality := bound.inequality):
            return self._say("same", search=self._named(bound))
        me = self.words["this" if search else "it"]
        if inequality.why in ("within", "same") and bound.parents:
            [parent] = bound.parents
            other = self._named(parent)
            inner, outer = (me, other) if bound.side == "most" else (other, me)
            said = self._say("within", inner=inner, outer=outer)
        else:
            reason = self._reason(inequality, me, bound.set)
            said = self._say("since", sum=self._sum(bound), reason=reason)
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
            return self._say("rest", parts=self._all(split), whole=whole[0])
        if inequality.why == "parts":
            return self._say("parts", whole=left[0], parts=self._all(right))
        if inequality.why == "once":
            return self._say("once", these=self._all(left), those=self._all(right))
        if inequality.why == "share":
            outer, shared = right
            return self._say("share", both=self._all(left), outer=outer, shared=shared)
        return self.words["empty"]

    def _term(self, bound: Bound) -> str:
        """A number with what it counts: «47 (search 18)», «30 («drug», at most)»."""
        if not bound.inequality:
            return f"{digits(bound.value)} ({self._who(bound)})"
        side = self._say(bound.side, number="").strip()
        return f"{digits(bound.value)} ({self._who(bound)}, {side})"

    def _named(self, bound: Bound) -> str:
        """What is counted, with its number: «search 18 (47)»."""
        count = self._count(bound) if bound.inequality else digits(bound.value)
        return f"{self._who(bound)} ({count})"

    def _who(self, bound: Bound) -> str:
        if bound.inequality:
            return self._name(bound.set)
        [search] = bound.searches
        return self._say("search", number=str(search))

    def _name(self, a: int) -> str:
        if self.searched.get(a):
            return self._say("search", number=str(self.searched[a][0]))
        if a in self.names:
            one, other = map(str, self.names[a])
            return self._say("shared", one=one, other=other)
        return f"«{as_typed(self.sets[a])}»"
