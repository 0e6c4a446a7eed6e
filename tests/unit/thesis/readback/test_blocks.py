"""Blocks of text know the page of each of their characters."""

import pytest

from thesis.readback.blocks import File, FileLink, TextBlock


@pytest.mark.parametrize(("at", "page"), [(0, 3), (4, 3), (5, 4), (8, 4), (9, 6), (99, 6)])
def test_a_character_is_on_the_last_page_that_begins_before_it(at: int, page: int) -> None:
    assert TextBlock("Et ord og mer", starts=((0, 3), (5, 4), (9, 6))).page(at) == page
    assert TextBlock("Et ord og mer").page(at) == 0


def test_what_nobody_says_is_no_heading_and_on_no_page() -> None:
    assert (TextBlock("Et ord").level, FileLink("#a").page) == (0, 0)


def test_a_stream_has_its_own_blocks_alone() -> None:
    blocks = [TextBlock("x", stream) for stream in ("body", "alt", "notes", "alt")]
    assert [File("a", blocks).stream(one) for one in ("alt", "body")] == [[1, 3], [0]]
