"""Two words are alike by their letters, and one may be a slip for the other."""

import pytest

from thesis.language.letters import distance, slip


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
