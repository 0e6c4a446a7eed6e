"""Lines of a terminal: their length, the breaking of a text, and counts in words."""

import pytest

from thesis.cli import text


@pytest.mark.parametrize(("terminal", "used"), [("20", 60), ("80", 80), ("400", 100)])
def test_lines_are_as_long_as_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, terminal: str, used: int
) -> None:
    monkeypatch.setenv("COLUMNS", terminal)
    assert text.columns() == used


def test_a_text_goes_on_further_in_and_no_place_is_broken() -> None:
    place = "content/05-diskusjon.md:120-and-a-long-name"
    assert text.wrapped(f"one two {place}", 20, 2) == ["  one two", f"    {place}"]


def test_one_is_singular_and_a_plural_may_be_another_word() -> None:
    assert [text.counted(1, "row"), text.counted(2, "row")] == ["1 row", "2 rows"]
    assert [text.counted(0, "study", "studies"), text.counted(1, "study", "studies")] == [
        "0 studies",
        "1 study",
    ]
