"""RIS, as Ovid, EBSCO, Embase, Zotero and EndNote write it."""

import re
from collections import Counter

from rispy.config import TAG_KEY_MAPPING, TYPE_OF_REFERENCE_MAPPING

from thesis.exports import fields, people
from thesis.exports.export import Export, Record, first
from thesis.exports.readers import tagged
from thesis.exports.readers.tagged import TaggedFields, TaggedLine

TYPES = {
    "article-journal": "JOUR JFULL EJOUR INPR ABST", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "book": "BOOK EBOOK EDBOOK", "chapter": "CHAP ECHAP",
    "dataset": "DATA DBASE", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT",
    "legislation": "STAT LEGAL", "bill": "BILL", "manuscript": "MANSCPT UNPB",
    "paper-conference": "CONF CPAPER", "personal_communication": "PCOMM ICOMM",
    "post-weblog": "BLOG", "report": "RPRT GOVDOC", "software": "COMP", "standard": "STAND",
    "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
"""The types of CSL, and those of RIS that they stand for."""

CSL = {ris: csl for csl, each in TYPES.items() for ris in each.split()}

TITLES = ("TI", "T1", "CT", "BT")
AUTHORS = ("AU", "A1")  # Tags without which a record is none, wherever its TY is

VENDORS = set(
    "A5 AI AR BT CC CP CT ED FU FX IP J1 J9 JA JI L3 LK M2 M4 NL NS OW PA PD PG PI PM PT PU RT SO"
    " T4 TS U1 U2 U3 U4 U5 UI VO WE X1 X2 XT".split()
)
"""Tags that no specification has and vendors write."""

KNOWN = ({*TAG_KEY_MAPPING} | VENDORS) - {"UK"}

NUMBER = re.compile(
    r"(?:art(?:icle|\.)?\s*(?:no\.?|number)?:?\s*)?((?!PMC)[a-z]{0,4}[-.]?[0-9][\w.-]*)",
    re.IGNORECASE,
)
"""«104501», «e77», «Article 12», but not «PMC123» or words."""

STRICT = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
LOOSE = re.compile(r"\s*([A-Za-z][A-Za-z0-9])[ \t\u00a0]{0,4}[-–—][ \t\u00a0]*(.*)")


def begins_record(line: str) -> bool:
    """Whether a record begins on a line, which has TY, however it is spaced."""
    if found := STRICT.fullmatch(line):
        return found[1] == "TY"
    found = LOOSE.fullmatch(line)
    known = found and found[2].strip().upper() in TYPE_OF_REFERENCE_MAPPING
    return bool(found and found[1].upper() == "TY" and known)


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    export = Export(announced=sum(map(begins_record, text.split("\n"))))
    for lines, closed in _split(text, export):
        if not closed:
            export.note(lines[0][0], "no ER ends the record: it is read as far as the next one")
        tagged.take(lines, export, _record)
    return export


def take(raw: TaggedFields, line: int, export: Export) -> None:
    """Read fields that another format has, under the tags of RIS, into an export."""
    tagged.take_fields(raw, "TY", line, export, _record)


def _split(text: str, export: Export) -> list[tuple[list[TaggedLine], bool]]:
    """The lines of each record, and whether an ER ends it."""
    found: list[tuple[list[TaggedLine], bool]] = []
    current: list[TaggedLine] = []
    lead: list[TaggedLine] = []  # fields in front of the TY of this record
    stray: list[TaggedLine] = []  # fields that stand in no record so far
    outside: list[int] = []
    loose = False

    def end(closed: bool) -> None:
        nonlocal current, lead, stray
        if current and _titled(lead) and not _titled(current):
            current[1:1] = lead
            lead = []
        for fields_of_none in (lead, stray):
            _end_of_stray(fields_of_none, outside, export)
        if current:
            found.append((current, closed))
        current, lead, stray = [], [], []

    for number, line in enumerate(text.split("\n"), 1):
        # The first field of a record shows its form.
        tag, value = _tagged(line, loose=len(current) == 1 or loose)
        loose = bool(current) and (loose or (len(current) == 1 and not STRICT.fullmatch(line)))
        if tag == "TY":
            export.announced += not begins_record(line)  # its type is no type
            before = stray
            stray = []
            end(closed=False)
            current, lead = [(number, tag, value)], before
        elif tag == "ER":
            end(closed=True)
        elif tag:
            (current or stray).append((number, tag, value))
        elif value and (current or stray):
            at, last, words = (current or stray)[-1]
            if last == "KW":  # EndNote has a line for each
                (current or stray).append((number, last, value))
            else:
                (current or stray)[-1] = (at, last, f"{words} {value}".strip())
        elif value:
            outside.append(number)
    end(closed=False)
    if outside:
        export.note(min(outside), f"lines in no record, passed over: {len(outside)}")
    return found


def _titled(lines: list[TaggedLine]) -> bool:
    return any(tag in TITLES for _, tag, _ in lines)


def _end_of_stray(stray: list[TaggedLine], outside: list[int], export: Export) -> None:
    """Tell of fields in no record: a record that lost its TY, or what Ovid puts behind an ER."""
    if any(tag in {*TITLES, *AUTHORS} for _, tag, _ in stray):
        says = f"{len(stray)} fields in no record: the TY that begins theirs is missing"
        export.announced += 1
        export.note(stray[0][0], says, lost=1)
    else:
        outside += [number for number, _, _ in stray]


def _tagged(line: str, loose: bool) -> tuple[str, str]:
    """The tag of a line and its value; no tag, and the line, where it goes on with the last one.

    Args:
        loose: whether the record departs from the form: «AU - Wang, D.», with one space.
    """
    if found := STRICT.fullmatch(line):
        return found[1], (found[2] or "").strip()
    if found := LOOSE.fullmatch(line):
        tag, value = found[1].upper(), found[2].strip()
        ends = tag == "ER" and not value
        if begins_record(line) or ends or (loose and tag in KNOWN and found[1] == tag):
            return tag, value
    return "", line.strip()


def _record(raw: TaggedFields, line: int, export: Export) -> Record:
    all_of, one = raw.all_of, raw.one
    if unknown := sorted({*raw} - KNOWN):
        export.note(line, f"tags that are not known, passed over: {', '.join(unknown)}")
    for tag in ("TI", "T1"):
        if len(set(all_of(tag))) > 1:
            export.announced += 1
            export.note(line, "two titles in one record: the second has lost its TY", lost=1)
    code = one("TY").upper()
    kind = CSL.get(code, "article-journal" if all_of("JF", "JO", "JA") else "document")
    if code not in CSL:
        export.note(line, f"the type «{code}» is taken as {kind}: look it up")
    periodical = kind.startswith("article")
    part = periodical or kind in {"chapter", "paper-conference", "entry-encyclopedia"}
    whole = kind in {"book", "thesis", "report", "webpage"}
    remarks = all_of("N1", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "AN", "PM", "UI")
    numbered = periodical or kind == "paper-conference"
    pages = fields.pages(one("SP"), one("EP"))
    journal = ("JF", "T2", "BT", "JO", "JA", "J2", *(("C3",) if kind == "paper-conference" else ()))
    record = Record(line, abstract=one("AB", "N2"), keywords=all_of("KW"))
    dates = all_of("PY", "Y1", "DA")
    if any(dates) and not _issued(dates):
        export.note(line, f"«{first(dates)}» has no year: the reference lacks it")
    editors = ("ED", "A2") if kind == "chapter" else ("ED",)
    record.item = item = {
        "type": kind,
        "author": export.people(record, "author", _names(raw, *AUTHORS)),
        "editor": export.people(record, "editor", _names(raw, *editors)),
        "issued": _issued(dates),
        "title": one("TI", "T1", "CT", *(() if part else ("BT",))),
        "container-title": fields.plain(one(*journal)) if part else "",
        "volume": one("VL", "VO") if part or kind == "book" else "",
        "issue": one("IS", "IP", "CP") if periodical else "",
        "number": one("IS", "M1") if kind == "report" else "",
        "edition": one("ET") if kind in {"book", "chapter"} else "",
        "genre": one("M3") if kind in {"thesis", "report"} else "",
        "page": "" if whole else export.page(line, pages, _number(raw) if numbered else ""),
        "publisher": "" if periodical else one("PB"),
        "publisher-place": "" if periodical else one("CY"),
        "DOI": fields.doi(all_of("DO", "L3", "M3", "UR", "LK", "N1")),
        "ISSN": fields.issn(all_of("SN")) if periodical else "",
        "ISBN": "" if periodical else fields.isbn(all_of("SN")),
        "PMID": _pmid(raw) or fields.pmid(remarks),
        "PMCID": fields.pmcid(remarks),
    }
    if not periodical and not item["DOI"]:
        item["URL"] = first(url for url in all_of("UR", "LK") if url.startswith("http"))
    if kind in {"webpage", "post-weblog"}:
        item["accessed"] = fields.issued(one("Y2"))
    item["language"] = export.language(one("LA"), line)
    _doubts(record, export)
    return record


def _doubts(record: Record, export: Export) -> None:
    """Put right what some databases have in the wrong field, and say so."""
    item = record.item
    if re.match(r"https?://\S+$", str(item["container-title"])):  # a register's record in CENTRAL
        item["type"], item["URL"] = "webpage", item.pop("container-title")
        export.note(record.line, "its address stands for the journal: it is taken as a webpage")
    if any(
        re.fullmatch(r"[A-Z]{2,}[- ]?[0-9]{4,}", one.get("literal", "")) for one in item["author"]
    ):
        export.doubt(record, "author", "a register's number stands for the author")
    letters = [one for one in item["author"] if len("".join(one.values())) == 1]
    if len(letters) > 2:
        item["author"] = [one for one in item["author"] if one not in letters]
        export.doubt(record, "author", f"{len(letters)} names of one letter are left out")


def _number(raw: TaggedFields) -> str:
    """The number of an article; some have other things than that in its tag."""
    forms = (NUMBER.fullmatch(each) for each in raw.all_of("C7", "AR"))
    return next((found[1] for found in forms if found), "")


def _names(raw: TaggedFields, *tags: str) -> list[str]:
    """The names of some tags in the order of the file; who stands in two tags is one person.

    Of one tag each name is another person: two may be called Wang, Y.
    """
    names: list[str] = []
    there = sorted({*tags} & {*raw}, key=[*raw].index)
    if len(there) == 1:
        return raw.all_of(*there)
    for tag in there:
        more = raw.all_of(tag)
        if Counter(map(_initialled, more)) <= Counter(map(_initialled, names)):
            continue
        if Counter(map(_initialled, names)) <= Counter(map(_initialled, more)):
            names = []
        names += more
    return names


def _initialled(name: str) -> str:
    """A name by which it is known in whatever form it is written: «nordby a»."""
    one = next(iter(people.listed(name)[0]), {})
    return f"{one.get('family', one.get('literal', ''))} {one.get('given', '')[:1]}".lower()


def _issued(dates: list[str]) -> str | int | None:
    """The date that says most, of those in the year that the first one tells."""
    told = [date for date in map(fields.issued, dates) if date]
    same = [date for date in told if str(date)[:4] == str(told[0])[:4]]
    return max(same, key=lambda date: len(str(date)), default=None)


def _pmid(raw: TaggedFields) -> str:
    """A number of PubMed that is told as the record's number in MEDLINE."""
    base = " ".join([*raw.get("DB", []), *raw.get("DP", [])]).lower()
    numbers = [*raw.get("PM", [])]
    if re.search(r"medline|pubmed|\bnlm\b", base):
        numbers += raw.get("AN", [])
    return str(first(number for number in numbers if re.fullmatch("[1-9][0-9]{0,7}", number)))
