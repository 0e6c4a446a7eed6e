"""Folder of a watch: a copy of what a person writes, in build/watch/, and who holds it.

The steps work in the copy, which has a build/ of its own: that of the real build, and results/, are
left alone, and a file that is saved meanwhile is not read by half.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from thesis.editions import store
from thesis.formats import attachments
from thesis.input import limits
from thesis.input.folder import passed_over

OWN = Path("build/watch")
LOCK = "lock"
"""Held by the watch that works in the folder; the system lets go of it when that one dies."""

Stamp = tuple[int, int, int, str]
"""Of a file: its time, its size, its number on the disk, and where it leads to if it is a link."""

WRITTEN = (*attachments.THESIS, f"{store.FOLDER}/*/*.json")
"""What a person writes, and the editions before this one."""


class LockedError(Exception):
    """Another process is at work there; the message is what it wrote about itself."""


def hold(root: Path) -> IO[str]:
    """Take the folder of the watch, and empty it of what another watch left; hold the file open.

    Raises:
        LockedError: a living watch has it.
        OSError: it cannot be written to.
    """
    own = root / OWN
    lock = locked(own / LOCK)
    for path in own.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()
    return lock


def locked(path: Path) -> IO[str]:
    """Take a lock, for whoever holds it to say in it where it is at work; hold the file open.

    Raises:
        LockedError: a living process has it.
        OSError: it cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("a+", encoding="utf-8")
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            said = lock.read().strip()
            lock.close()
            raise LockedError(said) from None
    lock.truncate(0)
    return lock


def seen(root: Path, patterns: tuple[str, ...] = WRITTEN) -> dict[str, Stamp]:
    """Every file that a person wrote, by its path in the folder, with a stamp of its state."""
    stamps = {}
    for pattern in patterns:
        top, _, below = pattern.partition("/*")
        for path in _files(root / top, deep=bool(below)):
            name = Path(os.path.relpath(path, root))
            if passed_over(name):
                continue
            try:
                state = os.lstat(path)
                leads = str(path.readlink()) if path.is_symlink() else ""
            except OSError:  # it is gone again
                continue
            stamps[name.as_posix()] = (state.st_mtime_ns, state.st_size, state.st_ino, leads)
    return stamps


def _files(top: Path, deep: bool) -> list[Path]:
    if not deep:
        return [top] if top.is_file() or top.is_symlink() else []
    found = []
    for folder, folders, names in os.walk(top):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += [Path(folder, name) for name in (*names, *links)]
    return found


def follow(root: Path, before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> list[str]:
    """Make the copy that which now stands in the folder.

    A link is copied as a link that leads to the same, so that a rule tells of it.

    Returns:
        The files that are other than before, or gone.
    """
    changed = sorted(
        name for name in before.keys() | now.keys() if before.get(name) != now.get(name)
    )
    for name in changed:
        copy = root / OWN / name
        copy.unlink(missing_ok=True)
        if name not in now:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if now[name][-1]:
            copy.symlink_to(_target(root, name, now[name][-1]))
            continue
        try:
            if now[name][1] > limits.MOST_BYTES:  # refused by its size: its content is not needed
                with copy.open("wb") as large:
                    large.truncate(now[name][1])
            else:
                shutil.copyfile(root / name, copy)
        except OSError:  # an editor is at it, or it may not be read: the rules miss it
            continue
    return changed


def _target(root: Path, name: str, leads: str) -> str:
    """Where a copied link leads: inside the copy, or out to what the link itself leads to."""
    target = Path(os.path.normpath(root / Path(name).parent / leads))
    inside = target.is_relative_to(root) and not Path(leads).is_absolute()
    return leads if inside else str(target)
