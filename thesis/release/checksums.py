"""Checksums of a release, in the form of ``sha256sum``: all can check them without this code."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from thesis.diagnostics.files import write_whole
from thesis.input.limits import MOST_BYTES

FILE, SIGNATURE, STAMP = "SHA256SUMS", "SHA256SUMS.sig", "SHA256SUMS.sig.tsr"
UNSUMMED = (FILE, SIGNATURE, STAMP)
"""The files of a release that have no checksum: they are made of the checksums."""

LINE = re.compile(r"([0-9a-f]{64})  ([^\0\r\n]+)")  # Two spaces, as of a binary file


def write(folder: Path) -> None:
    """Write the checksum of every file of a folder but those made of them."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in UNSUMMED
    )
    lines = [f"{digest(folder / name)}  {name}\n" for name in names]
    write_whole("".join(lines), folder / FILE)


def read(folder: Path) -> dict[str, str]:
    """The checksum of each file by its name.

    Raises:
        OSError: there is no such file, or it cannot be read.
        ValueError: it is no such file, or a line is no checksum of a file inside the folder.
    """
    found: dict[str, str] = {}
    path = folder / FILE
    if path.exists() and not is_own(path):
        raise ValueError(f"{FILE} is no file of at most {MOST_BYTES // 1024**2} MB")
    for i, line in enumerate(path.read_text("utf-8").removesuffix("\n").split("\n"), 1):
        match = LINE.fullmatch(line)
        if not match or Path(match[2]).is_absolute() or ".." in Path(match[2]).parts:
            raise ValueError(f"{FILE}:{i}: {line[:200]!r} is no checksum of a file of the release")
        if found.setdefault(match[2], match[1]) != match[1]:
            raise ValueError(f"{FILE}:{i}: {match[2]!r} has another checksum above")
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
        if (path.is_symlink() or not path.is_dir()) and name not in {*known, *UNSUMMED}:
            yield name, "has no checksum"


def is_own(path: Path) -> bool:
    """Whether something is a file of the release itself: no pipe, no link, and not endless."""
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= MOST_BYTES


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
