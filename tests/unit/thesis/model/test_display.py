"""How a number and its rows are shown."""

import pytest

from thesis.diagnostics.place import Place
from thesis.model import display
from thesis.model.register import Number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Number("a.b", 1234.5), "1\u00a0234,5"),
        (Number("a.b", 2016, "year"), "2016"),
        (Number("a.b", [1994, 1999], "year"), "1994–1999"),
        (Number("a.b", 9, "percent"), "9\u00a0%"),
        (Number("a.b", None), ""),
    ],
)
def test_a_value_is_written_in_norwegian(number: Number, text: str) -> None:
    assert display.written(number) == text


def test_a_value_is_written_in_english() -> None:
    told = [Number("a.b", 12345), Number("a.b", 9, "percent"), Number("a.b", [0.5, 1200])]
    assert [display.written(each, "en-GB") for each in told] == ["12,345", "9%", "0.5–1,200"]


def test_a_later_session_is_told_from_the_earlier_ones_by_its_day() -> None:
    base = {"id": "arkiv", "name": "Arkivet", "searched_on": "2020-05-05"}
    later = {**base, "id": "arkiv2022", "updates": "arkiv", "searched_on": "2022-03-01"}
    assert display.session(base) == "Arkivet"
    assert display.session(later) == "Arkivet (01.03.22)"
    assert display.session({**later, "searched_on": None}) == "Arkivet (arkiv2022)"


def test_numbers_in_keys_are_sorted_by_their_size() -> None:
    keys = ["b.4.hits", "b.14.hits", "b.hits", "a.9", "b.5.hits"]
    assert sorted(keys, key=display.in_order) == [
        "a.9",
        "b.4.hits",
        "b.5.hits",
        "b.14.hits",
        "b.hits",
    ]


def test_neighbouring_rows_are_one_run_and_files_are_kept_apart() -> None:
    places = ("b.csv:3", "a.csv:10", "a.csv:2", "a.csv:3", "b.csv:4", "b.csv:9")
    rows = [*map(Place.read, places)]
    assert display.runs(rows) == ["a.csv:2–3", "a.csv:10", "b.csv:3–4", "b.csv:9"]
