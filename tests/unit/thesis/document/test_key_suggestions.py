"""Which key a typed number probably meant."""

from decimal import Decimal

import pytest

from thesis.document.key_suggestions import Amount, named, probable
from thesis.model.register import Number, Register

REGISTER = Register(
    [
        Number("wang2017.weeks", 12),
        Number("more2018.weeks", 12),
        Number("wang2017.session_minutes", 30, unit="minutes"),
        Number("jansson2008.daily_minutes", 30, unit="minutes", citation="jansson2008"),
        Number("more2018.staff", 10),
        Number("studies.read", 10),
        Number("studies.included", 5),
        Number("studies.excluded", 5),
        Number("medline.articles", 5),
        Number("medline.4.articles", 5),
        Number("flow.articles.left", 5),
        Number("fhi2019.illegal_oslo", 0.9, unit="percent", citation="fhi2019"),
        Number("sellman2010.problems", [74, 90], unit="percent", says="psykiske vansker"),
        Number("none.known", None),
    ],
    {"databases": [{"id": "medline", "name": "Medline"}]},
)


@pytest.mark.parametrize(
    ("values", "beside", "sources", "best"),
    [
        ([12], "i tolv uker", {"wang2017"}, "wang2017.weeks"),
        ([12], "i tolv uker", {"more2018"}, "more2018.weeks"),
        ([30], "minst 30 minutter om dagen", {"jansson2008"}, "jansson2008.daily_minutes"),
        ([30], "økter på 30 minutter", {"wang2017"}, "wang2017.session_minutes"),
        ([5], "fem artikler ble inkludert", set(), "studies.included"),
        ([5], "fem artikler i Medline", {"medline"}, "medline.articles"),
        ([10], "ti ansatte", set(), "more2018.staff"),
        ([10], "ti artikler ble lest", set(), "studies.read"),
        ([Decimal("0.9")], "0,9 prosent", set(), "fhi2019.illegal_oslo"),
        ([74, 90], "prosent har psykiske vansker", set(), "sellman2010.problems"),
    ],
)
def test_the_key_that_fits_the_words_beside_the_number_comes_first(
    values: list[Amount], beside: str, sources: set[str], best: str
) -> None:
    assert probable(REGISTER, values, beside, sources)[0] == best


def test_a_value_that_no_key_has_gives_none() -> None:
    assert probable(REGISTER, [41], "41 treff", set()) == []


def test_at_most_three_keys_are_named() -> None:
    assert len(probable(REGISTER, [5], "fem", set())) == 3


def test_the_databases_that_a_sentence_names_are_known() -> None:
    assert list(named(REGISTER, "I Medline var det 17 treff.")) == ["medline"]
