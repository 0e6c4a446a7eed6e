"""Theses of a list, a row each: where it is, and for a git repository which commit."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from thesis.diagnostics.findings import Finding, stop
from thesis.diagnostics.place import Place
from thesis.input import sources
from thesis.input.sources import UnreadableSourceError

COLUMNS = ("id", "source", "commit")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
URL = re.compile(r"(?:https|ssh|file)://\S+|git@[\w.-]+:\S+")
COMMIT = re.compile(r"[0-9a-f]{40}")
PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")

MADE = (".git", ".snakemake", ".venv", "build", "results")
"""What of a thesis is not taken in: it is made, or of no use to a build. Nor is a link of such a
name, through which the build would write elsewhere."""

LARGEST = 200 * 1024**2
MOST_FILES = 5000  # Bytes and files of a thesis that is taken in

RULE = "theses.list"


@dataclass(frozen=True)
class ListedThesis:
    """A thesis of the list."""

    id: str  # what it is called in the table, and in the names of its files
    source: str  # a folder, or the address of a git repository
    commit: str = ""  # of the repository; "" for its newest

    @property
    def is_repository(self) -> bool:
        """Whether git has to bring it here."""
        return bool(URL.fullmatch(self.source))

    @cached_property
    def content(self) -> str:
        """A hash of the files of a folder; "" of a repository, and of what cannot be read."""
        try:
            return "" if self.is_repository else _digest(Path(self.source))
        except OSError:
            return ""


def read(path: str | None, *, whole: bool = True) -> dict[str, ListedThesis]:
    """The theses of a list, by their ids; folders are named from the folder of the list.

    Args:
        path: a file with the columns `id`, `source` and `commit` (which may be left out), with tabs
            between them.
        whole: whether every folder is read, so that one that cannot be is told; not where each of
            many machines reads the list for one row of it.

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
    found: dict[str, ListedThesis] = {}
    wrong: list[Finding] = []
    try:
        text = sources.read_text(Path(path), path)
    except UnreadableSourceError as error:
        stop([error.finding], f"{path} is not a list of theses.")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = list(rows.fieldnames or [])
    if {"id", "source"} <= {*columns} <= {*COLUMNS} and len({*columns}) == len(columns):
        for line, one, problems in _rows(rows, columns, Path(path).parent, whole):
            wrong += [Finding(Place(path, line), RULE, *each) for each in problems]
            if one and not problems:
                found[one.id] = one
    if not (found or wrong):
        said = "no row" if columns else "an empty file"
        expected = "\\t".join(COLUMNS) + ", and a row for each thesis"
        fix = "name the columns in the first line, with tabs between them, and add a row"
        wrong.append(Finding(Place(path, 1), RULE, " ".join(columns) or said, expected, fix))
    if wrong:
        stop(wrong, f"{path} is not a list of theses.")
    return found


def _rows(
    rows: Iterable[Mapping[str | None, str]], columns: Sequence[str], folder: Path, whole: bool
) -> Iterator[tuple[int, ListedThesis | None, list[tuple[str, str, str]]]]:
    """Each row of a list: its line, its thesis, and what is wrong with it."""
    known: set[str] = set()
    for line, row in enumerate(rows, 2):
        one, (name, source, commit) = None, ((row.get(each) or "").strip() for each in COLUMNS)
        try:
            one = _at(name, source, commit, folder)
            problems = [*_problems(one, known)]
            if whole and not problems:
                one.content  # noqa: B018  (kept, for who asks later)
        except (OSError, ValueError) as error:
            problems = [(f"source: {source[:80]}: {error}", "a folder of a thesis", "mend it")]
        if None in row:
            problems.append(("more cells than columns", ", ".join(columns), "mend the tabs"))
        if one and not problems:
            known.add(one.id.casefold())
        yield line, one, problems


def files(folder: Path) -> Iterator[Path]:
    """The files of a thesis that are taken in, in order; a symbolic link stays what it is.

    Raises:
        OSError: a folder cannot be read, or there is more than a thesis has.
    """
    size = 0
    for count, path in enumerate(_inside(folder, MADE), 1):
        size += path.lstat().st_size
        if count > MOST_FILES or size > LARGEST:
            raise OSError(
                f"more than {MOST_FILES} files or {LARGEST // 1024**2} MB: not a thesis alone"
            )
        yield path


def _inside(folder: Path, left_out: tuple[str, ...] = ()) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in left_out:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path)
        elif path.is_symlink() or path.is_file():  # no pipe, which is never read to its end
            yield path


def _at(name: str, source: str, commit: str, here: Path) -> ListedThesis:
    one = ListedThesis(name, source, commit)
    if one.is_repository or not one.source:
        return one
    return ListedThesis(one.id, str((here / one.source).resolve()), one.commit)


def _problems(one: ListedThesis, known: set[str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a row: found, expected, fix.

    Args:
        known: the ids above, without capitals, which are none to the files of some systems.
    """
    if not ID.fullmatch(one.id):
        yield f"id: {one.id!r}", "letters, digits, - and _, at most 64", "give it another id"
    elif one.id.casefold() in known:
        yield f"id: {one.id}, which a row above has", "an id of its own", "give it another id"
    if one.is_repository:
        if one.commit and not COMMIT.fullmatch(one.commit):
            yield f"commit: {one.commit}", "40 hexadecimal digits", "name the commit in full"
        if PASSWORD.search(one.source):
            yield "an address with a password", "one without", "let git keep it (credential.helper)"
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
