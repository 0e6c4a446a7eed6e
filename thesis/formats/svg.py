"""SVG of Graphviz' picture, inside a page: its boxes lead somewhere."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from thesis.model import flow as flows
from thesis.model.records import Flow

SVG = "{http://www.w3.org/2000/svg}"


def boxes(flow: Flow) -> dict[str, str]:
    """The key of the number in each box of the flowchart, by the name that Graphviz knows it by."""
    return {name: row.key for name, row in flows.boxes(flow)}


def inline(svg: str, name: str, alternative: str, targets: Mapping[str, str]) -> str:
    """The picture as a part of a page.

    Args:
        svg: the picture as Graphviz wrote it.
        name: what its ids begin with: no two pictures of a page have the same.
        alternative: what it shows, for those who do not see it; "" where the page around says it.
        targets: the ids that its boxes lead to, by Graphviz' name of the box.
    """
    ET.register_namespace("", SVG[1:-1])
    picture = ET.fromstring(svg)
    for side in ("width", "height"):  # the page gives it a width
        picture.attrib.pop(side, None)
    if alternative:  # not role=img: what is inside an image cannot be reached
        picture.attrib.update({"role": "group", "aria-label": alternative, "class": "drawing"})
    for group in picture.iter(f"{SVG}g"):
        title = group.find(f"{SVG}title")
        node = title.text or "" if title is not None else ""
        if title is not None:  # a browser shows it at the mouse
            group.remove(title)
        if "id" in group.attrib:
            group.set("id", f"{name}-{group.get('id')}")
        if node in targets:
            _link(group, targets[node])
    for group in picture.iter(f"{SVG}g"):
        if group.get("class") == "edge":
            group.set("aria-hidden", "true")
    return ET.tostring(picture, encoding="unicode")


def _link(group: ET.Element, target: str) -> None:
    """Put all of a box inside a link, with its lines of text as the link's name."""
    inside = list(group)
    lines = [" ".join((text.text or "").split()) for text in group.iter(f"{SVG}text")]
    link = ET.Element(f"{SVG}a", {"href": f"#{target}", "aria-label": " ".join(lines)})
    for element in inside:
        group.remove(element)
        link.append(element)
    group.append(link)
