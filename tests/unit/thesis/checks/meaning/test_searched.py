"""What a text says of searches against the searches."""

from pathlib import Path

import pytest

from tests.records import search
from tests.unit.thesis.checks.made import RECORDS, made
from thesis.checks.meaning import searched

BASES = [
    {"id": "medline", "name": "Medline", "searched_on": "2020-04-16"},
    {"id": "embase", "name": "Embase", "searched_on": "2020-05-05"},
    {"id": "eric", "name": "ERIC"},
]
SEARCHES = [
    search("medline", 1, "exercise or drug"),
    search("medline", 2, "craving"),
    search("embase", 1, "exercise and cocaine", limits="Treff i tidsrom 2015-current"),
    search("eric", 1, "exercise"),
]
LIMITS = [{"words": "Treff i tidsrom {from}-current", "means": "years"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Embase sto først for tur i søket.", ["comparison.dates"]),
        ("ERIC og Embase sto først for tur.", ["comparison.dates"]),
        ("ERIC og Embase sto sist for tur.", []),
        ("Det ble søkt i Embase først og i Medline like etter.", ["comparison.dates"]),
        ("Datoen for søkene i Medline mangler.", ["comparison.dates"]),
        ("Datoen for søkene i ERIC mangler.", []),
        ("I Medline ble «cocaine» prøvd.", ["search.other-words"]),
        ("I Embase ble «cocaine» prøvd.", []),
        ("I Medline ble «cocaine» utelatt.", []),
        ("I Embase og ERIC ble «or» brukt.", ["search.other-words", "search.other-words"]),
        ("Søkene i Medline ble avgrenset til de siste årene.", ["search.other-limit"]),
        ("Søkene i Embase ble avgrenset til de siste årene.", []),
    ],
)
def test_a_sentence_is_held_against_the_searches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: list[str]
) -> None:
    for name, value in (("databases", BASES), ("searches", SEARCHES), ("limits", LIMITS)):
        monkeypatch.setitem(RECORDS, name, value)
    thesis = made(tmp_path, f"# Metode\n\n{text}\n")
    checks = (searched.dates, searched.words, searched.limited)
    assert [finding.rule for check in checks for finding in check(thesis)] == told
