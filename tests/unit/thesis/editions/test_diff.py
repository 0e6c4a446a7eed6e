"""What differs between two registers: numbers, studies, searches, sessions and works."""

from dataclasses import replace
from typing import Any

from tests import records
from tests.a_register import a_register
from thesis.diagnostics.place import Place
from thesis.editions import diff
from thesis.editions.diff import Change
from thesis.model.register import Number, Register


def study(key: str, **fields: Any) -> dict[str, Any]:
    """A study's record, as the register has it."""
    return {**records.study(key), "figures": {"weeks": 12}, **fields}


def register(*numbers: Number, **records: Any) -> Register:
    return a_register(numbers, records)


def test_a_number_differs_by_its_value_and_its_unit_not_by_its_rows() -> None:
    third = Number("c", 3, rows=[Place("x", 1)])
    old = register(Number("a", 1), Number("b", 2), third, Number("e", 5))
    new = register(
        Number("a", 1, "weeks"),
        replace(third, rows=[Place("x", 9)]),
        Number("d", 4),
        Number("e", 6),
    )
    found = {each.key: (each.what, each.old, each.new) for each in diff.numbers(old, new)}
    assert found == {
        "a": ("changed", old["a"], new["a"]),
        "b": ("left", old["b"], None),
        "d": ("came", None, new["d"]),
        "e": ("changed", old["e"], new["e"]),
    }


def test_a_study_came_left_was_decided_anew_or_changed() -> None:
    old = register(
        studies=[study("left"), study("same"), study("out"), study("gone"), study("more")]
    )
    new = register(
        studies=[
            study("came"),
            {**study("same"), "file": "data/studies/moved.yaml", "lines": {"key": 9}},
            study("out", status="excluded"),
            study("gone", status="withdrawn", withdrawn={"edition": "2022"}),
            study("more", figures={"weeks": 10}),
        ]
    )
    found = {each.key: each for each in diff.studies(old, new)}
    assert {key: each.what for key, each in found.items()} == {
        "came": "came", "left": "left", "out": "decided", "gone": "decided", "more": "changed",
    }  # fmt: skip
    assert found["out"].fields == (Change("status", "included", "excluded"),)
    assert found["more"].fields == (Change("figures.weeks", 12, 10),)
    assert diff.decision(found["gone"].new) == "withdrawn"
    assert diff.decision(None) == ""


def test_a_text_of_a_study_differs_by_its_words_not_by_its_line() -> None:
    old = register(studies=[study("a", texts={"ethics": {"text": "x", "line": 4}})])
    moved = register(studies=[study("a", texts={"ethics": {"text": "x", "line": 5}})])
    written = register(studies=[study("a", texts={"ethics": {"text": "y", "line": 4}})])
    assert diff.studies(old, moved) == []
    (found,) = diff.studies(old, written)
    assert found.fields == (Change("texts.ethics", "x", "y"),)


def test_searches_sessions_and_works_differ_by_their_keys() -> None:
    row = {"database": "medline", "number": 1, "hits": 6}
    old = register(
        searches=[row, {**row, "number": 2}],
        databases=[{"id": "medline"}],
        references={"a": {"id": "a", "title": "x"}},
    )
    new = register(
        searches=[{**row, "hits": 7}, {**row, "number": 3}],
        databases=[{"id": "medline"}, {"id": "medline2022", "updates": "medline"}],
        references={"a": {"id": "a", "title": "y"}},
    )
    found = [(each.key, each.what) for each in diff.searches(old, new)]
    assert found == [("medline.1", "changed"), ("medline.3", "came"), ("medline.2", "left")]
    assert [each.key for each in diff.sessions(old, new)] == ["medline2022"]
    assert [each.what for each in diff.works(old, new)] == ["changed"]


def test_two_registers_that_say_the_same_do_not_differ() -> None:
    one = register(Number("a", 1), studies=[study("a")], searches=[], databases=[])
    for compare in (diff.numbers, diff.searches, diff.sessions):
        assert compare(one, one) == []
    assert diff.studies(one, one) == []
