"""A number that counts nothing is known by what it is part of."""

import pytest

from thesis.document.typed_numbers import context

WORKS = {
    "wang2018": {"author": [{"family": "Wang"}], "issued": {"date-parts": [[2018, 3]]}},
    "wang2020": {"author": [{"family": "Wang"}], "issued": {"date-parts": [[2020]]}},
    "who": {"author": [{"literal": "WHO"}]},
}


@pytest.mark.parametrize(
    ("text", "number", "kind", "says"),
    [
        ("Søket ble gjort 5. mai 2020.", "5", context.DATE, ""),
        ("Se tabell 3 for alle.", "3", context.LABEL, "tbl"),
        ("Det står i kapittel 4 nedenfor.", "4", context.CHAPTER, ""),
        ("Det skrev Wang (2018) om.", "2018", context.CITATION, "Wang"),
        ("Det er kjent (Berg, 2011).", "2011", context.CITATION, "Berg"),
        ("Vi brukte RoB 2 til dette.", "2", context.NAME, "RoB 2"),
    ],
)
def test_what_a_number_is_part_of(text: str, number: str, kind: str, says: str) -> None:
    start = text.index(number)
    found = context.part(text, start, start + len(number), 0, WORKS)
    assert found is not None
    assert (found.kind, found.says) == (kind, says)
    assert number in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "number"), [("Vi fant 12 artikler.", "12"), ("I Norge fantes 2018 treff.", "2018")]
)
def test_a_number_that_counts_is_part_of_nothing(text: str, number: str) -> None:
    start = text.index(number)
    assert context.part(text, start, start + len(number), 0, WORKS) is None


def test_a_work_is_cited_by_its_people_and_its_year_or_by_its_people_alone() -> None:
    assert context.cited("Wang et al.", "2020", WORKS) == ["wang2020"]
    assert context.cited("Wang", "2011", WORKS) == ["wang2018", "wang2020"]
    assert context.cited("Berg", "2011", WORKS) == []
