"""Every point that the thesis has to make stands in its text; one whose words are gone is missed.

Run as a program, it lists each point with the file and line that carries it.
"""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

HOUSE = Path(__file__).parents[2]
CLAIMS: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(
    Path(__file__).with_name("claims.yaml").read_text("utf-8")
)
OUTLINE = [
    *(f"F{i}" for i in range(1, 5)),
    *(f"I{i}" for i in range(1, 10)),
    *(f"T{i}" for i in range(1, 19)),
    "T11b",
    *(f"M{i}" for i in range(1, 13)),
    *(f"R{i}" for i in range(13)),
    *(f"D{i}" for i in range(1, 16)),
    *(f"K{i}" for i in range(1, 5)),
    *(f"A{i}" for i in range(1, 4)),
]
"""Every point of the outline: front matter, chapters, appendices."""

ANCHORS = [
    (claim, file, anchor)
    for file, claims in CLAIMS.items()
    for claim, anchors in claims.items()
    for anchor in anchors
]


def places(text: str, anchor: str) -> list[int]:
    """The lines on which an anchor stands."""
    return [number for number, line in enumerate(text.splitlines(), 1) if anchor in line]


@pytest.mark.parametrize(
    ("claim", "file", "anchor"), ANCHORS, ids=[f"{claim}: {anchor}" for claim, _, anchor in ANCHORS]
)
def test_the_words_that_carry_a_point_stand_once_in_its_file(
    claim: str, file: str, anchor: str
) -> None:
    lines = places((HOUSE / file).read_text("utf-8"), anchor)
    assert len(lines) == 1, (
        f"{claim}: «{anchor}» stands {len(lines)} times in {file} {lines or ''}: "
        "say it again, or give the words that now carry the point in tests/static/claims.yaml"
    )


def test_every_point_of_the_outline_has_its_words() -> None:
    assert sorted({claim for claim, _, _ in ANCHORS}) == sorted(OUTLINE)


def test_a_point_whose_words_are_gone_is_missed() -> None:
    text = "Treningen dempet suget.\nDet gjaldt begge gruppene.\n"
    assert places(text, "dempet suget") == [1]
    assert places(text, "begge gruppene") == [2]
    assert places(text, "økte suget") == []


if __name__ == "__main__":
    for claim, file, anchor in sorted(ANCHORS, key=lambda each: OUTLINE.index(each[0])):
        found = places((HOUSE / file).read_text("utf-8"), anchor)
        print(f"{claim:5}{file}:{', '.join(map(str, found)) or 'gone'}  {anchor}")
