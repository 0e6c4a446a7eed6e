"""Ovid's own forms, with tags («TI  - …») or with labels («Title»), read as RIS."""

import re
from collections.abc import Iterable

from thesis.exports import fields
from thesis.exports.export import Export
from thesis.exports.readers import ris
from thesis.exports.readers.kinds import kind_of, letters
from thesis.exports.readers.line_forms import LineForm
from thesis.exports.readers.tagged import TaggedFields

LABELS = {
    letters(label): tag
    for tag, labels in {
        "UI": "Unique Identifier, Accession Number",
        "AU": "Author, Authors",
        "FA": "Authors Full Name, Author Full Name",
        "TI": "Title",
        "TT": "Original Title",
        "SO": "Source, Journal Citation",
        "JN": "Journal Name, NLM Journal Name, Journal",
        "VO": "Volume",
        "IP": "Issue, Issue/Part, Issue Part",
        "PG": "Page, Pages",
        "DO": "Digital Object Identifier, DOI, DOI Number",
        "LG": "Language",
        "IS": "ISSN, ISSN Print, ISSN Electronic, ISSN Linking",
        "IB": "ISBN",
        "YR": "Year of Publication, Publication Year, Year",
        "DP": "Date of Publication, Publication Date",
        "PB": "Publisher",
        "PT": "Publication Type, Document Type",
        "DB": "Database",
        "PM": "PubMed ID, PMID, Medline PMID",
        "PMC": "PubMed Central ID, PMC Identifier",
        "AB": "Abstract",
        "KW": "Keyword Heading, Keywords, Key Words, Author Keywords, Subject Headings"
        ", MeSH Subject Headings, Emtree Heading",
    }.items()
    for label in labels.split(",")
}
"""What Ovid calls its fields where it writes them out, by their tags."""

TAGS = {
    "TI": "TI", "JN": "JO", "VO": "VL", "IP": "IS", "DO": "DO", "LG": "LA", "IS": "SN", "ES": "SN",
    "IB": "SN", "PB": "PB", "YR": "PY", "DP": "DA", "PM": "PM", "PMC": "C2", "UI": "AN", "DB": "DB",
    "PG": "SP", "PU": "PB", "ED": "ED", "BT": "T2",
    "XL": "UR", "DI": "DO", "AB": "AB", "KW": "KW", "MH": "KW", "SH": "KW", "KF": "KW", "HW": "KW",
}  # fmt: skip

BEGINS = re.compile(r"\s*<\d+\.? ?>\s*$")
TAGGED = LineForm(BEGINS, re.compile(r" ?([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$)"), TAGS)
LABELLED = LineForm(BEGINS, re.compile(r"(?! )([A-Z][\w /()-]*?):?\s*$()"), TAGS)

MONTH = "|".join(name.title() for name in fields.MONTHS if len(name) > 3)
DATED = re.compile(
    rf"(?P<JF>.+?)\s+(?:(?:{MONTH})\S*\s+)?(?:\d+,? )?(?P<PY>(?:19|20)\d\d);(?P<VL>\w+)?"
    r"(?:\((?P<IS>[^)]*)\))?:(?P<SP>[\w–-]+)"
)
"""«Ward Music June 2020;4(2):1-9», as the full texts at Ovid have it."""

