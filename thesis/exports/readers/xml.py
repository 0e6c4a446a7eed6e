"""XML, as PubMed and EndNote write it, read as PubMed's own format and as RIS."""

import io
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as Xml

from thesis.exports.export import Export
from thesis.exports.readers import line_forms, nbib, ris
from thesis.exports.readers.kinds import kind_of
from thesis.exports.readers.tagged import TaggedFields

ARTICLES = ("PubmedArticle", "PubmedBookArticle")
MEDLINE = "MedlineCitation"

ENDNOTE = {
    "AU": "contributors/authors/author", "ED": "contributors/secondary-authors/author",
    "TI": "titles/title", "T2": "titles/secondary-title", "JF": "periodical/full-title",
    "JA": "periodical/abbr-1", "SP": "pages", "VL": "volume", "IS": "number issue", "ET": "edition",
    "PY": "dates/year", "DA": "dates/pub-dates/date", "CY": "pub-location", "PB": "publisher",
    "SN": "isbn issn", "DO": "electronic-resource-num", "UR": "urls/related-urls/url",
    "LA": "language", "AN": "accession-num", "DB": "remote-database-name",
    "DP": "remote-database-provider", "C2": "custom2", "C7": "custom7", "M3": "work-type",
    "N1": "notes research-notes", "AB": "abstract", "KW": "keywords/keyword",
}  # fmt: skip
"""The tags of RIS, and where EndNote's XML has the same, in EndNote or in what writes it too."""


def is_pubmed(text: str) -> bool:
    """Whether a text is XML of PubMed's."""
    return (
        _is_xml(text)
        and re.search(r"<(PubmedArticle|PubmedBookArticle|MedlineCitation)\b", text) is not None
    )


def is_endnote(text: str) -> bool:
    """Whether a text is XML of EndNote's."""
    return _is_xml(text) and "<ref-type" in text and re.search(r"<record\b", text) is not None


def _is_xml(text: str) -> bool:
    return text.lstrip().startswith("<")


def read_pubmed(text: str) -> Export:
    """The records of XML of PubMed's, and what is to be said of it."""
    names = ARTICLES if any(f"<{name}" in text for name in ARTICLES) else (MEDLINE,)
    return _read(text, names, _pubmed, nbib.take)


def read_endnote(text: str) -> Export:
    """The records of XML of EndNote's, and what is to be said of it."""
    return _read(text, ("record",), _endnote, ris.take)


def _read(
    text: str,
    names: tuple[str, ...],
    make: Callable[[Xml.Element], TaggedFields],
    take: Callable[[TaggedFields, int, Export], None],
) -> Export:
    """Read the elements of some names; those before a break come out."""
    export = Export()
    marks = [found.start() for found in re.finditer(rf"<(?:{'|'.join(names)})(?=[\s>])", text)]
    export.announced = len(marks)
    lines = _lines(text, marks)
    if "<!ENTITY" in text:
        export.note(1, "XML that declares entities is not read", lost=len(marks))
        return export
    read = 0
    # What the file says of its encoding holds no longer: it is decoded.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", lambda told: "\n" * told[0].count("\n"), text)
    try:
        for _, element in Xml.iterparse(io.BytesIO(plain.encode())):
            if element.tag in names:
                take(make(element), lines[read], export)
                read += 1
                element.clear()
    except Xml.ParseError as error:
        left = len(marks) - read
        export.note(error.position[0], f"XML breaks off here: {left} not read", lost=left)
    return export


def _lines(text: str, marks: list[int]) -> list[int]:
    lines, line, before = [], 1, 0
    for at in marks:
        line += text.count("\n", before, at)
        lines.append(line)
        before = at
    return lines


def words(element: Xml.Element | None) -> str:
    """All the words of an element and of what is in it; italics and the like keep their tags."""
    return "" if element is None else " ".join("".join(_pieces(element)).split())


