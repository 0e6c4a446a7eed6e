"""Merges: chains, contradictions, and what somebody says of a pair."""

from thesis.model.identity import normalised
from thesis.screening.found import FoundRecord
from thesis.screening.merging import MergedRecords

TITLE = "Choir practice and hours of sleep on a ward"


def record(name: str, doi: str = "", pmid: str = "", page: str = "9") -> FoundRecord:
    """A record of one title."""
    return FoundRecord(
        name, 1, TITLE, doi, pmid, normalised(TITLE), "berg", 2019, "Ward Music", "1", page, False
    )


def works(*records: FoundRecord, **said: list[tuple[str, str]]) -> list[str]:
    """The works of some records, as «a=b»."""
    pairs = {name: [frozenset(pair) for pair in said.get(name, [])] for name in ("same", "other")}
    merged = MergedRecords(records, pairs["same"], pairs["other"])
    return ["=".join(work) for work in merged.works()]


A, B, C = record("a:1", doi="10.5555/1"), record("b:1"), record("c:1", doi="10.5555/2")


def test_a_record_without_a_number_joins_no_two_that_differ_in_theirs() -> None:
    assert works(A, B, C) == ["a:1=b:1", "c:1"]
    assert works(B, A, C) == ["b:1=a:1", "c:1"]
    assert works(A, C, B) == ["a:1=b:1", "c:1"]


def test_records_that_share_nothing_directly_are_one_by_a_third() -> None:
    one, two = record("a:1", doi="10.5555/1", page=""), record("b:1", pmid="99", page="")
    three = record("c:1", doi="10.5555/1", pmid="99", page="")
    assert works(one, two, three) == ["a:1=b:1=c:1"]


def test_a_pair_that_is_kept_apart_is_not_joined_by_a_third_either() -> None:
    assert works(A, B, record("d:1"), other=[("a:1", "b:1")]) == ["a:1=d:1", "b:1"]


def test_a_pair_that_somebody_makes_one_is_one_whatever_its_numbers() -> None:
    assert works(A, C, same=[("c:1", "a:1")]) == ["a:1=c:1"]


def test_a_merge_says_what_two_records_share() -> None:
    [merge] = MergedRecords([A, B], [], []).merges
    assert (merge.record, merge.of) == ("b:1", "a:1")
    assert merge.because == "the title, first author and page"


def test_the_numbers_of_a_work_are_those_of_all_its_records() -> None:
    many = [record(f"a:{n}", pmid="7") for n in range(2000)]  # looked at one by one, it has no end
    far, last = record("b:1", doi="10.5555/1", pmid="7"), record("c:1", doi="10.5555/2")
    whole = "=".join(one.id for one in many)
    assert works(*many, far, last) == [f"{whole}=b:1", "c:1"]
