"""Export: the records that were read of a file, and all that is to be said of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thesis.diagnostics.messages import said
from thesis.exports import fields, people
from thesis.input.validation import schemas, violations


@dataclass(frozen=True, order=True)
class Note:
    """One thing to say of an export."""

    line: int  # line of the export, from 1; 0 when the file as a whole is meant
    says: str  # what was seen there, and what was done about it
    lost: int = 0  # how many records it keeps from being read


@dataclass
class Record:
    """One record."""

    line: int  # the line of the export that it begins on
    # its fields, with the names and forms of data/references.yaml, without id
    item: dict[str, Any] = field(default_factory=dict)
    # fields that somebody must hold against the work
    unverified: list[str] = field(default_factory=list)
    # as it stands there, perhaps with markup; for screening, and in no reference
    abstract: str = ""
    # each value of their fields as it stands there; one may have several words
    keywords: list[str] = field(default_factory=list)


@dataclass
class Export:
    """What was read of an export."""

    records: list[Record] = field(default_factory=list)  # those that could be read
    notes: list[Note] = field(default_factory=list)  # what is to be said
    announced: int = 0  # how many records the file says it has, counted apart from the parser
    # the lines of the records that something is to be said of once
    repeated: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def often(self, what: str, line: int, says: str) -> None:
        """Say once of a whole file what may hold for many of its records."""
        self.repeated.setdefault((what, says), []).append(line)

    def note(self, line: int, says: str, lost: int = 0) -> None:
        """Say something."""
        self.notes.append(Note(line, says, lost))

    def language(self, told: str, line: int) -> str | None:
        """A language as its code; one that is not known is noted, and left out."""
        if (code := fields.language("" if fields.is_nothing(told) else told)) is None:
            self.note(line, f"the language «{told}» is not known: it is left out")
        return code

    def people(self, record: Record, name: str, texts: Iterable[str]) -> list[dict[str, str]]:
        """The people whom some texts name, in order; what is doubtful about them is noted.

        Args:
            name: the field that they stand in: author, editor or translator.
        """
        found = []
        for text in texts:
            some, doubt = people.listed(text)
            found += some
            if doubt:
                self.doubt(record, name, f"«{text}» {doubt}")
        return found

    def doubt(self, record: Record, name: str, says: str) -> None:
        """Say that a field of a record must be held against the work, and mark it."""
        self.note(record.line, f"{name}: {says}")
        if name not in record.unverified:
            record.unverified.append(name)

    def page(self, line: int, pages: str, number: str) -> str:
        """The pages of a work, or the number of an article that has none.

        Only one of the two has room in a reference; that the other is left out is noted.
        """
        if pages and number and number not in re.split(r"[- ]", pages):
            self.note(line, f"the article's number {number} is left out: it has the pages {pages}")
        return pages or number

    @property
    def lost(self) -> int:
        """How many records could not be read, each told of."""
        return sum(note.lost for note in self.notes)

    def take(self, record: Record) -> None:
        """Take a record whose fields have been read, its common fields put in form."""
        item = record.item
        for name in [name for name, value in item.items() if fields.is_nothing(value)]:
            del item[name]
        if title := item.get("title"):
            if fields.TAG.search(title):
                self.often(
                    "title with markup", record.line, "italics and raised letters are left out"
                )
            item["title"] = fields.title(title)
        if not item.get("title"):
            self.note(record.line, "a record without a title: it is not read", lost=1)
            return
        if {"literal": item.get("publisher")} in item.get("author", []):
            del item["publisher"]  # APA names it once
        self._shorten(record)
        self._fit(record)
        self.records.append(record)

    def _shorten(self, record: Record) -> None:
        """Drop «et al.» from the people, and say that there are more."""
        for name in ("author", "editor"):
            everyone = [one for one in record.item.get(name, []) if not fields.nobody(one)]
            record.item[name] = everyone
            named = [person for person in everyone if not fields.et_al(person)]
            if len(named) < len(everyone):
                record.item[name] = named
                self.doubt(record, name, "the list ends in «et al.»: look the others up")
            if not named:
                record.item.pop(name, None)

    def _fit(self, record: Record) -> None:
        """Leave out a field that data/references.yaml cannot have, and say so."""
        properties = schemas()["references"]["items"]["properties"]
        definitions = schemas()["references"]["$defs"]
        for name, value in list(record.item.items()):
            if _plainly_fits(value, properties[name]):
                continue
            schema = {"properties": {name: properties[name]}, "$defs": definitions}
            if any(True for _ in violations({name: value}, schema)):
                del record.item[name]
                self.note(record.line, f"{name}: «{value}» cannot be used: it is left out")


TEXT = "common.json#/$defs/text"


def _plainly_fits(value: object, schema: Mapping[str, Any]) -> bool:
    """Whether a value surely fits: of a text and of people it is seen without a schema's engine.

    An export has a hundred thousand records, and each a dozen fields.
    """
    if "enum" in schema:
        return value in schema["enum"]
    if isinstance(value, int) and "minimum" in schema:
        return bool(schema["minimum"] <= value <= schema["maximum"])
    if isinstance(value, str) and "format" not in schema:
        pattern = schema.get("pattern", r"\S" if schema.get("$ref") == TEXT else None)
        return pattern is not None and re.search(pattern, value) is not None
    if isinstance(value, list) and value:
        return all(
            isinstance(one, dict)
            and ("family" in one) != ("literal" in one)
            and all(isinstance(part, str) and part.strip() for part in one.values())
            for one in value
        )
    return False


def told_often(export: Export) -> None:
    """Note what is to be said of several records, once, on the line of the first."""
    for (what, says), lines in export.repeated.items():
        in_all = said(f"in {_count(len(lines))}")
        export.note(lines[0], f"{said(what)} {in_all}: {said(says)}")
    export.repeated.clear()


def _count(records: int) -> str:
    return f"{records} records" if records > 1 else "1 record"


def guarded(export: Export) -> Export:
    """The export, with a last word where its records and what it announces do not add up."""
    if missing := export.announced - len(export.records) - export.lost:
        export.note(
            0,
            f"the file marks {export.announced} records, and {len(export.records)} were read: "
            f"{abs(missing)} {'are missing' if missing > 0 else 'too many'}",
            lost=max(missing, 0),
        )
    return export


def first(values: Iterable[Any]) -> Any:
    """The first value that says something, or ""."""
    return next((value for value in values if value), "")
