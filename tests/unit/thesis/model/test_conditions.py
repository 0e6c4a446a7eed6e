"""Questions about a record: yes, no, or not known."""

from collections.abc import Mapping
from typing import Any

import pytest

from thesis.model.conditions import ABSENT, Answer, PredicateError, lookup, parse, paths

RECORD: dict[str, Any] = {
    "key": "anna2019",
    "status": "included",
    "place": 1,
    "country": "NO",
    "sex": "women",
    "setting": None,
    "design": "rct",
    "sample": 63,
    "peer_reviewed": True,
    "retracted": False,
    "measures": ["craving", "eeg"],
    "physical_measures": [],
    "search": {"database": "medline", "number": 4},
    "searched_on": "2020-05-05",
    "outcomes": {"craving": {"reported": "reduced", "acute": None, "significant": True},
                 "sleep": {"reported": "improved", "acute": None, "significant": None}},
    "figures": {"weeks": 12, "participants": {"value": 24, "unit": "people"}, "dropouts": 0,
                "age": {"low": 18, "high": 40, "unit": "years"}},
    "file": "data/studies/anna2019.yaml",
    "lines": {"country": 5},
    "texts": {"purpose": {"text": "Hensikten.", "line": 20}},
}  # fmt: skip
OTHER: dict[str, Any] = {
    "key": "berit2018",
    "status": "excluded",
    "country": "US",
    "design": "protocol",
    "sex": "all",
    "outcomes": {"anxiety": {"reported": "reduced"}},
}
SETS = {"scandinavia": ["NO", "SE", "DK"]}


def ask(where: str, record: Mapping[str, Any] = RECORD) -> Answer:
    return parse(where, [RECORD, OTHER], SETS).ask(record)


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("country == NO", True),
        ("country == 'DK'", False),
        ("country != US", True),
        ("country in scandinavia", True),
        ("country not in scandinavia", False),
        ("country in [US, 'DE']", False),
        ("country in ['NO']", True),
        ("sex == women", True),
        ("sample < 100", True),
        ("sample <= 63", True),
        ("sample > 63", False),
        ("sample >= 63.0", True),
        ("sample == 63", True),
        ("12 <= figures.weeks < 13", True),
        ("12 < figures.weeks < 99", False),
        ("figures.participants == 24", True),
        ("figures.age.low >= 18", True),
        ("craving in measures", True),
        ("'sleep' in measures", False),
        ("'sleep' not in measures", True),
        ("outcomes.craving.reported == reduced", True),
        ("outcomes.craving.significant == true", True),
        ("outcomes.craving.significant == True", True),
        ("search.database == medline", True),
        ("searched_on > '2020-05-01'", True),
        # a field alone
        ("peer_reviewed", True),
        ("retracted", False),
        ("not retracted", True),
        ("measures", True),
        ("physical_measures", False),
        ("figures.dropouts", False),
        ("outcomes.craving", True),
        ("outcomes.anxiety", False),
        ("setting", None),
        # blank
        ("setting == null", True),
        ("setting != null", False),
        ("setting == None", True),
        ("outcomes.craving.acute == null", True),
        ("outcomes.anxiety == null", True),
        ("country == null", False),
        ("null != country", True),
        # not known
        ("setting == 'outpatient'", None),
        ("setting != 'outpatient'", None),
        ("not setting == 'outpatient'", None),
        ("setting in ['outpatient']", None),
        ("outcomes.anxiety.reported == reduced", None),
        ("outcomes.sleep.significant", None),
        # groups of conditions
        ("not (country == NO or sex == all)", False),
        ("country == NO and sex == women and place == 1", True),
    ],
)
def test_a_question_is_answered(where: str, answer: Answer) -> None:
    assert ask(where) is answer


YES, NO, UNKNOWN = "peer_reviewed", "retracted", "setting"


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (YES, YES, True, True), (YES, NO, False, True), (YES, UNKNOWN, None, True),
        (NO, YES, False, True), (NO, NO, False, False), (NO, UNKNOWN, False, None),
        (UNKNOWN, YES, None, True), (UNKNOWN, NO, False, None), (UNKNOWN, UNKNOWN, None, None),
    ],
)  # fmt: skip
def test_not_known_carries_on_unless_the_other_half_decides(
    left: str, right: str, both: Answer, either: Answer
) -> None:
    assert ask(f"{left} and {right}") is both
    assert ask(f"{left} or {right}") is either
    assert ask(f"not ({left} and {right})") is (None if both is None else not both)


