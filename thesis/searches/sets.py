"""Sets of records that searches find, in a form that can be compared with another's.

A set is of one of three forms. A :class:`Meet` is what all of its clauses find, and a clause is
what any of its atoms finds: «(drug or substance) and craving*, 2015-» has three clauses. A
:class:`Minus` is a Meet without some sets that lie within it. A :class:`Join` is all that its
parts find. The comparisons never say more than is true whatever records a database holds, but
they do not find every truth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from thesis.searches.dialects import fields

FIRST, LAST = 0, 9999  # The years of a search that no limit binds

MOST_PARTS = 100
"""A set of more parts is not worked out: `and` over `or` makes as many as their product."""

BESIDE = " ~ "  # Stands between the things that are near one another
MAYBE, ONE = "◌", "○"  # One letter or none, and one letter, whatever sign a database has for it

PLAIN = re.compile(r"\w+\*?")
STEM = re.compile(r"\w+\*")
OPEN = re.compile(f"(?=.*[{MAYBE}{ONE}])[\\w{MAYBE}{ONE}]+\\*?")  # A word with open letters


class TooManyPartsError(Exception):
    """A set has more parts than are worked out."""


class Atom(NamedTuple):
    """What decides of a record by itself whether it is found."""

    # ``words`` (as typed), ``varied`` (and their other forms), ``phrase`` (in quotes), ``heading``,
    # ``near`` (words not far from one another), ``pre`` (in that order), ``years``, ``only``
    # (another limit) or ``row`` (the hits of a search that cannot be read)
    kind: str
    # the words in lower case; what is near, with :data:`BESIDE` between; the name of the limit; the
    # number of the search
    text: str = ""
    # the fields in which the words stand; "" when it may be any. Of a heading how it is narrowed or
    # widened, as :class:`~thesis.searches.query.SubjectHeading` has it.
    field: str = ""
    first: int = FIRST  # the first year, from :data:`FIRST`; how far from one another words may be
    last: int = LAST  # the last year, to :data:`LAST`


Clause = frozenset[Atom]


@dataclass(frozen=True)
class Meet:
    """The records that every clause finds."""

    clauses: frozenset[Clause]


@dataclass(frozen=True)
class Minus:
    """The records of `whole` that are in none of `less`, each of which lies within it."""

    whole: Meet
    less: frozenset[Set]


@dataclass(frozen=True)
class Join:
    """The records that are in any of the parts."""

    parts: frozenset[Set]


Set = Meet | Minus | Join

EMPTY = Join(frozenset())


def one(atom: Atom) -> Meet:
    """What one atom finds."""
    return Meet(frozenset({frozenset({atom})}))


# ---- which atom finds no more than another -------------------------------------------------------


def below(a: Atom, b: Atom) -> bool:
    """Whether every record that `a` finds is found by `b`."""
    if a == b:
        return True
    if a.kind == b.kind == "years":
        return b.first <= a.first and a.last <= b.last
    if "heading" in (a.kind, b.kind):
        return a.kind == b.kind and a.text == b.text and _narrower(a.field, b.field)
    if not fields.within(a.field, b.field):
        return False
    if a.kind in ("near", "pre"):
        same = a.text == b.text or (b.kind == "near" and unordered(a.text) == unordered(b.text))
        return b.kind in ("near", a.kind) and same and a.first <= b.first
    if b.kind == "varied":
        return a.kind in ("words", "varied") and a.text == b.text
    if a.kind == b.kind and a.kind in ("words", "phrase"):
        return _word_by_word(a.text.split(), b.text.split())
    if a.kind == "phrase" and b.kind == "words":
        return any(_word_by_word([word], b.text.split()) for word in a.text.split())
    return False


def unordered(text: str) -> str:
    """What is near one another, in an order of its own."""
    return BESIDE.join(sorted(text.split(BESIDE)))


@lru_cache(maxsize=1 << 12)
def _narrower(a: str, b: str) -> bool:
    """Whether a heading with the qualifiers `a` finds no more than with `b`: «* /th» than «exp»."""
    (first, _, few), (second, _, many) = a.partition("/"), b.partition("/")
    exploded = "exp" in second or "exp" not in first
    focused = "*" not in second or "*" in first
    within_few = not many or (bool(few) and {*few.split(",")} <= {*many.split(",")})
    return exploded and focused and within_few


def _word_by_word(these: list[str], those: list[str]) -> bool:
    return len(these) == len(those) and all(map(_covers, those, these))


def _covers(wide: str, narrow: str) -> bool:
    """The same word, or one cut off (craving*) or with open letters (wom?n) that it fits."""
    if wide == narrow:
        return True
    if STEM.fullmatch(wide):
        closed = re.split(f"[{MAYBE}{ONE}]", narrow)[0]  # what follows makes it no wider
        return bool(PLAIN.fullmatch(narrow) or OPEN.fullmatch(narrow)) and closed.rstrip(
            "*"
        ).startswith(wide[:-1])
    if not OPEN.fullmatch(wide) or not PLAIN.fullmatch(narrow):
        return False
    if wide.endswith("*"):
        return bool(_pattern(wide[:-1]).match(narrow.rstrip("*")))
    return bool(_pattern(wide).fullmatch(narrow))


@lru_cache(maxsize=1 << 12)
def _pattern(word: str) -> re.Pattern[str]:
    """What a word with open letters fits."""
    return re.compile(word.replace(MAYBE, r"\w?").replace(ONE, r"\w"))


@lru_cache(maxsize=1 << 16)
def clause_below(c: Clause, d: Clause) -> bool:
    """Whether every record that clause `c` finds is found by `d`."""
    return all(any(below(a, b) for b in _wide(d).above(a)) for a in c - d)


class AtomIndex:
    """Finds the atoms that another may lie below."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.by_kind: dict[str, list[Atom]] = defaultdict(list)
        self.by_text: dict[str, list[Atom]] = defaultdict(list)
        self.cut: dict[str, list[Atom]] = defaultdict(list)
        self.open: list[Atom] = []  # Words with open letters in them, which may fit many
        for atom in atoms:
            self.by_kind[atom.kind].append(atom)
            self.by_text[atom.text].append(atom)
            if atom.kind in ("near", "pre"):
                self.by_text[unordered(atom.text)].append(atom)
            elif " " in atom.text and "*" in atom.text:
                self.cut[_initials(atom.text)].append(atom)
            if atom.kind in ("words", "phrase") and (MAYBE in atom.text or ONE in atom.text):
                self.open.append(atom)

    def above(self, a: Atom) -> Iterator[Atom]:
        """The atoms that `a` may lie below, itself among them, perhaps more than once."""
        if a.kind == "years":
            yield from self.by_kind.get("years", ())
            return
        if a.kind in ("near", "pre"):
            yield from self.by_text.get(a.text, ())
            yield from self.by_text.get(unordered(a.text), ())
            return
        texts = {a.text, *(a.text.split() if a.kind == "phrase" else ())}
        yield from self.open
        for text in texts:
            yield from self.by_text.get(text, ())
            if " " in text:
                yield from self.cut.get(_initials(text), ())
            else:
                for end in range(1, len(text) + 1):
                    yield from self.by_text.get(f"{text[:end]}*", ())


