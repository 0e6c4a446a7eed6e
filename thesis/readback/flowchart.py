"""Flowchart read back, against the flow it was drawn from and the words that stand for it.

The numbers that are summed are those of the picture, not those of the flow.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, count
from pathlib import Path

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import Rule, declare
from thesis.document import pandoc
from thesis.language import norwegian
from thesis.model import flow as flows
from thesis.model.display import numbers_of
from thesis.model.records import Flow, FlowRow
from thesis.readback.svg import COUNT, Drawing, Rectangle, value

FLOWCHART_NUMBER = declare(
    "flowchart.number",
    looks_at="stages",
    sees="a number in the flowchart that is not the one of its step, or of its reason",
    misses="a number that the flow itself has wrong",
    example="«Leste sammendrag n = 28» where the flow has 27",
)
FLOWCHART_SUM = declare(
    "flowchart.sum",
    looks_at="stages",
    sees="boxes of the flowchart that do not add up: what left is not what one step has more than "
    "the next, or its reasons do not sum to it",
    misses="two wrong numbers that add up",
    example="286 and 27 with 260 between them",
)
FLOWCHART_TEXT = declare(
    "flowchart.text",
    looks_at="stages",
    sees="a box of the flowchart with another label than its step, a box too many or too few",
    misses="a label that says the wrong thing in data/",
    example="«Leste titler» where the flow has «Leste artikler»",
)
FLOWCHART_TOLD = declare(
    "flowchart.told",
    looks_at="stages",
    sees="a step of the flow that the alternative text or the long description of the flowchart "
    "leaves out, or gives another number",
    misses="words around the numbers that say something else",
    example="flow.titles.left as «260» in the long description where the flow has 259",
)
FLOWCHART_BOX = declare(
    "flowchart.box",
    looks_at="stages",
    sees="text of the flowchart that does not fit in its box, boxes over each other or cut off",
    misses="an arrow that runs through a box",
    example="a long label in a box that was made for a short one",
)


TOLERANCE = 0.5  # pt, Graphviz rounds

MEND = (
    "delete the picture and build it anew; if it is found again, thesis/formats/flowchart/ "
    "draws something else than the flow says"
)

TELL = "let templates/flowchart.md.jinja write every number of the flow, as it is"


def findings(drawing: Drawing, flow: Flow, tree: pandoc.Tree) -> Iterator[Finding]:
    """All that is wrong with a flowchart."""
    yield from _words(drawing, flow)
    yield from _sums(drawing)
    yield from _boxes(drawing)
    yield from _told(drawing, flow, tree)


def _words(drawing: Drawing, flow: Flow) -> Iterator[Finding]:
    """The label and the number of every box against the flow."""
    counted = dict(flows.boxes(flow))
    labels = {name: row.label for name, row in counted.items()} | dict(flows.bars(flow))
    for name in sorted(drawing.nodes.keys() - labels.keys()):
        yield _finding(drawing, name, FLOWCHART_TEXT, f"«{drawing.nodes[name].text}»", "no box")
    for name, label in labels.items():
        node, row = drawing.nodes.get(name), counted.get(name)
        whole = f"«{_row(row) if row else _plain(label)}»"
        if node is None:
            yield _finding(drawing, name, FLOWCHART_TEXT, "no box", whole)
            continue
        if node.label != _plain(label):
            yield _finding(drawing, name, FLOWCHART_TEXT, f"«{node.label}»", f"«{_plain(label)}»")
        if node.count != (row.value if row else None):
            yield _finding(drawing, name, FLOWCHART_NUMBER, f"«{node.text}»", whole)
        reasons = [(_plain(each.label), each.value) for each in row.made_of] if row else []
        if node.reasons != reasons:
            yield _finding(
                drawing, name, FLOWCHART_NUMBER, f"«{node.text}»", f"the reasons {_listed(reasons)}"
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
    yield from _column(drawing, "stage", "left", joining)
    yield from _column(drawing, "other", "otherleft", {})
    for node in drawing.nodes.values():
        total = sum(number for _, number in node.reasons)
        if node.reasons and node.count is not None and total != node.count:
            yield _finding(
                drawing,
                node.name,
                FLOWCHART_SUM,
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
                FLOWCHART_SUM,
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
                drawing, node.name, FLOWCHART_BOX, f"«{node.text}» outside the picture", "it inside"
            )
        for line in node.lines:
            if not _within(line.box, node.box):
                yield _finding(
                    drawing,
                    node.name,
                    FLOWCHART_BOX,
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
                FLOWCHART_BOX,
                f"«{other.text}» over «{one.text}»",
                "boxes beside each other",
            )


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner[0] >= outer[0] - TOLERANCE
        and inner[1] >= outer[1] - TOLERANCE
        and inner[2] <= outer[2] + TOLERANCE
        and inner[3] <= outer[3] + TOLERANCE
    )


def _wide(box: Rectangle) -> str:
    return f"{box[2] - box[0]:.0f}"


def _told(drawing: Drawing, flow: Flow, tree: pandoc.Tree) -> Iterator[Finding]:
    """The numbers in the words that stand for the picture: every one of the flow, and right."""
    for figure in pandoc.walk(tree["blocks"]):
        if figure["t"] != "Figure":
            continue
        pictures = [one for one in pandoc.walk(figure) if _shows(one, drawing)]
        if not pictures:
            continue
        yield from _in_alt(_plain(pandoc.text(pictures[0]["c"][1])), drawing, flow)
        yield from _in_description(_description(tree, pandoc.identifier(figure)), drawing, flow)


def is_placed(drawing: Drawing, tree: pandoc.Tree) -> bool:
    """Whether the document has the picture."""
    return any(_shows(element, drawing) for element in pandoc.walk(tree["blocks"]))


def _shows(element: pandoc.Element, drawing: Drawing) -> bool:
    return bool(element["t"] == "Image" and element["c"][2][0] == drawing.name)


def _in_alt(alt: str, drawing: Drawing, flow: Flow) -> Iterator[Finding]:
    """The alternative text: the label of every stage, and its number right behind it."""
    at = 0
    for stage in flows.stages(flow):
        label = _plain(stage.label)
        start = alt.find(label, at)
        after = alt[start + len(label) :] if start >= 0 else ""
        said = COUNT.search(re.split("[«“]", after, maxsplit=1)[0])
        at = max(start, at)
        if said is None or value(said[1]) != stage.value:
            shown = alt[start : start + len(label) + 20] if start >= 0 else "nothing"
            yield FLOWCHART_TOLD.at(
                Place(str(Path(drawing.name).with_suffix(".md")), 0),
                found=f"«{label}»: «{shown}» in the alternative text",
                expected=f"«{label}» with n = {_digits(stage.value)}, in the order of the stages",
                fix=TELL,
            )


def _in_description(
    spans: Mapping[str, list[pandoc.Element]], drawing: Drawing, flow: Flow
) -> Iterator[Finding]:
    """The long description: a number for every one of the flow, by its key."""
    for row in flows.rows(flow):
        if not (told := spans.get(row.key, [])):
            yield FLOWCHART_TOLD.at(
                Place(str(Path(drawing.name).with_suffix(".md")), 0),
                found=f"no number for «{row.label}» in the long description",
                expected=f"{_digits(row.value)} ({row.key})",
                fix=TELL,
            )
        for span in told:
            text = pandoc.text(span)
            read = [number.value for number in numbers_of(_lang(span)).find_numbers(text)]
            if read != [row.value]:
                yield FLOWCHART_TOLD.at(
                    Place.read(pandoc.attributes(span).get("src", "")),
                    found=f"«{text}» for «{row.label}» in the long description",
                    expected=f"{_digits(row.value)} ({row.key})",
                    fix=TELL,
                )


def _lang(span: pandoc.Element) -> str:
    return pandoc.attributes(span).get("lang", "")


def _description(tree: pandoc.Tree, figure: str) -> dict[str, list[pandoc.Element]]:
    """The numbers in the long description of a figure, by their keys."""
    out: dict[str, list[pandoc.Element]] = {}
    for span in pandoc.description(tree, figure):
        out.setdefault(pandoc.attributes(span).get("key", ""), []).append(span)
    return out


# ---- in words ------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """A text with ordinary spaces, one at a time."""
    return " ".join(text.replace(norwegian.NBSP, " ").split())


def _digits(value: int) -> str:
    return norwegian.digits(value).replace(norwegian.NBSP, " ")


def _row(row: FlowRow) -> str:
    return f"{_plain(row.label)} n = {_digits(row.value)}"


def _listed(reasons: list[tuple[str, int]]) -> str:
    return ", ".join(f"{label} {_digits(number)}" for label, number in reasons) or "(none)"


def _finding(drawing: Drawing, name: str, rule: Rule, found: str, expected: str) -> Finding:
    node = drawing.nodes.get(name)
    return rule.at(
        Place(drawing.name, node.line if node else 0), found=found, expected=expected, fix=MEND
    )
