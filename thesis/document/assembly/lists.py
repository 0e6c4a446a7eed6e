"""Lists of figures and of tables behind the contents, as metadata of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from thesis.document import pandoc
from thesis.document.pandoc import Element, Tree
from thesis.input.labels import Labels

APART = {"matrix", "appendix-table"}
"""Divisions whose tables are no «tabell 1»: they have numbers of their own, or none."""
KINDS = {"figures": "Figure", "tables": "Table"}


def add(tree: Tree, wanted: Sequence[str], words: Labels) -> None:
    """Note in the metadata what each list has: its title, and a link to each, with its caption.

    Args:
        tree: the document, in which figures and tables have their numbers; it is changed.
        wanted: of ``figures`` and ``tables``, in the order of the lists.
    """
    made = []
    for name in wanted:
        links = [
            {"t": "MetaInlines", "c": [_link(element)]}
            for element in _numbered(tree["blocks"], KINDS[name])
        ]
        if links:
            title = pandoc.meta_string(words["lists"][name])
            entries = {"t": "MetaList", "c": links}
            made.append({"t": "MetaMap", "c": {"title": title, "entries": entries}})
    if made:
        tree["meta"]["lists"] = {"t": "MetaList", "c": made}


def read(tree: Tree) -> Iterator[tuple[str, list[Element]]]:
    """The lists of a document: the title of each, and its links."""
    for each in tree["meta"].get("lists", {"c": []})["c"]:
        links = [entry["c"][0] for entry in each["c"]["entries"]["c"]]
        yield pandoc.text(each["c"]["title"]), links


def _link(element: Element) -> Element:
    """A link to a figure or table, with the words of its caption; numbers in it keep no key."""
    words = pandoc.text(element["c"][1][1])
    return {
        "t": "Link",
        "c": [["", [], []], pandoc.inlines(words), [f"#{pandoc.identifier(element)}", ""]],
    }


def _numbered(node: Any, kind: str) -> Iterator[Element]:
    """The figures or tables that have an id and a number of their kind, in order."""
    if isinstance(node, list):
        for each in node:
            yield from _numbered(each, kind)
    elif isinstance(node, dict) and not APART & set(pandoc.classes(node)):
        if node["t"] == kind and pandoc.identifier(node) and node["c"][1][1]:
            yield node
        elif node["t"] == "Div":
            yield from _numbered(node["c"][1], kind)
