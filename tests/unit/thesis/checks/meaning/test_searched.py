"""What a text says of searches against the searches."""

from pathlib import Path

import pytest

from tests.a_register import a_register
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


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("1 and craving", "1 and craving exercise"),
        ("(1 and craving", "(1 and craving exercise"),  # which cannot be read
        ("2 or 9", "2 or 9"),
        ("3", "3 1 and 2 exercise"),
    ],
)
def test_a_query_has_the_words_of_the_rows_that_it_names(query: str, whole: str) -> None:
    rows = a_register([], {"searches": [
        search("medline", 1, "Exercise"), search("medline", 2, query),
        search("medline", 3, "1 and 2"), search("embase", 9, "cocaine"),
    ]}).records.searches  # fmt: skip
    assert searched._whole(rows[1], rows) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Datoen for søkene i Medline mangler.", "«Datoen for søkene i Medline mangler»"),
        ("I Medline ble «cocaine» prøvd.", "«cocaine», of medline"),
        ("I Medline ble «cocaine» prøvd.", "a search word of medline; this is one of embase"),
    ],
)
def test_what_is_told_of_a_search_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    for name, value in (("databases", BASES), ("searches", SEARCHES), ("limits", LIMITS)):
        monkeypatch.setitem(RECORDS, name, value)
    thesis = made(tmp_path, f"# Metode\n\n{text}\n")
    (one,) = [each for check in (searched.dates, searched.words) for each in check(thesis)]
    assert words in f"{one.found} {one.expected}"
