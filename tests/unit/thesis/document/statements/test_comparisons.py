"""Which things a sentence compares, and in what."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from thesis.document.statements import comparisons
from thesis.document.statements.statement import statements


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Medline ga flest treff.", [("medline", None, "hits", "most")]),
        ("Medline ga ikke flest treff.", []),
        ("Medline ga mye stoff.", []),
        ("Den største studien er den til @wang2017.", [("wang2017", None, "people", "most")]),
        ("@wang2017 fant mer enn andre.", []),
        ("Lengst økter hadde @wang2017.", [("wang2017", None, "session_minutes", "most")]),
        ("Artikkelen til @wang2017 er den eldste.", [("wang2017", None, "year", "least")]),
        ("Deltakerne hos @wang2017 måtte ha minst to økter.", []),
        ("Den største forskjellen mellom deltakerne hos @wang2017 var liten.", []),
        ("Russuget falt mest i programmet hos @wang2017.", []),
    ],
)
def test_a_comparison_has_its_things_and_its_measure(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str, str]]
) -> None:
    thesis = made(tmp_path, f"# Metode\n\n{text}\n")
    (one,) = statements(thesis)
    found = [
        (each.one.key, each.other and each.other.key, each.thing, each.way)
        for each in comparisons.compared(one, thesis)
    ]
    assert found == told
