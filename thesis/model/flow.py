"""Flow of figure 1, walked through: its boxes by their names in the picture, and as it is read."""

from collections.abc import Iterator

from thesis.language import norwegian
from thesis.model.display import digits
from thesis.model.records import Flow, FlowRow, FlowStage

COLUMNS = {"stage": "stages", "other": "others", "previous": "previous", "again": "again"}
"""What the boxes of a column are called in the picture, and the column in the flow."""


def stages(flow: Flow) -> list[FlowStage]:
    """The stages in the order they are read in: the columns, and then where they meet."""
    meet = -2 if flow.previous else -1
    return [*flow.previous, *flow.stages[:meet], *flow.others, *flow.again, *flow.stages[meet:]]


def boxes(flow: Flow) -> Iterator[tuple[str, FlowRow]]:
    """Every box with a number, and its name in the picture: ``stage0``, ``left0``, ``other0``."""
    for name, column in COLUMNS.items():
        stage: FlowStage
        for i, stage in enumerate(getattr(flow, column)):
            yield f"{name}{i}", stage
            if stage.left:
                yield f"{beside(name)}{i}", stage.left


def beside(name: str) -> str:
    """What the column beside one is called in the picture, or the box beside a box."""
    return (
        name.replace("stage", "left")
        .replace("other", "otherleft")
        .replace("previous", "previousleft")
    )


def bars(flow: Flow) -> Iterator[tuple[str, str]]:
    """Every box without a number, by its name in the picture, with its label."""
    for name, column in (("heading", flow.headings), ("phase", flow.phases)):
        for i, bar in enumerate(column):
            yield f"{name}{i}", bar.label


def rows(flow: Flow) -> Iterator[FlowRow]:
    """Everything with a number, in the order it is read in."""
    for stage in stages(flow):
        for box in filter(None, (stage, stage.left)):
            yield box
            yield from box.made_of


def count(value: int, language: str) -> str:
    """«n = 30 799 618», in the digits of a language, which no line break parts."""
    return f"n{norwegian.NBSP}={norwegian.NBSP}{digits(value, language)}"


def labels(flow: Flow) -> set[str]:
    """All that the figure and its description call something."""
    found = {row.label for row in rows(flow)} | {label for _, label in bars(flow)}
    return found | {name for stage in stages(flow) for name in stage.names}
