"""Which key a typed number probably meant."""

from decimal import Decimal

import pytest

from tests.a_register import a_register
from thesis.document.typed_numbers.key_suggestions import Amount, Beside, counted, named, probable
from thesis.model.register import Number

REGISTER = a_register(
    [
        Number("wang2017.weeks", 12),
        Number("more2018.weeks", 12),
        Number("wang2017.session_minutes", 30, unit="minutes"),
        Number("jansson2008.daily_minutes", 30, unit="minutes", citation="jansson2008"),
        Number("more2018.staff", 10),
        Number("studies.read", 10, kind="derived"),
        Number("studies.included", 5, kind="derived"),
        Number("studies.excluded", 5, kind="derived"),
        Number("databases.count", 3, "databases", "derived"),
        Number("medline.articles", 5, kind="derived"),
        Number("wang2017.sessions_per_week", 3, "sessions"),
        Number("wang2015.sessions", 1, "sessions"),
        Number("method.screeners", 2, "people", says="antall som leste sammendragene"),
        Number("fhi2016.patients_year", 2015, "year", "cited", citation="fhi2016"),
        Number("medline.4.articles", 5),
        Number("flow.articles.left", 5),
        Number("fhi2019.illegal_oslo", 0.9, unit="percent", citation="fhi2019"),
        Number("sellman2010.problems", [74, 90], unit="percent", says="psykiske vansker"),
        Number("none.known", None),
    ],
    {"databases": [{"id": "medline", "name": "Medline"}]},
)


def beside(text: str, number: str, sources: set[str]) -> Beside:
    """The words beside a number in a text that is one sentence."""
    start = text.index(number)
    end = start + len(number)
    words = counted(text, start, end, (0, len(text)))
    return Beside(words, text.replace(number, "", 1), sources)


@pytest.mark.parametrize(
    ("values", "text", "number", "sources", "best"),
    [
        ([12], "Det varte i tolv uker.", "tolv", {"wang2017"}, "wang2017.weeks"),
        ([12], "Det varte i tolv uker.", "tolv", {"more2018"}, "more2018.weeks"),
        ([30], "Minst 30 minutter om dagen.", "30", {"jansson2008"}, "jansson2008.daily_minutes"),
        ([30], "Minst 30 minutter om dagen.", "30", set(), "jansson2008.daily_minutes"),
        ([30], "Økter på 30 minutter.", "30", {"wang2017"}, "wang2017.session_minutes"),
        ([3], "De hadde tre økter i uken.", "tre", {"wang2017"}, "wang2017.sessions_per_week"),
        ([5], "Fem artikler ble inkludert.", "Fem", set(), "studies.included"),
        ([5], "Antall inkluderte artikler: 5", "5", set(), "studies.included"),
        ([5], "Fem artikler i Medline.", "Fem", {"medline"}, "medline.articles"),
        ([5], "Fem av artiklene i Medline.", "Fem", {"medline"}, "medline.articles"),
        ([5], "Av alle artiklene ble fem av dem inkludert.", "fem", set(), "studies.included"),
        ([5], "Ten articles were read, and five of them included.", "five", set(),
         "studies.included"),
        ([3], "Tre databaser ble valgt.", "Tre", set(), "databases.count"),
        ([10], "De ti ansatte var med.", "ti", {"more2018"}, "more2018.staff"),
        ([10], "Ti artikler ble lest.", "Ti", set(), "studies.read"),
        ([2], "To personer leste dem.", "To", set(), "method.screeners"),
        ([2015], "I 2015 var det flere.", "2015", {"fhi2016"}, "fhi2016.patients_year"),
        ([Decimal("0.9")], "0,9 prosent i Oslo.", "0,9", {"fhi2019"}, "fhi2019.illegal_oslo"),
        ([74, 90], "74–90 prosent har psykiske vansker.", "74–90", set(), "sellman2010.problems"),
    ],
)  # fmt: skip
def test_the_key_that_counts_what_the_words_say_comes_first(
    values: list[Amount], text: str, number: str, sources: set[str], best: str
) -> None:
    assert probable(REGISTER, values, beside(text, number, sources))[0] == best


@pytest.mark.parametrize(
    ("value", "text", "number", "sources"),
    [
        (3, "Tre temaer gikk igjen i artiklene.", "Tre", set()),
        (3, "I databasene fant jeg tre temaer.", "tre", set()),
        (2, "Hvert av de to målene ble nådd.", "to", set()),
        (2, "Arbeidet tok to år.", "to", set()),
        (30, "Over 30 studier er gjort.", "30", {"wang2017"}),
        (30, "Det ble gjort 30 økter.", "30", {"wang2017"}),
        (12, "Arbeidet tok tolv uker.", "tolv", set()),
        (1, "Vi hadde én økt.", "én", set()),
        (5, "De fant fem.", "fem", set()),
        (10, "VAS går til 10.", "10", {"more2018"}),
        (5, "Det kostet fem kroner.", "fem", set()),
        (2015, "Det var slik i 2015.", "2015", set()),
        (30, "Det gjaldt 30 % av pasientene.", "30", {"wang2017", "jansson2008"}),
        (5, "Fem studenter leste artiklene.", "Fem", set()),
    ],
)
def test_no_key_is_named_for_a_number_of_something_else(
    value: Amount, text: str, number: str, sources: set[str]
) -> None:
    assert probable(REGISTER, [value], beside(text, number, sources)) == []


def test_a_value_that_no_key_has_gives_none() -> None:
    assert probable(REGISTER, [41], Beside("treff", "treff")) == []


def test_at_most_three_keys_are_named() -> None:
    register = a_register([Number(f"base{i}.articles", 5, kind="derived") for i in range(5)], {})
    assert len(probable(register, [5], Beside("artikler", "artikler"))) == 3


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Fem inkluderte artikler ble lest.", "Fem", "inkluderte artikler"),
        ("Om lag 80 % av pasientene er engstelige.", "80", "% pasientene er engstelige"),
        ("Det gikk 30-minutters økter.", "30", "minutters økter"),
        ("Alder: 18–40", "18–40", "Alder"),
        ("De fant fem.", "fem", "fant"),
        ("Five of the included studies were old.", "Five", "included studies"),
    ],
)
def test_the_words_that_say_what_a_number_counts(text: str, number: str, words: str) -> None:
    start = text.index(number)
    assert set(counted(text, start, start + len(number), (0, len(text))).split()) >= set(
        words.split()
    ) - {"er", "engstelige"}


def test_the_databases_that_a_sentence_names_are_known() -> None:
    assert list(named(REGISTER, "I Medline var det 17 treff.")) == ["medline"]
