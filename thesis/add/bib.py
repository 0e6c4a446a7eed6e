"""BibTeX and BibLaTeX, read by bibtexparser."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)
from pylatexenc.latex2text import LatexNodes2Text

from thesis.add import fields
from thesis.add.exported import Export, Record, first

TYPES = {
    "article-journal": "article periodical suppperiodical",
    "book": "book mvbook booklet collection proceedings manual",
    "chapter": "inbook incollection bookinbook suppbook inreference",
    "dataset": "dataset",
    "paper-conference": "inproceedings conference",
    "report": "techreport report",
    "software": "software",
    "thesis": "phdthesis mastersthesis thesis",
    "webpage": "online electronic www webpage",
    "document": "misc unpublished",
}
CSL = {bib: csl for csl, each in TYPES.items() for bib in each.split()}

PARTS = ("family", "given", "suffix")
"""The parts of a name, as BibLaTeX calls them too."""

MARK = re.compile(r"[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]")
NO_RECORD = {"comment", "preamble", "string"}

DECODE = LatexNodes2Text()

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it says is told as a note


def marks(text: str) -> list[int]:
    """The lines on which a text says that a record begins: those with @article{ and the like."""
    return [number for number, line in enumerate(text.split("\n"), 1) if is_mark(line)]


def is_mark(line: str) -> bool:
    """Whether a record begins on a line."""
    found = MARK.match(line)
    return bool(found and found[1].lower() not in NO_RECORD)


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    lines = marks(text)
    export = Export(marks=len(lines))
    seen: set[int] = set()
    for block in parse_string(text).blocks:
        line = (block.start_line or 0) + 1
        if entry := _entry(block, line, export):
            if line not in lines or line in seen:  # several on one line
                export.marks += 1
            export.take(_record(entry, line, export))
        elif isinstance(block, ParsingFailedBlock):
            if line not in lines or line in seen:
                continue
            why = str(getattr(block.error, "abort_reason", "") or block.error).split("\n")[0]
            export.note(line, f"the record cannot be read: {why.strip()}".rstrip(": "), lost=1)
        else:
            continue
        seen.add(line)
    for line in lines:
        if line not in seen:
            export.note(line, "a record inside what is not closed above it: not read", lost=1)
    return export


def _entry(block: Block, line: int, export: Export) -> Entry | None:
    """The entry of a block; one whose key or field is there twice is an entry all the same."""
    if isinstance(block, DuplicateBlockKeyBlock):
        export.note(line, f"the key «{block.key}» a second time: both records are read")
        block = block.ignore_error_block or block
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(block.duplicate_keys))
        export.note(line, f"{names} twice in one record: the first is taken")
        block = block.ignore_error_block or block
    return block if isinstance(block, Entry) else None


def words(text: str) -> str:
    r"""LaTeX as plain text: «{DNA} and {\o}l» -> «DNA and øl»."""
    return fields.plain(DECODE.latex_to_text(text).replace("{", "").replace("}", ""))


def people(text: str) -> list[dict[str, str]]:
    """The people of a field, between which stands «and»; in braces is an institution."""
    found = []
    for name in split_multiple_persons_names(text):
        if extended := dict(
            re.findall(r"(\w+)=([^,]+)", name)
        ):  # BibLaTeX: «family=Vann, given=Ole»
            made = fields.named(*(words(extended.get(part, "")) for part in PARTS))
            if "prefix" in extended:
                made["non-dropping-particle"] = words(extended["prefix"])
            found.append(made)
            continue
        if name.startswith("{") and name.endswith("}"):
            found.append({"literal": words(name)})
            continue
        try:
            parts = parse_single_name_into_parts(name)
        except InvalidNameError:
            found.append(fields.person(words(name)))
            continue
        family, given, particle, suffix = (
            words(" ".join(part)) for part in (parts.last, parts.first, parts.von, parts.jr)
        )
        if not given and not particle:
            found.append(fields.person(words(name)))
            continue
        made = fields.named(family, given, suffix)
        if particle and family:
            made["non-dropping-particle"] = particle
        found.append(made)
    return [person for person in found if person]


def _record(entry: Entry, line: int, export: Export) -> Record:
    raw: dict[str, str] = {}
    for field in entry.fields:  # of one that is there twice, the first
        raw.setdefault(field.key.lower(), str(field.value))
    text = {name: words(value) for name, value in raw.items()}

    def one(*names: str) -> str:
        return str(first(text.get(name, "") for name in names))

    code = entry.entry_type.lower()
    kind = CSL.get(code, "document")
    if code not in CSL:
        export.note(line, f"the type @{code} is taken as {kind}: look it up")
    if kind == "document" and one("journal", "journaltitle"):
        kind = "article-journal"
    if kind == "document" and one("url") and not one("publisher", "howpublished"):
        kind = "webpage"
    periodical = kind.startswith("article")
    numbered = kind in {"report", "standard"}
    record = Record(line)
    record.item = {
        "type": kind,
        "author": people(raw.get("author", "")),
        "editor": people(raw.get("editor", "")),
        "translator": people(raw.get("translator", "")),
        "issued": _issued(text),
        "title": ": ".join(part for part in (one("title"), one("subtitle")) if part),
        "container-title": one("journal", "journaltitle", "booktitle", "maintitle"),
        "collection-title": one("series"),
        "genre": one("type") if kind in {"thesis", "report"} else "",
        "edition": one("edition"),
        "volume": one("volume"),
        "issue": "" if numbered else one("number", "issue"),
        "number": one("number") if numbered else "",
        "page": fields.pages(one("pages")),
        "publisher": ""
        if periodical
        else one("publisher", "school", "institution", "organization"),
        "publisher-place": "" if periodical else one("address", "location"),
        "DOI": fields.doi([raw.get("doi", ""), raw.get("url", "")]),
        "URL": raw.get("url", "") if not periodical and not raw.get("doi") else "",
        "accessed": fields.issued(one("urldate")) if kind == "webpage" else "",
        "ISBN": fields.isbn([one("isbn")]),
        "ISSN": fields.issn([one("issn")]),
        "PMID": _pmid(text),
        "PMCID": fields.pmcid([one("pmcid"), one("note")]),
    }
    told = one("langid", "language", "hyphenation")
    record.item["language"] = export.language(told, line)
    return record


def _issued(text: Mapping[str, str]) -> str | int | None:
    if text.get("date"):
        return fields.issued(text["date"].split("/")[0])
    parts = (text.get("year", ""), text.get("month", ""), text.get("day", ""))
    if parts[1].isdigit():
        return fields.issued("-".join(part for part in parts if part))
    return fields.issued(" ".join(part for part in parts if part))


def _pmid(text: Mapping[str, str]) -> str:
    if text.get("pmid", "").isdigit():
        return text["pmid"]
    if text.get("eprinttype", "").lower() in {"pmid", "pubmed"}:
        return text.get("eprint", "")
    return fields.pmid([text.get("note", "")])
