"""The last build of a thesis, and the rows of data/ that it was built from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from thesis.diagnostics import findings
from thesis.diagnostics.files import read_json
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import ledger, pandoc
from thesis.document.ledger import Entry
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally
from thesis.formats import attachments
from thesis.input import sources
from thesis.model import arithmetic
from thesis.model.display import in_order
from thesis.model.register import Number, Register

BUILT = ("register", "placed", "config")  # What must have been built, in build/, as JSON


class NotBuiltError(Exception):
    """There is no build to answer from."""


@dataclass
class Built:
    """The last build of a thesis."""

    thesis: Thesis  # what the rules look at

    @classmethod
    def read(cls, root: Path) -> Built:
        """Read what the last build left.

        Raises:
            NotBuiltError: something of it is not there.
        """
        paths = {name: root / "build" / f"{name}.json" for name in BUILT}
        missing = [path.relative_to(root) for path in paths.values() if not path.is_file()]
        if missing:
            raise NotBuiltError(f"{missing[0]} is not there")
        config = read_json(paths["config"])
        register = Register.read(paths["register"])
        tree = pandoc.read(paths["placed"])
        return cls(Thesis(register, tree, Tally(), config, {}, root))

    @property
    def register(self) -> Register:
        """Every number."""
        return self.thesis.register

    @cached_property
    def ledger(self) -> Sequence[Entry]:
        """Every number where it stands."""
        return ledger.entries(self.thesis)

    @cached_property
    def users(self) -> dict[str, list[str]]:
        """The keys that are computed from each key."""
        return arithmetic.used_by(self.register)

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules found in it."""
        build = self.thesis.root / "build"
        paths = (build / "findings.json", build / "findings" / "finished.json")
        return findings.read(*filter(Path.is_file, paths))

    @cached_property
    def standing(self) -> dict[str, list[Entry]]:
        """The places where each number stands, in reading order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.ledger:
            for key in dict.fromkeys(entry.keys):
                found.setdefault(key, []).append(entry)
        return found

    def with_row(self, place: Place) -> list[Number]:
        """The numbers that come from a row, those of the row itself first."""
        fed = [number for number in self.register.numbers.values() if place in number.rows]
        return sorted(fed, key=lambda number: (len(number.rows), in_order(number.key)))

    def newer(self, files: Iterable[str]) -> list[str]:
        """Those of some files that have been changed since the thesis was built."""
        built = attachments.built_from(self.thesis.root)
        made = (self.thesis.root / "build" / "register.json").stat().st_mtime
        paths = {file: self.thesis.root / file for file in sorted(set(files))}
        return [
            file
            for file, path in paths.items()
            if path.is_file()
            and (
                attachments.digest(path.read_bytes()) != built[file]
                if file in built
                else path.stat().st_mtime > made
            )
        ]


class Rows:
    """What the rows of data/ say.

    Args:
        root: the thesis' folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lines: dict[str, dict[int, str]] = {}

    def says(self, place: Place) -> str:
        """What a row says, on one line; "" where it is gone."""
        if place.file not in self._lines:
            self._lines[place.file] = dict(self._read(place.file))
        return self._lines[place.file].get(place.line, "")

    def _read(self, file: str) -> Iterator[tuple[int, str]]:
        path = self.root / file
        try:
            if path.suffix == ".csv":
                for row in sources.read_csv(path, file).rows:
                    yield row.line, _search(row.cells) if "query" in row.cells else _said(row.cells)
                return
            for line, text in enumerate(sources.read_text(path, file).split("\n"), 1):
                yield line, text.strip()
        except sources.UnreadableSourceError:
            return


def _search(cells: dict[str, str]) -> str:
    limits = f" ({cells['limits']})" if cells.get("limits") else ""
    return f"{cells.get('number', '')}. {cells.get('query', '')}{limits}"


def _said(cells: dict[str, str]) -> str:
    reason = f" ({cells['reason']})" if cells.get("reason") else ""
    what = cells.get("title") or cells.get("work", "")
    return f"{cells.get('decision', '')}{reason}: {what}"
