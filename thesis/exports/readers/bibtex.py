"""BibTeX and BibLaTeX: a reader, on what bibtexparser splits."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping

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
    String,
)

from thesis.exports import fields
from thesis.exports import people as names
from thesis.exports.export import Export, Record, first
from thesis.exports.readers import latex

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

PARTS = ("family", "given", "suffix")  # The parts of a name, as BibLaTeX calls them too

MARK = re.compile(r"[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]")
LONGEST = 10_000  # Letters of what @string calls by a name

NO_RECORD = {"comment", "preamble", "string"}

ARTICLE = (
    "eid art_number article-number articleno article_number articlenumber article-no"
    " elocation-id eloc-id elocationid"
).split()
"""What exports call the number of an article that has no pages."""

KEYWORDS = ("keywords", "author_keywords", "keyword")

INHERITED = (
    "booktitle journal journaltitle year date month publisher address location editor series volume"
    " number edition isbn issn organization institution school language langid"
).split()
"""What a record has of the one that its crossref names; the DOI and the pages are its own."""

LETTER = re.compile(
    r"\{\\(?:[A-Za-z]{1,2}|[^\sA-Za-z])\s*(?:\{\\?\w\}|\\?\w)?\}"
    r"|\\(?:AA|aa|AE|ae|OE|oe|[OoLl])(?:\{\}|\s+|(?![A-Za-z]))|\\[^\sA-Za-z](?:\{\\?\w\}|\w)"
)
r"""A letter of LaTeX: «{\O}», «\AA{}», «{\'e}». bibtexparser takes «{\O}ystein» for a «von»."""

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it says is told as a note


def record_lines(text: str) -> list[int]:
    """The lines on which a text says that a record begins: those with @article{ and the like."""
    return [number for number, line in enumerate(text.split("\n"), 1) if begins_record(line)]


def begins_record(line: str) -> bool:
    """Whether a record begins on a line."""
    found = MARK.match(line)
    return bool(found and found[1].lower() not in NO_RECORD)


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    lines = record_lines(text)
    export = Export(announced=len(lines))
    seen: set[int] = set()
    strings: dict[str, str] = {}
    entries: list[tuple[Entry, int]] = []
    for block in parse_string(text, parse_stack=[]).blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, String):
            made = value(str(block.value), strings)
            strings[block.key.lower()] = made[:LONGEST]  # each may be two of the one before it
        if entry := _entry(block, line, export):
            if line not in lines or line in seen:  # several on one line
                export.announced += 1
            entries.append((entry, line))
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
    texts = [BibtexFields.of(entry, line, strings, export) for entry, line in entries]
    parents = {entry.key.lower(): raw for (entry, _), raw in zip(entries, texts, strict=True)}
    for (entry, line), raw in zip(entries, texts, strict=True):
        _inherit(raw, parents, line, export)
        export.take(_record(entry.entry_type.lower(), raw, line, export))
    return export


def value(text: str, strings: Mapping[str, str]) -> str:
    """A value without the braces or quotes around it: «nord # " and " # {Lien, K.}».

    Args:
        strings: what @string calls by a name, in small letters.
    """
    return "".join(
        part[1:-1] if part[:1] + part[-1:] in {"{}", '""'} else strings.get(part.lower(), part)
        for part in _parts(text)
    )


def _apart(name: str, text: str) -> Iterator[tuple[str, str]]:
    """A field, and those that it swallowed because no comma stands behind it."""
    end = len(text)
    if text[:1] in {"{", '"'}:
        depth = 0
        for at, sign in enumerate(text):
            depth += (sign == "{") - (sign == "}")
            if at and depth == 0 and sign == ("}" if text[0] == "{" else '"'):
                end = at + 1
                break
    elif word := re.match(r"[\w.-]+", text):
        end = word.end()
    if next_one := re.fullmatch(r"[ \t]*\n\s*([A-Za-z][\w-]*)\s*=\s*(.+)", text[end:], re.DOTALL):
        yield name, text[:end]
        yield from _apart(next_one[1].lower(), next_one[2])
    else:
        yield name, text


def _parts(text: str) -> list[str]:
    """The parts of a value, between which stands «#»."""
    parts, depth, quoted = [""], 0, False
    for sign in re.findall(r"\\.|.", text, re.DOTALL):
        depth += (sign == "{") - (sign == "}")
        quoted ^= sign == '"' and depth == 0
        if sign == "#" and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _entry(block: Block, line: int, export: Export) -> Entry | None:
    """The entry of a block; one whose key or field is there twice is an entry all the same."""
    if isinstance(block, DuplicateBlockKeyBlock):
        export.note(line, f"the key «{block.key}» a second time: both records are read")
        block = block.ignore_error_block or block
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = ", ".join(sorted(block.duplicate_keys))
        export.note(line, f"{twice} twice in one record: the first is taken")
        block = block.ignore_error_block or block
    return block if isinstance(block, Entry) else None


