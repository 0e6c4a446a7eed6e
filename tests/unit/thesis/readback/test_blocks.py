"""Blocks of text know the page of each of their characters."""

import pytest

from thesis.readback.blocks import FileLink, TextBlock


@pytest.mark.parametrize(("at", "page"), [(0, 3), (4, 3), (5, 4), (8, 4), (9, 6), (99, 6)])
def test_a_character_is_on_the_last_page_that_begins_before_it(at: int, page: int) -> None:
    assert TextBlock("Et ord og mer", starts=((0, 3), (5, 4), (9, 6))).page(at) == page
    assert TextBlock("Et ord og mer").page(at) == 0


def test_what_nobody_says_is_no_heading_and_on_no_page() -> None:
    assert (TextBlock("Et ord").level, FileLink("#a").page) == (0, 0)
