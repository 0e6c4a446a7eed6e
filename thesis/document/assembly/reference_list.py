"""The reference list, which pandoc makes: the places of its works, and what nobody saw in them."""

from collections.abc import Collection, Mapping

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


UNVERIFIED = "mark-unverified"  # The class of a list whose entries are marked
MARK = "*"  # What stands behind an entry of which something was not seen in the work itself


def mark_unverified(tree: pandoc.Tree, unverified: Collection[str], note: str) -> None:
    """Mark each entry with a field that nobody saw in the work, and say so above the list.

    Only where the division of the list has the class for it.

    Args:
        tree: the document; it is changed.
        unverified: the works with such a field, by their ids.
        note: what the mark means, for the reader.
    """
    for _, _, blocks in pandoc.files(tree):
        for i, block in enumerate(blocks):
            if pandoc.identifier(block) == "refs" and UNVERIFIED in pandoc.classes(block):
                entries = [
                    entry
                    for entry in block["c"][1]
                    if pandoc.identifier(entry).removeprefix("ref-") in unverified
                ]
                for entry in entries:
                    last = [one for one in pandoc.walk(entry) if one["t"] in ("Para", "Plain")][-1]
                    last["c"] += [{"t": "Space"}, {"t": "Str", "c": MARK}]
                if entries:
                    blocks.insert(i, {"t": "Para", "c": pandoc.inlines(note)})
                    return