class BibtexFields(dict[str, str]):
    """The fields of a record by their names in small letters, as they are typed.

    Attributes:
        lines: the line of each.
        undecoded: the fields whose LaTeX could not be read, each told of.
    """

    def __init__(self, export: Export) -> None:
        super().__init__()
        self.export = export
        self.lines: dict[str, int] = {}
        self.undecoded: set[str] = set()

    @classmethod
    def of(
        cls, entry: Entry, line: int, strings: Mapping[str, str], export: Export
    ) -> BibtexFields:
        """Those of an entry; of one that is there twice, the first."""
        made = cls(export)
        for field in entry.fields:
            at = line if field.start_line is None else field.start_line + 1
            for name, text in _apart(field.key.lower(), str(field.value)):
                if name != field.key.lower():
                    export.note(at, f"no comma in front of {name}: it is read as a field")
                made.setdefault(name, value(text, strings))
                made.lines.setdefault(name, at)
        return made

    def one(self, *names: str) -> str:
        """The first of some fields that says something, as plain text."""
        return str(first(self.words(name, self.get(name, "")) for name in names))

    def words(self, name: str, text: str) -> str:
        """Text of a field, without LaTeX; what cannot be read is kept as it is typed, and told."""
        return fields.plain(self._decoded(name, text, latex.decoded))

    def address(self, name: str) -> str:
        """The address or DOI of a field."""
        return self._decoded(name, self.get(name, ""), latex.verbatim).strip()

    def typed(self, name: str) -> str:
        """A field for screening: what LaTeX there is in it is no fault of the reference."""
        text = self.get(name, "")
        try:
            return latex.decoded(text) if re.search(r"[\\{$]", text) else text
        except latex.UndecodableError:
            return text

    def _decoded(self, name: str, text: str, decode: Callable[[str], str]) -> str:
        try:
            return decode(text)
        except latex.UndecodableError:
            if name not in self.undecoded:
                self.undecoded.add(name)
                says = f"{name}: LaTeX that cannot be read is kept as it is typed: «{text[:60]}»"
                self.export.note(self.lines.get(name, 0), says)
            return text


def _inherit(
    raw: BibtexFields, parents: Mapping[str, BibtexFields], line: int, export: Export
) -> None:
    """Give a record what it lacks and the one has that its crossref names."""
    if not (key := raw.get("crossref", "").strip().lower()):
        return
    if key not in parents:
        export.note(line, f"crossref: «{key}» is not in the file: look up what is told there")
        return
    parent = parents[key]
    have = {*raw}
    if not have & {"booktitle", "journal", "journaltitle"} and "title" in parent:
        raw.setdefault("booktitle", parent.get("booktitle") or parent["title"])
    for name in INHERITED:
        dated = name in {"year", "date", "month"} and have & {"year", "date"}
        if name in parent and not dated:
            raw.setdefault(name, parent[name])
            raw.lines.setdefault(name, parent.lines.get(name, line))


def people(raw: BibtexFields, name: str, record: Record) -> list[dict[str, str]]:
    """The people of a field, between which stands «and»; in braces is an institution.

    Args:
        name: the field, which is called as in data/references.yaml.
    """
    found = []
    for text in split_multiple_persons_names(_unwrapped(raw.get(name, ""))):
        found += _people(text.strip(" ,"), raw, name, record)
    return [person for person in found if person]


def _unwrapped(text: str) -> str:
    """A list of people without the braces that some exports put around all of it."""
    whole = re.fullmatch(r"\s*\{([^{}]*)\}\s*", text)
    parts = names.AND.split(whole[1]) if whole else []
    return whole[1] if whole and len(parts) > 1 and names.listed(whole[1])[0][1:] else text


def _people(text: str, raw: BibtexFields, name: str, record: Record) -> list[dict[str, str]]:
    """Those of one part of a field: mostly one, but some write several between commas."""

    def words(part: str) -> str:
        return raw.words(name, part)

    text = LETTER.sub(lambda letter: words(letter[0]), text)
    if extended := dict(re.findall(r"(\w+)=([^,]+)", text)):  # BibLaTeX: «family=Vann, given=Ole»
        made = fields.named(*(words(extended.get(part, "")) for part in PARTS))
        if "prefix" in extended:
            made["non-dropping-particle"] = words(extended["prefix"])
        return [made]
    if text.startswith("{") and text.endswith("}"):
        return [{"literal": words(text)}]
    if _several(text, words(text)):
        return raw.export.people(record, name, [words(text)])
    try:
        parts = parse_single_name_into_parts(text)
    except InvalidNameError:
        return [fields.person(words(text))]
    family, given, particle, suffix = (
        words(" ".join(part)) for part in (parts.last, parts.first, parts.von, parts.jr)
    )
    if not given and not particle:
        return [fields.person(words(text))]
    made = fields.named(family, given, suffix)
    if particle and family:
        made["non-dropping-particle"] = particle
    return [made]


