"""Names of works: one that lasts, and none that two have."""

from dataclasses import asdict

import pytest

from thesis.screening.found import FoundRecord, found_record
from thesis.screening.merging import MergedRecords
from thesis.screening.works import works

TITLE = "Choir practice and hours of sleep on a ward"


def record(name: str, **fields: str) -> FoundRecord:
    """A record, of one title where none is given."""
    return found_record(name, 1, {"title": TITLE, "issued": "2019"} | fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"DOI": "10.5555/Ward.1", "PMID": "99"}, "doi:10.5555/ward.1"),
        ({"PMID": "99"}, "pmid:99"),
        ({}, "title:choirpracticeandhoursofsleeponaward:2019"),
        ({"issued": ""}, "title:choirpracticeandhoursofsleeponaward:"),
        ({"title": "Søvn – på natt"}, "title:søvnpanatt:2019"),
        ({"title": "?"}, "a:1"),
    ],
)
def test_a_work_is_named_by_the_surest_it_has(fields: dict[str, str], name: str) -> None:
    (work,) = works(MergedRecords([record("a:1", **fields)], [], []))
    assert work.name == name


def test_a_work_of_several_records_is_named_by_all_of_them() -> None:
    one, two = record("a:1", PMID="99"), record("b:1", DOI="10.5555/1", PMID="99")
    [work] = works(MergedRecords([one, two], [], []))
    assert work.name == "doi:10.5555/1"
    assert work.also[:1] == ("pmid:99",)
    assert [each.id for each in work.records] == ["a:1", "b:1"]


def test_what_two_works_are_called_names_neither() -> None:
    letters = [record(f"a:{n}", title="Letter", author=None) for n in (1, 2)]  # type: ignore[arg-type]
    merged = MergedRecords(letters, [], [])
    assert [work.name for work in works(merged)] == ["a:1", "a:2"]
    assert asdict(works(merged)[0])["also"] == ()
