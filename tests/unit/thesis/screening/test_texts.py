"""What a screener reads of a record, in plain words."""

import pytest

from thesis.exports import read
from thesis.screening.texts import abstract, keywords, texts_of


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("AIMS: To row. METHODS: A boat.", "AIMS: To row.\nMETHODS: A boat."),
        ("<p>One.</p><p>Two <i>three</i> &amp;lt; 4</p>", "One. Two three < 4"),
        ("<jats:title>Aim</jats:title><jats:p>To row</jats:p>", "Aim To row"),
        ("Over\n  two lines, p<0.05", "Over two lines, p<0.05"),
        ("", ""),
    ],
)
def test_an_abstract_is_words_with_a_line_for_each_part(told: str, plain: str) -> None:
    assert abstract(told) == plain


@pytest.mark.parametrize(
    ("told", "each"),
    [
        (["Rowing; Water; rowing"], ["Rowing", "Water"]),
        (["Swimming, Water"], ["Swimming", "Water"]),
        (["*Exercise", "Exercise, Aerobic", "exercise"], ["Exercise", "Exercise, Aerobic"]),
        (["", " ; "], []),
    ],
)
def test_keywords_stand_apart_and_once(told: list[str], each: list[str]) -> None:
    assert keywords(told) == each


def test_authors_are_those_of_the_record_or_its_editors() -> None:
    text = (
        "TY  - CHAP\nED  - Ås, Per\nTI  - A\nER  - \n\n"
        "TY  - JOUR\nAU  - van Vann, Ole\nAU  - WHO\nTI  - B\nLA  - no\nER  - \n"
    )
    one, two = map(texts_of, read.read(text.encode()).records)
    assert (one.authors, one.language) == (["Ås, Per"], "")
    assert (two.authors, two.language) == (["van Vann, Ole", "WHO"], "nb")
