"""What is still to fill in a study is set aside, and all around it is kept."""

import pytest

from thesis.input import todo
from thesis.input.sources import Source, parse_yaml


def read(text: str) -> Source:
    """A record as data/ is read."""
    source = parse_yaml(text, "data/studies/anna2019.yaml")
    todo.set_aside(source)
    return source


@pytest.mark.parametrize(
    ("text", "left", "steps"),
    [
        ("design: TODO\nsex: all", {"sex": "all"}, [("design",)]),
        ("sample: [a, TODO]", {}, [("sample",)]),
        ("search: {database: medline, number: TODO}", {}, [("search",)]),
        ("texts:\n  purpose: TODO\n  ethics: Ja.", {"texts": {"ethics": "Ja."}},
         [("texts", "purpose")]),
        ("texts:\n  purpose: |\n    TODO les om\n  ethics: Ja.", {"texts": {"ethics": "Ja."}},
         [("texts", "purpose")]),
        ("texts: TODO", {}, [("texts",)]),
        ("figures: {weeks: {value: TODO, unit: weeks}, men: 2}", {"figures": {"men": 2}},
         [("figures", "weeks")]),
        ("relations:\n  - says: TODO\n  - says: a == b", {}, [("relations",)]),
        ("outcomes: {craving: {reported: TODO}}", {"outcomes": {}}, [("outcomes", "craving")]),
    ],
)  # fmt: skip
def test_a_field_is_set_aside_as_a_whole(text: str, left: object, steps: list[object]) -> None:
    source = read(text)
    assert source.value == left
    assert source.to_fill == steps


@pytest.mark.parametrize("text", ["design: null", "texts: {purpose: Ikke TODO}", "design: TODOS"])
def test_what_does_not_begin_with_the_word_is_kept(text: str) -> None:
    source = read(text)
    assert source.value == parse_yaml(text, "").value
    assert source.to_fill == []


def test_a_value_waits_with_the_whole_that_it_stands_in() -> None:
    source = read("texts: TODO\nfigures: {weeks: TODO}")
    assert todo.waits(source, "texts", "purpose")
    assert todo.waits(source, "figures", "weeks")
    assert not todo.waits(source, "figures", "men")
    assert not todo.waits(source, "figures")


@pytest.mark.parametrize("key", ["status", "place", "search"])
def test_a_study_cannot_be_counted_without_its_status_place_and_search(key: str) -> None:
    assert todo.uncounted(read(f"{key}: TODO"))
    assert not todo.uncounted(read("design: TODO"))
