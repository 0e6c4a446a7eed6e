"""Items of the reporting checklists, as templates/checklists/<language>.yaml has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from thesis.input.sources import read_yaml


@dataclass(frozen=True)
class Item:
    """An item of a checklist."""

    id: str  # its number, such as ``10a``
    section: str  # the part of a report that it is about, as the checklist calls it
    topic: str  # its heading, as the checklist calls it
    asks: str  # what it asks for, in our own words


@dataclass(frozen=True)
class Checklist:
    """A checklist."""

    id: str  # what data/checklists.yaml calls it
    name: str  # its name
    source: str  # the work that it is from, as a reference
    address: str  # where that work is
    items: tuple[Item, ...]  # its items, in order

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
