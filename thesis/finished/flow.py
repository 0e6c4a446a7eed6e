"""The flowchart against the flow that it was drawn from, and against the words that stand for it.

The numbers that are summed are those of the picture, not those of the flow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, count
from pathlib import Path
from typing import Any

from thesis import document, numbers
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


def _expected(flow: Flow) -> Iterator[tuple[str, Flow]]:
    """The name of every box that must be there, and what it must say."""
    for i, stage in enumerate(flow["stages"]):
        yield f"stage{i}", stage
        if "left" in stage:
            yield f"left{i}", stage["left"]


def _words(drawing: Drawing, flow: Flow) -> Iterator[Finding]:
    """The label and the number of every box against the flow."""
    expected = dict(_expected(flow))
    for name in sorted(drawing.nodes.keys() - expected.keys()):
        yield _finding(drawing, name, "figure.text", f"«{drawing.nodes[name].text}»", "no box")
    for name, row in expected.items():
        node = drawing.nodes.get(name)
        if node is None:
            yield _finding(drawing, name, "figure.text", "no box", f"«{_row(row)}»")
            continue
        if node.label != _plain(row["label"]):
            yield _finding(
                drawing, name, "figure.text", f"«{node.label}»", f"«{_plain(row['label'])}»"
            )
        if node.count != row["value"]:
            yield _finding(drawing, name, "figure.number", f"«{node.text}»", f"«{_row(row)}»")
        reasons = [(_plain(each["label"]), each["value"]) for each in row.get("reasons", [])]
        if node.reasons != reasons:
            yield _finding(
                drawing, name, "figure.number", f"«{node.text}»", f"the reasons {_listed(reasons)}"
            )


def _sums(drawing: Drawing) -> Iterator[Finding]:
    """What each pair of boxes leaves over, and the reasons, against the box beside them."""
    for i in count():
        here, after = drawing.nodes.get(f"stage{i}"), drawing.nodes.get(f"stage{i + 1}")
        beside = drawing.nodes.get(f"left{i}")
        if here is None or after is None:
            return
        if beside is None or here.count is None or after.count is None or beside.count is None:
            continue  # told of above
        left = here.count - after.count
        if left != beside.count:
            yield _finding(
                drawing,
                beside.name,
                "figure.sum",
                f"«{beside.label}»: {_digits(beside.count)}",
                f"{_digits(left)}: {_digits(here.count)} in «{here.label}» less "
                f"{_digits(after.count)} in «{after.label}»",
            )
        total = sum(number for _, number in beside.reasons)
        if beside.reasons and total != beside.count:
            yield _finding(
                drawing,
                beside.name,
                "figure.sum",
                f"the reasons {_listed(beside.reasons)}: {_digits(total)} in all",
                f"{_digits(beside.count)}, as the box says",
            )


def _boxes(drawing: Drawing) -> Iterator[Finding]:
    """Text outside its box, boxes over each other or outside the picture."""
    whole = (0.0, 0.0, *drawing.size)
    for node in drawing.nodes.values():
        if not _within(node.box, whole):
            yield _finding(
                drawing, node.name, "figure.box", f"«{node.text}» outside the picture", "it inside"
            )
        for line in node.lines:
            if not _within(line.box, node.box):
                yield _finding(
                    drawing,
                    node.name,
                    "figure.box",
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
                "figure.box",
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
    for stage in flow["stages"]:
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
                "figure.told",
                f"{label}: «{shown}» in the alternative text",
                f"{label} with n = {_digits(stage['value'])}, in the order of the stages",
                TELL,
            )


def _in_description(
    spans: Mapping[str, list[document.Element]], drawing: Drawing, flow: Flow
) -> Iterator[Finding]:
    """The long description: a number for every one of the flow, by its key."""
    for row in _rows(flow):
        told = spans.get(row["key"], [])
        if not told:
            yield Finding(
                str(Path(drawing.name).with_suffix(".md")),
                0,
                "figure.told",
                f"no number for «{row['label']}» in the long description",
                f"{_digits(row['value'])} ({row['key']})",
                TELL,
            )
        for span in told:
            text = document.text(span)
            read = [number.value for number in numbers.find_numbers(text)]
            if read != [row["value"]]:
                yield Finding(
                    *place(document.attributes(span).get("src", "")),
                    "figure.told",
                    f"«{text}» for «{row['label']}» in the long description",
                    f"{_digits(row['value'])} ({row['key']})",
                    TELL,
                )


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


def _rows(flow: Flow) -> Iterator[Flow]:
    """Everything in the flow that has a label and a number."""
    for _, row in _expected(flow):
        yield row
        yield from row.get("reasons", [])


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
