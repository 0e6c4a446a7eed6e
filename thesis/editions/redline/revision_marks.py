"""Revision marks of a changed text, and what is left when they are accepted or rejected.

They are pandoc's own: spans of the classes ``insertion`` and ``deletion``, which its writer of DOCX
makes tracked changes of, and an empty one of the class ``paragraph-insertion`` or
``paragraph-deletion`` at the end of a paragraph that came or left as a whole.
"""

from collections.abc import Mapping
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Element

INSERTION = "insertion"
DELETION = "deletion"
WHOLE = {INSERTION: "paragraph-insertion", DELETION: "paragraph-deletion"}
"""The class of the mark of a whole paragraph."""
CLASSES = {INSERTION, DELETION, *WHOLE.values()}


def span(kind: str, inlines: list[Element]) -> Element:
    """Inlines that came or left."""
    return {"t": "Span", "c": [["", [kind], []], inlines]}


def kind(element: Element) -> str:
    """The mark that an element is: one of CLASSES, or ""."""
    if element["t"] != "Span":
        return ""
    return next((name for name in pandoc.classes(element) if name in CLASSES), "")


def accepted(node: Any) -> Any:
    """A copy without what left, and with what came as if it had always been there."""
    return _without(node, DELETION, INSERTION)


def rejected(node: Any) -> Any:
    """A copy without what came, and with what left as if it had never gone."""
    return _without(node, INSERTION, DELETION)


def _without(node: Any, dropped: str, kept: str) -> Any:
    if isinstance(node, dict):
        return {name: _without(value, dropped, kept) for name, value in node.items()}
    if not isinstance(node, list):
        return node
    out: list[Any] = []
    for child in node:
        mark = kind(child) if isinstance(child, dict) and "t" in child else ""
        if mark == kept:
            out += _without(child["c"][1], dropped, kept)
        elif not mark:
            out.append(_without(child, dropped, kept))
    return out


def sign(node: Any, author: str, date: str) -> None:
    """Say at every mark who made the change, and on what day (ISO)."""
    for element in pandoc.walk(node):
        if kind(element):
            element["c"][0][2] = [["author", author], ["date", f"{date}T00:00:00Z"]]


def legend(label: Mapping[str, str], old: str, new: str) -> list[Element]:
    """What the marks mean, each shown as it looks."""
    said = label["marks"].format(old=old, new=new, inserted="\1", deleted="\2")
    samples = {
        "\1": span(INSERTION, pandoc.inlines(label["inserted"])),
        "\2": span(DELETION, pandoc.inlines(label["deleted"])),
    }
    out: list[Element] = []
    for inline in pandoc.inlines(said):
        sign = str(inline.get("c", ""))[:1]
        rest = {"t": "Str", "c": str(inline.get("c", ""))[1:]}
        out += [samples[sign], rest] if sign in samples else [inline]
    return out