def test_a_field_that_the_record_does_not_have_is_not_known() -> None:
    assert ask("sample < 100", OTHER) is None
    assert ask("peer_reviewed", OTHER) is None
    assert ask("figures.weeks == 12", OTHER) is None


def test_what_is_not_there_at_all_can_be_ruled_out_first() -> None:
    where = "outcomes.anxiety and outcomes.anxiety.reported == reduced"
    assert ask(where, RECORD) is False
    assert ask(where, OTHER) is True


def test_the_fields_that_are_asked_for_are_told_once_each_in_order() -> None:
    question = parse("sex == women or country == NO and sex == all", [RECORD, OTHER], SETS)
    assert question.fields == ("sex", "country")


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("contry == NO", "did you mean country?"),
        ("contry", "did you mean country?"),
        ("outcomes.carving.reported == reduced", "did you mean outcomes.craving.reported"),
        ("qqq", "the fields are country, design"),
        ("texts.purpose == x", "the field «texts.purpose»"),
        ("file == x", "the field «file»"),
        ("country == scandinavia", "in a list with «in»"),
        ("country in scandinavias", "did you mean scandinavia?"),
        ("country in NO", "a named set («scandinavia»)"),
        ("'NO' in country", "one value in a list"),
        ("measures in [craving]", "one value in a list"),
        ("sample < twelve", "two values of one kind"),
        ("outcomes.craving == reduced", "write outcomes.craving.reported"),
        ("measures == craving", "in a list with «in»"),
        ("sample == '63'", "sample is a number in anna2019"),
        ("country == 1", "country is a text in anna2019"),
        ("peer_reviewed == 1", "two values of one kind"),
        ("peer_reviewed > false", "which has no order"),
        ("outcomes.craving == 'reduced'", "write outcomes.craving.reported"),
        ("figures.age < 40", "write figures.age.low, figures.age.high"),
        ("setting < null", "== null or != null"),
        ("country is NO", "write == or != instead"),
        ("country = NO", "which cannot be read"),
        ("country == NO and", "which cannot be read"),
        ("", "which cannot be read"),
        ("country == new zealand", "put a text of several words in quotes"),
        ("len(measures) == 2", "«len(measures)» in the condition"),
        ("sample + 1 == 64", "«sample + 1» in the condition"),
        ("measures[0] == craving", "«measures[0]» in the condition"),
        ("__import__('os')", "in the condition"),
        ("lambda: 1", "in the condition"),
        ("'NO' == 'NO'", "a comparison without a field"),
        ("true", "which asks for no field"),
        ("not " * 5000 + "retracted", "cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(where: str, told: str) -> None:
    with pytest.raises(PredicateError) as caught:
        ask(where)
    error = caught.value
    assert told in f"{error.found} | {error.expected} | {error.fix}"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("sex == woman", "did you mean women?"),
        ("sex == men", "put it in quotes: 'men'"),
        ("eeeg in measures", "did you mean eeg?"),
        ("country in [NO, USA]", "«USA», which no record has as country"),
        ("sample < twelve", "no record has a word there"),
    ],
)
def test_a_bare_word_that_no_record_has_is_doubted(where: str, told: str) -> None:
    (doubt,) = parse(where, [RECORD, OTHER], SETS).doubts
    assert told in f"{doubt.found} | {doubt.expected} | {doubt.fix}"


def test_a_word_that_a_record_has_is_not_doubted() -> None:
    where = "country in [NO, US] and craving in measures and sex == 'men'"
    assert parse(where, [RECORD, OTHER], SETS).doubts == ()


def test_a_set_in_which_norway_became_a_no_is_told() -> None:
    with pytest.raises(PredicateError, match="put NO in quotes"):
        parse("country in scandinavia", [RECORD], {"scandinavia": [False, "SE"]})


def test_a_word_in_quotes_need_not_be_one_that_a_record_has() -> None:
    assert ask("sex == 'men'") is False


def test_the_value_of_a_field_is_found_by_its_path() -> None:
    assert lookup(RECORD, "outcomes.craving.reported") == "reduced"
    assert lookup(RECORD, "figures.participants") == 24
    assert lookup(RECORD, "outcomes.anxiety.reported") is ABSENT
    assert lookup({"outcomes": None}, "outcomes.anxiety") is None


def test_texts_and_lines_are_no_fields() -> None:
    assert not {path.split(".")[0] for path in paths(RECORD)} & {"file", "lines", "texts"}
