"""The sentences that changed, as they were and as they are."""

from typing import Any

import pytest

from tests.unit.thesis.editions.redline.made import read
from thesis.editions.redline import blocks, sentences
from thesis.editions.redline.sentences import Piece


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{text}]" if changed else text for text, changed in pieces).strip()


def told(old: str, new: str) -> list[tuple[str, str]]:
    """The old and the new sentences of a text, what changed in brackets."""
    return [(shown(each.old), shown(each.new)) for each in touched(old, new)]


def touched(old: str, new: str) -> list[sentences.ChangedSentence]:
    division = '::: {{.file src="content/03-metode.md" part="main"}}\n{}\n:::'
    merged: dict[str, Any] = {
        "blocks": blocks.merge(read(division.format(old)), read(division.format(new)))
    }
    return sentences.touched(merged)


TEXT = "Vi søkte bredt. {} Så leste vi alt."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Det ga fem treff.", "Det ga fem treff.", []),
        ("Det ga fem treff.", "Det ga seks treff.",
         [("Det ga [fem] treff.", "Det ga [seks] treff.")]),
        ("Det ga fem treff.", "", [("[Det ga fem treff. ]", "")]),
        ("", "Det er nytt. Og dette.", [("", "[Det er nytt. Og dette. ]")]),
        # One sentence that became two is told with both.
        ("Det ga fem treff, og de var gode.", "Det ga fem treff. De var gode.",
         [("Det ga fem treff[, og de] var gode.", "Det ga fem treff[. De] var gode.")]),
    ],
)  # fmt: skip
def test_a_sentence_is_told_when_it_changed_and_only_then(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    found = told(TEXT.format(old), TEXT.format(new))
    assert [tuple(side.replace(" ]", "]") for side in pair) for pair in found] == [
        tuple(side.replace(" ]", "]") for side in pair) for pair in expected
    ]


def test_it_is_told_where_a_sentence_stands_and_in_what_language() -> None:
    text = (
        "# Metode\n\n## Søk\n\nEt søk ga {0} treff.\n\n"
        "::: {{lang=en}}\nOne search gave {0} hits.\n:::\n\n# Funn\n\nEt funn på {0} sider.[^1]\n\n"
        "[^1]: En note på {0} linjer.\n\n| A | B |\n|---|---|\n| en rad | {0} |\n"
    )
    found = [
        (each.chapter, each.section, each.kind, each.language, shown(each.new))
        for each in touched(text.format("fem"), text.format("ti"))
    ]
    assert found == [
        ("Metode", "Søk", "text", "", "Et søk ga [ti] treff."),
        ("Metode", "Søk", "text", "en", "One search gave [ti] hits."),
        ("Funn", "", "text", "", "Et funn på [ti] sider."),
        ("Funn", "", "note", "", "En note på [ti] linjer."),
        ("Funn", "", "table", "", "en rad · [ti]"),
    ]


def test_a_new_row_of_a_table_is_new_as_a_whole() -> None:
    text = "| A | B |\n|---|---|\n| en rad | x |\n{}"
    assert told(text.format(""), text.format("| noe nytt | | \n")) == [("", "[noe nytt]")]
