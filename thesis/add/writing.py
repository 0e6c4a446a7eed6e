"""Records into data/: each whole or not at all, and nothing that is there is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesis import data as inputs
from thesis import sources
from thesis.add import written
from thesis.add.exported import Record
from thesis.add.known import Known
from thesis.data import Data, decision, get, whole
from thesis.findings import Finding, suggestion
from thesis.references import cited
from thesis.sources import Row, Source

REFERENCES = "data/references.yaml"


class RefusedError(Exception):
    """A record that is not added, or data that nothing can be added to."""


@dataclass(frozen=True)
class Search:
    """The search that found a study."""

    database: str
    number: int


class Writer:
    """Adds records to the data of a thesis.

    Args:
        root: the thesis' folder.
        search: the search that found the studies; None for works that are none.
        status: ``included``, ``excluded``, or "" when that is still to fill.
        dry_run: write nothing.

    Raises:
        RefusedError: there is no such search, or data/ cannot be read.
    """

    def __init__(self, root: Path, search: Search | None, status: str, dry_run: bool) -> None:
        found: list[Finding] = []
        self.root, self.search, self.status, self.dry_run = root, search, status, dry_run
        self.data = inputs.read(root, found)
        if not isinstance(self.data.documents.get("references", Source("", 0)).value, list):
            told = [str(finding) for finding in found if finding.file == REFERENCES]
            raise RefusedError("\n".join([f"{REFERENCES} cannot be read", *told]))
        self.row = _row(self.data, search) if search else None
        self.text = (root / REFERENCES).read_bytes().decode("utf-8")
        self.known = Known(self.data)
        self.added: list[str] = []
        self.place = max(
            (
                get(study, int, "place") or 0
                for study in self.data.studies.values()
                if decision(study) == status
            ),
            default=0,
        )

    def add(self, record: Record, key: str = "") -> list[str]:
        """Write a record.

        Args:
            key: its citation key, when somebody has chosen one.

        Returns:
            What was written, a line each.

        Raises:
            RefusedError: it is there already, lacks what a study must have, or cannot be written.
        """
        title = f"«{record.item['title']}»"
        same, shared = self.known.same(record.item)
        if same:
            raise RefusedError(
                f"{title} is there already, with the same {shared}: {self._at(same)}"
            )
        lacking = [name for name in ("author", "issued") if name not in record.item]
        if self.search and lacking:
            raise RefusedError(f"{title} lacks {' and '.join(lacking)}, which a study must have")
        if key in self.known.keys:
            raise RefusedError(f"the key {key} is taken")
        taken = ""
        if not key:
            key, taken = self.known.key(record.item)
        item = {"id": key, **record.item}
        if unverified := [name for name in record.unverified if name in item]:
            item["unverified"] = unverified
        files = self._files(key, item)
        if not self.dry_run:
            _write(self.root, files)
        self.text = files[REFERENCES]
        self.known.add(key, item)
        self.added.append(key)
        self.place += 1
        return list(self._told(item, taken, files))

    def _at(self, key: str) -> str:
        """Where a work stands now, and its study."""
        references = _parsed(self.text)
        at = [i for i, work in enumerate(references.value) if work.get("id") == key]
        study = f"data/studies/{key}.yaml"
        also = key in self.data.studies or (self.search and key in self.added)
        return f"{references.place(*at[:1])} ({key})" + (f", {study}" if also else "")

    def _files(self, key: str, item: Mapping[str, Any]) -> dict[str, str]:
        """The files to write."""
        before = _parsed(self.text)
        text = written.placed(self.text, before, key, written.reference(item))
        after = _parsed(text)
        others = [work for work in after.value if work != item]
        if len(after.value) != len(before.value) + 1 or others != before.value:
            raise RefusedError(f"{REFERENCES} is not written as a list with an item a «- »")
        files = {REFERENCES: text}
        if self.search:
            file = f"data/studies/{key}.yaml"
            day = next(
                (
                    get(source, str, i, "searched_on")
                    for i, each, source in self.data.items("databases")
                    if each.get("id") == self.search.database
                ),
                None,
            )
            pair = (self.search.database, self.search.number)
            files[file] = written.study(key, self.status, self.place + 1, pair, day)
        return files

    def _told(self, item: Mapping[str, Any], taken: str, files: Mapping[str, str]) -> Iterator[str]:
        key, year = item["id"], str(item.get("issued", ""))[:4]
        shown = {**item, "issued": {"date-parts": [[year]]}} if year else item
        title = "" if not item.get("author") else f": {item['title']}"
        yield f"{'would add' if self.dry_run else 'added'} {key}: {cited(shown)}{title}"
        if taken:
            yield f"  the key {taken} is taken by another work: this one is {key}"
        if "language" not in item:
            yield "  its language is not told: add language: en where the title is in English"
        for name in item.get("unverified", []):
            yield f"  {name} is marked unverified: hold it against the work"
        for file, text in files.items():
            if file != REFERENCES:
                yield f"  {file}: {len(list(written.to_fill(text)))} fields to fill, marked TODO"
            if self.dry_run:
                yield f"  {file}:"
                shown_text = written.reference(item) if file == REFERENCES else text
                yield from (f"    {line}" for line in shown_text.splitlines())

    def last_words(self) -> Iterator[str]:
        """What is left for the author now that records were added."""
        if not self.added:
            return
        if self.row and self.search:
            yield _counts(self.data, self.search, self.row, len(self.added))
        edition = get(self.data.documents.get("thesis"), str, "edition", "date")
        later = [
            str(work["issued"])
            for work in _parsed(self.text).value
            if work.get("id") in self.added
            and edition
            and str(work.get("issued", "")) > edition[: len(str(work.get("issued", "")))]
        ]
        if later:
            yield (
                f"data/thesis.yaml: edition.date is {edition}, and works are from "
                f"{', '.join(later)}: give the edition a later date"
            )
        if not self.search or self.status == "included":
            yield f"content/: cite {', '.join(f'@{key}' for key in self.added)}"


def _row(data: Data, search: Search) -> Row:
    """The row of a search.

    Raises:
        RefusedError: there is none; the message shows those that there are.
    """
    if search.database not in data.sheets:
        known = sorted(data.sheets)
        mend = suggestion(search.database, known, f"choose one of {', '.join(known)}")
        raise RefusedError(f"there is no data/searches/{search.database}.csv: {mend}")
    sheet = data.sheets[search.database]
    for row in sheet.rows:
        if whole(row.cells.get("number", "")) == search.number:
            return row
    rows = [f"  {row.cells.get('number', '')}. {row.cells.get('query', '')}" for row in sheet.rows]
    raise RefusedError(
        "\n".join(
            [
                f"{sheet.file} has no search number {search.number}: add its row first, or choose",
                *rows,
            ]
        )
    )


def _counts(data: Data, search: Search, row: Row, added: int) -> str:
    """The counts that the row of a search must have now."""
    sheet = data.sheets[search.database]
    read = added + sum(
        get(study, str, "search", "database") == search.database
        and get(study, int, "search", "number") == search.number
        for study in data.studies.values()
    )
    told = []
    for name in ("articles_read", "abstracts_read", "hits"):
        now = whole(row.cells.get(name, ""))
        if now is None or now < read or (now > read and name == "articles_read"):
            least = "" if name == "articles_read" else ", or more"
            told.append(f"{name} {read}{least} (now {row.cells.get(name) or 'blank'})")
    place = f"{sheet.file}:{row.line}"
    return (
        f"{place}: write {'; '.join(told)}" if told else f"{place}: articles_read is {read} already"
    )


def _parsed(text: str) -> Source:
    """data/references.yaml as it would be read.

    Raises:
        RefusedError: it could not be.
    """
    try:
        return sources.parse_yaml(text.removeprefix("\ufeff"), REFERENCES)
    except sources.UnreadableError as error:
        raise RefusedError(f"{REFERENCES} would be broken\n{error.finding}") from None


def _write(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a record, the new one first: all of them or none.

    Raises:
        RefusedError: they cannot be written.
    """
    new: list[Path] = []
    try:
        for file in sorted(files, key=lambda file: file == REFERENCES):
            path = root / file
            partial = path.with_name(f".{path.name}.partial")
            partial.write_bytes(files[file].encode())
            if not path.exists():
                new.append(path)
            os.replace(partial, path)
    except OSError as error:
        for path in new:
            path.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)
        raise RefusedError(f"{file} cannot be written: {error.strerror}") from None
