"""What a sentence rests on without a number or a citation of it."""

import pytest

from tests.a_register import a_register
from thesis.editions import surroundings
from thesis.model.register import Register

MEDLINE = {"id": "medline", "name": "Medline"}
LATER = {"id": "medline2022", "name": "Medline", "updates": "medline"}
EMBASE = {"id": "embase", "name": "Embase"}


def register(*bases: dict[str, str], term: str = "våren", year: int = 2020) -> Register:
    return a_register([], {"databases": list(bases), "thesis": {"term": term, "year": year}})


OLD = register(MEDLINE, EMBASE)
NEW = register(MEDLINE, EMBASE, LATER)
AGAIN = "searches in Medline: medline → medline, medline2022"
ORDER = "order of the searches: medline, embase → medline, embase, medline2022"


@pytest.mark.parametrize(
    ("text", "keys", "says"),
    [
        ("Medline dekker medisin.", [], [AGAIN]),
        ("Da var det sju treff.", ["medline.4.hits"], [AGAIN]),
        ("Embase sto sist for tur.", [], [ORDER]),
        ("Embase dekker mer.", [], []),
        ("Medlinebasen er stor.", [], []),
        ("Til slutt ble fem med.", [], []),
    ],
)
def test_a_database_that_is_searched_again_is_told_where_it_is_named(
    text: str, keys: list[str], says: list[str]
) -> None:
    assert surroundings.differences(text, keys, OLD, NEW) == says
    assert surroundings.differences(text, keys, NEW, NEW) == []


def test_a_time_is_told_when_the_edition_is_of_another_term() -> None:
    now = register(MEDLINE, EMBASE, term="høsten", year=2022)
    text = "Bibliotekene var stengt den våren oppgaven ble skrevet."
    (said,) = surroundings.differences(text, [], OLD, now)
    assert said == "term of the thesis: våren 2020 → høsten 2022"
    assert surroundings.differences("Bibliotekene var stengt.", [], OLD, now) == []
