"""The tree of a strategy: a line below each search for what it is put together of."""

import re

from tests.unit.thesis.formats.figures.drawn import WORDS, texts
from thesis.formats.figures import blocks
from thesis.formats.figures.outline import OutlineLine

LINES = [
    OutlineLine(0, 4, "2 and 3", 1200),
    OutlineLine(1, 2, "(nap or <rest>)", 9000),
    OutlineLine(2, 0, "AND bed"),
    OutlineLine(1, 3, "1 or 2", 80, again=True),
]


def test_each_line_has_number_query_and_hits() -> None:
    told = texts(blocks.picture(LINES, WORDS, "nb"))
    assert told == [
        *["4", "2 and 3", "1\u00a0200", "2", "(nap or <rest>)", "9\u00a0000"],
        *["AND bed", "", "3", "1 or 2 (se over)", "80"],
    ]


def test_each_line_hangs_on_the_one_that_it_is_below() -> None:
    lines = re.findall(r'd="M([\d.]+) ([\d.]+) V([\d.]+)', blocks.picture(LINES, WORDS, "nb"))
    (x1, from1, _), (x2, from2, _), (x3, from3, to3) = (tuple(map(float, one)) for one in lines)
    assert x1 == x3 < x2
    assert from1 == from3 < from2 < to3
