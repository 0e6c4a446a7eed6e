"""Works are told apart by DOI, PMID, or title and year; a new one gets a key that is free."""

from typing import Any

import pytest

from thesis.cli.add.duplicates import KnownWorks, ascii_letters, key_of
from thesis.input.folder import Data

WORK = {
    "author": [{"family": "Ås-Østby"}], "issued": "2019-03", "title": "Trening og søvn",
    "DOI": "10.1/AbC", "PMID": 12,
}  # fmt: skip


def known(*works: dict[str, Any]) -> KnownWorks:
    """Works that are there, by the keys of their places."""
    made = KnownWorks(Data())
    for n, work in enumerate(works, 1):
        made.add(f"work{n}", work)
    return made


def test_a_work_is_known_by_what_does_not_depend_on_how_it_is_typed() -> None:
    typed = {**WORK, "DOI": "10.1/aBC", "title": "TRENING OG SØVN!"}
    told = "DOI 10.1/aBC and PMID 12 and title and year"
    assert known(WORK).same(typed) == ("work1", told)
    assert known(WORK).same({"title": "Trening"}) == ("", "")


CHAPTER = {
    "type": "chapter", "author": [{"family": "Berg"}], "issued": 2015, "title": "Introduction",
    "container-title": "The book of wards", "DOI": "10.5555/b1",
}  # fmt: skip
NOTE = {"author": [{"family": "Berg"}], "issued": 2015, "title": "To the editor"}
WARDS = {"author": [{"family": "Berg"}], "issued": 2015, "title": "Songs of a ward at night"}


@pytest.mark.parametrize(
    ("there", "new", "same", "alike"),
    [
        (CHAPTER, {"title": "Night song", "author": [{"family": "Lien"}]}, False, "the DOI"),
        (CHAPTER, {"title": "INTRODUCTION."}, True, "the DOI"),
        (CHAPTER, {"DOI": None, "author": [{"family": "Lien"}]}, False, ""),
        (CHAPTER, {"DOI": None, "container-title": "Another book"}, False, "its title and first"),
        (NOTE, {}, True, "its title and first"),
        (NOTE, {"author": [{"family": "Lien"}]}, False, ""),
        (WARDS, {"author": [{"family": "Lien"}]}, True, ""),
        (WARDS, {"issued": 2016, "title": "Songs of a Ward at night"}, False, "its title and"),
        (WARDS, {"title": "Songs of a ward at day"}, False, ""),
    ],
)
def test_parts_of_a_book_and_works_with_a_short_title_are_told_by_more(
    there: dict[str, Any], new: dict[str, Any], same: bool, alike: str
) -> None:
    works, work = known(there), {**there, **new}
    assert bool(works.same(work)[0]) == same
    assert works.alike(work).removeprefix("work1 has ").startswith(alike)


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (WORK, "asostby2019"),
        ({"author": [{"family": "Costa", "non-dropping-particle": "da"}]}, "dacosta"),
        ({"author": [{"literal": "World Health Organization"}], "issued": "2020"}, "who2020"),
        ({"editor": [{"family": "Berg"}], "issued": "2011"}, "berg2011"),
        ({"title": "12 grep for søvn"}, "grep"),
        ({"title": "12"}, "work"),
    ],
)
def test_a_key_is_the_first_author_and_the_year(item: dict[str, object], key: str) -> None:
    assert key_of(item) == key


def test_letters_become_those_from_a_to_z() -> None:
    assert ascii_letters("Łukasz Ås-Østby") == "lukaszasostby"