def _several(typed: str, text: str) -> bool:
    """Whether a name is other than BibTeX's «family, given» or «given family»."""
    while typed != (typed := re.sub(r"\{[^{}]*\}", "", typed)):
        pass  # a comma in braces is no comma
    if not (commas := typed.count(",")) and re.search(r"\b(?:of|for|the)\b", typed):
        return True  # an institution without the braces that BibTeX asks for
    vancouver = not commas and re.fullmatch(r"\D*\w{2,} [A-ZÆØÅ]{1,3}", text) is not None
    return commas > 1 or vancouver or ";" in typed or names.is_list(text)


def _kind(code: str, raw: BibtexFields, line: int, export: Export) -> str:
    """The type that data/references.yaml has for one of BibTeX, which may say too little."""
    kind = CSL.get(code, "document")
    if code not in CSL:
        export.note(line, f"the type @{code} is taken as {kind}: look it up")
    if kind == "document" and raw.one("journal", "journaltitle"):
        return "article-journal"
    if kind == "document" and raw.one("url") and not raw.one("publisher", "howpublished"):
        return "webpage"
    return kind


def _record(code: str, raw: BibtexFields, line: int, export: Export) -> Record:
    one, kind = raw.one, _kind(code, raw, line, export)
    periodical = kind.startswith("article")
    numbered = kind in {"report", "standard"}
    record = Record(line, abstract=raw.typed("abstract"))
    record.keywords = [words for name in KEYWORDS if (words := raw.typed(name))]
    if (year := one("date", "year")) and not _issued(raw):
        export.note(line, f"«{year}» has no year: the reference lacks it")
    record.item = {
        "type": kind,
        "author": people(raw, "author", record),
        "editor": people(raw, "editor", record),
        "translator": people(raw, "translator", record),
        "issued": _issued(raw),
        "title": ": ".join(part for part in (one("title"), one("subtitle")) if part),
        "container-title": one("journal", "journaltitle", "booktitle", "maintitle"),
        "collection-title": one("series"),
        "genre": one("type") if kind in {"thesis", "report"} else "",
        "edition": one("edition"),
        "volume": one("volume"),
        "issue": "" if numbered else one("number", "issue"),
        "number": one("number") if numbered else "",
        "page": export.page(line, fields.pages(one("pages")), one(*ARTICLE)),
        "publisher": ""
        if periodical
        else one("publisher", "school", "institution", "organization"),
        "publisher-place": "" if periodical else one("address", "location"),
        "DOI": fields.doi([raw.address("doi"), raw.address("url")]),
        "URL": raw.address("url") if not periodical and not raw.get("doi") else "",
        "accessed": fields.issued(one("urldate")) if kind == "webpage" else "",
        "ISBN": fields.isbn([one("isbn")]),
        "ISSN": fields.issn([one("issn")]),
        "PMID": _pmid(raw),
        "PMCID": fields.pmcid([raw.get("pmcid", ""), raw.get("note", "")]),
    }
    if record.item["container-title"] == record.item["title"]:
        del record.item["container-title"]  # of proceedings as a whole
    told = one("langid", "language", "hyphenation")
    record.item["language"] = export.language(told, line)
    if raw.undecoded:
        spoilt = [
            name
            for name, each in record.item.items()
            if re.search(r"[\\{}]", fields.words_of(each))
        ]
        record.unverified += [name for name in spoilt if name not in record.unverified]
    return record


def _issued(raw: BibtexFields) -> str | int | None:
    if date := raw.one("date"):
        return fields.issued(date.split("/")[0])
    parts = [part for part in (raw.one("year"), raw.one("month"), raw.one("day")) if part]
    return fields.issued(("-" if raw.one("month").isdigit() else " ").join(parts))


def _pmid(raw: BibtexFields) -> str:
    if raw.one("pmid").isdigit():
        return raw.one("pmid")
    if raw.one("eprinttype").lower() in {"pmid", "pubmed"}:
        return raw.one("eprint")
    return fields.pmid([raw.get("note", "")])
