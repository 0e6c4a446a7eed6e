"""Generated theses: whatever stands in a value, the data can be used, or it is told where not."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.hostile import project
from thesis.checks.data import inputs
from thesis.input import sources

FILES = sorted(
    path.relative_to(project.SMALL).as_posix() for path in (project.SMALL / "data").rglob("*.yaml")
)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**14, 10**30),
    st.floats(),
    WORDS,
    st.sampled_from(
        ["2024-02-30", "2024", "<b>x</b>", "{{ n }}", "1.234", "a: b", "included", "TODO"]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, steps: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [steps, *(way for name, one in inner for way in places(one, (*steps, name)))]


WAYS = [
    (file, way)
    for file in FILES
    for way in places(sources.read_yaml(project.SMALL / file, file).value)
]


def put(value: Any, way: tuple[Any, ...], new: Any) -> Any:
    """A value with another one at the end of a way."""
    if not way:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[way[0]] = put(copied[way[0]], way[1:], new)
    return copied


def check(changes: list[tuple[tuple[str, tuple[Any, ...]], Any]]) -> None:
    """Change values of the small thesis, one in a file, and look at what is told of its data."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "thesis"
        shutil.copytree(project.SMALL / "data", root / "data")
        for (file, way), new in changes:
            value = sources.read_yaml(project.SMALL / file, file).value
            with (root / file).open("w", encoding="utf-8") as written:
                YAML(typ="safe").dump(put(value, way, new), written)
        for finding in inputs.problems(root)[1]:
            assert (root / finding.file).exists(), finding
            lines = (root / finding.file).read_bytes().count(b"\n") + 1 if finding.line else 0
            assert finding.line <= lines, finding
            assert finding.found
            assert finding.fix


CHANGES = st.lists(
    st.tuples(st.sampled_from(WAYS), VALUES),
    min_size=1,
    max_size=3,
    unique_by=lambda one: one[0][0],
)


@settings(max_examples=200, derandomize=True)
@given(CHANGES)
def test_whatever_a_value_is_the_data_are_used_or_told_of(changes: Any) -> None:
    check(changes)


@pytest.mark.fuzz
@pytest.mark.skipif("not config.getoption('markexpr')", reason="only with -m fuzz")
@settings(max_examples=2000)
@given(CHANGES)
def test_the_same_for_two_thousand(changes: Any) -> None:
    check(changes)
