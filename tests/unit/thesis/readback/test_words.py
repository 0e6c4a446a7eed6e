"""The words of a text as they are compared."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesis.readback.words import words


def said(text: str) -> list[str]:
    return [each.word for each in words(text)]


@pytest.mark.parametrize(
    ("document", "page"),
    [
        ("litteratursøk i", "litte\u00adratursøk i"),
        ("event-related potential", "event-\nrelated potential"),
        ("s13063-018-3062-0", "s13063-018-\r\n3062-0"),
        ("bruker- og pasient", "bruker-\nog pasient"),
        ("30\u00a0799\u00a0618 treff", "30 799 618\r\ntreff"),
        ("Hovedfunn/resultater", "Hovedfunn/\r\nresultater"),
        ("funn og effekt", "\ufb01nn og e\ufb00ekt".replace("\ufb01", "fu")),
        ("å være", "a\u030a være"),
        ("lange\u200bord", "langeord"),
    ],
    ids=[
        "a divided word", "a hyphen at the end of a line", "one between digits",
        "a hyphen that stands alone",
        "hard spaces", "a sign at the end of a line", "a ligature", "composed letters",
        "a place to break",
    ],
)  # fmt: skip
def test_what_line_breaks_do_is_undone(document: str, page: str) -> None:
    assert said(document) == said(page)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("27 leste", "27leste"),
        ("0,5", "05"),
        ("-3", "3"),
        ("−3", "3"),
        ("1-2", "12"),
        ("18–40", "1840"),
        ("8 799 640", "8799640"),
        ("ti", "Ti"),
        ("(fem)", "fem"),
    ],
)
def test_what_a_reader_sees_is_not(one: str, other: str) -> None:
    assert said(one) != said(other)


@given(st.text())
def test_a_word_is_where_it_says(text: str) -> None:
    found = list(words(text))
    assert all(each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ord-nr", ["ord", "nr"]),
        ("or-nr", ["or", "nr"]),
        ("ord- og", ["ord", "og"]),
        ("x-1", ["x", "1"]),
        ("1-x", ["1", "x"]),
        ("1-2", ["1", "-", "2"]),
        ("1-\n2", ["1", "-", "2"]),
        ("1- og 2", ["1", "og", "2"]),
        ("-1", ["-", "1"]),
        ("a -1", ["a", "-", "1"]),
        ("(-b", ["(", "-", "b"]),
        ("b-", ["b"]),
        ("a\u2010b\u2011c", ["a", "b", "c"]),
        ("a–b", ["a", "–", "b"]),
        (
            "\ufb00 \ufb01 \ufb02 \ufb03 \ufb04 \ufb05 \ufb06",
            ["ff", "fi", "fl", "ffi", "ffl", "st", "st"],
        ),
    ],
)
def test_a_hyphen_parts_words_and_is_a_sign_between_digits_or_before_them(
    text: str, parts: list[str]
) -> None:
    assert said(text) == parts
