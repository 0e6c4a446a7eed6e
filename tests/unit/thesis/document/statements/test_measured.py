"""What data has of the things that are compared."""

import pytest

from tests.a_register import a_register
from tests.records import study, work
from thesis.document.statements import measured
from thesis.document.statements.measured import Span
from thesis.model.register import Number, Register

FIGURES = {
    "exercise_group": 11, "controls": 10, "weeks": 6, "sessions_per_week": 3,
    "session_minutes": 30, "users_median_age": 33, "controls_median_age": 25,
    "exercise_dropouts": 4, "control_dropouts": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    return a_register(
        [
            *(Number(f"one.{name}", value) for name, value in FIGURES.items()),
            Number("base.hits", 7),
        ],
        {
            "studies": [study("one", figures=FIGURES, sample=21), study("other")],
            "references": {"one": work("A title", "Name", year=2019)},
        },
    )


@pytest.mark.parametrize(
    ("thing", "value"),
    [
        ("people", Span(21, 21)), ("group_size", Span(10, 11)), ("weeks", Span(6, 6)),
        ("sessions", Span(18, 18)), ("dose", Span(90, 90)), ("age", Span(25, 33)),
        ("dropouts", Span(5, 5)), ("year", Span(2019, 2019)), ("unheard", None),
    ],
)  # fmt: skip
def test_a_study_has_a_value_of_each_thing(
    register: Register, thing: str, value: Span | None
) -> None:
    one, other = register.records.studies
    assert measured.of_study(thing, one, register) == value
    assert measured.of_study(thing, other, register) is None


def test_a_database_has_what_its_searches_came_to(register: Register) -> None:
    assert measured.of_database("hits", "base", register) == Span(7, 7)
    assert measured.of_database("hits", "another", register) is None


def test_a_span_of_one_number_is_written_as_one() -> None:
    assert [str(Span(6, 6)), str(Span(10, 11))] == ["6", "10–11"]
