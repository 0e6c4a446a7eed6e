"""The references as the citation engine reads them."""

from tests.unit.thesis.counts.made import Built
from thesis.counts import references
from thesis.input import validation
from thesis.input.sources import Source
from thesis.model.records import Person, Work
from thesis.model.references import OWN_KEYS


def test_references_become_csl_without_our_own_fields(built: Built) -> None:
    assert [*built[0].records.references.values()] == [
        {"id": "anna2019", "type": "article-journal", "issued": {"date-parts": [[2019]]},
         "volume": "42", "title": "Om ro"},
        {"id": "nett", "type": "webpage", "issued": {"date-parts": [[2018, 3, 4]]},
         "accessed": {"date-parts": [[2020, 5]]}, "title": "Uten år"},
        {"id": "udatert", "type": "book", "title": "Udatert"},
    ]  # fmt: skip
    assert list(built[0].records.references) == ["anna2019", "nett", "udatert"]


def test_a_reference_is_printed_with_typographic_apostrophes() -> None:
    work = {
        "id": "oneil",
        "author": [{"family": "O'Neil"}],
        "title": "The patient's 'own' words",
        "URL": "https://a.no/o'neil",
    }
    assert references.csl_items(Source("data/references.yaml", [work], {})) == [
        {
            "id": "oneil",
            "author": [{"family": "O’Neil"}],
            "title": "The patient’s 'own' words",
            "URL": "https://a.no/o'neil",
        }
    ]


def test_the_type_of_a_reference_has_each_field_that_data_may_have() -> None:
    schema = validation.schemas()["references"]
    assert set(Work.__annotations__) == set(schema["items"]["properties"]) - OWN_KEYS
    assert set(Person.__annotations__) == set(schema["$defs"]["person"]["properties"])
