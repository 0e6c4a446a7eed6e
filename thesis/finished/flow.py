"""The flowchart against the flow that it was drawn from, and against the words that stand for it.

The numbers that are summed are those of the picture, not those of the flow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, count
from pathlib import Path
from typing import Any

from thesis import document, english, numbers
from thesis import flow as flows
from thesis.findings import Finding
from thesis.finished.drawing import COUNT, Box, Drawing, value
from thesis.locate import place

TOLERANCE = 0.5  # pt, Graphviz rounds

MEND = (
    "delete the picture and build it anew; if it is found again, scripts/figures/flowchart.py "
    "draws something else than the flow says"
)

TELL = "let templates/flowchart.md.jinja write every number of the flow, as it is"

Flow = Mapping[str, Any]


def findings(drawing: Drawing, flow: Flow, tree: Mapping[str, Any]) -> Iterator[Finding]:
    """All that is wrong with a flowchart."""
    yield from _words(drawing, flow)
    yield from _sums(drawing)
    yield from _boxes(drawing)
    yield from _told(drawing, flow, tree)


def _words(drawing: Drawing, flow: Flow) -> Iterator[Finding]:
    """The label and the number of every box against the flow."""
    expected = dict(flows.boxes(flow))
    expected |= {name: {"label": label, "value": None} for name, label in flows.bars(flow)}
    for name in sorted(drawing.nodes.keys() - expected.keys()):
        yield _finding(drawing, name, "flowchart.text", f"«{drawing.nodes[name].text}»", "no box")
    for name, row in expected.items():
        node = drawing.nodes.get(name)
        if node is None:
            yield _finding(drawing, name, "flowchart.text", "no box", f"«{_row(row)}»")
            continue
        if node.label != _plain(row["label"]):
            yield _finding(
                drawing, name, "flowchart.text", f"«{node.label}»", f"«{_plain(row['label'])}»"
            )
        if node.count != row["value"]:
            yield _finding(drawing, name, "flowchart.number", f"«{node.text}»", f"«{_row(row)}»")
        reasons = [(_plain(each["label"]), each["value"]) for each in flows.parts(row)]
        if node.reasons != reasons:
            yield _finding(
                drawing,
                name,
                "flowchart.number",
                f"«{node.text}»",
                f"the reasons {_listed(reasons)}",
            )


def _sums(drawing: Drawing) -> Iterator[Finding]:
    """What each pair of boxes leaves over, and the reasons, against the box beside them."""
    # Where columns meet, the box below them has what is left of all.
    last = sum(1 for name in drawing.nodes if re.fullmatch("stage[0-9]+", name)) - 1
    joining = {last: _remainder(drawing, "other")}
    if "previous0" in drawing.nodes:
        again = drawing.nodes.get("again0")
        joining = {
            last - 1: _remainder(drawing, "other") + ((again.count if again else 0) or 0),
            last: _remainder(drawing, "previous"),
        }
        first = drawing.nodes.get("stage0")
        # Without new searches, only earlier ones add to the first box.
        if first and last == 1 and first.count != joining[0]:
            found, expected = f"«{first.text}»", _digits(joining[0])
            yield _finding(drawing, first.name, "flowchart.sum", found, expected)
    yield from _column(drawing, "stage", "left", joining)
    yield from _column(drawing, "other", "otherleft", {})
    for node in drawing.nodes.values():
        total = sum(number for _, number in node.reasons)
        if node.reasons and node.count is not None and total != node.count:
            yield _finding(
                drawing,
                node.name,
                "flowchart.sum",
                f"the reasons {_listed(node.reasons)}: {_digits(total)} in all",
                f"{_digits(node.count)}, as the box says",
            )


def _column(
    drawing: Drawing, column: str, side: str, joining: Mapping[int, int]
) -> Iterator[Finding]:
    """Each box of a column less the next one, which has what joins there as well."""
    for i in count():
        here, after = drawing.nodes.get(f"{column}{i}"), drawing.nodes.get(f"{column}{i + 1}")
        beside = drawing.nodes.get(f"{side}{i}")
        if here is None or after is None:
            return
        if here.count is None or after.count is None or (beside and beside.count is None):
            continue  # told of above
        others = joining.get(i + 1, 0)
        left = here.count + others - after.count
        gone = beside.count or 0 if beside else 0
        if left != gone:
            joined = f" and {_digits(others)} of another column" if others else ""
            yield _finding(
                drawing,
                beside.name if beside else after.name,
                "flowchart.sum",
                f"«{beside.label}»: {_digits(gone)}" if beside else f"no box by «{here.label}»",
                f"{_digits(left)}: {_digits(here.count)} in «{here.label}»{joined} less "
                f"{_digits(after.count)} in «{after.label}»",
            )


def _remainder(drawing: Drawing, column: str) -> int:
    """What another column adds to the box where it ends: its last box, less what left there."""
    names = [name for name in drawing.nodes if re.fullmatch(f"{column}[0-9]+", name)]
    if not names:
        return 0
    last = max(names, key=lambda name: int(name.removeprefix(column)))
    beside = drawing.nodes.get(f"{column}left{last.removeprefix(column)}")
    return (drawing.nodes[last].count or 0) - ((beside.count if beside else 0) or 0)


def _boxes(drawing: Drawing) -> Iterator[Finding]:
    """Text outside its box, boxes over each other or outside the picture."""
    whole = (0.0, 0.0, *drawing.size)
    for node in drawing.nodes.values():
        if not _within(node.box, whole):
            yield _finding(
                drawing,
                node.name,
                "flowchart.box",
                f"«{node.text}» outside the picture",
                "it inside",
            )
        for line in node.lines:
            if not _within(line.box, node.box):
                yield _finding(
                    drawing,
                    node.name,
                    "flowchart.box",
                    f"«{line.text}», {_wide(line.box)} pt wide, in a box of {_wide(node.box)} pt",
                    "every line within its box",
                )
    for one, other in combinations(drawing.nodes.values(), 2):
        across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
        down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
        if across > TOLERANCE and down > TOLERANCE:
            yield _finding(
                drawing,
                other.name,
                "flowchart.box",
                f"«{other.text}» over «{one.text}»",
                "boxes beside each other",
            )


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - TOLERANCE
        and inner[1] >= outer[1] - TOLERANCE
        and inner[2] <= outer[2] + TOLERANCE
        and inner[3] <= outer[3] + TOLERANCE
    )


def _wide(box: Box) -> str:
    return f"{box[2] - box[0]:.0f}"


def _told(drawing: Drawing, flow: Flow, tree: Mapping[str, Any]) -> Iterator[Finding]:
    """The numbers in the words that stand for the picture: every one of the flow, and right."""
    for figure in document.walk(tree["blocks"]):
        pictures = [one for one in document.walk(figure) if _shows(one, drawing)]
        if figure["t"] != "Figure" or not pictures:
            continue
        yield from _in_alt(_plain(document.text(pictures[0]["c"][1])), drawing, flow)
        yield from _in_description(_description(tree, document.identifier(figure)), drawing, flow)


def is_placed(drawing: Drawing, tree: Mapping[str, Any]) -> bool:
    """Whether the document has the picture."""
    return any(_shows(element, drawing) for element in document.walk(tree["blocks"]))


def _shows(element: document.Element, drawing: Drawing) -> bool:
    return bool(element["t"] == "Image" and element["c"][2][0] == drawing.name)


def _in_alt(alt: str, drawing: Drawing, flow: Flow) -> Iterator[Finding]:
    """The alternative text: the label of every stage, and its number right behind it."""
    at = 0
    for stage in flows.stages(flow):
        label = f"«{_plain(stage['label'])}»"
        start = alt.find(label, at)
        after = alt[start + len(label) :] if start >= 0 else ""
        said = COUNT.search(after.partition("«")[0])
        at = max(start, at)
        if said is None or value(said[1]) != stage["value"]:
            shown = alt[start : start + len(label) + 20] if start >= 0 else "nothing"
            yield Finding(
                str(Path(drawing.name).with_suffix(".md")),
                0,
                "flowchart.told",
                f"{label}: «{shown}» in the alternative text",
                f"{label} with n = {_digits(stage['value'])}, in the order of the stages",
                TELL,
            )


def _in_description(
    spans: Mapping[str, list[document.Element]], drawing: Drawing, flow: Flow
) -> Iterator[Finding]:
    """The long description: a number for every one of the flow, by its key."""
    for row in flows.rows(flow):
        told = spans.get(row["key"], [])
        if not told:
            yield Finding(
                str(Path(drawing.name).with_suffix(".md")),
                0,
                "flowchart.told",
                f"no number for «{row['label']}» in the long description",
                f"{_digits(row['value'])} ({row['key']})",
                TELL,
            )
        for span in told:
            text = document.text(span)
            find = english.find_numbers if _lang(span) == "en" else numbers.find_numbers
            read = [number.value for number in find(text)]
            if read != [row["value"]]:
                yield Finding(
                    *place(document.attributes(span).get("src", "")),
                    "flowchart.told",
                    f"«{text}» for «{row['label']}» in the long description",
                    f"{_digits(row['value'])} ({row['key']})",
                    TELL,
                )


def _lang(span: document.Element) -> str:
    return document.attributes(span).get("lang", "")


def _description(tree: Mapping[str, Any], figure: str) -> dict[str, list[document.Element]]:
    """The numbers in the long description of a figure, by their keys."""
    out: dict[str, list[document.Element]] = {}
    for block in document.walk(tree["blocks"]):
        described = document.attributes(block).get("for") == figure
        if described and "long-description" in document.classes(block):
            for span in filter(document.is_number, document.walk(block)):
                out.setdefault(document.attributes(span).get("key", ""), []).append(span)
    return out


# ---- in words ------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """A text with ordinary spaces, one at a time."""
    return " ".join(text.replace(numbers.NBSP, " ").split())


def _digits(value: int) -> str:
    return numbers.digits(value).replace(numbers.NBSP, " ")


def _row(row: Flow) -> str:
    return f"{_plain(row['label'])} n = {_digits(row['value'])}"


def _listed(reasons: list[tuple[str, int]]) -> str:
    return ", ".join(f"{label} {_digits(number)}" for label, number in reasons) or "(none)"


def _finding(drawing: Drawing, name: str, rule: str, found: str, expected: str) -> Finding:
    node = drawing.nodes.get(name)
    return Finding(drawing.name, node.line if node else 0, rule, found, expected, MEND)
