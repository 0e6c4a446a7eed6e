"""Markdown to pandoc's syntax tree, with the works that it cites and its cross-references."""

import re
from typing import Any

from thesis.document import marks, pandoc
from thesis.document.render import escape
from thesis.input.labels import Labels
from thesis.model.records import Work

CITATION_KEY = re.compile(r"@\{?([\w-]+)")
"""What may be a citation key, of letters, digits, - and _ as data/references.yaml has them."""

TITLES = {"title", "container-title"}


def convert(text: str, arguments: list[str]) -> pandoc.Tree:
    """Markdown to pandoc's syntax tree, citations and cross-references resolved, marks settled.

    Raises:
        TooHardError: pandoc does not come to its end.
    """
    short, places = marks.shorten(text)
    tree = pandoc.convert(short, arguments)
    marks.settle(tree, places)
    return tree


def label_arguments(words: Labels) -> list[str]:
    """The words that the filter for cross-references prints, as metadata."""
    names = ("figure", "table", "matrix", "appendix", "and")
    return [f"--metadata=label-{name}:{words[name]}" for name in names]


def cited(items: list[Work], text: str) -> list[Work]:
    """The references that a text may cite: reading the others takes pandoc longer than the text."""
    found = set(CITATION_KEY.findall(text))
    found |= {key.rstrip("-") for key in found}  # «@wang2017--»: the dash is no part of it
    return [item for item in items if item["id"] in found]


def as_typed(items: list[Work]) -> dict[str, list[dict[str, Any]]]:
    """The references as metadata that citeproc prints as typed.

    In a bibliography file it would take <b> for bold and "x" for a quotation; metadata is Markdown,
    in which all of that is escaped. A title is marked as being in its work's language, since the
    list around it is in the thesis' own.
    """
    kept = {"id", "type", "language", "issued", "accessed"}
    typed = [
        {name: value if name in kept else escaped(value) for name, value in item.items()}
        for item in items
    ]
    for item in typed:
        for name in TITLES & set(item) if item.get("language") else set():
            item[name] = f"[{item[name]}]{{lang={item['language']}}}"
    return {"references": typed}


def escaped(value: Any) -> Any:
    """A field of a reference with every text in it escaped."""
    if isinstance(value, dict):
        return {name: escaped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [escaped(inner) for inner in value]
    return escape(str(value)) if isinstance(value, str) else value  # without its place