JOURNAL = re.compile(
    r"(.+?)(?:[.,]? (?=(?:Vol\.?\s*)?\d+\s*[(:,.]|Conference:|\(|(?:19|20)\d\d\b|Vol\b)"
    r"|\.(?=:\d)|\. |\.?$)"
)
VOLUME = re.compile(
    r"(?:Vol\.?\s*)?\b(\d+[A-Z]?)\s*(?:\(((?:[^()]|\([^()]*\))*)\)|, No\. ?(\w+))?(?=[\s:,.(]|$)"
)
PAGES = (
    re.compile(r"\(pp? ([^)]+)\)"),
    re.compile(r"\bpp?\.? ?([A-Za-z]?\d[\w.–-]*)"),
    re.compile(r":\s*([A-Za-z]{0,2}\d+(?:[-–][A-Za-z]{0,2}\d+)?)"),
)
ARTICLE = re.compile(r"(?:Article Number|ArtID|Article ID|Art\. No\.):? ?([\w.-]*\w)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NO_PAGES = re.compile(r"(?i)no pagination.*")
BEHIND = re.compile(rf"(?:,?\s+(?:{fields.DEGREE}|[BM]A|FACSM)(?=[\s,]|$))*,?[\s\d,*+#]*$")
"""Degrees, and marks of notes, behind a name: «Nordby, Astrid MD, PhD 1,*»."""


def begins_record(line: str) -> bool:
    """Whether a record begins on a line: «<12. >»."""
    return BEGINS.match(line) is not None


def read(text: str) -> Export:
    """The records of a text, and what is to be said of it."""
    export = Export()
    tagged = re.search(r"^ ?[A-Z][A-Z0-9] {1,2}- ", text, re.MULTILINE) is not None
    form = TAGGED if tagged else LABELLED
    for line, raw in form.records(text, export):
        told = raw if tagged else _by_tags(raw)
        made = form.as_ris(told)
        made["AU"] = names(told.all_of("FA") or told.all_of("AU"))
        made["ED"] = names(told.all_of("ED"))
        made["TI"] = [re.sub(r"\s+\[[A-Z]\w+\]\.?$", "", title) for title in told.all_of("TI")]
        made["TY"] = [kind_of(told.all_of("DT", "PT"), "JOUR")]
        if NO_PAGES.match(made.one("SP")):
            del made["SP"]
        for tag, values in source(told.one("SO")).items():
            if not made.all_of(tag):
                made[tag] = values
        ris.take(made, line, export)
    return export


def _by_tags(raw: TaggedFields) -> TaggedFields:
    made = TaggedFields()
    for label, values in raw.items():
        if tag := LABELS.get(letters(label)):
            made.setdefault(tag, []).extend(value.strip() for value in values)
    return made


def names(texts: Iterable[str]) -> list[str]:
    """The people of some lines: «Nordby AB. Lien K.», «Nordby, Astrid. Lien, Knut», «…; …»."""
    found: list[str] = []
    for text in texts:
        plain = BEHIND.sub("", re.sub(r"\s*\[[^]]*\]", "", text))
        next_one = r"(?=[^.,]+,)" if "," in plain else r"(?=[^\W\d_]{2,})"
        parts = plain.split(";") if ";" in plain else re.split(rf"(?<=\.)\s+{next_one}", plain)
        found += [re.sub(r"(?<=\w\w)\.$", "", BEHIND.sub("", part.strip())) for part in parts]
    return [name for name in found if name]


def source(text: str) -> dict[str, list[str]]:
    """What a source tells, under the tags of RIS.

    «Ward Music. 4(2):1-9, 2020», «Ward Music. 4 (2) (pp 1-9), 2020. Article Number: 12»,
    «Journal of Ward Music. Vol.4(2), 2020, pp. 1-9», «Lien, K. [Editor]. Wards.:1-9, 2020».
    """
    if dated := DATED.match(text):
        return {tag: [value] for tag, value in dated.groupdict().items() if value}
    *editors, text = re.split(r"\s*\[Ed(?:s?\.?|itor[^]]*)\][,;.]*\s*", text)
    text = re.sub(r"^\((?:19|20)\d\d\)\.\s*", "", text) if editors else text
    if not (found := JOURNAL.match(text)):
        return {}
    rest = re.sub(r"^Conference:.*?\. (?=\d+\s*\()", "", text[found.end() :])
    told = re.sub(r"Date of Publication:.*", "", ARTICLE.sub("", rest))
    made = {"JF": re.sub(r"^Source: ", "", found[1]).removesuffix(".")}
    if volume := VOLUME.match(told):
        if volume[2] or not YEAR.fullmatch(volume[1]):
            made["VL"] = volume[1]
            told = told[volume.end() :]
        made["IS"] = volume[2] or volume[3] or ""
    pages = next((page[1] for form in PAGES if (page := form.search(told))), "")
    made["SP"] = "" if NO_PAGES.match(pages) else pages.rstrip(".")
    if number := ARTICLE.search(rest):
        made["C7"] = number[1]
    if year := YEAR.search(told) or YEAR.search(rest):
        made["PY"] = year[0]
    return {"ED": editors, **{tag: [value] for tag, value in made.items() if value}}
