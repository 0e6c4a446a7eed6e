"""Which way a clause says that an outcome went."""

import pytest

from thesis.document.statements import directions
from thesis.language import lexicon

OUTCOMES = {"craving": None, "impulse_control": None, "mood": None}


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("Russuget falt gjennom programmet", [("craving", "down")]),
        ("de meldte om mer russug", [("craving", "up")]),
        ("suget gikk likevel noe ned", [("craving", "down")]),
        ("da gikk suget opp", [("craving", "up")]),
        ("humøret ble bedre", [("mood", "up")]),
        ("russuget ble verre", [("craving", "up")]),
        ("de gjorde flere feil", [("impulse_control", "down")]),
        ("russuget endret seg ikke", [("craving", "same")]),
        ("det var ingen forskjell i russug", [("craving", "alike")]),
    ],
)
def test_a_clause_tells_a_direction(clause: str, told: list[tuple[str, str]]) -> None:
    found = {(said.outcome, said.way) for said in directions.direct_claims(clause, "nb", OUTCOMES)}
    assert found >= set(told)
    assert {way for _, way in found} == {way for _, way in told}


@pytest.mark.parametrize(
    "clause",
    [
        "det kan dempe russuget",  # supposed
        "de spurte om russuget økte",  # asked
        "russuget var lavere enn hos de unge",  # compared with neither controls nor before
        "bedre impulskontroll ga lavere stress",  # of nothing that the study has
        "de tenkte på noe mer enn russuget",
        "suget var sterkt",
    ],
)
def test_a_clause_that_tells_none_is_let_be(clause: str) -> None:
    outcomes = {"craving": None}
    assert list(directions.direct_claims(clause, "nb", outcomes)) == []


def test_a_denial_is_told_as_one() -> None:
    (said,) = directions.direct_claims("russuget falt ikke", "nb", {"craving": None})
    assert (said.way, said.denied) == ("down", True)


def test_what_is_compared_with_the_controls_is_told_so() -> None:
    clause = "russuget var lavere enn i kontrollgruppen"
    (said,) = directions.direct_claims(clause, "nb", {"craving": None})
    assert (said.way, said.against) == ("down", True)


def test_an_english_clause_is_read_too() -> None:
    found = list(directions.direct_claims("craving is increased at once", "en", OUTCOMES))
    assert [(said.outcome, said.way, said.words) for said in found] == [
        ("craving", "up", "craving is increased")
    ]


def test_of_a_language_without_words_nothing_is_told() -> None:
    assert (
        list(directions.direct_claims("Suget sank mer enn hos de andre.", "da", ["craving"])) == []
    )


def test_a_record_allows_each_of_its_directions() -> None:
    allowed = directions.recorded(
        "craving", {"reported": "reduced", "over_time": "unchanged", "against_controls": None}
    )
    assert allowed == {"down", "same", "alike"}


def test_an_improvement_is_a_direction_where_the_outcome_says_which() -> None:
    assert directions.recorded("craving", {"reported": "improved"}) == {"down"}
    assert directions.recorded("sleep", {"reported": "improved"}) == {"up"}
    assert directions.recorded("eeg", {"reported": "improved"}) == {"up", "down"}


def test_an_author_can_add_an_outcome_of_another_field() -> None:
    own = {
        "outcomes": {
            "restlessness": {"nb": ["rastløshet", "rastløsheten"], "en": ["restlessness"]},
            "less_is_better": {"any": ["restlessness"]},
        }
    }
    outcomes = {"restlessness": None}
    try:
        lexicon.learn(own)
        for clause, way in (("Musikken ga mer rastløshet", "up"), ("rastløsheten ble verre", "up")):
            assert [said.way for said in directions.direct_claims(clause, "nb", outcomes)] == [way]
    finally:
        lexicon.learn({})
    assert not list(directions.direct_claims("Musikken ga mer rastløshet", "nb", outcomes))


@pytest.mark.parametrize(
    ("clause", "manner"),
    [
        ("russuget økte etter hvilen i kontrollgruppen", {"elsewhere": True}),
        ("russuget var ikke høyere enn i kontrollgruppen", {"against": True, "denied": True}),
        ("russuget var høyere enn i kontrollgruppen", {"against": True}),
    ],
)
def test_a_clause_tells_whom_it_is_of(clause: str, manner: dict[str, bool]) -> None:
    (said,) = directions.direct_claims(clause, "nb", OUTCOMES)
    told = {name: getattr(said, name) for name in ("against", "denied", "elsewhere")}
    assert {name: value for name, value in told.items() if value} == manner
