"""Writer of records into data/: all of them or none, and nothing that is there is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from thesis.checks.data import complete
from thesis.cli.add import yaml_text
from thesis.cli.add.duplicates import KnownWorks
from thesis.cli.records import field_values
from thesis.cli.records.record_text import RecordText
from thesis.diagnostics.files import write_all
from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.exports.export import Record
from thesis.input import folder, sources
from thesis.input.folder import Data, decision, get, whole
from thesis.input.sources import Row
from thesis.model.records import Work
from thesis.model.references import cited

REFERENCES = "data/references"
"""Where a work that is added has its file: two authors who add works change no file of both."""


class RefusedError(Exception):
    """A record that is not added, or data that nothing can be added to.

    Attributes:
        same: the key of the work that it is, when that is why.
    """

    def __init__(self, why: str, same: str = "") -> None:
        super().__init__(why)
        self.same = same


@dataclass(frozen=True)
class FoundBy:
    """The search that found a study."""

    database: str
    number: int


class Writer:
    """Adds records to the data of a thesis: it takes them one by one, and writes them at once.

    Args:
        root: the thesis' folder.
        search: the search that found the studies; None for works that are none.
        status: ``included``, ``excluded``, or "" when that is still to fill.
        fields: what every study has, as YAML has each value.

    Raises:
        RefusedError: there is no such search, a field cannot have its value, or data/ cannot be
            read.
    """

    def __init__(
        self,
        root: Path,
        search: FoundBy | None,
        status: str,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        found: list[Finding] = []
        self.root = root
        self.data = folder.read(root, found)
        if not complete.ids(self.data, "references"):
            told = [str(finding) for finding in found if finding.file.startswith(REFERENCES)]
            raise RefusedError("\n".join([f"{REFERENCES} cannot be read", *told]))
        self.fields = fields or {}
        for name, value in self.fields.items():
            if why := field_values.wrong(name, value, self.data, status):
                raise RefusedError(f"--set {name}={value}: {why}")
        self.known = KnownWorks(self.data)
        self.added: dict[str, dict[str, Any]] = {}
        self.works: dict[str, str] = {}
        self.studies: dict[str, str] = {}
        self.places: dict[str, int] = {}
        self.begin(search, status)

    def begin(self, search: FoundBy | None, status: str) -> None:
        """Go on with studies of another search, or another status.

        Raises:
            RefusedError: there is no such search.
        """
        self.search, self.status = search, status
        self.row = _row(self.data, search) if search else None
        self.places.setdefault(status, last_place(self.data, status))

    def take(self, record: Record, key: str = "", insist: bool = False) -> AddedRecord:
        """Take a record, to be written with the others.

        Args:
            key: its citation key, when somebody has chosen one.
            insist: whether it is another work than one that is told by the same.

        Raises:
            RefusedError: it is there already, lacks what a study must have, or cannot be written.
        """
        title = f"«{record.item['title']}»"
        same, shared = self.known.same(record.item)
        if same and not insist:
            raise RefusedError(f"{title} is there already, with the same {shared}", same)
        lacking = [name for name in ("author", "issued") if name not in record.item]
        if self.search and lacking:
            raise RefusedError(f"{title} lacks {' and '.join(lacking)}, which a study must have")
        if key in self.known.keys:
            raise RefusedError(f"the key {key} is taken")
        taken = ""
        if not key:
            key, taken = self.known.key(record.item)
        item = {"id": key, **record.item}
        if same:
            item["distinct_from"] = [same]
        if unverified := [name for name in record.unverified if name in item]:
            item["unverified"] = unverified
        file = f"{REFERENCES}/{key}.yaml"
        if (self.root / file).exists():
            raise RefusedError(f"{file} is there, and is another work")
        work = yaml_text.reference(item)
        if sources.parse_yaml(work, file).value != item:
            raise RefusedError(f"{title} cannot be written so that it is read again as it is")
        self.works[file] = work
        study = self._study(key) if self.search else ""
        if study:
            self.studies[f"data/studies/{key}.yaml"] = study
        alike = self.known.alike(item)
        self.known.add(key, item)
        self.added[key] = item
        self.places[self.status] += 1
        return AddedRecord(item, taken, study, alike)

    def _study(self, key: str) -> str:
        """The file of a study."""
        assert self.search
        day = day_of(self.data, self.search.database)
        pair = (self.search.database, self.search.number)
        place = self.places[self.status] + 1
        record = RecordText(yaml_text.study(key, self.status, place, pair, day))
        for name, value in self.fields.items():
            field_values.fill(record, name, value)
        return record.text

    def with_study(self, added: AddedRecord, text: str) -> AddedRecord:
        """A record that was taken, with another text for its study."""
        self.studies[f"data/studies/{added.item['id']}.yaml"] = text
        return replace(added, study=text)

    def counts(self, added: int) -> str:
        """The counts that the row of the search must have, with so many studies more."""
        assert self.row
        assert self.search
        return _counts(self.data, self.search, self.row, added)

    def write(self, dry_run: bool) -> None:
        """Write all that was taken, or nothing.

        Args:
            dry_run: write nothing at all.

        Raises:
            RefusedError: a file cannot be written.
        """
        if self.added and not dry_run:
            files = {**self.studies, **self.works}
            for folder_of in {(self.root / file).parent for file in files}:
                folder_of.mkdir(exist_ok=True)
            try:
                write_all({self.root / file: text for file, text in files.items()})
            except OSError as error:
                place = Path(error.filename).relative_to(self.root).as_posix()
                file = place.removesuffix(".partial")
                raise RefusedError(f"{file} cannot be written: {error.strerror}") from None

    def at(self, key: str) -> str:
        """Where a work stands now, and its study."""
        there = (
            str(source.place(i))
            for i, work, source in self.data.items("references")
            if work.get("id") == key
        )
        study = f"data/studies/{key}.yaml"
        also = key in self.data.studies or study in self.studies
        place = next(there, f"{REFERENCES}/{key}.yaml:1")
        return f"{place} ({key})" + (f", {study}" if also else "")

    def last_words(self) -> Iterator[str]:
        """What is left for the author now that records were added."""
        if not self.added:
            return
        if self.row and self.search:
            yield from filter(None, [self.counts(len(self.added))])
        edition = get(self.data.documents.get("thesis"), str, "edition", "date")
        days = [str(work.get("issued", "")) for work in self.added.values()]
        later = [day for day in days if edition and day > edition[: len(day)]]
        if later:
            yield said(
                f"data/thesis.yaml: edition.date is {edition}, and works are from "
                f"{', '.join(later)}: give the edition a later date"
            )
        if not self.search or self.status == "included":
            yield said(f"content/: cite {', '.join(f'@{key}' for key in self.added)}")


@dataclass(frozen=True)
class AddedRecord:
    """A record that was taken."""

    item: Mapping[str, Any]  # what stands of it in its file
    wanted: str  # the key that it would have had, where another work has that; else ""
    study: str  # the text of its study's file; "" for a work that is no study
    alike: str = ""  # what to say of another work that it is like; "" for nothing

    def report(self, dry_run: bool) -> Iterator[str]:
        """What was written of it, a line each; of a dry run the text too."""
        key, year = self.item["id"], str(self.item.get("issued", ""))[:4]
        shown = {**self.item, "issued": {"date-parts": [[year]]}} if year else self.item
        title = f": {self.item['title']}" if self.item.get("author") else ""
        done = said("would add" if dry_run else "added")
        yield f"{done} {key}: {cited(cast(Work, shown))}{title}"
        if self.wanted:
            yield f"  {said(f'the key {self.wanted} is taken by another work: this one is {key}')}"
        if self.alike:
            yield f"  {said(self.alike)}"
        if "language" not in self.item:
            no_language = "its language is not told: add language: en where the title is in English"
            yield f"  {said(no_language)}"
        for name in self.item.get("unverified", []):
            yield f"  {said(f'{name} is marked unverified: hold it against the work')}"
        file = f"data/studies/{key}.yaml"
        if self.study:
            fields = len(list(yaml_text.to_fill(self.study)))
            left = f"{counted(fields, 'field')} to fill, marked TODO"
            yield f"  {file}: {said(left if fields else 'nothing to fill')}"
        if dry_run:
            work = f"{REFERENCES}/{key}.yaml"
            texts = {work: yaml_text.reference(self.item), file: self.study}
            for name, text in texts.items():
                if text:
                    yield f"  {name}:"
                    yield from (f"    {line}" for line in text.splitlines())


def day_of(data: Data, database: str | None) -> str | None:
    """The day on which a database was searched, where it is known."""
    days = (
        get(source, str, i, "searched_on")
        for i, each, source in data.items("databases")
        if each.get("id") == database
    )
    return next(days, None)


def last_place(data: Data, status: str, but: str = "") -> int:
    """The last place among the studies of a status, without one of them; 0 where there is none."""
    places = (
        get(study, int, "place") or 0
        for key, study in data.studies.items()
        if key != but and decision(study) == status
    )
    return max(places, default=0)


def _row(data: Data, search: FoundBy) -> Row:
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


def _counts(data: Data, search: FoundBy, row: Row, added: int) -> str:
    """The counts that the row of a search must have now."""
    sheet = data.sheets[search.database]
    read = added + sum(
        get(study, str, "search", "database") == search.database
        and get(study, int, "search", "number") == search.number
        for study in data.studies.values()
    )
    told = []
    for name in (
        each for each in ("articles_read", "abstracts_read", "hits") if each in sheet.columns
    ):
        now = whole(row.cells.get(name, ""))
        if now is None or now < read or (now > read and name == "articles_read"):
            least = "" if name == "articles_read" else said(", or more")
            now_is = said(f"now {row.cells.get(name) or 'blank'}")
            told.append(f"{name} {read}{least} ({now_is})")
    place = f"{sheet.file}:{row.line}"
    if told:
        return f"{place}: {said('write')} {'; '.join(told)}"
    if "articles_read" not in sheet.columns:
        return ""
    return f"{place}: {said(f'articles_read is {read} already')}"
