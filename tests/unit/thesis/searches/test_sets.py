"""Sets of hits: what lies within what, and what the operators make, against all small databases."""

from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.thesis.searches.made import MEANINGS
from thesis.searches import limits
from thesis.searches.meaning import Search, read
from thesis.searches.sets import (
    EMPTY,
    Atom,
    Meet,
    Minus,
    Set,
    TooManyPartsError,
    as_typed,
    below,
    join,
    meet,
    minus,
    one,
    within,
)


def found(query: str, limit: str = "") -> Set:
    """The set that one query finds."""
    done = read([Search(1, query, 0, limit)], MEANINGS)
    assert not done.unread
    return done.sets[1]


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (("craving",), ("craving*",)),
        (("cravings",), ("craving*",)),
        (("craving*",), ("crav*",)),
        (("drug addict",), ("drug addict*",)),
        (("a and b",), ("a",)),
        (("a and b and c",), ("c and a",)),
        (("A and B",), ("b and a",)),
        (("a",), ("a or b",)),
        (("a and c",), ("(a or b) and c",)),
        (("(a or b) and c",), ("a or b",)),
        (("(a and b) or (a and c)",), ("a",)),
        (("(a and b) or (a and c)",), ("a and (b or c)",)),
        (("a not b",), ("a",)),
        (("a and c not b",), ("a not b",)),
        (("a not b",), ("a not (b and c)",)),
        (("a not craving*",), ("a not craving",)),
        (("a", "from 2015"), ("a", "from 2010")),
        (("a", "from 2015"), ("a",)),
        (("a", "2012-2014"), ("a", "2010-2014")),
        (("a and b", "title"), ("a",)),
        (("a and b", "title"), ("a", "title")),
        (("a", "title, full text, from 2015"), ("a", "from 2010, full text")),
        (('"drug craving"',), ("drug",)),
        (('"drug craving"',), ("crav* and drug",)),
    ],
)
def test_one_search_lies_within_another_and_not_the_other_way(
    narrow: tuple[str, ...], wide: tuple[str, ...]
) -> None:
    assert within(found(*narrow), found(*wide))
    if found(*narrow) != found(*wide):
        assert not within(found(*wide), found(*narrow))


@pytest.mark.parametrize(
    ("one_side", "other"),
    [
        (("drug addiction",), ("drug",)),  # how words are joined is the database's affair
        (("drug addiction",), ("drug and addiction",)),
        (('"drug addiction"',), ("drug addiction",)),
        (("craving",), ("cravings",)),
        (("drug-use",), ("drug*",)),  # where a word ends is the database's affair
        (("crab",), ("craving*",)),
        (("wom?n",), ("woman",)),
        (("a", "title"), ("b",)),
        (("a not b", "title"), ("a not b",)),  # b in the title takes less away than b anywhere
        (("a", "2010-2014"), ("a", "2012-2020")),
        (("a", "full text"), ("a", "from 2010")),
    ],
)
def test_what_cannot_be_told_is_not_said(one_side: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not within(found(*one_side), found(*other))
    assert not within(found(*other), found(*one_side))


def test_sets_that_are_the_same_are_the_same_however_they_are_typed() -> None:
    for one_way, other in [
        ("a and b", "b and A and a"),
        ("craving and craving* and a", "a and craving"),
        ("a or (a and b)", "a"),
        ("(a and b) or (a and c)", "a and (b or c)"),
        ("a not b", "a not (a and b)"),
        ("a not (a not b)", "a and b"),
        ("a not b not c", "a not (b or c)"),
        ("(a not b) and c", "(a and c) not b"),
    ]:
        assert found(one_way) == found(other)
    assert found("a", "from 2010, 2008-2014") == found("a", "2010-2014")


def test_nothing_is_nothing() -> None:
    assert found("a not a") == EMPTY
    assert found("a and craving not craving*") == EMPTY
    assert found("a", "2008-2009, from 2010") == EMPTY
    assert as_typed(EMPTY) == "nothing"


def test_a_set_of_too_many_parts_is_not_worked_out() -> None:
    pairs = [
        join([meet(_word(i), _word(i + 1)), meet(_word(i + 2), _word(i + 3))])
        for i in range(0, 48, 4)
    ]
    with pytest.raises(TooManyPartsError):
        reduce(meet, pairs)


def _word(i: int) -> Meet:
    return one(Atom("words", f"w{i}"))


ATOMS = [Atom("words", "a"), Atom("words", "a*"), Atom("words", "b"), Atom("words", "c")]
UNIVERSE = [dict(zip(ATOMS, v, strict=True)) for v in product([0, 1], repeat=4) if v[1] >= v[0]]
"""Every kind of record there can be: what has a has a*."""


def has(a: Set, record: dict[Atom, int]) -> bool:
    """Whether a record is in a set, straight from what the forms mean."""
    if isinstance(a, Meet):
        return all(any(record[atom] for atom in clause) for clause in a.clauses)
    if isinstance(a, Minus):
        return has(a.whole, record) and not any(has(each, record) for each in a.less)
    return any(has(part, record) for part in a.parts)


sets = st.recursive(
    st.sampled_from(ATOMS).map(one),
    lambda inner: st.one_of(
        st.builds(meet, inner, inner),
        st.builds(minus, inner, inner),
        st.lists(inner, min_size=1, max_size=3).map(join),
    ),
    max_leaves=6,
)


@given(sets, sets)
def test_the_operators_and_comparisons_say_what_is_true_of_every_record(a: Set, b: Set) -> None:
    for record in UNIVERSE:
        assert has(meet(a, b), record) == (has(a, record) and has(b, record))
        assert has(minus(a, b), record) == (has(a, record) and not has(b, record))
        assert has(join([a, b]), record) == (has(a, record) or has(b, record))
    if within(a, b):
        assert all(has(b, record) for record in UNIVERSE if has(a, record))


@given(sets, sets)
def test_nothing_is_missed_between_searches_that_are_joined_by_and_or_alone(a: Set, b: Set) -> None:
    if isinstance(a, Meet) and isinstance(b, Meet):
        truly = all(has(b, record) for record in UNIVERSE if has(a, record))
        assert within(a, b) == truly


def test_below_is_an_order() -> None:
    atoms = [
        *ATOMS,
        Atom("words", "a", "title"),
        Atom("phrase", "a b"),
        Atom("words", "a b"),
        Atom("years", first=2010),
        Atom("years", first=2010, last=2014),
        Atom("only", "a"),
        Atom("row", "1"),
    ]
    for a, b, c in product(atoms, repeat=3):
        assert not (below(a, b) and below(b, c)) or below(a, c)
        assert not (below(a, b) and below(b, a)) or a == b


def test_a_set_is_told_as_a_person_would_type_it() -> None:
    assert (
        as_typed(found("(drug or use) and Crav*", "from 2015")) == "(drug or use) and crav*, 2015-"
    )
    assert as_typed(found("a not b", "full text")) == "(a, full text) not (a and b, full text)"
    assert as_typed(found('"a b"', "2010-2014, title")) == '"a b" [title], 2010-2014'


def test_the_vocabulary_of_the_tests_has_every_meaning() -> None:
    assert {meaning.means for meaning in MEANINGS} == {
        "years",
        "field",
        "narrows",
        "repeats",
        "widens",
    }
    assert limits.read("all bases", MEANINGS).unread
