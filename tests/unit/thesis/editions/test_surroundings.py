"""What a sentence rests on without a number or a citation of it."""

import pytest

from tests import records
from tests.a_register import a_register
from thesis.editions import surroundings
from thesis.model.register import Register

MEDLINE = {"id": "medline", "name": "Medline"}
LATER = {"id": "medline2022", "name": "Medline", "updates": "medline"}
EMBASE = {"id": "embase", "name": "Embase"}


def register(*bases: dict[str, str], term: str = "våren", year: int = 2020) -> Register:
    return a_register([], {"databases": list(bases), "thesis": {"term": term, "year": year}})


def of_studies(*keys: str) -> Register:
    return a_register([], {"studies": [records.study(key) for key in keys]})


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


@pytest.mark.parametrize(
    ("text", "together", "told"),
    [
        ("Artiklene er ikke enige.", True, True),
        ("Hos anna2019 er artiklene ikke enige.", True, True),
        ("Resultatene skiller seg ut.", True, True),
        ("The studies show the same.", True, True),
        ("Oversikt over artiklene finnes i vedlegg 2.", True, False),
        ("Funnene legges fram tema for tema.", True, False),
        ("De fem artiklene er små.", False, False),
    ],
)
def test_what_is_said_of_the_studies_together_is_told_when_one_comes_or_leaves(
    text: str, together: bool, told: bool
) -> None:
    old, new = of_studies("anna2019", "berit2018"), of_studies("anna2019", "carl2020")
    said = [f"{surroundings.TOGETHER}: carl2020 came; berit2018 left"] if told else []
    assert surroundings.differences(text, [], old, new, together) == said
