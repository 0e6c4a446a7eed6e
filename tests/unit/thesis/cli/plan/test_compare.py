"""Tables and figure 1 before and after an edit."""

import json
from typing import Any

import pypandoc

from thesis.cli.plan.compare import ChangedBox, boxes, tables
from thesis.document import pandoc
from thesis.model.records import Flow, FlowStage

OLD = """
| A | B |
|---|---|
| 1 | 2 |
| 3 | 4 |
| 5 | 6 |

: Tall {#tbl:tall}

| X |
|---|
| 1 |
"""


def tree(text: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(pypandoc.convert_text(text, "json", format=pandoc.READER))
    return made


def changed(old: str, new: str) -> list[tuple[str, str, list[str]]]:
    return [
        (table.id, table.what, [f"{sign}{row}" for sign, row in table.rows])
        for table in tables(tree(old), tree(new))
    ]


def test_rows_that_came_left_or_changed_are_told_in_order() -> None:
    assert changed(OLD, OLD) == []
    new = OLD.replace("| 3 | 4 |", "| 3 | 7 |\n| 3 | 8 |").replace("| 5 | 6 |\n", "")
    assert changed(OLD, new) == [("tbl:tall", "changed", ["-3 · 4", "+3 · 7", "-5 · 6", "+3 · 8"])]
    assert changed(OLD, OLD.replace("| 3 | 4 |\n", "")) == [("tbl:tall", "changed", ["-3 · 4"])]


def test_a_table_that_came_or_left_is_told() -> None:
    one = OLD.rpartition("\n\n")[0]
    assert [(key, what) for key, what, _ in changed(one, OLD)] == [("table 2", "came")]
    assert [(key, what) for key, what, _ in changed(OLD, one)] == [("table 2", "left")]


def test_a_caption_alone_is_no_change() -> None:
    assert changed(OLD, OLD.replace(": Tall", ": Andre tall")) == []


def flow(**values: int) -> Flow:
    stages = [FlowStage(label=key, key=key, value=each) for key, each in values.items()]
    return Flow(stages=stages)


def test_the_boxes_of_figure_1_that_came_left_or_changed_are_told() -> None:
    assert boxes(flow(hits=9, read=4), flow(hits=9, read=4)) == []
    assert boxes(flow(hits=9, read=4, gone=1), flow(hits=9, read=5, new=2)) == [
        ChangedBox("read", 4, 5),
        ChangedBox("new", None, 2),
        ChangedBox("gone", 1, None),
    ]
