"""Hits on their axis: where each stands, and what is marked."""

import math
import re

import pytest

from tests.unit.thesis.formats.figures.drawn import WORDS
from thesis.formats.figures import hits
from thesis.formats.figures.hits import LEFT, RIGHT, ZERO, Axis
from thesis.searches.history import Interval
from thesis.searches.meaning import Search


def row(number: int, found: int, least: int | None, most: int | None) -> Interval:
    """A search with what the others allow."""
    none = "lone" if least is None and most is None else ""
    return Interval(Search(number, f"nap {number} <b>", found), least, most, (), (), none)


ROWS = [row(1, 900, None, None), row(2, 40, None, 900), row(3, 950, 40, 900), row(4, 0, 0, 0)]


def test_the_axis_is_logarithmic_and_has_a_place_for_none() -> None:
    axis = Axis(6)
    for count in (1, 2, 7, 10, 99, 1000, 654_321, 1_000_000):
        exact = LEFT + ZERO + math.log10(count) / 6 * (RIGHT - LEFT - ZERO)
        assert axis.at(count) == pytest.approx(exact, abs=0.06)
    assert axis.at(0) == LEFT < axis.at(1)
    labels = [label.replace("\u00a0", " ") for _, label in axis.ticks("nb") if label]
    assert labels == ["0", "1", "100", "10 000", "1 000 000"]


def test_a_contradiction_is_told_by_its_shape_and_its_colour() -> None:
    svg = hits.picture(ROWS, WORDS, "nb")
    marks = re.findall(r'<(path|circle) class="(bad|ink|open)"', svg)
    # Each search, and what each mark means below.
    assert marks == [*[("circle", "open"), ("circle", "ink"), ("path", "bad"), ("circle", "ink")],
                     *[("circle", "ink"), ("path", "bad"), ("circle", "open")]]  # fmt: skip
    assert re.findall(r'class="bad" [^>]*font-weight="bold">(\d+)<', svg) == ["950"]
    assert "nap 3 &lt;b&gt;" in svg


def test_behind_each_search_stands_what_the_others_allow() -> None:
    svg = hits.picture(ROWS, WORDS, "nb")
    axis = Axis(3)
    bands = re.findall(r'<rect class="band" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)[:-1]
    assert [(float(x), float(wide)) for x, wide in bands] == [
        (LEFT, pytest.approx(axis.at(900) - LEFT)),
        (axis.at(40), pytest.approx(axis.at(900) - axis.at(40))),
        (LEFT, 0.6),
    ]
    assert svg.count('class="line"') == 1 + 2 + 2  # an end for each count that the others allow


@pytest.mark.parametrize("count", [1, 42, 100])
def test_there_is_room_for_every_row(count: int) -> None:
    svg = hits.picture([row(n, n * 10**5, 0, 10**8) for n in range(1, count + 1)], WORDS, "en")
    height = float(re.findall(r' height="([\d.]+)pt"', svg)[0])
    assert max(float(y) for y in re.findall(r' y="([\d.]+)"', svg)) < height
    assert ">100,000<" in svg
