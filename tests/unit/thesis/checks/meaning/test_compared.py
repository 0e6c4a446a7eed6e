"""Comparisons of a text against what data has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.records import search, study, work
from tests.unit.thesis.checks.made import NUMBERS, RECORDS, made
from thesis.checks.meaning import compared
from thesis.diagnostics.findings import Finding
from thesis.model.register import Number

Look = Callable[[str], list[Finding]]


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """What the rules find in a text, in a thesis with two studies and two rows of searches."""
    monkeypatch.setitem(
        RECORDS, "studies", [study("wang2017", sample=63), study("wang2019", sample=9)]
    )
    monkeypatch.setitem(RECORDS["references"], "wang2019", work("To uker", "Wang", year=2019))
    monkeypatch.setitem(RECORDS, "searches", [search("medline", n) for n in (1, 2)])
    more = [Number(f"medline.{n}.hits", n * 100, "hits") for n in (1, 2)]
    monkeypatch.setattr("tests.unit.thesis.checks.made.NUMBERS", [*NUMBERS, *more])

    def found(text: str) -> list[Finding]:
        thesis = made(tmp_path, f"# Metode\n\n{text}\n")
        return [*compared.named(thesis), *compared.numbers(thesis)]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@wang2019 hadde flere deltakere enn @wang2017.", ["people: wang2019 9, wang2017 63"]),
        ("@wang2017 og @wang2019 hadde like mange deltakere.", ["people: wang2017 63, wang2019 9"]),
        ("Den eldste studien er den til @wang2019.", ["year: wang2019 2019, wang2017 2017"]),
        (
            "@wang2019 var først. Utvalget der var større enn hos @wang2017.",
            ["people: wang2019 9, wang2017 63"],
        ),
        ("@wang2017 hadde flere deltakere enn @wang2019.", []),
        ("Den nyeste studien er den til @wang2019.", []),
        ("@wang2019 hadde ikke flere deltakere enn @wang2017.", []),
    ],
)
def test_two_studies_are_held_against_their_records(
    look: Look, text: str, expected: list[str]
) -> None:
    assert [finding.expected for finding in look(text)] == expected


A, B = (f'{{{{ n("medline.{n}.hits") }}}}' for n in (1, 2))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"Det falt først, men økte så fra {B} til {A}.", 1),
        (f"Det økte først, men falt så fra {B} til {A}.", 0),
        (f"Det var færre treff der, {B} mot {A}.", 1),
        (f"Det var flere treff der, {B} mot {A}.", 0),
        (f"Det gikk fra {B} til {A}. Det var langt flere.", 1),
        (f"Det gikk fra {B} til {A}. Det var langt færre.", 0),
        (f"Det gikk fra {A} til {A}. Det var langt færre.", 1),
        (f"Det var færre treff der, {B} mot alt det som var å finne ved neste søk, {A}.", 0),
    ],
)
def test_two_numbers_are_held_against_the_word_that_orders_them(
    look: Look, text: str, count: int
) -> None:
    assert len(look(text)) == count
