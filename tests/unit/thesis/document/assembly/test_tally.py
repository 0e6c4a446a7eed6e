"""The word count of the main part, in all and by chapter."""

from pathlib import Path
from typing import Any

import pytest

from tests import placed
from thesis.document import marks
from thesis.document.assembly import tally as counting
from thesis.document.word_count import PARTS, CountingRule
from thesis.model.records import plain


def tree(**files: tuple[str, str]) -> dict[str, Any]:
    """A document of files, each a part and a text."""
    fence = ":" * 40
    text = "\n".join(
        f'{fence} {{.file src="content/{name}.md" part="{part}"}}\n\n'
        f"{marks.lines(content, f'content/{name}.md')}\n\n{fence}\n"
        for name, (part, content) in files.items()
    )
    return placed.read(text)


def tally(tree: Any, leave_out: Any = (), limit: int | None = None, **rule: Any) -> Any:
    """The word count as its file has it."""
    words = {"leave_out": [*leave_out], "limit": limit, **rule}
    return plain(counting.tally(tree, CountingRule.of({"words": words})))


def slim(node: Any) -> Any:
    """A count without the reading figures."""
    if isinstance(node, list):
        return [slim(one) for one in node]
    reading = {"lix", "sentences", "sentence_length"}
    return {
        name: slim(value) if name in {"chapters", "sections"} else value
        for name, value in node.items()
        if name not in reading
    }


def test_the_main_part_alone_is_counted() -> None:
    counted = tally(
        tree(a=("front", "# Sammendrag\n\na b"), b=("main", "# B\n\nc d"), c=("back", "# C")),
        [],
        10,
    )
    assert (counted["words"], counted["limit"], counted["left"]) == (3, 10, 7)
    assert [chapter["heading"] for chapter in counted["chapters"]] == ["B"]


def test_chapters_come_in_order_with_their_file_and_sections() -> None:
    counted = tally(
        tree(a=("main", "# A\n\na\n\n## A en\n\nb c"), b=("main", "# B\n\n# C\n\nd")), [], 100
    )
    assert slim(counted["chapters"]) == [
        {
            "file": "content/a.md",
            "heading": "A",
            "words": 6,
            "sections": [{"heading": "A en", "words": 4}],
        },
        {"file": "content/b.md", "heading": "B", "words": 1, "sections": []},
        {"file": "content/b.md", "heading": "C", "words": 2, "sections": []},
    ]
    assert counted["words"] == 9


def test_words_above_the_first_heading_are_counted_too() -> None:
    counted = tally(tree(a=("main", "a b\n\n# A\n\nc"), b=("main", "d e f\n\n## Under\n")), [], 100)
    assert counted["words"] == 8
    assert [(chapter["file"], chapter["words"]) for chapter in counted["chapters"]] == [
        ("content/a.md", 2),
        ("content/a.md", 2),
        ("content/b.md", 4),
    ]


def test_a_chapter_inside_a_division_is_counted() -> None:
    counted = tally(tree(a=("main", "::: {lang=en}\n\n# A b\n\nc\n\n:::")), [], 100)
    assert counted["words"] == 3


def test_what_the_configuration_leaves_out_is_left_out() -> None:
    parts = tree(a=("main", "# A\n\nb\n\n::: matrix\nc d\n:::\n"))
    assert tally(parts, ["matrix"], 100)["words"] == 2
    assert tally(parts, [], 100)["words"] == 4


def test_over_the_limit_less_than_nothing_is_left() -> None:
    assert tally(tree(a=("main", "# A b c")), [], 2)["left"] == -1


def test_a_thesis_without_a_main_part_has_no_words() -> None:
    counted = tally(tree(a=("front", "a")), [], 2)
    assert (counted["words"], counted["left"], counted["chapters"]) == (0, 2, [])
    assert counted["counted"] + counted["left_out"] == sorted(
        PARTS, key=lambda part: not PARTS[part]
    )


PARTED = tree(
    a=("front", "# Forord\n\nTakk til deg.\n\n::: {lang=en}\n\n# Abstract\n\nOne two.\n\n:::\n"),
    b=(
        "main",
        "# Ørret i å\n\nSe her.^[Tre små ord.]\n\n> Et sitat.\n\n| a | b |\n|--|--|\n| c | d |\n",
    ),
    c=("back", "# Kilder\n\n::: {#refs}\nEn bok om to.\n:::\n\n# Vedlegg\n\nSist.\n"),
)
"""Words: preface 4, abstract 3, heading 3, text 2, note 3, quotation 2, table 4, list 5, end 2."""


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({}, 14),
        ({"counted": {"abstracts": True}}, 17),
        ({"counted": {"preface": True}}, 18),
        ({"counted": {"headings": False}}, 11),
        ({"counted": {"footnotes": False}}, 11),
        ({"counted": {"quotations": False}}, 12),
        ({"counted": {"tables": False}}, 10),
        ({"counted": {"reference_list": True}}, 19),
        ({"counted": {"appendices": True}}, 16),
        ({"unit": "characters", "counted": {"tables": False, "quotations": False}}, 28),
        ({"unit": "characters_without_blanks", "counted": {"tables": False, "quotations": False}},
         23),
        ({"unit": "pages", "page": 20, "counted": {"tables": False, "quotations": False}}, 1.2),
    ],
)  # fmt: skip
def test_what_counts_and_in_what_is_the_rules_to_say(rule: dict[str, Any], words: float) -> None:
    assert tally(PARTED, **rule)["words"] == words


def test_a_tolerance_moves_both_bounds_inwards_to_whole_units() -> None:
    counted = tally(PARTED, minimum=15, limit=15, tolerance=10)
    assert (counted["minimum"], counted["limit"]) == (14, 16)


def test_chapters_sections_and_the_whole_have_their_reading_figures(tmp_path: Path) -> None:
    text = "# A\n\nEn kort en.\n\n## B\n\nUtholdenhetstrening hjelper.\nOg nå er alt sagt.\n"
    counted = tally(tree(a=("main", text)), [], 9)
    (chapter,) = counted["chapters"]
    (section,) = chapter["sections"]
    assert section == {
        "heading": "B",
        "words": 8,
        "lix": 32,  # 7/2 + 100·2/7
        "sentences": 2,
        "sentence_length": {
            "mean": 3.5,
            "median": 3.5,
            "longest": 5,
            "longest_at": "content/a.md:8",
        },
    }
    assert (chapter["sentences"], chapter["lix"]) == (counted["sentences"], counted["lix"])
    assert chapter["sentence_length"] == counted["sentence_length"]
    assert (chapter["sentences"], chapter["sentence_length"]["mean"]) == (3, 3.3)
