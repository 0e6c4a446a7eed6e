"""Exports of a thesis: each read once, for as long as neither it nor the readers change."""

import gc
import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import accumulate
from pathlib import Path

import msgspec

from thesis.exports import read
from thesis.input.folder import EXPORT_NAME, EXPORTS
from thesis.screening.found import FoundRecord, found_record
from thesis.screening.texts import RecordTexts, texts_of

CACHE = "build/records"  # What was read of each export, under the hash of it and of the readers

SMALL = 4 * 1024**2
"""Bytes of all that is to be read, below which a second process takes longer to start."""


class ReadExport(msgspec.Struct, frozen=True):
    """What was read of one file."""

    file: str  # its path in the folder of the thesis
    database: str  # the database that it is of
    number: int  # the search that it is of; 0 for all of the database
    sha256: str  # of its bytes
    announced: int  # how many records it says it has
    lost: list[str]  # what was not read of it, each with its line and why
    records: list[FoundRecord]  # those that were read


class UnreadExportError(Exception):
    """A file of data/exports/ that is no export, or named after no database."""


def read_exports(
    root: Path, databases: list[str], tell: Callable[[int, int], None] | None = None
) -> Iterator[ReadExport]:
    """What each file of data/exports/ has, in the order of the databases and searches.

    Args:
        databases: their ids, in their order.
        tell: is told how many bytes have been read, and of how many, after each file.

    Raises:
        UnreadExportError: a file that cannot be read, or is named after no database.
    """
    files = sorted(
        (path for path in (root / EXPORTS).glob("*") if _is_export(path)),
        key=lambda path: _order(path.name, databases),
    )
    known = {path: root / CACHE / f"{_key(path)}.json" for path in files}
    new = [path for path, kept in known.items() if not (kept.is_file() and _texts(kept).is_file())]
    if new:
        (root / CACHE).mkdir(parents=True, exist_ok=True)
        _read_all(new, known, tell or (lambda done, of: None))
        for path in {*(root / CACHE).iterdir()} - {*known.values(), *map(_texts, known.values())}:
            path.unlink(missing_ok=True)  # of an export, or a reader, that is another now
    for path in files:
        yield msgspec.json.decode(known[path].read_bytes(), type=ReadExport)


def read_texts(root: Path, export: ReadExport) -> list[RecordTexts]:
    """The texts of an export that was read, in the order of its records."""
    kept = root / CACHE / f"{_key(root / export.file)}.json"
    return msgspec.json.decode(_texts(kept).read_bytes(), type=list[RecordTexts])


def _texts(kept: Path) -> Path:
    """Where the texts are of what was read of an export: counting does not open it."""
    return kept.with_suffix(".texts")


def _read_all(new: list[Path], known: dict[Path, Path], tell: Callable[[int, int], None]) -> None:
    """Read files that are not known, in several processes where they are large."""
    targets = [known[path] for path in new]
    sizes = [path.stat().st_size for path in new]
    done = [*accumulate(sizes)]
    if len(new) > 1 and sum(sizes) > SMALL:
        processes = min(len(new), os.cpu_count() or 1)
        with ProcessPoolExecutor(processes, initializer=gc.disable) as pool:  # nothing is garbage
            for read_so_far, _ in zip(done, pool.map(_keep, new, targets), strict=True):
                tell(read_so_far, sum(sizes))
    else:
        for read_so_far, path, target in zip(done, new, targets, strict=True):
            _keep(path, target)
            tell(read_so_far, sum(sizes))


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
    for to, what in ((_texts(target), [*map(texts_of, export.records)]), (target, made)):
        partial = to.with_suffix(f".{os.getpid()}.partial")
        partial.write_bytes(msgspec.json.encode(what))
        partial.replace(to)


def _is_export(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$"))


def _order(name: str, databases: list[str]) -> tuple[int, int, str]:
    """The place of a file among the others.

    Raises:
        UnreadExportError: it is named after no database.
    """
    if not (found := EXPORT_NAME.fullmatch(name)) or found["database"] not in databases:
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
