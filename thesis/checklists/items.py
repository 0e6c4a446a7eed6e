"""Items of the reporting checklists, as templates/checklists/<language>.yaml has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from thesis.input.sources import read_yaml


@dataclass(frozen=True)
class Item:
    """An item of a checklist.

    Attributes:
        id: its number, such as ``10a``.
        section: the part of a report that it is about, as the checklist calls it.
        topic: its heading, as the checklist calls it.
        asks: what it asks for, in our own words.
    """

    id: str
    section: str
    topic: str
    asks: str


@dataclass(frozen=True)
class Checklist:
    """A checklist.

    Attributes:
        id: what data/checklists.yaml calls it.
        name: its name.
        source: the work that it is from, as a reference.
        address: where that work is.
        items: its items, in order.
    """

    id: str
    name: str
    source: str
    address: str
    items: tuple[Item, ...]

    def sections(self) -> list[tuple[str, list[Item]]]:
        """The items by the part of a report that they are about."""
        return [(name, list(items)) for name, items in groupby(self.items, lambda i: i.section)]


def read(path: str | Path) -> list[Checklist]:
    """The checklists of a language, in order."""
    content: Mapping[str, Any] = read_yaml(Path(path), str(path)).value
    return [
        Checklist(
            name,
            each["name"],
            each["source"],
            each["address"],
            tuple(
                Item(number, section, *told)
                for section, items in each["items"].items()
                for number, told in items.items()
            ),
        )
        for name, each in content.items()
    ]
