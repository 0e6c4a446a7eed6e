"""What searches say of one another: each inference, the thesis itself, and histories at random."""

import math
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pulp
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.thesis.searches.made import (
    MEANINGS,
    STEMS,
    WORDS,
    Asked,
    Base,
    Record,
    answers,
    bases,
    counted,
    histories,
    records,
    source,
    table,
    wordings,
)
from thesis.searches import inequalities, sets
from thesis.searches.history import History, Interval, examine
from thesis.searches.meaning import Search
from thesis.searches.proof import ENGLISH

DATABASES = ("medline", "embase", "sportdiscus", "psycinfo")


def interval(*rows: tuple[str, int] | tuple[str, int, str], of: int = 0) -> Interval:
    """The interval of one of the searches; of the last, when none is named."""
    return examine(table(*rows), MEANINGS).intervals[of - 1]


def bounds(*rows: tuple[str, int] | tuple[str, int, str], of: int = 0) -> tuple[int | None, ...]:
    """The least and the most that it may count."""
    found = interval(*rows, of=of)
    return found.least, found.most


# ---- each inference -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "of", "expected"),
    [
        # one more term never finds more
        ([("a", 9), ("a and b", 4)], 2, (None, 9)),
        ([("a", 9), ("a and b", 4)], 1, (4, None)),
        ([("craving", 5), ("craving*", 9)], 2, (5, None)),
        ([("a", 9), ("a", 4, "from 2015"), ("a", 6, "from 2010")], 3, (4, 9)),
        ([("a", 9), ("a", 4, "title"), ("a", 2, "title, full text")], 2, (2, 9)),
        # the same search twice
        ([("a and b", 9), ("B and a", 9)], 2, (9, 9)),
        # either of two: no fewer than each, no more than both
        ([("a", 9), ("b", 4), ("a or b", 11)], 3, (9, 13)),
        ([("a", 9), ("b", 4), ("a or b", 11)], 1, (7, 11)),
        ([("a", 9), ("b", 4), ("c", 2), ("a or b or c", 11)], 4, (9, 15)),
        # with what both share, exactly
        ([("a", 9), ("b", 4), ("a and b", 2), ("a or b", 11)], 4, (11, 11)),
        ([("a", 9), ("b", 4), ("a and b", 2), ("1 or 2", 11)], 3, (2, 2)),
        ([("a", 9), ("b", 4), ("a and b", 2), ("1 or 2", 11)], 1, (9, 9)),
        # one without another
        ([("a", 9), ("b", 4), ("1 not 2", 7)], 3, (5, 9)),
        ([("a", 9), ("b", 4), ("1 not 2", 7)], 1, (7, 11)),
        ([("a", 9), ("b", 4), ("1 not 2", 7)], 2, (2, None)),
        ([("a", 9), ("a and b", 4), ("1 not 2", 5)], 3, (5, 5)),
        ([("a", 9), ("a and b", 4), ("1 not 2", 5)], 1, (9, 9)),
        ([("a", 9), ("b", 4), ("a and b", 3), ("1 not 2", 6)], 4, (6, 6)),
        ([("a", 9), ("b", 4), ("c", 2), ("a not b not c", 6)], 4, (3, 9)),
        # all of it taken away: a set that would stand on both sides
        ([("a", 9), ("b", 4), ("1 or 2", 11), ("3 not 1 not 2", 0)], 4, (None, 0)),
        ([("a", 9), ("b", 4), ("1 or 2", 11), ("3 not 1 not 2", 0)], 3, (9, 13)),
        # nothing can be in it
        ([("a", 9), ("a and b", 4), ("2 not 1", 0)], 3, (None, 0)),
        ([("a", 9, "2008-2009"), ("1 and 1", 9), ("a", 2, "2008-2009, from 2010")], 3, (None, 0)),
        # two searches within a third
        ([("a", 9), ("a and b", 6), ("a and c", 5), ("a and b and c", 4)], 4, (2, 5)),
        ([("a", 9), ("a and b", 6), ("a and c", 5), ("a and b and c", 4)], 1, (7, None)),
        ([("a", 9), ("a and b", 6), ("a and c", 5), ("a and b and c", 4)], 2, (4, 8)),
        ([("a", 9), ("a", 4, "from 2015"), ("a*", 12), ("a*", 6, "from 2015")], 4, (4, 7)),
        # spans of years
        ([("a", 9), ("a", 4, "from 2015"), ("a", 3, "2010-2014")], 1, (7, None)),
        ([("a", 9, "from 2010"), ("a", 4, "from 2015"), ("a", 5, "2010-2014")], 3, (5, 5)),
        # rows keep their limits
        ([("a", 9, "from 2015"), ("a", 20), ("2 not 1", 11)], 3, (11, 11)),
        ([("a", 9), ("b", 4), ("1 not 2", 5, "from 2010"), ("1 not 2", 7)], 3, (None, 7)),
        # by way of what is no search itself
        ([("a and b", 9), ("b and c", 4), ("1 not 2", 6), ("c", 30)], 4, (4, None)),
        ([("a and c", 9), ("b", 5), ("1 not 2", 6), ("a and b", 4)], 4, (3, 5)),
        # a word of which a database looks for other forms as well
        ([("TS=(a*)", 9), ("TS=a", 12)], 2, (None, None)),
        ([("TS=a", 9), ('TI="a"', 4)], 2, (None, 9)),
        ([("a[tiab] AND b[tiab]", 4), ("a", 30), ("a*", 20)], 3, (4, None)),
        ([("a[tiab] AND b[tiab]", 4), ("a", 30), ("a*", 20)], 2, (4, None)),
        ([("a.tw.", 4), ("a$.tw.", 20)], 2, (4, None)),
        # a search that cannot be read, by those that name it
        ([("a or b and c", 9), ("a", 4), ("1 not 2", 6)], 3, (5, 9)),
        ([("a", 9, "all bases"), ("#1 and b", 4)], 1, (4, None)),
    ],
)
def test_an_inference(
    rows: list[tuple[str, int]], of: int, expected: tuple[int | None, int | None]
) -> None:
    assert bounds(*rows, of=of) == expected


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("a", 9), ("b", 4)], "no other search can be compared with it"),
        ([("crav*", 9), ("yoga", 40)], "no other search can be compared with it"),
        ([("drug", 9), ("drug use", 40)], "no other search can be compared with it"),
        ([("a", 9), ("a and b or c", 40)], "and, or are mixed without brackets"),
        ([("a", 9), ("a", 40, "all bases")], "the limit «all bases» makes the search wider"),
        ([("a", 9), ("a", 4, "in English")], "does not say what the limit «in English» means"),
        ([("a.ti,ab.", 9), ("a.ti,ab.", 4, "title")], "does not say what it does to their fields"),
        ([("a.tw.", 9), ("exp A/", 4, "title")], "does not say what it does to their fields"),
        ([("a", 9), ("1 and 7", 4)], "it names search 7, which is not above it"),
        ([("a", 9), ("1 not 2", 4)], "it names search 2, which is not above it"),
        ([("a", 9), ("#1 and b", 4, "title")], "a limit on words does not say"),
    ],
)
def test_a_search_without_an_interval_says_why(rows: list[tuple[str, int]], why: str) -> None:
    last = interval(*rows)
    assert (last.least, last.most, last.proof, last.behind) == (None, None, (), ())
    assert why in last.none
    assert last.holds


