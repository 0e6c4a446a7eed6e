"""Histories in Ovid's own forms, with true counts of records, give no false contradiction.

Each query is asked of every record, one by one, by another way than the engine's; what Ovid does
not tell of itself (whether `and` in brackets means one and the same field, whether `and` comes
before `or`) is drawn at random.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesis.searches.dialects.grammar import joined
from thesis.searches.dialects.recognise import parse
from thesis.searches.history import examine
from thesis.searches.meaning import Search
from thesis.searches.query import Operation, RowReference, as_text

WORDS = ["nap", "naps", "napping", "rest", "resting", "bed", "colour", "color"]
TREE = {"sleep": ("sleep", "dream"), "dream": ("dream",), "rest": ("rest",)}
"""Headings with those below them, themselves among them."""


@dataclass(frozen=True)
class Held:
    """A record: its fields, its headings with the subheading and whether each is the focus."""

    ti: tuple[str, ...]
    ab: tuple[str, ...]
    headings: tuple[tuple[str, str, bool], ...]
    year: int
    english: bool


@dataclass(frozen=True)
class Habits:
    """What the database does and does not say."""

    one_field: bool
    and_first: bool


def finds(query: Any, held: Held, rows: list[bool], habits: Habits) -> bool:
    """Whether a query finds a record."""
    kind, *rest = query
    if kind == "words":
        words, names = rest
        return any(_beside(words, text) for text in _texts(held, names))
    if kind == "group":
        operator, parts, names = rest
        if operator == "and" and habits.one_field:
            return any(all(_beside(part, text) for part in parts) for text in _texts(held, names))
        every = [finds(("words", part, names), held, rows, habits) for part in parts]
        return all(every) if operator == "and" else any(every)
    if kind == "near":
        a, b, most, names = rest
        return any(_near(a, b, most, text) for text in _texts(held, names))
    if kind == "heading":
        name, exploded, focus, below = rest
        names = TREE[name] if exploded else (name,)
        return any(
            own in names and (main or not focus) and (not below or sub in below)
            for own, sub, main in held.headings
        )
    if kind == "limit":
        row, limit = rest
        return rows[row - 1] and (held.english if limit == "english language" else _in(limit, held))
    if kind == "mixed":
        a, b, c = (rows[row - 1] for row in rest)
        return a or (b and c) if habits.and_first else (a or b) and c
    found = [rows[row - 1] for row in rest]
    if kind == "not":
        return found[0] and not any(found[1:])
    return all(found) if kind == "and" else any(found)


def _texts(held: Held, names: str) -> list[tuple[str, ...]]:
    return [held.ti] if names == "ti" else [held.ab] if names == "ab" else [held.ti, held.ab]


def _in(limit: str, held: Held) -> bool:
    first, last = re.findall("[0-9]{4}|Current", limit)
    return int(first) <= held.year <= (9999 if last == "Current" else int(last))


def _is(word: str, other: str) -> bool:
    pattern = word.replace("$", ".*").replace("?", ".?").replace("#", ".")
    return re.fullmatch(pattern, other) is not None


def _beside(words: str, text: tuple[str, ...]) -> bool:
    each = words.split()
    return any(
        all(_is(word, text[at + i]) for i, word in enumerate(each))
        for at in range(len(text) - len(each) + 1)
    )


def _near(a: str, b: str, most: int, text: tuple[str, ...]) -> bool:
    return any(
        i != j and abs(i - j) <= most
        for i, x in enumerate(text)
        for j, y in enumerate(text)
        if _is(a, x) and _is(b, y)
    )


def typed(query: Any) -> str:
    """A query as Ovid has it."""
    kind, *rest = query
    if kind == "words":
        return f"{rest[0]}.{rest[1]}."
    if kind == "group":
        return f"({f' {rest[0]} '.join(rest[1])}).{rest[2]}."
    if kind == "near":
        return f"({rest[0]} adj{rest[2]} {rest[1]}).{rest[3]}."
    if kind == "heading":
        name, exploded, focus, below = rest
        return f"{'exp ' * exploded}{'*' * focus}{name.title()}/{','.join(below)}"
    if kind == "limit":
        return f"limit {rest[0]} to {rest[1]}"
    if kind == "mixed":
        return "{} or {} and {}".format(*rest)
    if kind in ("and", "or") and len(rest) > 1 and rest == list(range(rest[0], rest[-1] + 1)):
        return f"{kind}/{rest[0]}-{rest[-1]}"
    return f" {kind} ".join(map(str, rest))


texts = st.lists(st.sampled_from(WORDS), max_size=5).map(tuple)
helds = st.builds(
    Held,
    texts,
    texts,
    st.lists(
        st.tuples(st.sampled_from(sorted(TREE)), st.sampled_from(["dt", "th", ""]), st.booleans()),
        max_size=2,
    ).map(tuple),
    st.integers(2008, 2020),
    st.booleans(),
)
word = st.sampled_from([*WORDS, "nap$", "rest$", "re$", "colo?r", "na#", "nap?", "color$"])
several = st.lists(word, min_size=1, max_size=2).map(" ".join)
names = st.sampled_from(["ti", "ab", "ti,ab", "tw"])
single = st.one_of(
    st.tuples(st.just("words"), several, names),
    st.tuples(
        st.just("group"),
        st.sampled_from(["and", "or"]),
        st.lists(several, min_size=2, max_size=3).map(tuple),
        names,
    ),
    st.tuples(st.just("near"), word, word, st.sampled_from([2, 3, 5]), names),
    st.tuples(
        st.just("heading"),
        st.sampled_from(sorted(TREE)),
        st.booleans(),
        st.booleans(),
        st.sampled_from([(), ("dt",), ("dt", "th")]),
    ),
)
limits = st.sampled_from(
    ['yr="2010 -Current"', 'yr="2012-2015"', 'yr="2012 -Current"', "english language"]
)


@st.composite
def ovid_histories(draw: Callable[..., Any]) -> list[Any]:
    """Searches, then rows that are made of those above them."""
    history = draw(st.lists(single, min_size=2, max_size=6))
    for _ in range(draw(st.integers(0, 5))):
        row = st.integers(1, len(history))
        kind = draw(st.sampled_from(["or", "and", "not", "limit", "mixed", "range"]))
        if kind == "limit":
            history.append((kind, draw(row), draw(limits)))
        elif kind == "mixed":
            history.append((kind, draw(row), draw(row), draw(row)))
        elif kind == "range":
            first = draw(st.integers(1, len(history) - 1))
            last = draw(st.integers(first + 1, len(history)))
            history.append((draw(st.sampled_from(["or", "and"])), *range(first, last + 1)))
        else:
            history.append((kind, *draw(st.lists(row, min_size=2, max_size=3))))
    return history


def searches(history: list[Any], held: list[Held], habits: Habits) -> list[Search]:
    """The searches with what they truly count."""
    hits = [0] * len(history)
    for one in held:
        rows: list[bool] = []
        for query in history:
            rows.append(finds(query, one, rows, habits))
        hits = [count + found for count, found in zip(hits, rows, strict=True)]
    return [
        Search(i, typed(query), count)
        for i, (query, count) in enumerate(zip(history, hits, strict=True), 1)
    ]


@given(
    ovid_histories(), st.lists(helds, max_size=25), st.builds(Habits, st.booleans(), st.booleans())
)
def test_true_counts_of_ovid_never_give_a_finding(
    history: list[Any], held: list[Held], habits: Habits
) -> None:
    found = examine(searches(history, held, habits), (), dialect="ovid")
    assert [(each.search, each.least, each.most) for each in found.wrong] == []
    assert found.lost == found.broken == {}


def test_each_kind_of_query_is_typed_as_it_is_read() -> None:
    assert [
        as_text(parse(typed(query), "ovid"))
        for query in (
            ("words", "nap$ rest", "ti"),
            ("group", "or", ("nap", "rest"), "tw"),
            ("near", "nap", "bed", 3, "ti"),
            ("heading", "sleep", True, True, ("dt", "th")),
            ("or", 1, 2, 3),
            ("limit", 2, 'yr="2012-2015"'),
        )
    ] == [
        '"nap* rest" [ti]',
        "(nap [tw] or rest [tw])",
        "((nap [ti] and bed [ti]), bed within 3 of nap [ti])",
        "sleep/ exp * /dt,th",
        "(#1 or #2 or #3)",
        "(#2, 2012-2015)",
    ]


@pytest.mark.parametrize(
    ("operators", "order", "expected"),
    [
        (["or", "and"], ("left",), "((#1 or #2) and #3)"),
        (["or", "and"], ("not", "and", "or"), "(#1 or (#2 and #3))"),
        (["and", "or"], ("or", "and", "not"), "(#1 and (#2 or #3))"),
        (["and", "or"], (), "((#1 and #2) or #3)"),  # alike in every usual order
        (["and", "not"], (), "((#1 and #2) not #3)"),
    ],
)
def test_operators_are_worked_out_in_the_order_of_the_database(
    operators: list[str], order: tuple[str, ...], expected: str
) -> None:
    assert as_text(joined([RowReference(n) for n in (1, 2, 3)], operators, order)) == expected


def test_a_mixture_of_which_nothing_is_known_is_no_more_than_all_its_readings() -> None:
    made = joined([RowReference(n) for n in (1, 2, 3)], ["or", "and"], ())
    assert "as the database reads it" in as_text(made)
    assert isinstance(made.query, Operation)  # type: ignore[union-attr]
    assert made.query.operator == "or"  # type: ignore[union-attr]
