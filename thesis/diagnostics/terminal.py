"""Terminal: text that can do nothing to the screen, the length of lines, and counts in words."""

import io
import shutil
import textwrap
import unicodedata
from typing import TextIO

ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""The kinds of characters that are not seen and do something: move, colour, turn round, hide."""

KEPT = {"\n", "\t"}


def shown(text: str) -> str:
    r"""A text with what is not seen written out: the sign that begins a command as ``\x1b``."""
    if text.isprintable():
        return text
    return "".join(
        ascii(char)[1:-1] if unicodedata.category(char) in ACTING and char not in KEPT else char
        for char in text
    )


class Plain(io.TextIOBase):
    """A stream that passes on what it is given, with :func:`shown`.

    Args:
        stream: where it goes.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        self.stream.write(shown(text))
        return len(text)

    def flush(self) -> None:
        """Let go of what is held back."""
        self.stream.flush()

    def fileno(self) -> int:
        """The number of the stream."""
        return self.stream.fileno()

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return self.stream.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """How it writes letters."""
        return self.stream.encoding


NARROW, WIDE = 60, 100  # The fewest and the most columns that something is told in


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
