"""Works are told apart by DOI, PMID, or title and year; a new one gets a key that is free."""

import pytest

from thesis.cli.add.duplicates import ascii_letters, identifiers, key_of

WORK = {
    "author": [{"family": "Ås-Østby"}], "issued": "2019-03", "title": "Trening og søvn",
    "DOI": "10.1/AbC", "PMID": 12,
}  # fmt: skip


def test_a_work_is_known_by_what_does_not_depend_on_how_it_is_typed() -> None:
    typed = {**WORK, "DOI": "10.1/aBC", "title": "TRENING OG SØVN"}
    assert [mark for mark, _ in identifiers(WORK)] == [mark for mark, _ in identifiers(typed)]
    assert [name for _, name in identifiers(WORK)] == [
        "DOI 10.1/AbC", "PMID 12", "title and year (2019)",
    ]  # fmt: skip
    assert list(identifiers({})) == []


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
