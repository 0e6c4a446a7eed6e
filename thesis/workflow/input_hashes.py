"""Hashes of inputs: a changed file counts by its content, whatever time it bears.

Snakemake asks of a file only whether it is newer than what was made. A file that was unpacked,
copied back or checked out is edited and old. So each rule has, beside its sources, a small file in
build/inputs/ with the hash of each of them, which is written when one of the hashes is another.
"""

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import HOUSE
from thesis.input import look

FOLDER = Path("build/inputs")
MERGED = "build/config.json"  # The whole config; the jobs read it there
DELIVERED, EVIDENCE = "build/delivered.txt", "build/evidence.txt"  # Hashes of what was handed in

MADE = ("build", "results")

Paths = str | Path | Iterable[str | Path]


def by_content(rule: str, **sources: Paths) -> dict[str, Any]:
    """The sources of a rule as its inputs, and beside them `seen`: the file with their hashes.

    Args:
        rule: its name; its script is one of the sources.
        sources: files by the names that the script has for them, each a path or several. Those
            among them that a rule made have no hash: Snakemake knows when they are made anew.
            What the thesis has of its own beside a template counts with it.
    """
    given = [path for each in sources.values() for path in _several(each) if not _made(path)]
    paths = [layer for path in given for layer in look.layers(path)]
    return {**sources, "seen": hashes(rule, [*HOUSE.glob(f"scripts/*/{rule}.py"), *paths])}


def code(house: Path) -> list[Path]:
    """The files of the package that decide what it makes: modules, schemas, words, messages."""
    kinds = (
        "**/*.py",
        "input/schemas/*",
        "language/*.yaml",
        "language/lexicon/*",
        "diagnostics/messages/*/*",
    )
    return [path for kind in kinds for path in house.glob(f"thesis/{kind}")]


def hashes(name: str, paths: Iterable[str | Path]) -> str:
    """The file with the hashes of some files; written when one of them is another.

    Args:
        name: what the file is called.
        paths: the files; one that is not there has no hash. One whose time is ahead of the clock
            is given the time of now: Snakemake refuses what is made before its source.
    """
    named = list(map(Path, paths))
    for path in named:
        if path.is_file() and path.stat().st_mtime > time.time():
            with contextlib.suppress(OSError):  # another's file, or a disk that is read only
                os.utime(path)
    return write(FOLDER / f"{name}.txt", _lines(named))


def unchanged(name: str, paths: Iterable[str | Path]) -> bool:
    """Whether :func:`hashes` wrote of these files what it would write now."""
    file = FOLDER / f"{name}.txt"
    return file.is_file() and file.read_text("utf-8") == _lines(paths)


def listed(file: str) -> list[str]:
    """The paths that a file with hashes names."""
    return [line.split("  ", 1)[1] for line in Path(file).read_text("utf-8").splitlines()]


def write(path: Path, text: str) -> str:
    """Write a file that rules have as input, when it is not what stands there; its path."""
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return str(path)


def deliver_hashes(results: Iterable[str], file: str) -> None:
    """Note what is handed in, for :func:`tell_of_spoilt_results`."""
    Path(file).write_text(_lines(results), "utf-8")


def tell_of_spoilt_results() -> None:
    """Say which of the results somebody, or some program, has changed since."""
    noted = [file for file in (DELIVERED, EVIDENCE) if Path(file).is_file()]
    then = [line for file in noted for line in Path(file).read_text("utf-8").splitlines()]
    for line in _lines(path for file in noted for path in listed(file)).splitlines():
        _, path = line.split("  ", 1)
        if line not in then and Path(path).is_file():
            print(
                f"{path} is not what was built: it was changed afterwards. "
                "Delete it, and the next build makes it anew.",
                file=sys.stderr,
            )


def out_of_the_future() -> None:
    """Set back what was made when the clock was ahead, in its order: nothing is newer than now.

    Else an edit of today would seem older than what was made of it.
    """
    made = [path for folder in MADE for path in Path(folder).rglob("*") if path.is_file()]
    times = {path: path.stat().st_mtime_ns for path in made}
    ahead = max(times.values(), default=0) - time.time_ns()
    if ahead > 0:
        for path, each in times.items():
            os.utime(path, ns=(each - ahead, each - ahead))


def _lines(paths: Iterable[str | Path]) -> str:
    named = {_shown(path): path for path in map(Path, paths)}
    return "".join(f"{_hash(path)}  {shown}\n" for shown, path in sorted(named.items()))


def _shown(path: Path) -> str:
    """The path from the working folder, which most are given as; to ask for it takes long."""
    outside = path.is_absolute() or ".." in path.parts
    return os.path.relpath(path) if outside else str(path)


def _made(path: str | Path) -> bool:
    return Path(path).parts[0] in MADE


def _several(paths: Paths) -> Iterable[str | Path]:
    return [paths] if isinstance(paths, str | Path) else paths


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
