"""Every figure, table and appendix is mentioned in the text."""

import pytest

from tests.unit.thesis.checks.whole import APPENDICES, CONTENT, METHOD, RESULTS, Make
from thesis.checks.text import cross_references

OWN = "| a | b |\n|---|---|\n| c | d |\n"


def test_a_thesis_that_mentions_all_is_no_finding(small: Make) -> None:
    assert list(cross_references.unmentioned(small())) == []


@pytest.mark.parametrize(
    ("old", "name", "place"),
    [
        ("@fig:flowchart", "fig:flowchart", f"{METHOD}:6"),
        ("@app:searches", "app:searches", f"{APPENDICES}:1"),
        ("@app:included og ", "app:included", f"{APPENDICES}:5"),
        (" og @app:excluded", "app:excluded", f"{APPENDICES}:9"),
    ],
)
def test_what_the_text_does_not_mention_is_found_once(
    small: Make, old: str, name: str, place: str
) -> None:
    assert old in CONTENT[METHOD]
    texts = {METHOD: CONTENT[METHOD].replace(old, "")}
    (finding,) = cross_references.unmentioned(small(content=texts))
    assert finding.rule == "text.unmentioned"
    assert finding.found.startswith(f"{name} («")
    assert f"@{name}" in finding.fix
    assert str(finding.place) == place


def test_a_table_of_the_authors_own_is_found_on_its_line(small: Make) -> None:
    texts = {METHOD: f"{CONTENT[METHOD]}\n{OWN}\n: Begreper {{#tbl:terms}}\n"}
    (finding,) = cross_references.unmentioned(small(content=texts))
    assert str(finding.place) == f"{METHOD}:14"
    assert (
        finding.found
        == "tbl:terms («Tabell\u00a01: Begreper»), which the text never mentions".replace(
            "\u00a0", " "
        )
    )
    texts[METHOD] += "\nSe @tbl:terms.\n"
    assert list(cross_references.unmentioned(small(content=texts))) == []


def test_a_table_with_a_caption_and_no_id_cannot_be_mentioned(small: Make) -> None:
    texts = {METHOD: f"{CONTENT[METHOD]}\n{OWN}\n: Begreper\n"}
    (finding,) = cross_references.unmentioned(small(content=texts))
    assert finding.found.startswith("a table without an id")
    assert "give it that id: {#tbl:its-id}" in finding.fix


def test_a_table_without_a_number_needs_no_mention(small: Make) -> None:
    texts = {METHOD: f"{CONTENT[METHOD]}\n{OWN}\n"}
    assert list(cross_references.unmentioned(small(content=texts))) == []


def test_matrices_are_mentioned_by_their_name_or_one_by_one(small: Make) -> None:
    bare = CONTENT[RESULTS].replace("Funnene står i litteraturmatrisene.", "Funnene følger.")
    found = list(cross_references.unmentioned(small(content={RESULTS: bare})))
    assert [(str(one.place), one.found.split(" ")[0]) for one in found] == [
        (f"{RESULTS}:5", "tbl:matrix-anna2019"),
        (f"{RESULTS}:5", "tbl:matrix-berit2018"),
    ]
    bare += "\nSe [@tbl:matrix-anna2019; @tbl:matrix-berit2018].\n"
    assert list(cross_references.unmentioned(small(content={RESULTS: bare}))) == []
