"""The flowchart: what it says, its text within its boxes, and the words that stand for it."""

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any

import pytest
import typst

from tests.conftest import ROOT
from thesis.formats.flowchart import boxes as sized
from thesis.formats.flowchart import draw, house
from thesis.input import labels
from thesis.language import norwegian
from thesis.model.records import Flow, FlowRow, read_flow

LABELS = labels.read(ROOT / "templates/labels/nb.yaml")
SVG = "{http://www.w3.org/2000/svg}"
LONG = "Artikler på språk forfatteren ikke behersker, om øvelser, ærlighet og åpenhet hos pårørende"
WORD = "Helseforskningsdokumentasjonsgjennomgangskvalitetssikring"
SIGNS = r'«F&U» & <ti> "\N" \n *stjerne* {a} $x$'


@dataclass(frozen=True)
class Drawn:
    """A box of the picture, left, top, right and bottom in pt, with its text."""

    name: str
    sides: tuple[float, float, float, float]
    text: list[ET.Element]


def ladder(*steps: tuple[str, int], left: str = "Lagt bort", reasons: tuple[str, ...] = ()) -> Flow:
    """A flow as the register writes it; one of those that left last for each reason."""
    stages: list[dict[str, Any]] = [
        {"id": f"s{i}", "label": label, "key": f"s.{i}", "value": value}
        for i, (label, value) in enumerate(steps)
    ]
    for i, (here, after) in enumerate(itertools.pairwise(stages)):
        value = here["value"] - after["value"]
        here["left"] = {"label": f"{left} {i}", "key": f"left.{i}", "value": value}
    if reasons:
        stages[-2]["left"]["reasons"] = [
            {"id": f"r{i}", "label": label, "key": f"reason.{i}", "value": 41 + i}
            for i, label in enumerate(reasons)
        ]
    return read_flow({"stages": stages})


FLOWS = {
    "two stages": ladder(("Treff", 30799618), ("Inkludert", 1)),
    "five stages": ladder(("Treff i databasene", 30799618), ("Titler", 286),
                          ("Leste sammendrag", 97), ("Leste artikler", 59),
                          ("Inkluderte artikler", 8),
                          reasons=("For lite utvalg", "Bare studieprotokoll", "Lite om temaet")),
    "long labels": ladder((LONG, 900), (WORD, 500), (SIGNS, 100), left=LONG,
                          reasons=(LONG, WORD, SIGNS, "Æ")),
}  # fmt: skip
every_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)


def dot(flow: Flow) -> str:
    sizes = sized.measure(house.texts(flow))
    return str(house.source(flow, sizes, "Flyt").source)


def drawn(flow: Flow) -> list[Drawn]:
    """The boxes of the picture."""
    found = []
    for group in ET.fromstring(draw.draw(dot(flow))).iter(f"{SVG}g"):
        if group.get("class") == "node":
            polygon = group.find(f"{SVG}polygon")
            assert polygon is not None
            points = [point.split(",") for point in polygon.attrib["points"].split()]
            xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
            found.append(
                Drawn(
                    group.findtext(f"{SVG}title", ""),
                    (min(xs), min(ys), max(xs), max(ys)),
                    group.findall(f"{SVG}text"),
                )
            )
    return found


def written(box: Drawn) -> str:
    """A box's text on one line, as it was before it was broken."""
    return " ".join(" ".join(text.text or "" for text in box.text).split())


@every_flow
def test_every_label_and_number_stands_in_the_picture(flow: Flow) -> None:
    boxes = {box.name: written(box) for box in drawn(flow)}
    assert len(boxes) == 2 * len(flow.stages) - 1
    for i, stage in enumerate(flow.stages):
        assert boxes[f"stage{i}"] == plain(stage)
        if stage.left:
            reasons = [f"– {reason.label} (n = {digits(reason)})" for reason in stage.left.reasons]
            assert boxes[f"left{i}"] == " ".join([plain(stage.left), *reasons])


def plain(row: FlowRow) -> str:
    return f"{row.label} n = {digits(row)}"


def digits(row: FlowRow) -> str:
    """The number with ordinary spaces, as `written` gives them."""
    return norwegian.digits(row.value).replace(norwegian.NBSP, " ")


def test_what_graphviz_would_read_as_a_sign_is_printed_as_it_stands() -> None:
    label = r"&lt; \N \l &amp; {a|b} <i> \\"
    boxes = drawn(ladder((label, 2), ("<b>", 1)))
    assert [written(box) for box in boxes if box.name.startswith("stage")] == [
        f"{label} n = 2",
        "<b> n = 1",
    ]


