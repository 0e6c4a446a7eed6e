"""Exports of a thesis: each read once, for as long as neither it nor the readers change."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import msgspec

from thesis.exports import read
from thesis.input.folder import EXPORT_NAME, EXPORTS
from thesis.screening.found import FoundRecord, found_record

CACHE = "build/records"
"""What was read of each export, under the hash of it and of the readers."""

SMALL = 4 * 1024**2
"""Bytes of all that is to be read, below which a second process takes longer to start."""


class ReadExport(msgspec.Struct, frozen=True):
    """What was read of one file.

    Attributes:
        file: its path in the folder of the thesis.
        database: the database that it is of.
        number: the search that it is of; 0 for all of the database.
        sha256: of its bytes.
        announced: how many records it says it has.
        lost: what was not read of it, each with its line and why.
        records: those that were read.
    """

    file: str
    database: str
    number: int
    sha256: str
    announced: int
    lost: list[str]
    records: list[FoundRecord]


class UnreadExportError(Exception):
    """A file of data/exports/ that is no export, or named after no database."""


def read_exports(root: Path, databases: list[str]) -> Iterator[ReadExport]:
    """What each file of data/exports/ has, in the order of the databases and searches.

    Args:
        databases: their ids, in their order.

    Raises:
        UnreadExportError: a file that cannot be read, or is named after no database.
    """
    files = sorted(
        (path for path in (root / EXPORTS).glob("*") if _is_export(path)),
        key=lambda path: _order(path.name, databases),
    )
    known = {path: root / CACHE / f"{_key(path)}.json" for path in files}
    new = [path for path in files if not known[path].is_file()]
    if new:
        (root / CACHE).mkdir(parents=True, exist_ok=True)
        _read_all(new, known)
    for path in files:
        yield msgspec.json.decode(known[path].read_bytes(), type=ReadExport)


def _read_all(new: list[Path], known: dict[Path, Path]) -> None:
    """Read files that are not known, in several processes where they are large."""
    targets = [known[path] for path in new]
    if len(new) > 1 and sum(path.stat().st_size for path in new) > SMALL:
        with ProcessPoolExecutor(min(len(new), os.cpu_count() or 1)) as pool:
            for _ in pool.map(_keep, new, targets):
                pass
    else:
        for path, target in zip(new, targets, strict=True):
            _keep(path, target)


def _keep(path: Path, target: Path) -> None:
    """Read a file, and keep what was read."""
    content = path.read_bytes()
    name = EXPORT_NAME.fullmatch(path.name)
    assert name
    try:
        export = read.read(content)
    except read.UnknownFormatError as why:
        raise UnreadExportError(f"{EXPORTS}/{path.name}: {why}") from None
    made = ReadExport(
        f"{EXPORTS}/{path.name}",
        name["database"],
        int(name["number"] or 0),
        hashlib.sha256(content).hexdigest(),
        export.announced,
        [f"{note.line}: {note.says}" for note in sorted(export.notes) if note.lost],
        [
            found_record(f"{path.stem}:{n}", record.line, record.item)
            for n, record in enumerate(export.records, 1)
        ],
    )
    partial = target.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(msgspec.json.encode(made))
    partial.replace(target)


def _is_export(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


def _order(name: str, databases: list[str]) -> tuple[int, int, str]:
    """The place of a file among the others.

    Raises:
        UnreadExportError: it is named after no database.
    """
    found = EXPORT_NAME.fullmatch(name)
    if not found or found["database"] not in databases:
        raise UnreadExportError(
            f"{EXPORTS}/{name}: no database has this name: call it {databases[0]}-4.ris, after "
            f"the search that it is of, or {databases[0]}.ris; there are {', '.join(databases)}"
        )
    return databases.index(found["database"]), int(found["number"] or 0), name


def _key(path: Path) -> str:
    """A name for what was read of a file: of its name, its bytes, and what reads it."""
    made = hashlib.sha256(f"{path.name}\n{_readers()}\n".encode())
    made.update(path.read_bytes())
    return made.hexdigest()


@cache
def _readers() -> str:
    """The hash of all that reads exports."""
    here = Path(__file__).parent
    files = sorted([*(here.parent / "exports").rglob("*.py"), *here.glob("*.py")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
