"""The words that templates print."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from thesis.diagnostics.place import place_of
from thesis.input import labels, validation
from thesis.input.sources import UnreadableSourceError, parse_yaml, read_yaml

Steps = tuple[str, ...]


def leaves(node: Any, *steps: str) -> Iterator[tuple[Steps, Any]]:
    if isinstance(node, Mapping):
        for key, child in node.items():
            yield from leaves(child, *steps, key)
    else:
        yield steps, node


def told(*changes: tuple[str, Any]) -> list[tuple[str, str, str]]:
    """The rule, what was found and what was expected of nb.yaml with labels changed or lost."""
    source = read_yaml(labels.NB, "nb.yaml")
    for path, text in changes:
        *steps, key = path.split("/")
        node = source.value
        for step in steps:
            node = node[step]
        if text is None:
            del node[key]
        else:
            node[key] = text
    return [(f.rule, f.found, f.expected) for f in validation.check(source, labels.schema())]


def test_labels_come_nested_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "nb.yaml"
    path.write_text("figure: figur\npico:\n  caption: PICO-skjema\n", "utf-8")
    assert labels.read(path) == {"figure": "figur", "pico": {"caption": "PICO-skjema"}}


def test_no_label_of_the_house_is_blank() -> None:
    read = [text for _, text in leaves(labels.read(labels.NB))]
    assert len(read) > 30
    assert all(isinstance(leaf, str) and leaf for leaf in read)


def test_the_labels_of_the_house_have_their_own_shape() -> None:
    Draft202012Validator.check_schema(labels.schema())
    assert told() == []


def test_every_language_has_all_labels_and_all_items_of_the_checklists() -> None:
    nb = [steps for steps, _ in leaves(labels.read(labels.NB))]
    items = {}
    for path in labels.NB.parent.glob("*.yaml"):
        found = validation.check(read_yaml(path, path.name), labels.schema())
        assert [str(each) for each in found] == []
        assert [steps for steps, _ in leaves(labels.read(path))] == nb
        asked = read_yaml(path.parents[1] / "checklists" / path.name, path.name).value
        items[path.stem] = [steps for steps, _ in leaves(asked)]
    assert items.keys() >= {"nb", "nn", "en"}
    assert all(each == items["nb"] for each in items.values())


def test_every_label_that_is_lost_or_blank_is_told() -> None:
    paths = [steps for steps, _ in leaves(labels.read(labels.NB))]
    found = told(*(("/".join(steps), None) for steps in paths))
    assert sorted(each[:2] for each in found) == sorted(
        ("input.missing-key", f"no key «{key}» in {'.'.join(steps) or 'the file'}")
        for *steps, key in paths
    )
    found = told(*(("/".join(steps), " ") for steps in paths))
    assert sorted(each[:2] for each in found) == sorted(
        ("input.blank", f"{'.'.join(steps)} is blank") for steps in paths
    )


@pytest.mark.parametrize(("old", "new"), [("{", "("), ("}", "x}"), ("}", "} {x}")])
def test_every_placeholder_that_is_lost_misspelt_or_too_many_is_told(old: str, new: str) -> None:
    held = {"/".join(s): text for s, text in leaves(labels.read(labels.NB)) if "{" in text}
    found = told(*((path, text.replace(old, new)) for path, text in held.items()))
    assert len(found) == len(held) > 80
    assert {(rule, expected[:12]) for rule, _, expected in found} == {
        ("input.value", "words with {")
    }


@pytest.mark.parametrize(
    ("path", "text", "rule", "found", "expected"),
    [
        ("figure", "{n} figur", "input.value", "figure: «{n} figur»", "words without { and }"),
        ("figure", 7, "input.type", "figure: 7", "words"),
        ("pico", "x", "input.type", "pico: «x»", "keys with values"),
        ("language", "norsk", "input.value", "language: «norsk»", "a language code, such as nb-NO"),
        ("flowchart/prisma/revised/total", "{x}", "input.value",
         "flowchart.prisma.revised.total: «{x}»", "words, with or without {label}"),
        ("flowchart/next", "{count}", "input.value", "flowchart.next: «{count}»",
         "words with {label} and {count}"),
        ("flowchart/prisma/boxes/extra", "x", "input.unknown-key",
         "the key «extra» in flowchart.prisma.boxes",
         "one of identified, screened, sought, assessed, included"),
    ],
)  # fmt: skip
def test_a_label_of_another_kind_is_told_with_what_it_should_be(
    path: str, text: Any, rule: str, found: str, expected: str
) -> None:
    assert told((path, text)) == [(rule, found, expected)]


@pytest.mark.parametrize("text", ["I alt", "{label} i alt"])
def test_the_last_box_may_name_the_stage_or_not(text: str) -> None:
    assert told(("flowchart/prisma/revised/total", text)) == []


def test_all_that_is_wrong_is_told_at_once_with_its_lines() -> None:
    text = labels.NB.read_text("utf-8").replace("figure: figur", "figur: figur", 1)
    text = text.replace("caption: PICO-skjema", "caption:")
    text = text.replace("høyst {limit}", "høyst {grense}")
    found = validation.check(parse_yaml(text, "nb.yaml"), labels.schema())
    assert sorted((f.rule, text.splitlines()[f.line - 1].split(":")[0].strip()) for f in found) == [
        ("input.blank", "caption"),
        ("input.unknown-key", "figur"),
        ("input.value", "length_most"),
    ]
    assert [f.fix for f in found if f.rule == "input.unknown-key"] == ["did you mean figure?"]


def test_a_file_that_is_missing_is_told_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"nn\.yaml"):
        labels.read(tmp_path / "nn.yaml")


def test_own_labels_stand_in_place_of_those_with_their_keys_and_know_their_line(
    tmp_path: Path,
) -> None:
    own = tmp_path / "templates/labels/nb.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("figure: bilde\npico:\n  caption: Spørsmålet\n", "utf-8")
    house, read = labels.read(labels.NB), labels.read(labels.NB, tmp_path)
    assert (read["figure"], read["table"]) == ("bilde", house["table"])
    assert read["pico"] == {**house["pico"], "caption": "Spørsmålet"}
    assert place_of(read["pico"]["caption"]) == ("templates/labels/nb.yaml", 3)
    assert list(validation.check(read_yaml(own, "nb.yaml"), labels.own_schema())) == []