def test_a_proof_shows_the_arithmetic_and_the_searches_behind_it() -> None:
    found = interval(("a", 9), ("b", 4), ("1 not 2", 3))
    assert found.proof == (
        "at least 5: 9 (search 1) − 4 (what searches 1 and 2 share, at most) = 5, "
        "since this search and what searches 1 and 2 share make up search 1 without overlap; "
        "what searches 1 and 2 share: it lies within search 2 (4)",
        "at most 9: this search lies within search 1 (9)",
    )
    assert found.behind == (1, 2)
    assert not found.holds


def test_a_proof_is_told_in_the_words_it_is_given() -> None:
    words = {name: f"<{name}> " + text for name, text in ENGLISH.items()}
    rows = table(("a", 9), ("a and b", 4), ("1 not 2", 5))
    found = examine(rows, MEANINGS, words=words).intervals[-1]
    [proof] = found.proof
    assert proof.startswith("<exactly> exactly 5: <since> 9 (<search> search 1) − 4 (<search> ")
    assert {*ENGLISH} == {*re.findall("<([a-z]+)>", "".join(words.values()))}


def test_the_plainest_proof_is_told() -> None:
    found = interval(("a", 9), ("a", 4, "from 2015"), ("a", 9, "from 2010"), of=1)
    assert found.proof == ("at least 9: search 3 (9) lies within this search",)
    nothing = interval(("a", 0), ("b", 0), ("1 or 2", 3))
    assert nothing.proof[-1].startswith("at most 0: 0, since")
    alone = interval(("a", 0), ("b", 4), ("1 or 2", 5))
    assert alone.proof[-1].startswith("at most 4: 4 (search 2), since")
    same = interval(("a", 9), ("a", 8))
    assert same.proof == ("exactly 9: search 1 (9) is the same search",)


