"""Chapters that the text names: their order, and where a table stands."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.checks.meaning import chapters

THESIS = """\
# Innledning

{outline}
Matrisene står i {chapter}.

# Metode

Noe.

# Resultat

::: {{.matrix}}
| a | b |
|:--|:--|
| c | d |
:::

# Diskusjon

Noe.
"""
OUTLINE = "Metodekapittelet viser søkene. Resultatet er kort. Diskusjonen prøver funnene."


def text(outline: str = OUTLINE, chapter: str = "resultatkapittelet") -> str:
    """A thesis with an outline and a sentence on where the matrices stand."""
    return THESIS.format(outline=outline, chapter=chapter)


@pytest.mark.mutant("text.other-chapter")
def test_matrices_in_another_chapter_are_told(tmp_path: Path) -> None:
    (told,) = chapters.places(made(tmp_path, text(chapter="diskusjonskapittelet")))
    assert (told.rule, told.line) == ("text.other-chapter", 4)
    assert told.expected.startswith("Resultat")


@pytest.mark.mutant("text.outline")
def test_a_chapter_named_twice_in_an_outline_is_told(tmp_path: Path) -> None:
    wrong = OUTLINE.replace("Metode", "Resultat") + " Så er det slutt."
    told = list(chapters.outlines(made(tmp_path, text(wrong.replace("Så er", "Metoden er")))))
    assert {one.rule for one in told} == {"text.outline"}


def test_an_outline_in_order_and_the_right_chapter_are_let_be(tmp_path: Path) -> None:
    thesis = made(tmp_path, text())
    assert list(chapters.outlines(thesis)) == []
    assert list(chapters.places(thesis)) == []
