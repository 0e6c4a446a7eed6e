"""PubMed's own format (.nbib, MEDLINE), read by rispy's parser with the tags of MEDLINE."""

from __future__ import annotations

import re
from typing import Any

from rispy import RisParser

from thesis.cli.add import fields
from thesis.cli.add.export import Export, Record, first
from thesis.cli.add.readers.tagged import TaggedFields, TaggedLine, take

TAG = re.compile(r"([A-Z]{2,4}) {0,2}-(?: (.*))?")
MARK = re.compile(r"PMID {0,2}- ?\s*[0-9]*.*")
ONCE = ("OWN", "TI", "STAT")
"""Tags that a record has once: a second one begins another record."""

NEEDED = {"TI", "BTI", "TT", "AU", "FAU", "CN"}
"""Of fields in no record, without one of these they are what a vendor puts between."""

GENRES = {"Book": "book", "Book Chapter": "chapter", "Academic Dissertation": "thesis"}


class Parser(RisParser):  # type: ignore[misc]
    """rispy's parser, for tags of up to four letters."""

    START_TAG = "PMID"
    END_TAG = "ER"

    def parse_line(self, line: str) -> Any:
        """The tag of a line and its value."""
        return line[:4].strip(), line[6:].strip()


def begins_record(line: str) -> bool:
    """Whether a record begins on a line, which has PMID."""
    return MARK.fullmatch(line) is not None


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    export = Export(announced=sum(map(begins_record, text.split("\n"))))
    for lines in _split(text, export):
        take(lines, export, _record, Parser)
    return export


def _split(text: str, export: Export) -> list[list[TaggedLine]]:
    """The lines of each record."""
    found: list[list[TaggedLine]] = []
    strays: list[list[TaggedLine]] = []
    outside: list[int] = []
    into: list[TaggedLine] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        tagged = TAG.fullmatch(line)
        if tagged:
            tag, value = tagged[1], (tagged[2] or "").strip()
            if begins_record(line):
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
        if not any(tag in NEEDED for _, tag, _ in stray):
            outside += [number for number, _, _ in stray]
            continue
        export.announced += 1
        says = f"{len(stray)} fields in no record: the PMID that begins theirs is missing"
        export.note(stray[0][0], says, lost=1)
    if outside:
        export.note(min(outside), f"lines in no record, passed over: {len(outside)}")
    return found


def _record(raw: TaggedFields, line: int, export: Export) -> Record:
    all_of, one = raw.all_of, raw.one
    kind = next((GENRES[each] for each in all_of("PT") if each in GENRES), "article-journal")
    if kind == "book" and all_of("TI") and all_of("BTI"):
        kind = "chapter"
    periodical = kind == "article-journal"
    full, short = all_of("FAU"), all_of("AU")
    ids = [each for each in all_of("LID", "AID", "SO") if "[pii]" not in each]
    record = Record(line)
    record.item = {
        "type": kind,
        "author": export.people(record, "author", full if len(full) >= len(short) else short)
        + [{"literal": fields.plain(name)} for name in all_of("CN")],
        "editor": export.people(record, "editor", all_of("FED") or all_of("ED")),
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
    record.item["language"] = export.language(one("LA"), line)
    return record


def _title(raw: TaggedFields, line: int, export: Export) -> str:
    """The title in the language of the work, where PubMed has it; in brackets is a translation."""
    title = str(first(raw.get("TI", []) or raw.get("BTI", [])))
    if title.startswith("["):
        if own := str(first(raw.get("TT", []))):
            return own
        export.note(line, "the title is PubMed's translation: look up the work's own")
        return title.rstrip(".").strip("[]")
    return title
