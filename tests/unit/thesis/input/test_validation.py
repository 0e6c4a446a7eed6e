"""Faults of a value against its schema, told in words."""

from pathlib import Path
from typing import Any

import pytest

from thesis.diagnostics.findings import Finding
from thesis.input import messages, sources, validation


def told(folder: Path, text: str, schema: dict[str, Any]) -> list[Finding]:
    path = folder / "x.yaml"
    path.write_text(text, "utf-8")
    return validation.check(sources.read_yaml(path, "data/x.yaml"), schema)


FORMS = {
    "properties": {"a": {"anyOf": [{"type": "integer", "minimum": 1},
                                   {"type": "object", "required": ["low"],
                                    "properties": {"low": {"type": "integer"}},
                                    "additionalProperties": False}]}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("a: 0", "input.value", "a: 0"),
        ("a: {low: x}", "input.type", "a.low: «x»"),
        ("a: {}", "input.missing-key", "no key «low» in a"),
        ("a: {low: 1, hihg: 2}", "input.unknown-key", "«hihg»"),
        ("a: x", "input.type", "a: «x»"),
    ],
)
def test_of_several_forms_the_one_that_is_nearest_is_explained(
    tmp_path: Path, text: str, rule: str, said: str
) -> None:
    [finding] = told(tmp_path, text, FORMS)
    assert finding.rule == rule
    assert said in finding.found


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("1 234", "1234"),
        ("1.234", "1234; if it is a decimal: 1.2340"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("0,9", "0.9"),
        ("12", "take the quotes away: 12"),
        ("mange", ""),
        ("1.2.3", ""),
    ],
)
def test_what_was_meant_for_a_number_is_guessed(written: str, fix: str) -> None:
    assert fix in messages.number_fix(written)
    assert bool(fix) == bool(messages.number_fix(written))


@pytest.mark.parametrize(
    ("value", "is_day", "is_part"),
    [
        ("2020-02-29", True, True), ("2019-02-29", False, False), ("2020-2-9", False, False),
        ("20200209", False, False), ("2020-W05-1", False, False), ("2020-13", False, False),
        ("2020-12", False, True), ("2020", False, True), ("i år", False, False),
    ],
)  # fmt: skip
def test_a_date_is_a_day_that_exists(value: str, is_day: bool, is_part: bool) -> None:
    assert validation.is_date(value) is is_day
    assert validation.is_partial_date(value) is is_part


@pytest.mark.parametrize(
    ("steps", "name"),
    [
        ((), "the file"),
        (("figures", "weeks"), "figures.weeks"),
        ((0,), "item 1"),
        (("stages", 1, "count"), "stages, item 2, count"),
        ((2, "author", 0, "family"), "item 3, author, item 1, family"),
    ],
)
def test_a_value_is_called_by_its_keys_and_its_place_in_a_list(
    steps: tuple[str | int, ...], name: str
) -> None:
    assert messages.name_of(steps) == name


def test_a_whole_number_with_decimals_is_none(tmp_path: Path) -> None:
    [finding] = told(tmp_path, "a: 4.0", {"properties": {"a": {"type": "integer"}}})
    assert finding.expected == "a whole number"


def test_an_item_that_stands_twice_has_its_own_line(tmp_path: Path) -> None:
    schema = {"properties": {"a": {"uniqueItems": True}}}
    [finding] = told(tmp_path, "a:\n  - x\n  - y\n  - x\n", schema)
    assert (finding.line, finding.rule) == (4, "input.value")
    assert "«x» a second time" in finding.found


def test_a_unit_of_the_thesis_own_is_one() -> None:
    text = "a: {value: 9, unit: steps, says: skritt}\nb: {value: 9, unit: stepps, says: skritt}\n"
    source = sources.parse_yaml(text, "data/method.yaml")
    assert [each.line for each in validation.check(source, "method", {"steps"})] == [2]
    assert {each.line for each in validation.check(source, "method")} == {1, 2}