def test_a_search_that_is_set_aside_says_nothing_of_the_others() -> None:
    rows = table(("a", 9), ("a and b", 30), ("a and b and c", 20))
    assert [i.search.number for i in examine(rows, MEANINGS).wrong] == [1]
    kept = examine(rows, MEANINGS, kept=[1])
    assert (kept.intervals[0].least, kept.intervals[0].used) == (30, False)
    assert (kept.intervals[1].least, kept.intervals[1].most) == (20, None)


def test_every_count_that_is_wrong_by_itself_is_found() -> None:
    rows = table(
        ("a", 9), ("a and b", 10), ("c", 9), ("c and d", 4), ("c and d and e", 5), ("c and e", 9)
    )
    assert [i.search.number for i in examine(rows, MEANINGS).wrong] == [2, 5]


def test_what_a_search_of_too_many_parts_takes_away_is_known_all_the_same() -> None:
    pairs = [(f"(a{i} and b{i}) or (c{i} and d{i})", 50 + i) for i in range(10)]
    long = " and ".join(str(i) for i in range(1, 11))
    found = examine(table(*pairs, (long, 40), ("11 not 1", 0), ("a0", 70)), MEANINGS)
    assert (found.intervals[10].least, found.intervals[10].most) == (None, 50)
    assert not found.intervals[10].none


# ---- the thesis itself --------------------------------------------------------------------------


def histories_of(house: Path, kept: Sequence[int] = ()) -> dict[str, History]:
    """The four databases of the thesis."""
    return {
        name: examine(source(house, name), wordings(house), kept if name == "embase" else ())
        for name in DATABASES
    }


def test_the_52_searches_of_the_thesis_have_one_count_that_cannot_be(house: Path) -> None:
    found = histories_of(house)
    assert sum(len(history.intervals) for history in found.values()) == 52
    wrong = [(name, i) for name, history in found.items() for i in history.wrong]
    [(name, embase_19)] = wrong
    assert (name, embase_19.search.number, embase_19.search.hits) == ("embase", 19, 11)
    assert (embase_19.least, embase_19.most) == (28, 28)
    assert embase_19.proof == (
        "exactly 28: 47 (search 18) − 19 (search 16) = 28, "
        "since this search and search 16 make up search 18 without overlap",
    )
    assert embase_19.behind == (16, 18)


def test_with_the_declared_exception_none_is_left(house: Path) -> None:
    found = histories_of(house, kept=[19])
    assert [i.search.number for i in found["embase"].wrong] == [19]
    assert not found["embase"].intervals[18].used


def test_the_searches_of_the_thesis_that_stand_alone_say_why(house: Path) -> None:
    found = histories_of(house)
    alone = {
        (name, i.search.number): i.none
        for name, history in found.items()
        for i in history.intervals
        if i.none
    }
    none = "no other search can be compared with it"
    widened = (
        "the limit «inkluderte også alle databasene tilgjengelig i OVID» makes the search wider"
    )
    assert alone == {
        ("medline", 1): none,
        ("embase", 1): none,
        ("embase", 21): none,
        ("embase", 24): widened,
        ("sportdiscus", 3): none,
        ("psycinfo", 3): none,
    }


def mutants(history: History) -> list[tuple[int, int]]:
    """For every search with an interval, its place and each count just outside."""
    return [
        (i, count)
        for i, interval in enumerate(history.intervals)
        for count in (
            *([interval.least - 1] if interval.least else []),
            *([interval.most + 1] if interval.most is not None else []),
        )
    ]


def caught(searches: Sequence[Search], i: int, hits: int, known: set[int], **more: object) -> str:
    """How a changed count is found: at its own row, by name in another's proof, or not."""
    changed = [*searches]
    changed[i] = replace(searches[i], hits=hits)
    wrong = [w for w in examine(changed, **more).wrong if w.search.number not in known]  # type: ignore[arg-type]
    if any(w.search.number == i + 1 for w in wrong):
        return "there"
    return "named" if any(i + 1 in w.behind for w in wrong) else ""


def test_a_count_just_outside_its_interval_is_found_in_every_search_of_the_thesis(
    house: Path,
) -> None:
    how: list[str] = []
    for name in DATABASES:
        searches = source(house, name)
        kept = {19} if name == "embase" else set()
        history = examine(searches, wordings(house), kept)
        for i, count in mutants(history):
            if i + 1 not in kept:
                more = {"meanings": wordings(house), "kept": kept}
                how.append(caught(searches, i, count, kept, **more))
    assert len(how) > 60
    assert "" not in how
    assert how.count("there") > len(how) / 3


