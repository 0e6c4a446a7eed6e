"""How many pages of a PDF count, which those are, and where too many begin."""

from typing import Any

import pytest

from tests import placed
from thesis.document import marks
from thesis.readback.blocks import BODY, CONTENTS, File, Piece, TextBlock
from thesis.readback.compare import compare
from thesis.readback.expected import expected_texts
from thesis.readback.pages import page_count

FILES = {
    "front": "# Forord\n\nTakk alle.\n\n# Sammendrag\n\nKort sagt.\n",
    "main": "# Innledning\n\nHer begynner teksten.\n\n# Metode\n\nSlik.\n\nOg slik.\n",
    "back": "# Vedlegg {.appendix}\n\nEt skjema.\n",
}
PAGES = (
    ("Oppgaven", 1, 0), ("Forord", 2, 1), ("Takk alle.", 2, 0), ("Sammendrag", 3, 1),
    ("Kort sagt.", 3, 0), ("Innhold", 4, 0), ("Innledning", 5, 1), ("Her begynner teksten.", 6, 0),
    ("Metode", 6, 1), ("Slik.", 7, 0), ("Og slik.", 8, 0), ("Vedlegg", 9, 1),
    ("Et skjema.", 10, 0),
)  # fmt: skip
"""What stands on which page, and the level of what is a heading: five pages of chapters."""


def told(settings: dict[str, Any]) -> list[tuple[str, str, str]]:
    trees = [
        placed.document((f"content/{part}.md", marks.lines(text, f"content/{part}.md")), part=part)
        for part, text in FILES.items()
    ]
    tree = {**trees[0], "blocks": [block for each in trees for block in each["blocks"]]}
    blocks = [
        TextBlock(text, CONTENTS if text == "Innhold" else BODY, ((0, page),), level=level)
        for text, page, level in PAGES
    ]
    pieces = [Piece(page, text, (0, 0, 0, 0), i) for i, (text, page, _) in enumerate(PAGES)]
    file = File("build/thesis.pdf", blocks, pieces, [(595, 842)] * 10)
    comparisons = compare(list(expected_texts(tree)), file)
    found = page_count.findings(file, comparisons, tree, {"pages": settings})
    return [(str(one.place), one.found, one.expected) for one in found]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"limit": 4, "minimum": 4}, []),
        ({"limit": 3}, [("content/main.md:9", "the text has 4 pages", "at most 3")]),
        ({"limit": 4, "minimum": 5, "tolerance": 20}, []),
        ({"minimum": 5}, [("content/main.md:5", "the text has 4 pages", "at least 5")]),
        ({"limit": 9, "counted": {"appendices": True, "preface": True}}, []),
        ({"minimum": 11, "counted": dict.fromkeys(page_count.PARTS, True)},
         [("content/back.md:1", "the text has 10 pages", "at least 11")]),
        ({"chapters": {"Metode": {"limit": 2}, "Innledning": {"minimum": 3}}},
         [("content/main.md:5", "«Metode» has 3 pages", "at most 2"),
          ("content/main.md:1", "«Innledning» has 2 pages", "at least 3")]),
        ({"chapters": {"Metoder": {"limit": 2}}},
         [("config/config.yaml", "«Metoder» in pages: chapters", "one of Innledning, Metode")]),
    ],
)  # fmt: skip
@pytest.mark.mutant("finished.length")
def test_a_length_that_is_not_within_its_bounds_is_told_at_its_place(
    settings: dict[str, Any], found: list[tuple[str, str, str]]
) -> None:
    for (place, said, wanted), (at, words, bound) in zip(told(settings), found, strict=True):
        assert place == at
        assert said.startswith(words)
        assert wanted.startswith(bound)
