"""A place in the sources: the one form in which code says where something stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A file, relative to the project's folder, and a line in it (from 1; 0 the whole file)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """``file:line``, as a terminal and an editor have it; ``file`` alone for a whole file."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @classmethod
    def read(cls, text: str) -> Place:
        """The place that ``file:line`` names."""
        file, _, line = text.rpartition(":")
        return cls(file, int(line)) if file and line.isdecimal() else cls(text)


class PlacedText(str):
    """A text of data/ or of the labels that knows its place; compared and written as a text."""

    place: Place | None  # where it stands; None of what Jinja2 makes of one by filling it in

    def __new__(cls, text: str, place: Place | None = None) -> PlacedText:
        """The text, with its place."""
        placed = super().__new__(cls, text)
        placed.place = place
        return placed

    def __getnewargs__(self) -> tuple[str, Place | None]:  # type: ignore[override]
        """What a copy is made of."""
        return str(self), self.place


def place_of(text: object) -> Place | None:
    """The place of a text that knows it and has words; None of another."""
    return text.place if isinstance(text, PlacedText) and text.strip() else None


def placed(value: Any, place: Callable[..., Place | None], *steps: str | int) -> Any:
    """A value of dicts, lists and texts, each text with its place where that is known.

    Args:
        place: gives the place of the value at some steps from the top.
    """
    if isinstance(value, dict):
        return {name: placed(inner, place, *steps, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [placed(inner, place, *steps, i) for i, inner in enumerate(value)]
    at = place(*steps) if isinstance(value, str) else None
    return PlacedText(value, at) if at else value
