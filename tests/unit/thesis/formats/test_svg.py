"""A drawing in the page: its boxes lead somewhere, and it tells what it shows."""

import xml.etree.ElementTree as ET

from thesis.formats import svg
from thesis.model.records import Flow, FlowLeft, FlowStage

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- drawn -->
<svg width="9pt" height="8pt" viewBox="0 0 9 8" xmlns="http://www.w3.org/2000/svg">
<g id="graph0" class="graph"><title>Flyt</title>
<g id="node1" class="node"><title>stage0</title><polygon points="0,0 1,1"/>
<text xml:space="preserve">Treff &amp; &lt;søk&gt;</text><text>n = 5</text></g>
<g id="node2" class="node"><title>left0</title><text>Lagt bort</text></g>
<g id="edge1" class="edge"><title>stage0&#45;&gt;left0</title><path d="M0,0"/></g>
</g></svg>"""
LEFT = FlowLeft(label="Lagt bort", key="left.a", value=1)
FLOW = Flow(
    stages=[
        FlowStage(label="Treff", key="a.b", value=5, left=LEFT),
        FlowStage(label="Lest", key="a.c", value=4),
    ]
)


def inlined() -> ET.Element:
    return ET.fromstring(svg.inline(DRAWN, "figure", 'Et «flyt»-skjema "x"', {"stage0": "k-a"}))


def test_the_boxes_have_the_keys_of_their_numbers() -> None:
    assert svg.boxes(FLOW) == {"stage0": "a.b", "stage1": "a.c", "left0": "left.a"}


def test_a_box_is_one_link_whose_name_is_its_text() -> None:
    (link,) = inlined().iter(f"{SVG}a")
    assert link.attrib == {"href": "#k-a", "aria-label": "Treff & <søk> n = 5"}
    assert [element.tag for element in link] == [f"{SVG}polygon", f"{SVG}text", f"{SVG}text"]


def test_the_picture_is_no_image_in_which_links_would_be_lost() -> None:
    picture = inlined()
    assert picture.attrib["role"] == "group"
    assert picture.attrib["aria-label"] == 'Et «flyt»-skjema "x"'
    assert "width" not in picture.attrib
    assert picture.attrib["viewBox"] == "0 0 9 8"


def test_the_names_of_graphviz_are_not_shown_and_no_id_is_there_twice() -> None:
    text = svg.inline(DRAWN, "figure", "", {})
    assert "stage0" not in text
    assert "<!" not in text
    assert 'id="figure-node1"' in text