@every_flow
def test_every_line_of_text_lies_inside_its_box_with_air_around_it(flow: Flow) -> None:
    boxes = drawn(flow)
    widths = sized.measure(text.text or "" for box in boxes for text in box.text)
    for box in boxes:
        left, top, right, bottom = box.sides
        for text in box.text:
            x, y, width = float(text.attrib["x"]), float(text.attrib["y"]), widths[text.text or ""]
            centred = text.attrib["text-anchor"] == "middle"
            start = x - width / 2 if centred else x
            if not centred:
                assert abs(start - left - sized.PADDING_X) < 0.1
            assert left + 9.5 <= start
            assert start + width <= right - 9.5
            # 0.9 em above the baseline and 0.3 em below it hold every letter, Å and g among them
            assert top + 2 <= y - 0.9 * sized.FONT_SIZE
            assert y + 0.3 * sized.FONT_SIZE <= bottom - 2


@every_flow
def test_no_boxes_overlap_and_each_column_is_one_width_and_one_line(flow: Flow) -> None:
    boxes = drawn(flow)
    for one, other in itertools.combinations(boxes, 2):
        apart = (
            one.sides[2] < other.sides[0]
            or other.sides[2] < one.sides[0]
            or one.sides[3] < other.sides[1]
            or other.sides[3] < one.sides[1]
        )
        assert apart, f"{one.name} and {other.name}"
    for column in ("stage", "left"):
        inside = [box.sides for box in boxes if box.name.startswith(column)]
        assert max(s[0] for s in inside) - min(s[0] for s in inside) < 0.1
        assert max(s[2] for s in inside) - min(s[2] for s in inside) < 0.1


@every_flow
def test_arrows_run_straight_down_and_straight_to_the_right(flow: Flow) -> None:
    svg = ET.fromstring(draw.draw(dot(flow)))
    edges = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "edge"]
    assert len(edges) == 2 * (len(flow.stages) - 1)
    for edge in edges:
        path = edge.find(f"{SVG}path")
        assert path is not None
        points = [p.split(",") for p in path.attrib["d"].replace("M", "").replace("C", " ").split()]
        across = 0 if "stage" in edge.findtext(f"{SVG}title", "").split(">")[1] else 1
        along = [float(point[across]) for point in points]
        assert max(along) - min(along) < 0.1


def test_the_same_flow_gives_the_same_bytes() -> None:
    first, second = (dot(FLOWS["long labels"]) for _ in range(2))
    assert first == second
    assert draw.draw(first) == draw.draw(second)


def test_typst_has_the_letters_and_the_font_that_the_boxes_are_measured_for() -> None:
    narrow, wide = sized.measure(["llll", "ÆÆÆÆ"]).values()
    assert 0 < narrow < wide / 3
    fonts = typst.Fonts(include_system_fonts=False).families()
    assert sized.FONT in fonts


@every_flow
def test_every_line_of_the_picture_keeps_its_width_in_any_font(flow: Flow) -> None:
    sizes = sized.measure(house.texts(flow))
    svg = ET.fromstring(draw.hold(draw.draw(dot(flow)), sizes))
    lines = list(svg.iter(f"{SVG}text"))
    assert len(lines) == len(house.texts(flow))
    widths = sorted(sizes[line] for line in house.texts(flow))
    held = sorted(float(line.attrib["textLength"]) for line in lines)
    assert held == pytest.approx(widths, abs=0.01)


@pytest.mark.parametrize(
    ("width", "height", "printed"),
    [(283, 283, "283 283"), (907, 283, "453.54 141.51"), (283, 1190, "141.57 595.28")],
    ids=["its own size", "as wide as the text", "as high as the page"],
)
def test_a_picture_is_printed_in_its_own_size_where_the_page_has_room(
    width: int, height: int, printed: str
) -> None:
    svg = draw.fit(f'<svg width="{width}pt" height="{height}pt" viewBox="0 0 9 9"')
    assert re.findall(r'="([\d.]+)pt"', svg) == printed.split()


def test_labels_as_long_as_they_may_be_leave_the_picture_within_the_text_column() -> None:
    words = ladder(*[(" ".join(["ordets måling"] * 9), 10 - i) for i in range(3)], left=LONG)
    width = ET.fromstring(draw.draw(dot(words))).attrib["width"].removesuffix("pt")
    assert 380 < float(width) <= draw.TEXT_WIDTH / 2.54 * 72


def test_a_label_is_broken_into_few_and_even_lines() -> None:
    assert sized.lines("én to tre fire", 14) == ["én to tre fire"]
    assert sized.lines("én to tre fire fem", 14) == ["én to tre", "fire fem"]


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert sized.lines(f"Om {WORD} her", 10) == ["Om", WORD, "her"]
