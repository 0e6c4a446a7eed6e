"""How a number is computed: ids with words in every language, and registers without ids."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.input import labels
from thesis.model import formulas
from thesis.model.formulas import ENGLISH, Formula, part
from thesis.model.register import Number, Register


@pytest.mark.parametrize(
    ("name", "of"),
    [("summ", {"count": "hits"}), ("sum", {}), ("sum", {"count": "hits", "database": "a"})],
)
def test_a_formula_without_words_cannot_be_made(name: str, of: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=name):
        Formula(name, of)


def test_every_formula_has_its_words_with_the_same_names_in_every_language(house: Path) -> None:
    for path in (house / "templates/labels").glob("*.yaml"):
        words = labels.read(path)["formulas"]
        assert set(words) == set(ENGLISH), path.name
        assert {name: formulas.placeholders(words[name]) for name in ENGLISH} == {
            name: formulas.placeholders(ENGLISH[name]) for name in ENGLISH
        }, path.name


def test_the_schema_of_the_labels_asks_for_the_words_of_every_formula() -> None:
    asked = labels.schema()["properties"]["formulas"]
    assert asked["required"] == list(asked["properties"]) == list(ENGLISH)
    assert not asked["additionalProperties"]
    for name, sentence in ENGLISH.items():
        for placeholder in formulas.placeholders(sentence):
            assert f"{{{placeholder}}}" in asked["properties"][name]["expected"]


def test_a_formula_is_told_in_english_and_never_read_back() -> None:
    formula = Formula("sum_in_database", {"count": "hits", "database": "medline"})
    assert str(formula) == "sum of hits over the searches in medline"
    assert formula.json == {"id": "sum_in_database", "count": "hits", "database": "medline"}
    assert formulas.read(formula.json) == formula
    assert formulas.read(str(formula)) == Formula("", said=str(formula))


@pytest.mark.parametrize(
    ("json", "told"),
    [
        ("sum of hits over all searches", "sum of hits over all searches"),
        ({"id": "median", "count": "hits"}, "median hits"),
        ({"id": "sum"}, "sum"),
    ],
)
def test_the_formula_of_another_register_is_shown_as_it_stands(json: Any, told: str) -> None:
    assert str(formulas.read(json)) == told


def test_a_register_is_read_as_it_was_written(tmp_path: Path) -> None:
    numbers = [
        Number("a", 1, formula=Formula("sum", {"count": "hits"})),
        Number("b", 2, formula=Formula("", said="number of searches")),
        Number("c", 3),
    ]
    a_register(numbers, {}).write(tmp_path / "register.json")
    assert Register.read(tmp_path / "register.json").numbers == {n.key: n for n in numbers}
    rows = json.loads((tmp_path / "register.json").read_text("utf-8"))["numbers"]
    assert [row.get("formula") for row in rows.values()] == [
        {"id": "sum", "count": "hits"},
        "number of searches",
        None,
    ]


@pytest.mark.parametrize(
    ("formula", "source", "told"),
    [
        (Formula("studies"), "registers", "number of study records, in registers"),
        (Formula("studies"), "new", "number of study records, in new"),
        (Formula("searches"), "registers", "searches.count, in registers"),
        (None, "new", "searches.count, in new"),
    ],
)
def test_the_part_of_a_number_has_a_formula_of_its_own(
    formula: Formula | None, source: str, told: str
) -> None:
    assert str(part(formula, "searches.count", source)) == told


def test_an_edition_that_was_archived_with_sentences_is_read(house: Path) -> None:
    """Its register is that of the code before formulas had ids."""
    archived = house / "tests/projects/revised/editions/2023/register.json"
    register = Register.read(archived)
    assert register["searches.hits"].formula == Formula("", said="sum of hits over all searches")
