"""Checksums of a release, in the form of ``sha256sum``: all can check them without this code."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

FILE, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"

LINE = re.compile(r"([0-9a-f]{64})  (.+)")
"""Two spaces, as of a binary file."""


def write(folder: Path) -> None:
    """Write the checksum of every file of a folder but itself and its signature."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (FILE, SIGNATURE)
    )
    lines = [f"{digest(folder / name)}  {name}\n" for name in names]
    (folder / FILE).write_text("".join(lines), "utf-8")


def read(folder: Path) -> dict[str, str]:
    """The checksum of each file by its name.

    Raises:
        OSError: there is no such file, or it cannot be read.
        ValueError: a line is no checksum of a file inside the folder.
    """
    found = {}
    for i, line in enumerate((folder / FILE).read_text("utf-8").splitlines(), 1):
        match = LINE.fullmatch(line)
        if not match or Path(match[2]).is_absolute() or ".." in Path(match[2]).parts:
            raise ValueError(f"{FILE}:{i}: {line!r} is no checksum of a file of the release")
        found[match[2]] = match[1]
    return found


def wrong(folder: Path) -> Iterator[tuple[str, str]]:
    """Files that are not what their checksums say, each with what is wrong with it."""
    known = read(folder)
    for name, expected in known.items():
        path = folder / name
        if path.is_symlink() or not path.is_file():
            yield name, "is not there"
        elif digest(path) != expected:
            yield name, "has another content"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in {*known, FILE, SIGNATURE}:
            yield name, "has no checksum"


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
