"""Kinds of work by the words that databases and programs have for them, as types of RIS."""

import re
from collections.abc import Iterable

NAMES = {
    "JOUR": "journal article, article, journal, review, editorial, letter, note, erratum, j"
    ", journal electronic, conference abstract, conference review, short survey, meeting abstract"
    ", peer reviewed journal, article in press, trial registry",
    "EJOUR": "electronic article",
    "BOOK": "book, book edited, edited book, electronic book, book whole, monograph, authored book"
    ", b, conference proceedings whole",
    "CHAP": "book section, book chapter, chapter, electronic book section, s",
    "CONF": "conference proceedings, conference paper, paper conference, proceedings paper"
    ", proceedings article, conference article, proceeding, c",
    "THES": "thesis, dissertation, dissertation/thesis, dissertation abstract"
    ", doctoral dissertation, unpublished dissertation",
    "RPRT": "report, government document, grey literature",
    "ELEC": "web page, online source, online multimedia, web site",
    "MGZN": "magazine article, trade journal",
    "NEWS": "newspaper article, newspaper",
    "DATA": "dataset, online database, data paper",
    "COMP": "computer program, software",
    "ENCYC": "encyclopedia, encyclopedia article, reference entry",
    "DICT": "dictionary, dictionary entry",
    "STAT": "statute, laws/statutes, legal rule or regulation",
    "BILL": "bill, bills/resolutions",
    "STAND": "standard",
    "BLOG": "blog, blog post",
    "UNPB": "unpublished work, unpublished material, preprint, posted content",
    "MANSCPT": "manuscript",
    "PCOMM": "personal communication, email",
}
"""The types of RIS, and what each is called elsewhere."""


def letters(text: str) -> str:
    """«Author(s)», «Art. No.» -> «authors», «artno»: a name by its letters and digits alone."""
    return re.sub(r"[\W_]", "", text.lower())


KINDS = {letters(name): kind for kind, names in NAMES.items() for name in names.split(",")}


def kind_of(names: Iterable[str], otherwise: str = "") -> str:
    """The type of RIS of the first name that is known, or another."""
    for name in names:
        for part in (name, *re.split(r"[;|]", name)):
            if kind := KINDS.get(letters(part)):
                return kind
    return otherwise