# ---- at random ----------------------------------------------------------------------------------


@given(histories(), st.lists(records, max_size=40), bases)
def test_true_counts_never_give_a_finding(
    history: list[Asked], held: list[Record], base: Base
) -> None:
    searches = counted(history, held, base)
    assert examine(searches, MEANINGS).wrong == []


@given(histories(), st.lists(records, min_size=5, max_size=30), bases, st.randoms())
def test_a_count_just_outside_its_interval_is_always_found(
    history: list[Asked], held: list[Record], base: Base, random: Random
) -> None:
    searches = counted(history, held, base)
    changes = mutants(examine(searches, MEANINGS))
    for i, count in random.sample(changes, min(4, len(changes))):
        assert caught(searches, i, count, set(), meanings=MEANINGS)


@given(histories(), st.data())
def test_counts_that_nothing_made_do_not_break_it_and_what_is_left_agrees(
    history: list[Asked], data: st.DataObject
) -> None:
    searches = [
        replace(search, hits=data.draw(st.integers(0, 30))) for search in counted(history, [])
    ]
    found = examine(searches, MEANINGS)
    wrong = {i.search.number for i in found.wrong}
    again = examine(searches, MEANINGS, kept=wrong)
    assert {i.search.number for i in again.wrong} <= wrong


@st.composite
def rows_of_rows(draw: Callable[..., Any]) -> list[Asked]:
    """Words, and rows made of one long chain, of several rows at once, or of two at random."""
    history = [Asked(each) for each in draw(st.permutations(WORDS + STEMS))[:5]]
    for _ in range(draw(st.integers(3, 9))):
        numbers = st.integers(1, len(history))
        chained = st.tuples(st.just(len(history)), numbers)
        several = st.lists(numbers, min_size=2, max_size=6).map(tuple)
        rows = draw(st.one_of(chained, several))
        history.append(Asked((draw(st.sampled_from(["or", "or", "and", "not"])), *rows)))
    return history


# Two rows that are the same stand between neither of them and what is in both.
ALIKE = [*map(Asked, ["runs", "runner", "run", "swim", "run*"]), Asked(("not", 5, 1, 2))]
ALIKE += [Asked(("or", number, 1)) for number in (6, 7, 8)]


@example(ALIKE, [Record((), ("run",), 2010, True, True)])
@given(rows_of_rows(), st.lists(records, max_size=40))
def test_rows_of_rows_are_told_as_by_every_inclusion_and_allow_what_is_true(
    history: list[Asked], held: list[Record]
) -> None:
    searches = counted(history, held)
    found = examine(searches, MEANINGS)
    assert found.wrong == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inequalities, "_steps", lambda wider: wider)
        every = examine(searches, MEANINGS).intervals
    # The same bounds; where two ways lead to one, the proof may be another.
    bounds = [[(each.least, each.most) for each in one] for one in (every, found.intervals)]
    assert bounds[0] == bounds[1]


# ---- how tight ----------------------------------------------------------------------------------

TIGHT = ["run", "runs", "swim", "crave", "run*", "crav*"]
HELD = ["run", "runs", "swim", "crave", "runx", "cravx"]
"""The words that records have: for each word cut off one that no search has in full, too."""


def kinds(history: Sequence[Asked]) -> list[list[bool]]:
    """Every combination of searches that a record can be found by."""
    titles = (0, 1, 2) if any("title" in asked.limits for asked in history) else (0, 1)
    found = set()
    for where in product(titles, repeat=len(HELD)):
        title = tuple(word for word, at in zip(HELD, where, strict=True) if at == 2)
        text = tuple(word for word, at in zip(HELD, where, strict=True) if at)
        for year, full in product((2008, 2009, 2010, 2012, 2015, 2020), (True, False)):
            found.add(tuple(answers(history, Record(title, text, year, full, True), Base())))
    return [list(kind) for kind in found if any(kind)]


def exactly(searches: Sequence[Search], made: list[list[bool]], i: int) -> tuple[float, float]:
    """The least and the most of a search, by a linear programme over all kinds of records."""
    if not any(kind[i] for kind in made):
        return 0, 0
    ends = []
    for sense in (pulp.LpMinimize, pulp.LpMaximize):
        problem = pulp.LpProblem("searches", sense)
        counts = [pulp.LpVariable(f"x{j}", 0) for j in range(len(made))]
        problem += pulp.lpSum(x for x, kind in zip(counts, made, strict=True) if kind[i])
        for k, search in enumerate(searches):
            if k != i:
                some = (x for x, kind in zip(counts, made, strict=True) if kind[k])
                problem += pulp.lpSum(some) == search.hits
        solved = pulp.LpStatus[problem.solve(pulp.PULP_CBC_CMD(msg=False))]
        assert solved in {"Optimal", "Unbounded"}
        ends.append(pulp.value(problem.objective) if solved == "Optimal" else math.inf)
    return math.ceil(ends[0] - 1e-6), math.floor(ends[1] + 1e-6) if ends[1] < math.inf else ends[1]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pulp")
