"""Tables (CSV, TSV) of Scopus, Embase, CENTRAL, Rayyan, Covidence and others, read as RIS."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from thesis.exports.export import Export
from thesis.exports.readers import line_forms, ovid, ris
from thesis.exports.readers.kinds import kind_of, letters
from thesis.exports.readers.tagged import TaggedFields

COLUMNS = {
    "TI": "title, article title, document title, item title, title primary, primary title"
    ", publication title translated, display name",
    "AU": "author full names, authors, author, author names, authors primary, author/s, author(s)"
    ", creator, creators",
    "ED": "editors, editor, book editors, conference editors, authors secondary",
    "PY": "year, publication year, published year, pub year, year of publication",
    "DA": "date published, publication date, date of publication, date, cover date, pubdate",
    "JF": "source title, journal, journal title, publication title, periodical full, journal/book"
    ", publication, journal name, pubtitle"
    ", container title, title secondary, source title anthology title",
    "J2": "abbreviated source title, journal abbreviation, periodical abbrev",
    "VL": "volume",
    "IS": "issue, issue number, number",
    "SP": "pages, page start, first page, start page, beginning page, pagination, page",
    "EP": "page end, last page, end page, ending page, other pages",
    "C7": "art. no., article number, article no, article id",
    "DO": "doi, doi number, digital object identifier, doi link",
    "UR": "url, link, source urls, item url",
    "PM": "pubmed id, medline pmid, pmid, pubmedid",
    "C2": "pmcid, pmc id, pmc_id",
    "SN": "issn, issns, isbn, isbns, issn/isbn, eissn, print issn, e-issn",
    "PB": "publisher, book publisher",
    "CY": "place, place of publication, conference location",
    "ET": "edition",
    "LA": "language, language of original document, article language, language of article",
    "TY": "document type, publication type, item type, reference type, doctype, type, source type",
    "N1": "extra, notes, pubmed, accession number",
    "SO": "source, citation",
    "MO": "month, published month",
    "DY": "day",
    "AB": "abstract, abstract note, abstracts",
    "KW": "author keywords, keywords, keyword, index keywords, subject headings, mesh terms"
    ", emtree drug index terms, emtree medical index terms",
}
"""Tags of RIS, and the columns that say the same, the best one first."""

TAGS = {letters(name): tag for tag, names in COLUMNS.items() for name in names.split(",")}
RANK = {letters(name): n for names in COLUMNS.values() for n, name in enumerate(names.split(","))}

TELLING = {*COLUMNS} - {"AB", "KW"}  # Those that tell that a table is one of works
SEVERAL = frozenset({"SN", "UR", "N1", "DO", "KW"})  # Tags that take what all of their columns say
FRONT = 12  # Rows that may stand above the names of the columns, as Embase's query does

MARKS = ",;\t"
FIRST = "TITLE"  # What the first row of each record is called in Embase's other form, a row a field

CITATION = re.compile(r";(?P<VL>\d+)?(?:\((?P<IS>[^)]*)\))?:(?P<SP>[A-Za-z]{0,2}[\d-]+)")
"""Volume, issue and pages as PubMed has them: «2020 Feb;63(2):103640»."""

csv.field_size_limit(2**31 - 1)  # a cell of Scopus' has all that the work cites

Row = tuple[int, list[str]]  # The line that a row begins on, and its cells


def is_table(text: str) -> bool:
    """Whether a text begins with columns that are known, or is Embase's form of a row a field."""
    return _header(text) is not None or _is_field_rows(text)


def read(text: str) -> Export:
    """The records of a table, and what is to be said of it."""
    export = Export()
    found = _header(text)
    records = _by_columns(text, *found, export) if found else _by_rows(text, export)
    for line, raw in records:
        ris.take(_as_ris(raw), line, export)
    return export


