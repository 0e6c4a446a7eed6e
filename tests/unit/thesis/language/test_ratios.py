"""Wordings of a ratio, and what each says of two amounts."""

from fractions import Fraction

import pytest

from thesis.language import ratios

SAYS = {
    "flere enn": "a > b", "langt flere": "a > b", "færre deltakere enn": "a < b",
    "mindre enn": "a < b", "like mange som": "a == b", "det samme": "a == b",
    "dobbelt så mange": "a == 2 · b", "mer enn dobbelt så mange": "a > 2 · b",
    "over dobbelt så mange": "a > 2 · b", "minst tre ganger så lenge": "a >= 3 · b",
    "høyst 4 ganger så mye": "a <= 4 · b", "halvparten så mange": "a == 1/2 · b",
    "under halvparten": "a < 1/2 · b", "omtrent tre ganger så lenge": "a ≈ 3 · b",
    "slutt": "a <= b",
}  # fmt: skip
IN_ENGLISH = {
    "more than": "a > b",
    "more than twice as many": "a > 2 · b",
    "half as long": "a == 1/2 · b",
    "about three times as many": "a ≈ 3 · b",
}


@pytest.mark.parametrize(("words", "says"), SAYS.items())
def test_a_wording_says_one_thing(words: str, says: str) -> None:
    read = ratios.read(words, "nb")
    assert read is not None
    assert read.says == says


@pytest.mark.parametrize(("words", "says"), IN_ENGLISH.items())
def test_so_does_one_in_english(words: str, says: str) -> None:
    read = ratios.read(words, "en")
    assert read is not None
    assert read.says == says


@pytest.mark.parametrize("words", ["ganske mange", "flere", "enn", "tre ganger", ""])
def test_what_says_no_ratio_is_not_read(words: str) -> None:
    assert words == "flere" or ratios.read(words, "nb") is None
    assert ratios.read(words, "sv") is None


@pytest.mark.parametrize(
    ("words", "a", "b", "holds"),
    [
        ("flere enn", 3, 3, False),
        ("minst dobbelt så mange", 6, 3, True),
        ("omtrent dobbelt så mange", 21, 10, True),
        ("omtrent dobbelt så mange", 23, 10, False),
        ("halvparten så mange", 5, 10, True),
        ("like mange som", 5, 6, False),
    ],
)
def test_it_holds_of_two_amounts_or_not(words: str, a: int, b: int, holds: bool) -> None:
    read = ratios.read(words, "nb")
    assert read is not None
    assert read.holds(Fraction(a), Fraction(b)) is holds
