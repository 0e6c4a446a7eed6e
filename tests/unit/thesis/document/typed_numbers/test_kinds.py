"""Kinds of numbers, and which patterns of an author's own are too wide."""

import pytest

from thesis.document.typed_numbers import kinds


@pytest.mark.parametrize(
    ("kind", "text", "taken"),
    [
        ("acts", "se § 3-1 og 4-2, ledd 3", ["§ 3-1 og 4-2"]),
        ("decades", "på 1990-tallet og 90-tallet, i 50-årene", ["1990-tallet", "90-tallet"]),
        ("versions", "CASP 8, Cochrane Handbook 2019", ["Cochrane Handbook 2019"]),
        ("instruments", "PHQ-9, OR-3, EQ-5D og ph-9", ["PHQ-9", "EQ-5D"]),
        ("scales", "VAS (0–100), VAS 7–4, skala fra 1 til 5", ["VAS (0–100)", "skala fra 1 til 5"]),
        ("levels", "type 2, type 12, fase 2-studier", ["type 2", "fase 2-studier"]),
        ("pages", "s. 9–11 og side 12 %", ["s. 9–11"]),
        ("confidence", "95 % KI 1,2–3,4 og 95 % av dem", ["95 %"]),
    ],
)  # fmt: skip
def test_a_kind_takes_no_more_than_its_words_say(kind: str, text: str, taken: list[str]) -> None:
    assert [found.group() for found in kinds.kinds()[kind].pattern.finditer(text)] == taken


@pytest.mark.parametrize(
    ("pattern", "result"),
    [
        ("[0-9]+", "7"),
        (".*", "7"),
        ("p = [0-9,]+", "p = 0,03"),
        (r"\d+ poeng", "48 poeng"),
        ("fem", "fem"),
        ("[Rr]om [0-9]+", ""),
        ("Buss 48", ""),
    ],
)
def test_a_pattern_that_fits_a_result_is_too_wide(pattern: str, result: str) -> None:
    assert kinds.takes_a_result(pattern) == result


def test_what_is_asked_for_is_a_kind() -> None:
    assert {*kinds.ASKED_FOR} < {*kinds.kinds()}
