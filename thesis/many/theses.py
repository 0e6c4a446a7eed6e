"""Theses of a list, a row each: where it is, and for a git repository which commit."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from thesis.diagnostics.findings import Finding, stop
from thesis.diagnostics.place import Place

COLUMNS = ("id", "source", "commit")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
URL = re.compile(r"(?:https|ssh|file)://\S+|git@[\w.-]+:\S+")
COMMIT = re.compile(r"[0-9a-f]{40}")

MADE = (".git", ".snakemake", ".venv", "build", "results")
"""Folders of a thesis that are not taken in: they are made, or of no use to a build."""

RULE = "theses.list"


@dataclass(frozen=True)
class Listed:
    """A thesis of the list.

    Attributes:
        id: what it is called in the table, and in the names of its files.
        source: a folder, or the address of a git repository.
        commit: of the repository; "" for its newest.
    """

    id: str
    source: str
    commit: str = ""

    @property
    def is_repository(self) -> bool:
        """Whether git has to bring it here."""
        return bool(URL.fullmatch(self.source))

    @cached_property
    def content(self) -> str:
        """A hash of the files of a folder; "" for a repository."""
        return "" if self.is_repository else _digest(Path(self.source))


def read(path: str | None) -> dict[str, Listed]:
    """The theses of a list, by their ids; folders are named from the folder of the list.

    Args:
        path: a file with the columns `id`, `source` and `commit` (which may be left out), with tabs
            between them.

    Raises:
        SystemExit: there is no such file, or something in it is wrong; all of it is told.
    """
    if not path or not Path(path).is_file():
        said = f"there is no {path}" if path else "no list of theses is named"
        expected = (
            f"a file with a row for each thesis: {', '.join(COLUMNS)}, with tabs between them"
        )
        place = Place(path or "--config theses=", 0)
        fix = "add --config theses=list.tsv to the command"
        stop([Finding(place, RULE, said, expected, fix)], "No thesis can be built.")
    assert path
    found: dict[str, Listed] = {}
    wrong: list[Finding] = []
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = rows.fieldnames or []
        if {"id", "source"} <= set(columns) <= set(COLUMNS):
            for line, row in enumerate(rows, 2):
                name, source, commit = ((row.get(each) or "").strip() for each in COLUMNS)
                one = _at(name, source, commit, Path(path).parent)
                problems = [*_problems(one, found)]
                if None in row:
                    problems.append(
                        ("more cells than columns", ", ".join(columns), "mend the tabs")
                    )
                wrong += [Finding(Place(path, line), RULE, *each) for each in problems]
                if not problems:
                    found[one.id] = one
    if not (found or wrong):
        said = "no row" if columns else "an empty file"
        expected = "\\t".join(COLUMNS) + ", and a row for each thesis"
        fix = "name the columns in the first line, with tabs between them, and add a row"
        wrong.append(Finding(Place(path, 1), RULE, " ".join(columns) or said, expected, fix))
    if wrong:
        stop(wrong, f"{path} is not a list of theses.")
    return found


def files(folder: Path) -> Iterator[Path]:
    """The files of a thesis that are taken in, in order; a symbolic link stays what it is."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name not in MADE:
                yield from files(path)
        elif path.is_symlink() or path.is_file():  # no pipe, which is never read to its end
            yield path


def _at(name: str, source: str, commit: str, here: Path) -> Listed:
    one = Listed(name, source, commit)
    if one.is_repository or not one.source:
        return one
    return Listed(one.id, str((here / one.source).resolve()), one.commit)


def _problems(one: Listed, known: dict[str, Listed]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a row: found, expected, fix."""
    if not ID.fullmatch(one.id):
        yield f"id: {one.id!r}", "letters, digits, - and _, at most 64", "give it another id"
    elif one.id in known:
        yield f"id: {one.id}, which a row above has", "an id of its own", "give it another id"
    if one.is_repository:
        if one.commit and not COMMIT.fullmatch(one.commit):
            yield f"commit: {one.commit}", "40 hexadecimal digits", "name the commit in full"
    elif not one.source or not Path(one.source).is_dir():
        yield f"source: {one.source}", "a folder, or https://, ssh://, git@ or file://", "mend it"
    elif one.commit:
        yield f"commit: {one.commit}, of a folder", "a commit of a repository", "leave it out"


def _digest(folder: Path) -> str:
    """A hash of the files that are taken in: their names and what is in them."""
    whole = hashlib.sha256()
    for path in files(folder):
        whole.update(f"{path.relative_to(folder)}\0".encode("utf-8", "surrogateescape"))
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()
