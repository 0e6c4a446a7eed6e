"""Review marks: the sentences that somebody has read again, a line each in reviewed.txt.

A line begins with a hash of the sentence's words and of every value that it depends on, so it
counts no longer as soon as one of them is another. What stands behind it is for a person. The
lines are sorted by their hashes: two people seldom write at the same place of the file.
"""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thesis.diagnostics.files import write_whole
from thesis.input import sources
from thesis.input.sources import UnreadableSourceError

FILE = "reviewed.txt"
DIGITS = 16  # Of a hash

ABOUT = "# Sentences that were read again: python -m thesis reviewed. Sorted; one a line."
LINE = re.compile(rf"(?P<hash>[0-9a-f]{{{DIGITS}}})  \S.*")
LONGEST = 60


@dataclass(frozen=True)
class ReviewedLine:
    """A line of the file."""

    number: int  # from 1
    text: str  # all of it
    hash: str  # what it begins with; "" where it is no such line


def files(root: Path = Path()) -> list[str]:
    """The file, where there is one, as the rules have it as input."""
    return [FILE] if (root / FILE).is_file() else []


def read(root: Path) -> list[ReviewedLine]:
    """The lines of the file, without the remarks; none where there is no file.

    Raises:
        UnreadableSourceError: it is there and cannot be read.
    """
    if not files(root):
        return []
    lines = enumerate(sources.read_text(root / FILE, FILE).splitlines(), 1)
    return [
        ReviewedLine(number, text, found["hash"] if (found := LINE.fullmatch(text)) else "")
        for number, text in lines
        if text.strip() and not text.startswith("#")
    ]


def hashes(root: Path) -> set[str]:
    """The hashes of the sentences that were read."""
    return {line.hash for line in read(root)} - {""}


def readable(root: Path) -> set[str]:
    """The same; none where the file cannot be read, of which `edition.reviewed` tells."""
    try:
        return hashes(root)
    except UnreadableSourceError:
        return set()


def line(fingerprint: str, file: str, sentence: str) -> str:
    """The line of a sentence: its hash, and for a person its file and first words."""
    first = textwrap.shorten(sentence.replace("\u00a0", " "), LONGEST, placeholder=" …")
    return f"{fingerprint}  {file}  {first}"


def add(root: Path, lines: Iterable[str]) -> None:
    """Write lines to the file; every other line of it stays."""
    _write(root, {*_text(root), *lines})


def strike(root: Path, gone: Iterable[ReviewedLine]) -> None:
    """Take lines out of the file; every other line of it stays."""
    _write(root, {*_text(root)} - {line.text for line in gone})


def _text(root: Path) -> list[str]:
    if not files(root):
        return [ABOUT]
    return sources.read_text(root / FILE, FILE).splitlines()


def _write(root: Path, lines: set[str]) -> None:
    kept = sorted(line for line in lines if line.strip())
    write_whole("\n".join(kept) + "\n", root / FILE)
