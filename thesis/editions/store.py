"""Store of editions: the one before this, as `snakemake archive` froze it, bound by its hash.

Config names it by its folder in editions/ and the SHA-256 of the manifest there, which has the hash
of every other file. So what this edition says of the last one cannot go stale unseen.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thesis.diagnostics.files import Config, read_json
from thesis.diagnostics.place import Place
from thesis.document import pandoc as document
from thesis.document.pandoc import Tree
from thesis.formats.attachments import MANIFEST

if TYPE_CHECKING:  # a build starts without it
    from thesis.model.register import Register

FOLDER = "editions"
KEPT = {
    "thesis.pdf": "pdf",
    "register.json": "register",
    "document.json": "document",
    "flow.json": "flow",
    "wordcount.json": "word_count",
}
"""The files of an edition beside its manifest, and what the rule `archive` calls each."""

SINCE = "since"  # The setting with the earlier edition that `snakemake changes` compares with

READ = [MANIFEST, *(name for name in KEPT if name.endswith(".json"))]
"""Those that the next edition is made from."""


@dataclass(frozen=True)
class Edition:
    """An edition that was archived."""

    name: str  # what data/thesis.yaml called it
    folder: Path  # where it is

    @cached_property
    def register(self) -> Register:
        """Its numbers and records."""
        from thesis.model.register import Register

        return Register.read(self.folder / "register.json")

    @cached_property
    def document(self) -> Tree:
        """Its text, as pandoc's syntax tree."""
        return document.read(self.folder / "document.json")

    def places(self, records: str) -> list[Place]:
        """Where each record of a list in its register has its key."""
        listed = takewhile(
            lambda line: line[1] not in ("  ]", "  ],"),
            dropwhile(lambda line: line[1] != f'  "{records}": [', enumerate(self._lines, 1)),
        )
        keyed = ('    "key": ', '   {"key": ')  # The second, of a record that stands on one line
        return [self._place(number) for number, line in listed if line.startswith(keyed)]

    def place(self, key: str) -> Place:
        """Where its register has a number."""
        numbered = enumerate(self._lines, 1)
        return self._place(next(number for number, line in numbered if f'"{key}": {{' in line))

    def _place(self, line: int) -> Place:
        return Place(f"{FOLDER}/{self.name}/register.json", line)

    @cached_property
    def _lines(self) -> list[str]:
        """Its register, as :meth:`thesis.register.Register.write` writes it."""
        return (self.folder / "register.json").read_text("utf-8").splitlines()

    def json(self, name: str) -> Any:
        """Another of its files, such as ``flow.json`` or ``wordcount.json``."""
        return read_json(self.folder / name)


def previous(config: Config, root: Path) -> Edition | None:
    """The edition before this one; None where there is none."""
    named = config.get("previous")
    return Edition(named["edition"], root / FOLDER / named["edition"]) if named else None


def compared(config: Config, root: Path) -> Edition | None:
    """The edition that `snakemake changes` compares with: `since`, or else the previous one."""
    since = config.get(SINCE)
    return (
        previous(config, root) if since is None else Edition(str(since), root / FOLDER / str(since))
    )


def of_files(paths: Sequence[str]) -> Edition | None:
    """The edition of some files, as a rule has them as input; None where there are none."""
    folder = Path(paths[0]).parent if paths else None
    return Edition(folder.name, folder) if folder else None


def archived(root: Path) -> list[str]:
    """The names of the editions that are in editions/."""
    return sorted(path.parent.name for path in (root / FOLDER).glob(f"*/{MANIFEST}"))


def files(config: Config) -> list[str]:
    """What the rules have as input of the previous edition: paths from the thesis' folder."""
    return _read_of(previous(config, Path()))


def compared_files(config: Config) -> list[str]:
    """What the rule `changes` has as input of the edition that it compares with."""
    return _read_of(compared(config, Path()))


def _read_of(edition: Edition | None) -> list[str]:
    return [(edition.folder / name).as_posix() for name in READ] if edition else []


def freeze(contents: dict[str, bytes], folder: Path) -> None:
    """Write an edition, whole or not at all; one that is there already is left as it is.

    Raises:
        FileExistsError: it is there already, and is another.
    """
    if folder.exists():
        there = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        if there != contents:
            raise FileExistsError(folder)
        return
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        for name, content in contents.items():
            (partial / name).write_bytes(content)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