def _initials(text: str) -> str:
    return " ".join(word[0] for word in text.split())


@lru_cache(maxsize=1 << 12)
def _wide(clause: Clause) -> AtomIndex:
    return AtomIndex(clause)


# ---- the operators ------------------------------------------------------------------------------


def meet(a: Set, b: Set) -> Set:
    """What is in both."""
    if isinstance(a, Join):
        return join(meet(part, b) for part in a.parts)
    if isinstance(b, Join):
        return join(meet(a, part) for part in b.parts)
    whole: Set = _meet(whole_of(a).clauses | whole_of(b).clauses)
    for each in sorted(less_of(a) | less_of(b), key=order):
        whole = minus(whole, each)
    return whole


def minus(a: Set, b: Set) -> Set:
    """What is in `a` and not in `b`."""
    if isinstance(a, Join):
        return join(minus(part, b) for part in a.parts)
    if isinstance(b, Join):
        left: Set = a
        for part in sorted(b.parts, key=order):
            left = minus(left, part)
        return left
    whole = whole_of(a)
    if within(a, b):
        return EMPTY
    cut = meet(whole, b)
    if isinstance(cut, Join):
        return minus(a, cut) if cut.parts else a
    if isinstance(cut, Minus) and cut.whole == whole:
        return meet(a, join(cut.less))  # A not (A not B) is A and B
    taken = join([*less_of(a), cut])
    return Minus(whole, taken.parts if isinstance(taken, Join) else frozenset({taken}))


def join(sets: Iterable[Set]) -> Set:
    """What is in any."""
    flat = {part for each in sets for part in (each.parts if isinstance(each, Join) else (each,))}
    if all(isinstance(part, Meet) and len(part.clauses) == 1 for part in flat):
        return _one_clause(flat) or Join(frozenset(flat))  # whatever their number: it is one part
    _few(flat)
    parts = [part for part in flat if not any(part != wide and within(part, wide) for wide in flat)]
    if len(parts) == 1:
        return parts[0]
    return _one_clause(parts) or Join(frozenset(parts))


