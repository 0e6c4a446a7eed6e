"""Limits of a file that somebody wrote: its size, its characters, its name, and where it lies.

Each is far above what a thesis has. What is beyond them is told with its line and is not read
further: a reader that comes to its end in a second for every thesis may take a day for such a file.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare

MOST_BYTES = 8 * 1024**2
MOST_OF_DECISIONS = 64 * 1024**2  # Bytes of a file of a screener: half a million decisions
MOST_IN_LINE = 100_000
MOST_IN_PARAGRAPH = 30_000  # Characters of prose without a blank line between them: some ten pages
MOST_IN_WORD = 2000

ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
"""What no file of an office program declares; it may stand for a file, or for any length."""

INPUT_SIZE = declare(
    "input.size",
    looks_at="data_files",
    sees=f"a file of more than {MOST_BYTES // 1024**2} MB, of decisions 64, a line of more than "
    f"{MOST_IN_LINE} characters, a paragraph of more than {MOST_IN_PARAGRAPH}, a word of more than "
    f"{MOST_IN_WORD}",
    misses="a file that is large within these limits and takes long",
    example="a picture that was pasted into data/words.yaml as a line of letters",
)
INPUT_CHARACTER = declare(
    "input.character",
    looks_at="data_files",
    sees="a character that says nothing and may do something: a control character, a letter of "
    "private use, a mark of byte order inside the text, a mark that turns the text round",
    misses="a letter that looks like another, and a space that has no width",
    example="the sign U+E000, from a font of symbols",
)
INPUT_LINK = declare(
    "input.link",
    looks_at="data_files",
    sees="a link in data/, content/, config/ or templates/ that leads out of the thesis",
    misses="a link that leads to another file of the thesis",
    example="content/notat.txt, a link to ../../notat.txt",
)
INPUT_FILE_NAME = declare(
    "input.file-name",
    looks_at="data_files",
    sees="a file or folder in data/, content/, config/ or templates/ whose name has a line break, "
    "a brace, a backslash, another control character, or bytes that are not UTF-8",
    misses="a name that another system cannot have, such as one with a colon",
    example="data/studies/{a}.yaml",
)

STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
FOLDERS = ("config", "content", "data", "templates")
LONG_WORD = re.compile(rf"\S{{{MOST_IN_WORD + 1}}}")


def size(path: Path, file: str) -> Finding | None:
    """What is wrong with the size of a file, before any of it is read."""
    return size_of(path.stat().st_size, file) if path.is_file() else None


def size_of(size: int, file: str) -> Finding | None:
    """What is wrong with a file of some bytes."""
    most_bytes = MOST_OF_DECISIONS if file.startswith("data/screening/") else MOST_BYTES
    if size > most_bytes:
        found = f"a file of {size / 1024**2:.0f} MB"
        return _size(Place(file), found, f"at most {most_bytes // 1024**2} MB")
    return None


def text(written: str, file: str) -> Finding | None:
    """What is wrong with the letters and lines of a file, the first of it; it is not read."""
    for number, line in enumerate(written.split("\n"), 1):
        if len(line) > MOST_IN_LINE:
            found = f"a line of {len(line)} characters"
            return _size(Place(file, number), found, f"at most {MOST_IN_LINE}")
        if len(line) > MOST_IN_WORD and (word := LONG_WORD.search(line)):
            found = f"a word of more than {MOST_IN_WORD} characters, «{word[0][:20]}…»"
            return _size(Place(file, number), found, "words with spaces between them")
    if strange := STRANGE.search(written):
        number = written.count("\n", 0, strange.start()) + 1
        return character(strange[0], Place(file, number))
    return None


def character(char: str, place: Place) -> Finding:
    """A character that stands at a place and should not."""
    name = unicodedata.name(char, "without a name")
    return INPUT_CHARACTER.at(
        place,
        found=f"the character U+{ord(char):04X}, {name}",
        expected="letters, digits, marks and spaces",
        fix="delete it, and type what it stands for",
    )


def paragraphs(written: str, file: str) -> Finding | None:
    """A paragraph of prose that is too long for any of the programs that read it."""
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", written):
        if len(paragraph) > MOST_IN_PARAGRAPH:
            line = written.count("\n", 0, start + len(paragraph) - len(paragraph.lstrip())) + 1
            found = f"a paragraph of {len(paragraph)} characters"
            return _size(Place(file, line), found, f"at most {MOST_IN_PARAGRAPH}")
        start += len(paragraph)
    return None


def _size(place: Place, found: str, expected: str) -> Finding:
    fix = "look whether something was pasted here by mistake; else divide it"
    return INPUT_SIZE.at(place, found=found, expected=expected, fix=fix)


def names(root: Path) -> Iterator[Finding]:
    """Files of a thesis that lead out of its folder, or whose names no build can take.

    Snakemake reads a brace in the name of a file as the name of a variable; Typst takes
    no backslash.
    """
    home = root.resolve()
    inside = (sorted((root / folder).rglob("*")) for folder in FOLDERS)
    for path in (*(root / folder for folder in FOLDERS), *chain.from_iterable(inside)):
        file = path.relative_to(root).as_posix()
        if not file.isprintable() or {*file} & {*"{}\\"}:
            yield INPUT_FILE_NAME.at(
                Place(ascii(file)[1:-1]),
                found=f"the name {path.name!a}",
                expected="a name of letters, digits, - and _",
                fix="rename it, or move it out",
            )
        elif path.is_symlink() and not leads_inside(path, home):
            yield INPUT_LINK.at(
                Place(file),
                found="a link that leads out of the folder of the thesis",
                expected="the file itself",
                fix="put a copy of the file in its place",
            )


def is_file(path: Path) -> bool:
    """Whether a file is there; none has a name that no system takes: too long, or with NUL."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def leads_inside(path: Path, home: Path) -> bool:
    """Whether what a path leads to lies in a folder; a link that leads nowhere does not."""
    try:
        return path.resolve(strict=True).is_relative_to(home)
    except (OSError, RuntimeError):  # a circle of links
        return False