def _rows(text: str, mark: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    line = 1
    for cells in reader:
        yield line, [_cell(cell) for cell in cells]
        line = reader.line_num + 1


def _cell(text: str) -> str:
    """A cell; some are written so that Excel takes them for text: «="19326203"»."""
    text = " ".join(text.split())
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text


def _header(text: str) -> tuple[int, str] | None:
    """How many rows stand above the records, and what stands between cells; None for no table."""
    best: tuple[int, int, str] | None = None
    for mark in MARKS:
        for n, (_, cells) in enumerate(_rows(text[:100_000], mark)):
            if n >= FRONT:
                break
            names = {letters(cell) for cell in cells}
            known = sum(TAGS.get(name) in TELLING for name in names)
            titled = any(TAGS.get(name) == "TI" for name in names) or _is_web_of_science(cells)
            if (
                titled
                and (known > 2 or _is_web_of_science(cells))
                and (not best or known > best[0])
            ):
                best = known, n + 1, mark
    return best[1:] if best else None


def _is_web_of_science(cells: Sequence[str]) -> bool:
    """Whether columns have the tags of Web of Science: its form with tabs."""
    return {"PT", "AU", "TI", "SO"} <= {*cells}


def _by_columns(
    text: str, above: int, mark: str, export: Export
) -> Iterator[tuple[int, Mapping[str, list[str]]]]:
    """Each record of a table of a row a record, by the names of its columns."""
    rows = list(_rows(text, mark))
    names = rows[above - 1][1]
    rows = [(line, cells) for line, cells in rows[above:] if any(cells)]
    export.announced = len(rows)
    if text.count('"') % 2 and rows:
        line, _ = rows.pop()
        export.note(line, "a quotation mark is not closed: this row and all below are not read", 1)
    for line, cells in rows:
        if len(cells) > len(names) and any(cells[len(names) :]):
            export.note(line, f"{len(cells)} cells under {len(names)} columns: look the record up")
        raw: dict[str, list[str]] = {}
        for name, cell in zip(names, cells, strict=False):
            raw.setdefault(name, []).append(cell)
        yield line, raw


def _is_field_rows(text: str) -> bool:
    rows = [cells[0] for _, cells in _rows(text[:20_000], ",") if len(cells) > 1]
    return FIRST in rows and bool({"AUTHOR NAMES", "SOURCE", "PUBLICATION YEAR"} & {*rows})


def _by_rows(text: str, export: Export) -> Iterator[tuple[int, Mapping[str, list[str]]]]:
    """Each record of Embase's form of a row a field."""
    found: list[tuple[int, dict[str, list[str]]]] = []
    for line, cells in _rows(text, ","):
        if cells and cells[0] == FIRST:
            found.append((line, {}))
        if found and len(cells) > 1:
            found[-1][1].setdefault(cells[0], []).extend(cells[1:])
    export.announced = len(found)
    yield from found


def _as_ris(raw: Mapping[str, list[str]]) -> TaggedFields:
    """The cells of a record under the tags of RIS."""
    if _is_web_of_science([*raw]):
        fields = TaggedFields()
        for tag, cells in raw.items():
            listed = tag in line_forms.WEB_OF_SCIENCE.lists
            fields[tag] = [
                part for cell in cells for part in re.split("; ?" if listed else "$", cell)
            ]
        return line_forms.web_of_science_fields(fields)
    made = TaggedFields()
    named = {letters(name): [cell for cell in cells if cell] for name, cells in raw.items()}
    for name in sorted(named, key=lambda name: RANK.get(name, 0)):
        if (tag := TAGS.get(name, "")) and named[name] and (tag in SEVERAL or tag not in made):
            made.setdefault(tag, []).extend(named[name])
    kinds = made.pop("TY", [])
    made["AU"] = [_people(cell) for cell in made.get("AU", [])]
    made["PM"] = [re.sub(r"(?i)^(pubmed|pmid):?\s*", "", cell) for cell in made.get("PM", [])]
    made["C2"] = [
        cell if cell.upper().startswith("PMC") else f"PMC{cell}" for cell in made.get("C2", [])
    ]
    _source(made, named)
    month, day = made.pop("MO", []), made.pop("DY", [])
    if month:
        made["DA"] = ["-".join(part[0] for part in (made.get("PY"), month, day) if part)]
    book = made.all_of("PB") and not made.all_of("JF", "J2")
    made["TY"] = [kind_of(kinds, "BOOK" if book else "JOUR")]
    return made


def _people(cell: str) -> str:
    """People without what Scopus, Google Scholar and RefWorks put behind a name."""
    return re.sub(r",\s*null\b", "", re.sub(r"\s*\(\d{6,}\)", "", cell)).strip("; ")


def _source(made: TaggedFields, named: Mapping[str, list[str]]) -> None:
    """Take what «Source» tells: a journal (CENTRAL), all of where it stands (Embase, PubMed)."""
    told = " ".join(made.pop("SO", []))
    if not made.all_of("JF") and "source" in named and not re.search(r"\(\d{4}\)|\d\(", told):
        made["JF"] = [told] if told else []
    if number := ovid.ARTICLE.search(told):
        made.setdefault("C7", []).append(number[1])
    if found := CITATION.search(told):
        for tag, value in found.groupdict().items():
            if value and not made.all_of(tag):
                made[tag] = [value]
