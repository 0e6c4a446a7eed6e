"""Numbers in the English abstract."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from thesis.language import english


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "zero"), (5, "five"), (12, "twelve"), (13, "13"), (-1, "−1"), (1536, "1,536"),
        (30799618, "30,799,618"), (0.9, "0.9"), (1234.5, "1,234.5"),
    ],
)  # fmt: skip
def test_prose_has_words_up_to_twelve_and_commas_above(value: float, written: str) -> None:
    assert english.prose(value) == written


@pytest.mark.parametrize(("value", "written"), [(5, "5"), (1536, "1,536")])
def test_digits_are_digits(value: int, written: str) -> None:
    assert english.digits(value) == written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("five of them", [("five", 5, "words")]),
        ("Twelve weeks and 1,536 hits", [("Twelve", 12, "words"), ("1,536", 1536, "digits")]),
        ("thirty-two thousand people", [("thirty-two thousand", 32000, "words")]),
        ("a five-week programme", [("five", 5, "words")]),
        ("every third week", [("third", 3, "ordinal")]),
        ("the 3rd week", [("3rd", 3, "digits")]),
        ("0.9% of men", [("0.9", Decimal("0.9"), "digits")]),
        ("half of it", [("half", Decimal("0.5"), "fraction")]),
        ("both of the groups", [("both", Decimal(2), "fraction")]),
        ("one study", [("one", 1, "words")]),
        ("O2Hb and COVID-19", [("O2Hb", None, "mixed"), ("COVID-19", None, "mixed")]),
        ("some 970 million people", [("970 million", 970_000_000, "digits")]),
        ("1.5 billion", [("1.5 billion", 1_500_000_000, "digits")]),
        ("two thirds", [("two thirds", None, "fraction")]),
        ("three-quarters", [("three-quarters", Decimal("0.75"), "fraction")]),
        ("one fifth", [("one fifth", Decimal("0.2"), "fraction")]),
        ("two and a half hours", [("two and a half", Decimal("2.5"), "fraction")]),
    ],
)
def test_a_number_in_english_is_found(text: str, found: list[tuple[str, object, str]]) -> None:
    assert [(one.text, one.value, one.kind) for one in english.find_numbers(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "the risk of losing one's health",
        "harm both body and mind",
        "no one knows, and one can ask one another",
        "often, someone, tent, fourteenish",
        "the first and the second",
    ],
)
def test_an_english_word_that_counts_nothing_is_none(text: str) -> None:
    assert english.find_numbers(text) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "zero"), (21, "twenty-one"), (40, "forty"), (100, "one hundred"),
        (101, "one hundred and one"), (1200, "one thousand two hundred"),
        (1001, "one thousand and one"), (2_000_015, "two million and fifteen"), (-3, "minus three"),
    ],
)  # fmt: skip
def test_words_are_read_back_as_they_were(value: int, written: str) -> None:
    assert english.words(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "first"), (3, "third"), (12, "twelfth"), (13, "13th"), (21, "21st"), (111, "111th")],
)
def test_ordinals(value: int, written: str) -> None:
    assert english.ordinal(value) == written


def test_shares_ranges_percentages_and_dates() -> None:
    assert english.share(5, 10) == "five of ten"
    assert english.share(5, 13) == "5 of 13"
    assert english.number_range(-7.9, 2.5) == "−7.9 to 2.5"
    assert english.number_range(74, 90, "%") == "74–90%"
    assert english.number_range(74, 90, "per cent") == "74–90\u00a0per cent"
    assert english.percent(9) == "9%"
    assert english.percent(9, in_words=True) == "nine\u00a0per cent"
    assert english.date("2020-05-05") == "5\u00a0May 2020"


@pytest.mark.parametrize(
    "call",
    [
        lambda: english.share(6, 5),
        lambda: english.share(True, 5),
        lambda: english.number_range(3, 3),
        lambda: english.ordinal(0),
        lambda: english.words(True),
        lambda: english.words(10**12),
    ],
)
def test_what_cannot_be_written_is_refused(call: Callable[[], str]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        call()
