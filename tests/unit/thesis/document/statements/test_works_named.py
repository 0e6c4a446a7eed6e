"""Works that a text names without citing them."""

from tests.records import work
from thesis.document.statements import works_named

WORKS = {
    "taylor2005": work("Exercise and health", "Taylor", "Ussher", id="taylor2005"),
    "bahr2008": work("Aktivitetshåndboken: Fysisk aktivitet", "Bahr", id="bahr2008"),
    "wang2017": work("Aerobic exercise", "Wang", "Zhu", id="wang2017"),
    "wang2019": work("Physical activity", "Wang", "Chen", id="wang2019"),
}
NAMES = works_named.names(WORKS)


def test_a_work_is_named_by_its_authors() -> None:
    assert works_named.find("kapitler av Taylor og Ussher", NAMES) == {"taylor2005"}


def test_a_work_is_named_by_a_long_word_of_its_title() -> None:
    assert works_named.find("I Aktivitetshåndboken fra Helsedirektoratet", NAMES) == {"bahr2008"}


def test_a_name_that_two_works_have_names_neither() -> None:
    assert works_named.find("Wang et al. fant det samme", NAMES) == frozenset()
    assert works_named.find("Zhu var med", NAMES) == {"wang2017"}


def test_a_common_word_names_nothing() -> None:
    assert works_named.find("fysisk aktivitet i aktivitetshåndboken", NAMES) == frozenset()
