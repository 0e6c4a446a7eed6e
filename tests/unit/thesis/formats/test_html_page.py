"""The web page around the body; the page itself is tested with the job that makes it."""

from thesis.formats import html_page
from thesis.formats.html_body import Use


def test_places_in_the_same_section_are_told_apart() -> None:
    uses = [Use(f"n-{i}", ("a",), "1", section) for i, section in enumerate(["A", "B", "A"])]
    assert [place.name for place in html_page.places(uses)] == ["A", "B", "A (2)"]


def test_the_title_page_has_what_the_metadata_has_and_no_more() -> None:
    meta = {"title": "T", "faculty": "F", "author": "", "candidate": "7", "label-words": "Ord"}
    assert html_page.title_page(meta, 6512) == {
        "title": "T",
        "subtitle": "",
        "head": ["F"],
        "by": ["7"],
        "below": ["Ord: 6\u00a0512"],
    }
    assert html_page.properties(meta, "2020-06-01") == [("author", "7"), ("date", "2020-06-01")]
