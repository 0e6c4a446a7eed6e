"""What the text says that data or a heading has: themes."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.checks.meaning import named

THESIS = """\
# Metode

Temaene er disse:

- trenings effekt på russug
- de fysiologiske faktorene
- {theme}

# Resultat

## Trenings effekt på russug

Noe.

## Fysiologiske faktorer

Noe.

## Psykologiske faktorer

Noe.
"""


@pytest.mark.mutant("text.themes")
def test_a_theme_that_no_section_has_is_told(tmp_path: Path) -> None:
    thesis = made(tmp_path, THESIS.format(theme="de sosiale faktorene"))
    (told,) = named.themes(thesis)
    assert (told.rule, told.line) == ("text.themes", 7)
    assert "Psykologiske faktorer" in told.expected


def test_the_themes_of_the_sections_are_let_be(tmp_path: Path) -> None:
    thesis = made(tmp_path, THESIS.format(theme="de psykologiske faktorene"))
    assert list(named.themes(thesis)) == []
