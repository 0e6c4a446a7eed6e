"""Where the numbers of each chapter come from, and which studies it cites: counted, drawn, told."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import made
from tests.unit.thesis.formats.figures.drawn import LABELS, texts
from thesis.document import ledger
from thesis.document.thesis import Thesis
from thesis.formats.figures import origins

WORDS = LABELS["evidence"]["origins"]

TEXT = """# Metode

Vi leste {{ n("studies.read") }} av {{ n("medline.hits") }} treff [@wang2017; @wang2019].

# Uten tall

Her står det ingenting.

# Resultat

Programmet varte i {{ n("wang2017.weeks") }} uker [@wang2017], med {{ n("fhi2019.men") }} menn
[@wang2017]. De var {{ n("sellman2010.problems") }} år, altså [12]{.typed why="prøve"} dager.
"""


@pytest.fixture
def thesis(tmp_path: Path) -> Thesis:
    whole = made(tmp_path, TEXT)
    numbers = whole.register.numbers
    numbers["fhi2019.men"] = replace(numbers["fhi2019.men"], unverified=True)
    return whole


def test_every_number_is_counted_once_by_where_it_comes_from(thesis: Thesis) -> None:
    book = ledger.entries(thesis)
    found = origins.chapters(thesis, book)
    assert {one.heading: (dict(one.numbers), dict(one.studies)) for one in found} == {
        "Metode": ({"computed": 2}, {"wang2017": 1}),
        "Resultat": ({"studies": 1, "unverified": 1, "literature": 1, "typed": 1}, {"wang2017": 2}),
    }
    assert sum(one.numbers.total() for one in found) == len(book)


def test_the_pictures_and_their_words_have_the_counts(thesis: Thesis) -> None:
    found = origins.chapters(thesis, ledger.entries(thesis))
    drawn = texts(origins.numbers_picture(found, WORDS, "nb"))
    assert drawn[:9] == ["Metode", "2", "2", "Resultat", "1", "1", "1", "1", "4"]
    said = origins.numbers_told(found, WORDS, "nb")
    assert "Metode: 2 regnet ut." in said
    assert "Resultat: 1 fra studiene, 1 fra litteraturen" in said
    records = thesis.register.records
    drawn = texts(origins.citations_picture(found, records, WORDS))
    assert drawn == ["Metode", "Resultat", "Wang, 2017", "1", "2"]
    assert "Wang, 2017: Metode 1, Resultat 2." in origins.citations_told(found, records, WORDS)
