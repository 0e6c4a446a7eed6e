"""What tells one work from another: identifiers, and titles by their letters."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"})
"""Works that may share the DOI of the whole that they are a part of."""

FEW = 3  # Words of a title that tells nothing by itself: «Introduction», «Letter to the editor»

Mark = tuple[str, ...]
"""What tells one work from another: the field that has it, and what stands there."""


def marks(work: Mapping[str, Any]) -> dict[Mark, str]:
    """What tells a work from others: its DOI, its PMID, its title and year, and what to call each.

    A part of a book is told by its title as well as by a DOI, and a part, or a short title, by its
    first author as well.
    """
    title, year = str(work.get("title") or ""), str(work.get("issued") or "")[:4]
    name, part = normalised(title), str(work.get("type")) in PARTS
    found: dict[Mark, str] = {}
    if isinstance(doi := work.get("DOI"), str):
        found["DOI", doi.lower(), name if part else ""] = f"the DOI {doi}"
    if pmid := work.get("PMID"):
        found["PMID", str(pmid)] = f"the PMID {pmid}"
    if name:
        whose = first_author(work) if part or len(title.split()) <= FEW else ""
        whole = normalised(str(work.get("container-title") or "")) if part else ""
        found["title", name, year, whose, whole] = "the same title and year"
    return found


def first_author(work: Mapping[str, Any]) -> str:
    """The family name of the first author or editor, by its letters; "" where there is none."""
    people = work.get("author") or work.get("editor")
    one = people[0] if isinstance(people, list) and people and isinstance(people[0], dict) else {}
    return normalised(str(one.get("family") or one.get("literal") or ""))


def normalised(title: str) -> str:
    """A title by its letters and digits alone."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in plain if not unicodedata.combining(c)))
