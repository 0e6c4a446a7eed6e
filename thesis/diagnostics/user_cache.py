"""The user's cache: what takes long to make and can be made anew, kept for all theses on a machine.

Each file begins with the digest of the rest: what is kept here is run as it stands, so what is
spoilt counts as lacking, and a folder into which another user can write is not used. Many may fill
it at once. Its name says all that it was made of, or the reader looks whether it fits.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

DIGEST = hashlib.sha256().digest_size


def read(name: str) -> bytes | None:
    """What is kept under a name, whole; None when there is nothing, or it is spoilt."""
    kept = folder()
    if kept and is_own(file := kept / name):
        with contextlib.suppress(OSError):
            whole = file.read_bytes()
            if hashlib.sha256(whole[DIGEST:]).digest() == whole[:DIGEST]:
                return whole[DIGEST:]
    return None


def keep(name: str, content: bytes) -> None:
    """Keep something under a name; a disk that is full or read only keeps nothing."""
    if kept := folder():
        with contextlib.suppress(OSError):
            _write(hashlib.sha256(content).digest() + content, kept / name)


def folder() -> Path | None:
    """Where the user's programs keep what they can make anew; None without a home."""
    above = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with contextlib.suppress(RuntimeError):
        path = Path(above) if above else Path.home() / ".cache"
        return path / "thesis" if path.is_absolute() else None
    return None


def is_own(file: Path) -> bool:
    """Whether nobody but the user can write to a file, or put another in its place."""
    if not hasattr(os, "getuid"):
        return True  # Windows: the folder is one of the user's own
    for each in (file, file.parent, file.parent.parent):
        try:
            status = each.lstat()
        except OSError:
            return False
        if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
    return True


def _write(content: bytes, file: Path) -> None:
    """Write the file whole or not at all: two builds may do so at once."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
        half = Path(temporary.name)
        try:
            temporary.write(content)
            temporary.close()
            os.replace(half, file)
        finally:
            half.unlink(missing_ok=True)
