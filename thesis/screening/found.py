"""Records as the searches found them: what is kept of each to tell it from the others."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from thesis.model.identity import PARTS, first_author, normalised


class FoundRecord(msgspec.Struct, frozen=True, array_like=True):
    """One record of an export."""

    id: str  # the name of its file without ending, and its number in it: ``medline-4:12``
    line: int  # the line of the file that it begins on
    title: str  # as it is read
    doi: str  # in small letters; "" where it is not told, as with all below
    pmid: str  # its number in PubMed
    words: str  # the letters and digits of its title
    author: str  # those of the first author's family name
    year: int  # of publication
    journal: str  # the journal or book, as it is read
    volume: str  # the digits that the volume begins with
    page: str  # the first page, or the number of the article
    part: bool  # whether it is a part of a book, which has a DOI of its own or not

    @property
    def file(self) -> str:
        """The name of its file, without ending."""
        return self.id.rpartition(":")[0]


def found_record(name: str, line: int, item: Mapping[str, Any]) -> FoundRecord:
    """What is kept of a record that was read.

    Args:
        name: what to call it.
        item: its fields, as data/references.yaml has them.
    """
    volume = re.match(r"\d+", str(item.get("volume") or ""))
    year = re.match(r"\d{4}", str(item.get("issued") or ""))
    page = re.match(r"[A-Za-z]{0,4}\d+", str(item.get("page") or ""))
    return FoundRecord(
        name,
        line,
        str(item["title"]),
        str(item.get("DOI") or "").lower(),
        str(item.get("PMID") or ""),
        normalised(str(item["title"])),
        first_author(item),
        int(year[0]) if year else 0,
        str(item.get("container-title") or ""),
        volume[0] if volume else "",
        page[0].lower() if page else "",
        item.get("type") in PARTS,
    )
