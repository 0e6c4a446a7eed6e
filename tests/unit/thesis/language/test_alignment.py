"""Which word of one text is which of another."""

import random
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thesis.language.alignment import align

TEXTS = st.lists(st.sampled_from("a b c d og . ,".split()), max_size=40)


@given(TEXTS)
def test_a_text_is_itself(text: list[str]) -> None:
    assert align(text, text) == list(range(len(text)))


@given(TEXTS, TEXTS)
def test_pairs_are_the_same_words_in_the_same_order(one: list[str], other: list[str]) -> None:
    pairs = [(i, there) for i, there in enumerate(align(one, other)) if there is not None]
    assert all(one[i] == other[there] for i, there in pairs)
    assert all(before < after for (_, before), (_, after) in pairwise(pairs))


@given(TEXTS, st.integers(0, 40), TEXTS)
def test_what_is_put_in_between_takes_no_word_away(
    text: list[str], at: int, more: list[str]
) -> None:
    grown = [*text[:at], *("+" + word for word in more), *text[at:]]
    assert None not in align(text, grown)


@given(TEXTS.filter(bool), st.data())
def test_one_changed_word_is_the_one_without_a_pair(text: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    where = align(text, [*text[:at], "changed", *text[at + 1 :]])
    assert [i for i, there in enumerate(where) if there is None] == [at]


def words(count: int) -> list[str]:
    chosen = random.Random(1)
    return [f"w{int(chosen.paretovariate(0.8))}" for _ in range(count)]


def test_a_long_text_takes_no_longer_than_its_length_allows() -> None:
    """Ten theses with a word in fifty changed; difflib alone takes minutes."""
    text = words(130_000)
    spoiled = [word if i % 50 else "changed" for i, word in enumerate(text)]
    start = time.process_time()
    where = align(text, spoiled)
    assert time.process_time() - start < 20
    assert where.count(None) == len(text) / 50


def test_two_long_texts_without_a_common_word_are_soon_done() -> None:
    start = time.process_time()
    assert set(align(words(20_000), ["x", *words(5000)[::-1]])) != {0}
    assert align(["a"] * 3000, ["b"] * 3000) == [None] * 3000
    assert time.process_time() - start < 20
