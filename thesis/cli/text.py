"""Lines of a terminal: their length, how a text is broken into them, and counts in words."""

from __future__ import annotations

import shutil
import textwrap

NARROW, WIDE = 60, 100
"""The fewest and the most columns that something is told in."""


def columns() -> int:
    """The columns of the terminal, within reason."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROW), WIDE)


def wrapped(text: str, width: int, indent: int) -> list[str]:
    """A text on lines of `width` columns, from the second one on two columns further in."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def counted(number: int, noun: str, plural: str = "") -> str:
    """«1 study», «2 studies»."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
