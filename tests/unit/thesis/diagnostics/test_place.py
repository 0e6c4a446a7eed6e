"""A place is written as an editor reads it, and read back."""

import pytest

from thesis.diagnostics.place import Place


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("data/a.csv", 12), "data/a.csv:12"),
        (Place("config/config.yaml"), "config/config.yaml"),
        (Place("C:/a.md", 3), "C:/a.md:3"),
    ],
)
def test_a_place_is_written_and_read_back(place: Place, text: str) -> None:
    assert str(place) == text
    assert Place.read(text) == place


@pytest.mark.parametrize("text", ["", ":7", "a.md:x"])
def test_what_names_no_line_is_a_file(text: str) -> None:
    assert Place.read(text) == Place(text)
