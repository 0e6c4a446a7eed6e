"""Flow of figure 1, as build/flow.json has it: its columns, its boxes and their words.

The house form has one column of stages. The form of PRISMA 2020 may have another one beside it, for
what was found in other ways, and has words without a number: phases and headings. An edition with
new searches has one more in both forms: what the previous one included, with what they add now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thesis.language import norwegian
from thesis.model.register import Number

Flow = Mapping[str, Any]
FlowRow = Mapping[str, Any]
"""What has a label and a number."""


COLUMNS = {"stage": "stages", "other": "others", "previous": "previous", "again": "again"}
"""What the boxes of a column are called in the picture, and the column in the flow."""


def stages(flow: Flow) -> list[FlowRow]:
    """The stages in the order they are read in: the columns, and then where they meet."""
    column: Sequence[FlowRow] = flow.get("stages", [])
    meet = -2 if "previous" in flow else -1
    beside = [*flow.get("others", []), *flow.get("again", [])]
    return [*flow.get("previous", []), *column[:meet], *beside, *column[meet:]]


def boxes(flow: Flow) -> Iterator[tuple[str, FlowRow]]:
    """Every box with a number, and its name in the picture: ``stage0``, ``left0``, ``other0``."""
    for name, column in COLUMNS.items():
        for i, stage in enumerate(flow.get(column, [])):
            yield f"{name}{i}", stage
            if "left" in stage:
                yield f"{beside(name)}{i}", stage["left"]


def beside(name: str) -> str:
    """What the column beside one is called in the picture, or the box beside a box."""
    return (
        name.replace("stage", "left")
        .replace("other", "otherleft")
        .replace("previous", "previousleft")
    )


def bars(flow: Flow) -> Iterator[tuple[str, str]]:
    """Every box without a number, by its name in the picture, with its label."""
    for name in ("heading", "phase"):
        for i, bar in enumerate(flow.get(f"{name}s", [])):
            yield f"{name}{i}", bar["label"]


def rows(flow: Flow) -> Iterator[FlowRow]:
    """Everything with a number, in the order it is read in."""
    for stage in stages(flow):
        yield stage
        yield from parts(stage)
        if left := stage.get("left"):
            yield left
            yield from parts(left)


def parts(row: FlowRow) -> list[FlowRow]:
    """What the number of a box is divided into: its sources, or the reasons."""
    found: list[FlowRow] = row.get("parts", []) or row.get("reasons", [])
    return found


def row(label: str, number: Number) -> dict[str, Any]:
    """What a box shows of a number of the register."""
    return {"label": label, "key": number.key, "value": number.value}


def count(value: int) -> str:
    """«n = 30 799 618», which no line break parts."""
    return f"n{norwegian.NBSP}={norwegian.NBSP}{norwegian.digits(value)}"


def labels(flow: Flow) -> set[str]:
    """All that the figure and its description call something."""
    found = {row["label"] for row in rows(flow)} | {label for _, label in bars(flow)}
    return found | {name for stage in stages(flow) for name in stage.get("names", [])}
