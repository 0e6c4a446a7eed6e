"""Samples as other libraries read them: the fields that they have in common are the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rispy
from lxml import etree

from thesis.exports import read

SAMPLES = Path(__file__).with_name("samples")

Read = tuple[str, str, str, list[str]]
"""A title, a DOI in small letters, a year, and the family name of each person."""


def family(name: str) -> str:
    """The family name of «van der Vann, Ole», without its particle, or of «Wang-Li D.»."""
    return name.split(",")[0].split()[-1] if "," in name else name.split()[0]


def rispy_ris(text: str) -> list[Read]:
    """RIS by rispy, with the tags of each vendor."""
    return [
        (
            one.get("title") or one.get("primary_title") or one.get("translated_title") or "",
            one.get("doi", ""),
            (one.get("year") or one.get("publication_year") or "")[:4],
            [*map(family, one.get("authors") or one.get("first_authors") or [])],
        )
        for one in rispy.loads(text)
    ]


def rispy_web_of_science(text: str) -> list[Read]:
    """Web of Science's plain text by rispy."""
    return [
        (
            one["document_title"],
            one["doi"],
            one.get("publication_year") or one["early_access_year"],
            [*map(family, one["author_full_name"])],
        )
        for one in rispy.loads(f"{text}\n", implementation=rispy.WokParser)
    ]


def lxml_endnote(text: str) -> list[Read]:
    """EndNote's XML by lxml."""
    return [
        (
            one.xpath("string(titles/title)"),
            one.xpath("string(electronic-resource-num)"),
            one.xpath("string(dates/year)"),
            [family(each.xpath("string()")) for each in one.xpath("contributors/authors/author")],
        )
        for one in etree.fromstring(text.encode()).iter("record")
    ]


def lxml_pubmed(text: str) -> list[Read]:
    """PubMed's XML by lxml."""
    return [
        (
            one.xpath("string(.//ArticleTitle)").rstrip("."),
            one.xpath("string(.//ELocationID[@EIdType='doi'])"),
            (one.xpath("string(.//PubDate/Year)") or one.xpath("string(.//MedlineDate)"))[:4],
            [each.text.split()[-1] for each in one.xpath(".//AuthorList/Author/LastName")],
        )
        for one in etree.fromstring(text.encode()).iter("PubmedArticle")
    ]


OTHERS: dict[str, Callable[[str], list[Read]]] = {
    "ebsco.ris": rispy_ris,
    "embase.ris": rispy_ris,
    "endnote.ris": rispy_ris,
    "zotero.ris": rispy_ris,
    "savedrecs.ciw": rispy_web_of_science,
    "endnote.xml": lxml_endnote,
    "pubmed.xml": lxml_pubmed,
}


def ours(item: dict[str, Any]) -> Read:
    """The same fields, as we read them."""
    people = [one["family"].split()[-1] for one in item.get("author", []) if "family" in one]
    return item["title"], item.get("DOI", ""), str(item.get("issued", ""))[:4], people


@pytest.mark.parametrize("name", OTHERS)
def test_a_sample_is_read_as_another_library_reads_it(name: str) -> None:
    text = (SAMPLES / name).read_text("utf-8-sig")
    found = [ours(record.item) for record in read.read(text.encode()).records]
    theirs = OTHERS[name](text)
    assert len(found) == len(theirs)
    for (title, doi, year, people), other in zip(found, theirs, strict=True):
        assert other[0].rstrip(".") == title
        assert doi in other[1] if other[1] else doi in text
        assert year == other[2]
        assert people == other[3][: len(people)]
