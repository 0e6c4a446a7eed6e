"""PubMed's own format (.nbib, MEDLINE), and ERIC's."""

import re

from thesis.exports import fields
from thesis.exports.export import Export, Record, first
from thesis.exports.readers import tagged
from thesis.exports.readers.tagged import TaggedFields, TaggedLine

TAG = re.compile(r"([A-Z]{2,4}) {0,2}-(?: (.*))?")
MARK = re.compile(r"PMID {0,2}- ?\s*[0-9]*.*|OWN {0,2}- ?\s*ERIC\b.*")
ONCE = ("OWN", "TI", "STAT")  # Tags that a record has once: a second one begins another record

NEEDED = {"TI", "BTI", "TT", "AU", "FAU", "CN"}
"""Of fields in no record, without one of these they are what a vendor puts between."""

GENRES = {"Book": "book", "Book Chapter": "chapter", "Academic Dissertation": "thesis"}


ERIC = {"Journal Articles": "article-journal", "Dissertations": "thesis", "Books": "book"}
"""The same of ERIC, which has the publisher of all but articles where the journal stands."""

NUMBERED = re.compile(r"([A-Za-z]{0,4}[0-9]{1,8}) \[pii\]")
"""A number of an article that is not its publisher's for all it has: «e42692», not «S1080-6032»."""


def begins_record(line: str) -> bool:
    """Whether a record begins on a line, which has PMID, or in ERIC's exports OWN."""
    return MARK.fullmatch(line) is not None


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    export = Export(announced=sum(map(begins_record, text.split("\n"))))
    for lines in _split(text, export):
        tagged.take(lines, export, _record)
    return export


def take(raw: TaggedFields, line: int, export: Export) -> None:
    """Read fields that another format has, under PubMed's tags, into an export."""
    tagged.take_fields(raw, "PMID", line, export, _record)


def _split(text: str, export: Export) -> list[list[TaggedLine]]:
    """The lines of each record."""
    found: list[list[TaggedLine]] = []
    strays: list[list[TaggedLine]] = []
    outside: list[int] = []
    into: list[TaggedLine] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if told := TAG.fullmatch(line):
            tag, value = told[1], (told[2] or "").strip()
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
    if one("OWN") == "ERIC":
        told = " ".join(all_of("PT"))
        kind = next((kind for name, kind in ERIC.items() if name in told), "report")
        if kind == "report" and all_of("VI", "IP"):
            kind = "article-journal"
    periodical = kind == "article-journal"
    full, short = all_of("FAU"), all_of("AU")
    ids = [each for each in all_of("LID", "AID", "SO") if "[pii]" not in each]
    record = Record(line, abstract=one("AB", "OAB"), keywords=all_of("OT", "MH"))
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
        "page": _pages(raw) if kind not in {"book", "report", "thesis"} else "",
        "DOI": fields.doi(ids),
        "ISSN": fields.issn(all_of("IS", "ISSN")) if periodical else "",
        "ISBN": fields.isbn(all_of("ISBN")),
        "PMID": one("PMID"),
        "PMCID": fields.pmcid(all_of("PMC")),
        "publisher": "" if periodical else one("PB", "JT"),
        "publisher-place": "" if periodical else one("PL"),
    }
    if kind == "report":
        record.item["URL"] = first(url for url in all_of("LID", "AID") if url.startswith("http"))
    if kind == "chapter":
        record.item["container-title"] = fields.title(one("BTI"))
    record.item["language"] = export.language(one("LA"), line)
    return record


def _pages(raw: TaggedFields) -> str:
    """The pages, or the number of an article that has none."""
    numbers = (NUMBERED.fullmatch(each) for each in raw.all_of("LID", "AID"))
    number = next((found[1] for found in numbers if found), "") if raw.one("VI") else ""
    return fields.pages(raw.one("PG")) or number


def _title(raw: TaggedFields, line: int, export: Export) -> str:
    """The title in the language of the work, where PubMed has it; in brackets is a translation."""
    title = str(first(raw.get("TI", []) or raw.get("BTI", [])))
    if title.startswith("["):
        if own := str(first(raw.get("TT", []))):
            return own
        export.note(line, "the title is PubMed's translation: look up the work's own")
        return title.rstrip(".").strip("[]")
    return title