def _one_clause(parts: Iterable[Set]) -> Meet | None:
    """Parts that differ in one clause alone, as one: (a and b) or (a and c) is a and (b or c)."""
    meets = [part.clauses for part in parts if isinstance(part, Meet)]
    if len(meets) < len(list(parts)) or not meets:
        return None
    common = frozenset.intersection(*meets)
    own = [clauses - common for clauses in meets]
    if any(len(clauses) != 1 for clauses in own):
        return None
    either = frozenset(atom for clauses in own for clause in clauses for atom in clause)
    index = AtomIndex(either)
    widest = {a for a in either if not any(a != b and below(a, b) for b in index.above(a))}
    joined = _meet(common | {frozenset(widest)})
    return joined if isinstance(joined, Meet) else None


def _meet(clauses: Iterable[Clause]) -> Set:
    """The clauses that say something beside the others; the empty set when none can be in all."""
    spans = [atom for clause in clauses if len(clause) == 1 for atom in clause]
    spans = [atom for atom in spans if atom.kind == "years"]
    every = set(clauses)
    if len(spans) > 1:
        first, last = max(span.first for span in spans), min(span.last for span in spans)
        if first > last:
            return EMPTY
        every -= {frozenset({span}) for span in spans}
        every.add(frozenset({Atom("years", first=first, last=last)}))
    _few(every)
    kept = (c for c in every if not any(d is not c and clause_below(d, c) for d in every))
    return Meet(frozenset(kept))


def _few(parts: Iterable[Set] | Iterable[Clause]) -> frozenset[Set]:
    few: frozenset[Set] = frozenset(parts)  # type: ignore[arg-type]
    if sum(map(size, few)) > MOST_PARTS:
        raise TooManyPartsError
    return few


def size(a: Set | Clause) -> int:
    """How many clauses and parts there are to look at."""
    if isinstance(a, Meet):
        return len(a.clauses)
    if isinstance(a, Minus):
        return len(a.whole.clauses) + sum(map(size, a.less))
    return sum(map(size, a.parts)) if isinstance(a, Join) else 1


def whole_of(a: Meet | Minus) -> Meet:
    """What is left when nothing is taken away."""
    return a.whole if isinstance(a, Minus) else a


def less_of(a: Meet | Minus) -> frozenset[Set]:
    """What is taken away."""
    return a.less if isinstance(a, Minus) else frozenset()


# ---- which set lies within another --------------------------------------------------------------


def within(a: Set, b: Set) -> bool:
    """Whether every record of `a` is in `b`, whatever the records are; False when unknown."""
    if a == b:
        return True
    if isinstance(a, Join):
        return all(within(part, b) for part in a.parts)
    if isinstance(b, Join):
        return any(within(a, part) for part in b.parts)
    mine = whole_of(a).clauses
    if not all(any(clause_below(c, d) for c in mine) for d in whole_of(b).clauses):
        return False
    return all(meet(a, each) == EMPTY for each in less_of(b))


# ---- in words -----------------------------------------------------------------------------------


def order(a: Set) -> str:
    """What sets are sorted by."""
    return as_typed(a)


def as_typed(a: Set) -> str:
    """A set as a person would type it: «craving* and (drug or substance), 2015-»."""
    if isinstance(a, Join):
        return " or ".join(sorted(_bracketed(part) for part in a.parts)) or "nothing"
    if isinstance(a, Minus):
        taken = sorted(map(_bracketed, a.less))
        return " not ".join(
            [_bracketed(a.whole) if ", " in as_typed(a.whole) else as_typed(a.whole), *taken]
        )
    limits = sorted(_clause(c) for c in a.clauses if _is_limit(c))
    words = sorted(_clause(c) for c in a.clauses if not _is_limit(c))
    return ", ".join([" and ".join(words) or "all", *limits])


def _bracketed(a: Set) -> str:
    text = as_typed(a)
    return f"({text})" if " " in text else text


def _is_limit(clause: Clause) -> bool:
    return all(atom.kind in ("years", "only") for atom in clause)


def _clause(clause: Clause) -> str:
    text = " or ".join(sorted(map(atom_text, clause)))
    return f"({text})" if len(clause) > 1 else text


def atom_text(atom: Atom) -> str:
    """An atom as a person would type it."""
    if atom.kind == "years":
        first = str(atom.first) if atom.first > FIRST else ""
        return f"{first}-{atom.last}" if atom.last < LAST else f"{first}-"
    if atom.kind == "heading":
        before, _, below_it = atom.field.partition("/")
        return f"{before}{' ' * ('exp' in before)}{atom.text}/{below_it}".replace("* ", "*")
    joined = f" within {atom.first} of " if atom.first < LAST else " in one field with "
    text = {
        "phrase": f'"{atom.text}"',
        "row": f"search {atom.text}",
        "near": atom.text.replace(BESIDE, joined),
        "pre": atom.text.replace(BESIDE, f" at most {atom.first} before "),
    }.get(atom.kind, atom.text)
    return f"{text} [{atom.field}]" if atom.field else text
