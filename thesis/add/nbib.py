"""PubMed's own format (.nbib, MEDLINE), read by rispy's parser with the tags of MEDLINE."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rispy import RisParser

from thesis.add import fields
from thesis.add.exported import Export, Record, first

Line = tuple[int, str, str]
"""Line number, tag and value."""

TAG = re.compile(r"([A-Z]{2,4}) {0,2}-(?: (.*))?")
MARK = re.compile(r"PMID {0,2}- ?\s*[0-9]*.*")
ONCE = ("OWN", "TI", "STAT")
"""Tags that a record has once: a second one begins another record."""

GENRES = {"Book": "book", "Book Chapter": "chapter", "Academic Dissertation": "thesis"}


class Parser(RisParser):  # type: ignore[misc]
    """rispy's parser, for tags of up to four letters."""

    START_TAG = "PMID"
    END_TAG = "ER"

    def parse_line(self, line: str) -> Any:
        """The tag of a line and its value."""
        return line[:4].strip(), line[6:].strip()


def marks(text: str) -> int:
    """How many records a text says it has: its lines with PMID."""
    return sum(1 for line in text.split("\n") if is_mark(line))


def is_mark(line: str) -> bool:
    """Whether a record begins on a line."""
    return MARK.fullmatch(line) is not None


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    export = Export(marks=marks(text))
    for lines in _split(text, export):
        raw = _parsed(lines)
        if raw is None:
            export.note(lines[0][0], "the parser cannot read the record", lost=1)
        elif len(lines) == 1:
            export.note(lines[0][0], "a record with nothing in it: it is not read", lost=1)
        else:
            export.take(_record(raw, lines[0][0], export))
    return export


def _split(text: str, export: Export) -> list[list[Line]]:
    """The lines of each record."""
    found: list[list[Line]] = []
    strays: list[list[Line]] = []
    outside: list[int] = []
    into: list[Line] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        tagged = TAG.fullmatch(line)
        if tagged:
            tag, value = tagged[1], (tagged[2] or "").strip()
            if is_mark(line):
                into = []
                found.append(into)
            elif into is None or (tag in ONCE and any(tag == known for _, known, _ in into)):
                into = []
                strays.append(into)
            into.append((number, tag, value))
        elif line.strip() and into:
            at, tag, before = into[-1]
            into[-1] = (at, tag, f"{before} {line.strip()}".strip())
        elif line.strip():
            outside.append(number)
    for stray in strays:
        export.marks += 1
        says = f"{len(stray)} fields in no record: the PMID that begins theirs is missing"
        export.note(stray[0][0], says, lost=1)
    if outside:
        export.note(outside[0], f"lines in no record, passed over: {len(outside)}")
    return found


def _parsed(lines: list[Line]) -> dict[str, list[str]] | None:
    """A record by rispy, every value of every tag; None where not as many come out as went in."""
    text = "\n".join(f"{tag:<4}- {value}" for _, tag, value in lines)
    tags = {tag for _, tag, _ in lines} | {"ER"}
    parser = Parser(mapping={tag: tag for tag in tags}, list_tags=sorted(tags - {"PMID"}))
    parser.delimiter_map = {}
    read = parser.parse(f"{text}\nER  - \n")
    if len(read) != 1:
        return None
    raw = {tag: [value] if tag == "PMID" else value for tag, value in read[0].items()}
    return raw if sum(map(len, raw.values())) == len(lines) else None


def _record(raw: Mapping[str, list[str]], line: int, export: Export) -> Record:
    def all_of(*tags: str) -> list[str]:
        return [value for tag in tags for value in raw.get(tag, []) if value]

    def one(*tags: str) -> str:
        return str(first(all_of(*tags)))

    kind = next((GENRES[each] for each in all_of("PT") if each in GENRES), "article-journal")
    if kind == "book" and all_of("TI") and all_of("BTI"):
        kind = "chapter"
    periodical = kind == "article-journal"
    full, short = all_of("FAU"), all_of("AU")
    ids = [each for each in all_of("LID", "AID", "SO") if "[pii]" not in each]
    record = Record(line)
    record.item = {
        "type": kind,
        "author": fields.people(full if len(full) >= len(short) else short)
        + [{"literal": fields.plain(name)} for name in all_of("CN")],
        "editor": fields.people(all_of("FED") or all_of("ED")),
        "issued": fields.issued(one("DP", "DEP")),
        "title": _title(raw, line, export),
        "container-title": fields.plain(one("JT", "TA")) if periodical else "",
        "volume": one("VI"),
        "issue": one("IP"),
        "page": fields.pages(one("PG")),
        "DOI": fields.doi(ids),
        "ISSN": fields.issn(all_of("IS")) if periodical else "",
        "ISBN": fields.isbn(all_of("ISBN")),
        "PMID": one("PMID"),
        "PMCID": fields.pmcid(all_of("PMC")),
        "publisher": "" if periodical else one("PB"),
        "publisher-place": "" if periodical else one("PL"),
    }
    if kind == "chapter":
        record.item["container-title"] = fields.title(one("BTI"))
    told = one("LA")
    record.item["language"] = fields.language(told)
    if record.item["language"] is None:
        export.note(line, f"the language «{told}» is not known: it is left out")
    return record


def _title(raw: Mapping[str, list[str]], line: int, export: Export) -> str:
    """The title in the language of the work, where PubMed has it; in brackets is a translation."""
    title = str(first(raw.get("TI", []) or raw.get("BTI", [])))
    if title.startswith("["):
        if own := str(first(raw.get("TT", []))):
            return own
        export.note(line, "the title is PubMed's translation: look up the work's own")
        return title.rstrip(".").strip("[]")
    return title
