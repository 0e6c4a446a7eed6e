"""Labels, the words that templates print: a file, and the shape that every language shares.

The shape is that of nb.yaml: its keys, and what each text has in braces. It stands in
schemas/labels.txt, a line for each part, so that what nb.yaml itself loses is told before the
build. A label is added in nb.yaml; then ``python -m thesis.input.labels`` writes the shape anew.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.place import placed
from thesis.input import look, sources
from thesis.input.messages import Schema

SHAPE = Path(__file__).parent / "schemas/labels.txt"

NB = HOUSE / "templates/labels/nb.yaml"

TOP = "labels"  # What the shape calls the top of the file

TOTAL = {
    "type": "string",
    "pattern": r"(?s)^(?=.*\S)([^{}]|\{label\})*$",
    "expected": "words, with or without {label}",
}

Labels = Mapping[str, Any]
"""Words of a language as templates/labels/ has them, or a part of them: texts, and parts."""

SPECIAL: Mapping[str, Schema] = {
    "labels.language": {
        "type": "string",
        "pattern": "^[a-z]{2}(-[A-Z]{2})?$",
        "expected": "a language code, such as nb-NO",
    },
    "labels.flowchart.prisma.revised.total": TOTAL,
    "labels.flowchart.prisma_en.revised.total": TOTAL,
}  # The labels that may be other than those of nb.yaml, by their path


def read(path: str | Path, root: Path = Path()) -> Labels:
    """Read a labels file, such as ``templates/labels/nb.yaml``; each text knows its line.

    Args:
        root: the folder of the thesis, whose own labels stand in place of those with their keys.
    """
    labels: Labels = {}
    for each in look.layers(path, root):
        source = sources.read_yaml(each, f"templates/labels/{each.name}")
        labels = _over(labels, placed(source.value, source.place))
    return labels


def _over(below: Any, above: Any) -> Any:
    """Labels with others in place of those of the same keys."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    return {**below, **{key: _over(below.get(key), above[key]) for key in above}}


def own_schema() -> Schema:
    """The JSON Schema of a thesis' own labels, which need not have every key."""
    return _partly(schema())


def _partly(part: Schema) -> Schema:
    if "properties" not in part:
        return part
    inner = {key: _partly(each) for key, each in part["properties"].items()}
    return {**{k: v for k, v in part.items() if k != "required"}, "properties": inner}


@cache
def schema() -> Schema:
    """The JSON Schema of any labels file, made of the shape."""
    parts: dict[str, dict[str, Any]] = {}
    for line in re.sub(r"\n +", " ", SHAPE.read_text("utf-8")).splitlines():
        path, keys = line.split(": ", 1)
        properties: dict[str, Any] = {}
        for key, braces in re.findall(r"([^\s{]+)(?:\{(.*?)\})?", keys):
            inner = f"{path}.{key.removesuffix('/')}"
            # A part stands below what it is a part of, so its keys are filled in later.
            properties[key.removesuffix("/")] = (
                parts.setdefault(inner, {}) if key.endswith("/") else _leaf(inner, braces)
            )
        parts.setdefault(path, {}).update(
            type="object",
            additionalProperties=False,
            required=list(properties),
            properties=properties,
        )
    return parts[TOP]


def _leaf(path: str, braces: str) -> Schema:
    if path in SPECIAL:
        return SPECIAL[path]
    if not braces:
        text = {"$ref": "common.json#/$defs/text"}
        return {**text, "pattern": "^[^{}]*$", "expected": "words without { and }"}
    names = braces.split(",")
    each = "".join(rf"(?=.*\{{{name}\}})" for name in names)
    return {
        "type": "string",
        "pattern": rf"(?s)^{each}([^{{}}]|\{{({'|'.join(names)})\}})*$",
        "expected": f"words with {' and '.join(f'{{{name}}}' for name in names)}",
    }


def shape(labels: Labels, path: str = TOP) -> Iterator[str]:
    """The lines of the shape of some labels: a part, its keys, what each text has in braces."""
    words = []
    for key, label in labels.items():
        names = () if isinstance(label, Mapping) else dict.fromkeys(re.findall(r"{(\w+)}", label))
        braces = f"{{{','.join(names)}}}" if names else ""
        words.append(f"{key}/" if isinstance(label, Mapping) else f"{key}{braces}")
    yield textwrap.fill(
        f"{path}: {' '.join(words)}", 100, subsequent_indent="  ", break_on_hyphens=False
    )
    for key, label in labels.items():
        if isinstance(label, Mapping):
            yield from shape(label, f"{path}.{key}")


if __name__ == "__main__":
    SHAPE.write_text("\n".join(shape(read(NB))) + "\n", "utf-8")