def test_the_intervals_are_nearly_always_as_tight_as_can_be_and_never_tighter() -> None:
    same: list[bool] = []

    @settings(max_examples=15, derandomize=True, database=None)
    @given(
        histories(9, st.sampled_from(TIGHT), ["full text", "title"]),
        st.lists(records, min_size=15, max_size=40),
    )
    def compare(history: list[Asked], held: list[Record]) -> None:
        searches = counted(history, held)
        made = kinds(history)
        for i, found in enumerate(examine(searches, MEANINGS).intervals):
            least, most = exactly(searches, made, i)
            mine = found.least or 0, math.inf if found.most is None else found.most
            assert mine[0] <= least
            assert mine[1] >= most
            same.extend([mine[0] == least, mine[1] == most])

    compare()
    print(f"{sum(same)} of {len(same)} bounds are exact")
    assert len(same) > 100
    assert sum(same) / len(same) > 0.9


# ---- how fast -----------------------------------------------------------------------------------


def long_history(n: int) -> list[Search]:
    """Searches as people make them: terms from a list that grows with their number, and rows."""
    random = Random(n)
    words = ["".join(random.choices("abcdefghijklmnoprstuvy", k=9)) for _ in range(n // 5 + 5)]
    rows = []
    for k in range(1, n + 1):
        kind = random.random()
        if k > 5 and kind < 0.2:
            a, b = random.sample(range(max(1, k - 30), k), 2)
            rows.append((f"{max(a, b)} {random.choice(['not', 'and', 'or'])} {min(a, b)}", 0, ""))
            continue
        terms = random.sample(words, random.randint(2, 4))
        if random.random() < 0.2:
            terms[0] = terms[0][:7] + "*"
        limit = random.choice(["", "", "", "from 2010", "from 2015", "title"])
        if kind < 0.3:
            rows.append((" or ".join(terms), 0, limit))
        else:
            often = ["exercise"] if random.random() < 0.5 else []
            rows.append((" and ".join(often + terms), 0, limit))
    return table(*rows)


def word(i: int) -> str:
    """A word of letters alone, as numbers would be rows."""
    return "w" + "".join("abcdefghij"[int(digit)] for digit in str(i)) + "x"


def chain(n: int, operator: str) -> list[Search]:
    """Words, and between them rows of the row above and the last word."""
    rows = [(word(0), 0)]
    while len(rows) < n - 1:
        rows += [(word(len(rows)), 0), (f"{max(1, len(rows))} {operator} {len(rows) + 1}", 0)]
    return table(*rows)


def joined(n: int) -> list[Search]:
    """Words, and one row of all of them."""
    return table(*((word(i), 0) for i in range(n)), (" or ".join(map(str, range(1, n + 1))), 0))


def blocks(n: int) -> list[Search]:
    """Words in tens, each ten joined, and what all the tens share."""
    rows = [(word(i), 0) for i in range(n)]
    tens = [range(i + 1, i + 11) for i in range(0, n, 10)]
    rows += [(" or ".join(map(str, ten)), 0) for ten in tens]
    return table(*rows, (" and ".join(str(n + i + 1) for i in range(len(tens))), 0))


def calls(searches: Sequence[Search]) -> int:
    """How many functions are called to examine them: the same on every machine."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    for cache in (sets.clause_below, sets._wide):
        cache.cache_clear()
    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        history = examine(searches, MEANINGS)
    finally:
        sys.setprofile(before)
    assert history.wrong == []
    return count


@pytest.mark.parametrize(
    "made",
    [partial(chain, operator=operator) for operator in ("or", "and", "not")] + [joined, blocks],
    ids=["or", "and", "not", "joined", "blocks"],
)
def test_rows_made_of_rows_take_no_more_than_the_square_of_their_number(
    made: Callable[[int], list[Search]],
) -> None:
    assert calls(made(80)) < 5 * calls(made(40))


def test_many_searches_take_hardly_more_than_their_number() -> None:
    assert calls(long_history(1000)) < 7 * calls(long_history(250))
