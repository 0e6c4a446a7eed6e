"""Declaration on artificial intelligence: where the thesis prints it, and the item that asks."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from thesis.checklists.prisma_s import Filled
from thesis.diagnostics.files import THESIS_FILE
from thesis.document import pandoc
from thesis.document.pandoc import Tree
from thesis.input.labels import Labels
from thesis.model.records import Declaration

CHECKLIST, ITEM = "ai", "1"
PRINTED = "ai-declaration"  # The class of what ``table("ai_declaration")`` prints


def under(tree: Tree) -> str | None:
    """The identifier of the heading above the printed declaration; None where none is printed."""
    heading = ""
    for element in pandoc.walk(tree["blocks"]):
        if element["t"] == "Header":
            heading = pandoc.identifier(element)
        elif element["t"] == "Div" and PRINTED in pandoc.classes(element):
            return heading
    return None


def headed(tree: Tree, words: Sequence[str]) -> str | None:
    """The identifier of a heading with one of some words; None where no heading has one."""
    if not words:
        return None
    said = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    for element in pandoc.walk(tree["blocks"]):
        if element["t"] == "Header" and said.search(pandoc.text(element)):
            return pandoc.identifier(element)
    return None


def answered(
    given: Declaration | None, tree: Tree, words: Labels, demands: Mapping[str, Any]
) -> dict[str, Filled]:
    """The item, by the record and where it is printed; nothing where nobody asks for it.

    Args:
        words: the labels under ``checklists.filled``.
        demands: those of the settings.
    """
    if given:
        said = words["ai"]["used" if given.used else "unused"]
        tools = "; ".join(f"{tool.name}: {tool.purpose}" for tool in given.tools)
        if (heading := under(tree)) is None:
            return {ITEM: Filled("", words["ai"]["unprinted"], (), (THESIS_FILE,))}
        return {ITEM: Filled(said.format(tools=tools), "", (heading,), (THESIS_FILE,))}
    if not demands.get("ai"):
        return {}
    heading = headed(tree, demands.get("declaration", ()))
    at = () if heading is None else (heading,)
    return {ITEM: Filled("", words["ai"]["unrecorded" if at else "missing"], at, ())}
