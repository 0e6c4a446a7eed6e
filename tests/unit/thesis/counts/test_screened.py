"""Numbers of exports and decisions; all of them together are held in tests/projects/."""

from typing import Any

import pytest

from thesis.counts.screened import contradicted, screened_numbers
from thesis.input.folder import Data
from thesis.input.sources import Row, Sheet, Source
from thesis.model.formulas import Formula
from thesis.model.register import Number

COLUMNS = ["work", "stage", "decision", "reason", "date", "title"]


def data(*said: str, **documents: Any) -> Data:
    """Decisions as «kari:w1:include», at titles and abstracts, and documents."""
    made = Data({name: Source(f"data/{name}.yaml", value) for name, value in documents.items()})
    for one in said:
        who, work, what = one.split(":")
        sheet = made.screening.setdefault(who, Sheet(f"data/screening/{who}.csv", COLUMNS, []))
        cells = dict(zip(COLUMNS, [work, "title_abstract", what, "", "", ""], strict=True))
        sheet.rows.append(Row(len(sheet.rows) + 2, cells))
    return made


def values(made: Data) -> dict[str, Any]:
    return {number.key: number.value for number in screened_numbers(made)}


def test_without_exports_and_decisions_there_is_no_number() -> None:
    assert values(data()) == {}


def test_a_database_that_was_searched_again_counts_all_its_sessions() -> None:
    export = {"records": 10, "within": 1, "across": 0, "first": 9}
    found = values(
        data(
            databases=[{"id": "medline"}, {"id": "medline2022", "updates": "medline"}],
            exports=[
                {"database": "medline", **export},
                {"database": "medline2022", **export, "across": 4, "first": 5},
            ],
        )
    )
    assert found["medline.first.records"] == 10
    assert found["medline2022.records"] == 10
    assert found["medline.records"] == found["records.identified"] == 20
    assert found["records.duplicates"] == 6
    assert found["medline.screened"] == 14


def test_kappa_that_is_not_defined_is_unknown_and_agreement_is_not() -> None:
    found = values(data("kari:w1:exclude", "ola:w1:exclude"))
    assert found["screening.title_abstract.kappa"] is None
    assert found["screening.title_abstract.agreement"] == 100.0


def test_each_pair_of_three_has_its_own() -> None:
    found = values(data("kari:w1:include", "ola:w1:include", "per:w1:exclude"))
    assert found["screening.title_abstract.kari_ola.agreed"] == 1
    assert found["screening.title_abstract.ola_per.differed"] == 1


@pytest.mark.mutant("screening.typed")
def test_a_typed_count_that_the_decisions_contradict_is_told() -> None:
    ladder = Source(
        "data/ladder.yaml", {"stages": [{"count": "searches.articles"}, {"count": "searches.hits"}]}
    )
    known = {
        key: Number(key, value, formula=Formula("works_assessed"))
        for key, value in (
            ("searches.articles", 11),
            ("searches.hits", 5),
            ("records.assessed", 12),
        )
    }
    [finding] = contradicted(ladder, known)
    assert finding.rule == "screening.typed"
    assert "searches.articles is 11" in finding.found
    assert finding.expected.startswith("12")
    known["searches.articles"] = Number("searches.articles", 12)
    assert [*contradicted(ladder, known)] == []