def _pieces(element: Xml.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        kept = child.tag in {"i", "b", "u", "sub", "sup"}
        yield f"<{child.tag}>" if kept else ""
        yield from _pieces(child)
        yield f"</{child.tag}>" if kept else ""
        yield child.tail or ""


def _all(element: Xml.Element, path: str) -> list[str]:
    return [told for each in element.iterfind(path) if (told := words(each))]


def _endnote(element: Xml.Element) -> TaggedFields:
    made = TaggedFields(
        {
            tag: [told for path in paths.split() for told in _all(element, path)]
            for tag, paths in ENDNOTE.items()
        }
    )
    made = TaggedFields({tag: values for tag, values in made.items() if values})
    kind = element.find("ref-type")
    named = [kind.get("name", "")] if kind is not None else []
    made["TY"] = [kind_of(named, "JOUR" if "JF" in made else "GEN")]
    line_forms.whole_dates(made)
    return made


def _pubmed(element: Xml.Element) -> TaggedFields:
    """The fields of an article, under PubMed's own tags."""
    if (book := element.find(".//BookDocument")) is not None:
        return _book(element, book)
    citation = element if element.tag == MEDLINE else element.find(MEDLINE)
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        return TaggedFields()
    ids = "PubmedData/ArticleIdList/ArticleId[@IdType='{}']"
    dois = _all(article, "ELocationID[@EIdType='doi']") + _all(element, ids.format("doi"))
    made = {
        "PMID": _all(citation, "PMID"),
        "TI": _all(article, "ArticleTitle"),
        "TT": _all(article, "VernacularTitle"),
        "JT": _all(article, "Journal/Title"),
        "TA": _all(article, "Journal/ISOAbbreviation"),
        "IS": _all(article, "Journal/ISSN"),
        "VI": _all(article, "Journal/JournalIssue/Volume"),
        "IP": _all(article, "Journal/JournalIssue/Issue"),
        "DP": [_date(article.find("Journal/JournalIssue/PubDate"))],
        "DEP": [_date(article.find("ArticleDate"))],
        "PG": _all(article, "Pagination/MedlinePgn") or _all(article, "Pagination/StartPage"),
        "LID": dois
        + [f"{number} [pii]" for number in _all(article, "ELocationID[@EIdType='pii']")],
        "PMC": _all(element, ids.format("pmc")),
        "LA": _all(article, "Language"),
        "PT": _all(article, "PublicationTypeList/PublicationType"),
        "FAU": [*_people(article, "AuthorList")],
        "CN": _all(article, "AuthorList/Author/CollectiveName"),
        "AB": [" ".join(_labelled(article))],
        "OT": _all(citation, "KeywordList/Keyword"),
        "MH": _all(citation, "MeshHeadingList/MeshHeading/DescriptorName"),
    }
    return TaggedFields({tag: values for tag, values in made.items() if any(values)})


def _book(element: Xml.Element, book: Xml.Element) -> TaggedFields:
    """The fields of a book, or of a chapter that has a title of its own."""
    made = {
        "PMID": _all(book, "PMID"),
        "TI": _all(book, "ArticleTitle"),
        "BTI": _all(book, "Book/BookTitle"),
        "DP": [_date(book.find("Book/PubDate"))],
        "PT": ["Book"],
        "PB": _all(book, "Book/Publisher/PublisherName"),
        "PL": _all(book, "Book/Publisher/PublisherLocation"),
        "ISBN": _all(book, "Book/Isbn"),
        "LA": _all(book, "Language"),
        "LID": _all(element, "PubmedBookData/ArticleIdList/ArticleId[@IdType='doi']"),
        "FAU": [*_people(book, "AuthorList[@Type='authors']")]
        or [*_people(book, "Book/AuthorList[@Type='authors']")],
        "FED": [*_people(book, "Book/AuthorList[@Type='editors']")],
        "CN": _all(book, ".//AuthorList[@Type='authors']/Author/CollectiveName"),
    }
    return TaggedFields({tag: values for tag, values in made.items() if any(values)})


def _labelled(article: Xml.Element) -> Iterator[str]:
    """The parts of an abstract, each behind what it is called: «METHODS: …»."""
    for part in article.iterfind("Abstract/AbstractText"):
        label = part.get("Label", "")
        yield f"{label}: {words(part)}" if label else words(part)


def _people(element: Xml.Element, path: str) -> Iterator[str]:
    for person in element.iterfind(f"{path}/Author"):
        family, given, suffix = (
            words(person.find(name)) for name in ("LastName", "ForeName", "Suffix")
        )
        if family and person.get("ValidYN") != "N":
            yield ", ".join(
                part for part in (family, given or words(person.find("Initials")), suffix) if part
            )


def _date(element: Xml.Element | None) -> str:
    """«2019 Mar 5», or «2019 Mar-Apr» as some issues have it."""
    if element is None:
        return ""
    told = [words(element.find(name)) for name in ("Year", "Month", "Day")]
    joined = "-" if told[1].isdigit() else " "
    return words(element.find("MedlineDate")) or joined.join(part for part in told if part)
