"""Texts read by pandoc, and marked texts as a person would write them."""

import json
from typing import Any

import pypandoc

from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.editions.redline import revision_marks


def read(text: str) -> list[Element]:
    made: list[Element] = json.loads(pypandoc.convert_text(text, "json", format="markdown"))[
        "blocks"
    ]
    return made


def text(node: Any) -> str:
    """The words of a text; what a picture shows is no text."""
    return pandoc.text(node, lambda element: element["t"] != "Image")


def plain(node: Any) -> str:
    """What is marked, as [-old-] and [+new+]."""
    signs = {revision_marks.INSERTION: "+", revision_marks.DELETION: "-"}

    def shown(each: Any) -> Any:
        if isinstance(each, list):
            return [shown(child) for child in each]
        if not isinstance(each, dict):
            return each
        if "t" in each and (sign := signs.get(revision_marks.kind(each))):
            inside = [{"t": "Str", "c": f"[{sign}"}, *shown(each["c"][1])]
            return {"t": "Span", "c": [["", [], []], [*inside, {"t": "Str", "c": f"{sign}]"}]]}
        return {name: shown(value) for name, value in each.items()}

    return pandoc.text(shown(node))


def tree(main: str, back: str = "# Vedlegg {.unnumbered}\n\n## Del", **meta: str) -> dict[str, Any]:
    parts = {
        "front": "# Sammendrag {.unnumbered}", "main": main, "back": back,
    }  # fmt: skip
    source = "\n\n".join(
        f'::: {{.file src="{part}.md" part="{part}"}}\n{content}\n:::'
        for part, content in parts.items()
    )
    return {
        "meta": {name: pandoc.meta_string(value) for name, value in meta.items()},
        "blocks": read(source),
    }
