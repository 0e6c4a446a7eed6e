"""The reference list, which pandoc's citation engine makes: each entry gets its work's place."""

from __future__ import annotations

from collections.abc import Mapping

from thesis.diagnostics.place import place_of
from thesis.document import pandoc
from thesis.model.records import Work


def add_places(tree: pandoc.Tree, works: Mapping[str, Work]) -> None:
    """Give each entry of the list the place of its work's id.

    Args:
        tree: the document; it is changed.
        works: the works by their ids, whose texts know their places.
    """
    for block in pandoc.walk(tree["blocks"]):
        key = pandoc.identifier(block).removeprefix("ref-")
        place = place_of(works.get(key, {}).get("id"))
        if block["t"] == "Div" and place and block["c"][1]:
            for inner in block["c"][1]:
                inner["c"][0]["at"] = str(place)
