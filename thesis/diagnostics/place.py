"""A place in the sources: the one form in which code says where something stands."""

from __future__ import annotations

from typing import NamedTuple


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
        return cls(file, int(line)) if file and line.isdigit() else cls(text)
