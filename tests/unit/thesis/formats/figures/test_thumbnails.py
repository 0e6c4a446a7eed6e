"""Pages in small, with marks where something unverified stands."""

import re
from pathlib import Path

import typst

from tests.unit.thesis.formats.figures.drawn import LABELS, texts
from thesis.formats.figures import thumbnails
from thesis.formats.figures.thumbnails import PageLines

PAGES = [
    PageLines("i", 595, 842, [(70, 100, 455)]),
    PageLines("1", 842, 595, [(70, 100, 300), (400, 100, 372)]),
]
PLACES = {"n-0001": (2, 100.0, 200.0), "n-0002": (2, 300.0, 200.0), "ref-wang2017": (1, 70.0, 90.0)}
WORDS = LABELS["evidence"]["pages"]


def test_each_page_is_drawn_with_its_lines_and_marks_and_all_is_told() -> None:
    marks = thumbnails.marked(PAGES, PLACES, ["n-0001", "ref-wang2017", "n-0002", "not-printed"])
    assert marks == {1: [(70.0, 90.0)], 2: [(100.0, 200.0), (300.0, 200.0)]}
    svg = thumbnails.picture(PAGES, marks)
    assert texts(svg) == ["i", "1"]
    assert svg.count("<circle") == 3
    assert [stroke.count("M") for stroke in re.findall(r'd="([^"]*)"', svg)] == [1, 2]
    (_, upright), (_, across) = re.findall(r'<rect [^>]*width="([\d.]+)" height="([\d.]+)"', svg)
    assert float(upright) > float(across)
    assert thumbnails.told(PAGES, marks, WORDS, "nb") == (
        "2 sider og 3 ringer. Side i: 1. Side 1: 2."
    )


def test_the_lines_of_a_pdf_are_where_they_are_printed(tmp_path: Path) -> None:
    source = """#set page(width: 300pt, height: 400pt, margin: 50pt, numbering: "i")
    Et ord.
    #v(100pt)
    #box(width: 80pt)[Her]#h(20pt)Der
    """
    typst.compile(source.encode(), output=tmp_path / "a.pdf", ignore_system_fonts=True)
    (page,) = thumbnails.pages(tmp_path / "a.pdf")
    assert (page.number, page.width, page.height) == ("i", 300, 400)
    first, left, right, _foot = page.lines
    assert 50 <= first[0] < 52
    assert left[1] == right[1] > first[1] + 100
    assert left[0] + left[2] < 80 < 148 < right[0]
