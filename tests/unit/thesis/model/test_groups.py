"""The studies that a group statement is about, by their status, by key, and without some."""

import pytest

from tests import a_register
from thesis.model import groups
from thesis.model.conditions import PredicateError

STUDIES = [
    {"key": "anna2019", "status": "included"},
    {"key": "bo2020", "status": "excluded"},
    {"key": "cia2021", "status": "withdrawn"},
    {"key": "dag2022", "status": "candidate"},
]


@pytest.mark.parametrize(
    ("of", "keys"),
    [
        ("included", ["anna2019"]),
        ("excluded", ["bo2020"]),
        ("read", ["anna2019", "bo2020", "cia2021"]),
        ("read except bo2020", ["anna2019", "cia2021"]),
        ("dag2022 included", ["anna2019", "dag2022"]),
        ("included except anna2019", []),
    ],
)
def test_a_group_has_its_studies_in_their_order(of: str, keys: list[str]) -> None:
    assert [study["key"] for study in groups.select(of, STUDIES)] == keys


@pytest.mark.parametrize("of", ["", "except bo2020", "includd", "read except bo"])
def test_what_names_no_group_is_refused(of: str) -> None:
    with pytest.raises(PredicateError):
        groups.select(of, STUDIES)


def test_each_study_of_the_group_answers() -> None:
    weeks = zip(STUDIES, (8, 12), strict=False)
    plain = [{**study, "weeks": of} for study, of in weeks]
    records = a_register.records({"studies": plain}).studies
    _, answers = groups.ask("read", "weeks > 8", records, {})
    assert [(record["key"], answer) for record, answer in answers] == [
        ("anna2019", False), ("bo2020", True),
    ]  # fmt: skip
    with pytest.raises(PredicateError):
        groups.ask("read", " ", records, {})
    said = {"of": "read", "where": "weeks > 8"}
    assert groups.answers(said, records, {}) == {"anna2019": False, "bo2020": True}
    assert groups.answers({"of": "read"}, records, {}) == {}
