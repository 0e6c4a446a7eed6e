"""Terminal: text that comes from elsewhere, so that it can do nothing to the screen."""

from __future__ import annotations

import io
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
        _spelt(char) if unicodedata.category(char) in ACTING and char not in KEPT else char
        for char in text
    )


def _spelt(char: str) -> str:
    return ascii(char)[1:-1]


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
