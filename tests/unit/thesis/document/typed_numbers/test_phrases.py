"""Number words that count nothing, and ordinals that count."""

import pytest

from thesis.document.typed_numbers import phrases


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("De er ett og samme sak.", "ett"),
        ("Sett under ett er utvalget lite.", "ett"),
        ("Det er to sider av samme sak.", "to"),
        ("Alt skjedde på én gang.", "én"),
    ],
)
def test_a_fixed_phrase_counts_nothing(text: str, word: str) -> None:
    assert phrases.is_silent(text, text.index(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I ett av søkene sto det.", "ett"),
        ("Det er to sider i artikkelen.", "to"),
        ("Hundre prosent av dem var med.", "Hundre"),
    ],
)
def test_a_number_beside_such_words_still_counts(text: str, word: str) -> None:
    assert not phrases.is_silent(text, text.index(word))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Den andre av de inkluderte artiklene", ["andre"]),
        ("De trente hver andre dag.", ["andre"]),
        ("De trente annenhver dag.", ["annenhver"]),
        ("I den andre uken falt russuget.", ["andre uken"]),
        ("Fra første måling", ["første måling"]),
        ("For det første er utvalget lite.", []),
        ("På den andre siden er det stort.", []),
        ("Det er første gang det er vist.", []),
        ("Noen andre studier fant det samme.", []),
    ],
)
def test_first_and_second_count_in_the_patterns_of_the_table(text: str, found: list[str]) -> None:
    assert [match.group() for match in phrases.counting(text)] == found
