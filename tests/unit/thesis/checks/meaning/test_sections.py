"""Sections told in words against their headings, and cross-references against their words."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.checks.meaning import sections

THESIS = """\
# Teori

{text}

## Ruslidelser

Noe.

## Trening

Noe.

## Rusbehandling

Noe.

# Inkluderte artikler {{.appendix #app:included}}

Noe.

# Ekskluderte artikler {{.appendix #app:excluded}}

Noe.
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kapittelet begynner med lidelsen og ender hos behandlingstilbudet.", []),
        (
            "Kapittelet begynner med treningen, går videre til lidelsen og ender hos behandlingen.",
            ["Trening"],
        ),
        ("Kapittelet ender med lidelsene.", ["Ruslidelser"]),
        ("Lidelsen kommer først, deretter behandlingen og til slutt treningen.", ["Trening"]),
        ("Treningen er viktigere enn behandlingen.", []),
    ],
)
def test_sections_are_told_in_their_order(tmp_path: Path, text: str, told: list[str]) -> None:
    found = sections.sections(made(tmp_path, THESIS.format(text=text)))
    assert [one.found for one in found] == [f"«{name}» told in this place" for name in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Oversikten er i @app:included for de ekskluderte.", ["@app:excluded"]),
        ("Oversikten er i @app:included for de inkluderte.", []),
        ("Oversikten er i @app:included for de utvalgte.", []),
    ],
)
def test_a_reference_is_to_what_its_words_are_about(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    found = sections.references(made(tmp_path, THESIS.format(text=text)))
    assert [one.expected.partition(",")[0] for one in found] == told
