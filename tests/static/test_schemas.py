"""Every key that a person may write is described, and data/README.md says the same."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from thesis.input import labels, readme
from thesis.input.messages import types
from thesis.input.sources import read_yaml
from thesis.input.validation import schemas, violations

HOUSE = Path(__file__).parents[2]
CONFIG = json.loads((HOUSE / "config" / "schema.json").read_text("utf-8"))
ALL = {**schemas(), "config": CONFIG}


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every property of a schema with its path."""
    if isinstance(schema, list):
        for inner in schema:
            yield from properties(inner, path)
    if not isinstance(schema, dict):
        return
    for word, inner in schema.items():
        if word == "properties":
            for key, value in inner.items():
                yield f"{path}.{key}", value
                yield from properties(value, f"{path}.{key}")
        elif word not in {"allOf", "enum", "required", "example"}:
            yield from properties(inner, path)


@pytest.mark.parametrize("name", ALL)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(ALL[name])


@pytest.mark.parametrize("name", ALL)
def test_every_key_is_described(name: str) -> None:
    bare = [path for path, value in properties(ALL[name]) if not value.get("description")]
    assert bare == []


@pytest.mark.parametrize("name", schemas())
def test_every_number_has_its_unit(name: str) -> None:
    numbers = [
        path
        for path, value in properties(ALL[name])
        if {"integer", "number"} & set(types(value)) and "unit" not in value
    ]
    assert numbers == []


@pytest.mark.parametrize("name", sorted(set(schemas()) - {"common"}))
def test_a_schema_says_which_file_it_is_for_and_where_its_values_come_from(name: str) -> None:
    schema = schemas()[name]
    assert all(schema[word] for word in ("title", "description", "file", "source", "example"))


def test_the_readme_of_data_is_the_one_that_the_schemas_make() -> None:
    assert (HOUSE / "data" / "README.md").read_text("utf-8") == readme.readme(), (
        "run: python -m thesis.input.readme"
    )


def test_the_shape_of_the_labels_is_that_of_nb() -> None:
    made = "\n".join(labels.shape(labels.read(labels.NB))) + "\n"
    assert labels.SHAPE.read_text("utf-8") == made, "run: python -m thesis.input.labels"


def test_the_readme_names_every_file_and_every_key_of_data() -> None:
    text = readme.readme()
    for name in readme.ORDER:
        assert f"`{schemas()[name]['file']}`" in text
        for path, _ in properties(schemas()[name]):
            assert f"{path.split('.')[-1]}`" in text, path


@pytest.mark.parametrize("name", sorted(set(readme.ORDER) - {"searches", "decisions"}))
def test_an_example_breaks_no_rule_but_leaves_keys_out(name: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    example = schemas()[name]["example"]
    path.write_text(f"stages:\n{example}\n{example}" if name == "ladder" else example, "utf-8")
    found = violations(read_yaml(path, path.name).value, schemas()[name])
    assert [each for each in found if each.keyword != "required"] == []
