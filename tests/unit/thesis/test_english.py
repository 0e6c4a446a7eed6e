"""Numbers in the English abstract."""

import pytest

from thesis import english


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "zero"),
        (5, "five"),
        (12, "twelve"),
        (13, "13"),
        (-1, "-1"),
        (1536, "1,536"),
        (30799618, "30,799,618"),
        (0.9, "0.9"),
        (1234.5, "1,234.5"),
    ],
)
def test_prose_has_words_up_to_twelve_and_commas_above(value: float, written: str) -> None:
    assert english.prose(value) == written


@pytest.mark.parametrize(("value", "written"), [(5, "5"), (1536, "1,536")])
def test_digits_are_digits(value: int, written: str) -> None:
    assert english.digits(value) == written
