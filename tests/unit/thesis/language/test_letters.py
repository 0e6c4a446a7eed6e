"""Two words are alike by their letters, and one may be a slip for the other."""

from itertools import product

import pytest

from thesis.language.letters import akin, distance, one_apart, slip


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("craving", "craving", 0),
        ("carving", "craving", 1),
        ("crvng", "craving", 2),
        ("a", "abcd", 3),
    ],
)
def test_letters_are_counted_that_part_two_words(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == letters


def test_words_are_one_letter_apart_when_their_distance_is_one() -> None:
    words = ["".join(letters) for length in range(5) for letters in product("abc", repeat=length)]
    for one, other in product(words, repeat=2):
        assert one_apart(one, other) == (distance(one, other) == 1), (one, other)


@pytest.mark.parametrize(
    ("word", "known"),
    [("carving", "craving"), ("avrusing", "avrusning"), ("psycological", "psychological")],
)
def test_a_letter_in_the_middle_is_a_slip(word: str, known: str) -> None:
    assert slip(word, known)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("trials", "trial"),
        ("randomised", "randomized"),
        ("behaviour", "behavior"),
        ("cocaine", "cocaine"),
        ("alcohol", "nicotine"),
        ("care", "cure"),
    ],
)
def test_another_form_or_spelling_is_none(word: str, known: str) -> None:
    assert not slip(word, known)


def test_words_are_akin_that_begin_alike_or_are_a_part_of_one_another() -> None:
    for one, other in (("ruslidelse", "ruslidelser"), ("sang", "sangkor"), ("uro", "uro")):
        assert akin([one], [other])
    assert not akin(["uro", "trening"], ["europa", "trend"])
