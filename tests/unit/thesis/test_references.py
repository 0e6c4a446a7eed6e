"""How a table prints the authors of a work."""

from typing import Any

import pytest

from thesis import references

NBSP = "\u00a0"
YEAR = {"date-parts": [[2015]]}
WITH_ALL = {"family": "Garza", "non-dropping-particle": "De La", "given": "R.", "suffix": "II"}


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Dongshi", "D."),
        ("Kell Grandjean", f"K.{NBSP}G."),
        ("Yu-Kai", "Y.-K."),
        ("Angelique G.", f"A.{NBSP}G."),
        ("D.", "D."),
        ("K.G.", f"K.{NBSP}G."),
        ("J.-P.", "J.-P."),
        ("  Åse ", "Å."),
        ("", ""),
    ],
)
def test_a_given_name_becomes_initials(given: str, initials: str) -> None:
    assert references.initials(given) == initials


@pytest.mark.parametrize(
    ("person", "printed"),
    [
        ({"family": "Wang", "given": "Dongshi"}, "Wang, D."),
        ({"family": "Garza", "given": "R.", "dropping-particle": "De La"}, "De La Garza, R."),
        ({"family": "Costa", "non-dropping-particle": "da", "given": "K."}, "da Costa, K."),
        ({"family": "Garza", "given": "R.", "suffix": "II"}, "Garza, R., II"),
        ({"family": "Platon"}, "Platon"),
        ({"literal": "Helsedirektoratet"}, "Helsedirektoratet"),
    ],
)
def test_an_author_is_family_name_first(person: dict[str, Any], printed: str) -> None:
    assert references.author(person) == printed


@pytest.mark.parametrize(
    ("families", "printed"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A & B"),
        (["A", "B", "C"], "A, B & C"),
    ],
)
def test_the_last_author_is_joined_by_an_ampersand(families: list[str], printed: str) -> None:
    work = {"author": [{"family": family} for family in families]}
    assert references.authors(work) == printed


def test_a_work_without_authors_prints_none() -> None:
    assert references.authors({"title": "x"}) == ""


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ({"author": [{"family": "Wang", "given": "D."}], "issued": YEAR}, "Wang, 2015"),
        ({"author": [{"family": "Wang"}, {"family": "Zhou"}], "issued": YEAR}, "Wang & Zhou, 2015"),
        (
            {"author": [WITH_ALL, {"family": "B"}, {"family": "C"}], "issued": YEAR},
            "De La Garza et al., 2015",
        ),
        ({"author": [{"literal": "NTNU"}]}, "NTNU"),
        ({"title": "Uten forfatter", "issued": YEAR}, "Uten forfatter, 2015"),
    ],
)
def test_a_work_is_cited_shortly(work: dict[str, Any], said: str) -> None:
    assert references.cited(work) == said
