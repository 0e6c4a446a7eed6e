"""Contexts of a typed number that counts nothing: a date, a reference, a citation, a name.

No key may be proposed for these, whatever its value, for it would bind the text to something else.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thesis.document.typed_numbers.key_suggestions import STOPS
from thesis.language import norwegian
from thesis.model.records import Work
from thesis.model.references import surname
from thesis.model.references import year as published

DATE = "date"
ACT = "act"
LABEL = "label"
CHAPTER = "chapter"
CITATION = "citation"
NAME = "name"

_NB = "|".join(f"[{month[0]}{month[0].upper()}]{month[1:]}" for month in norwegian.MONTHS)
_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = (
    r"(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ept?|[Oo][kc]t|[Nn]ov|[Dd]e[sc])\."
)
_MONTH = rf"(?:{_NB}|{_EN}|{_SHORT})"
_SEASON = (
    "[Vv]åren|[Hh]østen|[Hh]austen|[Ss]omm[ae]ren|[Vv]interen"
    "|[Ss]pring|[Aa]utumn|[Ss]ummer|[Ww]inter"
)
_S = r"[\s\u00a0]"

DATES = re.compile(
    rf"(?<!\w)(?:[0-9]{{1,2}}\.?{_S}{_MONTH}(?!\w)(?:{_S}[0-9]{{4}})?"  # 15. september 2025
    rf"|{_MONTH}{_S}[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?{_S}[0-9]{{4}})?(?![\w,.]?[0-9])"
    rf"|(?:{_MONTH}|{_SEASON}),?{_S}(?:of{_S})?[0-9]{{4}}"  # september 2025, våren 2020
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})"  # 05.05.2020
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}(?:[-/][0-9]{2,4}|\s(?:19|20)[0-9]{2})"
    r"|[0-9]{2,4}-tall?et|[0-9]{3}0(?:-årene|-åra|s(?!\w))"  # 1990-tallet, the 1990s; no age
    rf"|[Kk]l(?:okka|okken|\.)?{_S}[0-9]{{1,2}}(?:[.:][0-9]{{2}})?"
    rf"(?:{_S}?(?:–|-|til|og){_S}?[0-9]{{1,2}}[.:][0-9]{{2}})?"
    rf"|[0-9]{{1,2}}(?:[.:][0-9]{{2}})?{_S}?[ap]\.?m(?!\w)"  # 7:30 am
    r")(?![0-9])"
)
_NUMBER = (
    rf"(?:[0-9]+(?:[.-][0-9]+)*|{'|'.join(sorted(norwegian.CARDINALS, key=len, reverse=True))})"
)
_MORE = rf"(?:{_NUMBER}[a-z]?{_S}?(?:,|og|and|til|to|–|-|&){_S}?)*$"
ACTS = re.compile(rf"(?:§§?{_S}?|(?<!\w)[Pp]aragraf(?:en)?{_S}){_MORE}")
LABELS = re.compile(
    rf"(?<!\w)(tab(?:ell(?:en|ene)?|les?|\.)|fig(?:ur(?:en|ene)?|ures?|\.)|vedlegg(?:ene)?"
    rf"|app(?:endiks|endi(?:x|ces)|\.)|(?:litteratur)?matrise(?:n|ne)?){_S}{_MORE}",
    re.IGNORECASE,
)
CHAPTERS = re.compile(
    rf"(?<!\w)(?:(?:del)?kap(?:ittel|itlene|itlet|\.)|avsnitt(?:et)?|underkapittel|punkt|side(?:ne)?"
    rf"|chapters?|sections?|pages?|pp?\.|s\.){_S}{_MORE}",
    re.IGNORECASE,
)
KINDS = {"tab": "tbl", "fig": "fig", "ved": "app", "app": "app", "lit": "tbl", "mat": "tbl"}
"""The first letters of a label, and the ids of what it names."""

_PERSON = r"[A-ZÆØÅÄÖÜÉ][\w’'-]*[^\W\d_]"
_PEOPLE = (
    rf"{_PERSON}(?:(?:,|,?{_S}(?:&|og|and))?{_S}{_PERSON})*(?:,?{_S}(?:et{_S}al\.?|m\.?{_S}?fl\.))?"
)
CITED = re.compile(rf"(?P<people>{_PEOPLE})(?:’s|'s|s’)?,?{_S}\(?$")
YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}[a-z]?")
NAMED = re.compile(rf"(?<![\w-])(?P<name>[^\W\d_][\w-]*){_S}$")


@dataclass(frozen=True)
class Part:
    """What a typed number is part of."""

    # start, end: the characters of the text that it is made of
    start: int
    end: int
    kind: str  # DATE, ACT, LABEL, CHAPTER, CITATION or NAME
    says: str = ""  # the letters of the ids of a label, the people of a citation, or the whole name


def dates(text: str) -> Iterator[Part]:
    """The dates, decades and times of day in a text."""
    for found in DATES.finditer(text):
        yield Part(found.start(), found.end(), DATE)


def part(text: str, start: int, end: int, sentence: int, works: Mapping[str, Work]) -> Part | None:
    """What the number in text[start:end] is part of, when it counts nothing.

    Args:
        sentence: where its sentence begins.
        works: the references, by key.
    """
    for date in dates(text):
        if date.start <= start < date.end:
            return date
    before = text[sentence:start]
    if found := ACTS.search(before):
        return Part(sentence + found.start(), end, ACT)
    if found := LABELS.search(before):
        return Part(sentence + found.start(), end, LABEL, KINDS[found[1][:3].lower()])
    if found := CHAPTERS.search(before):
        return Part(sentence + found.start(), end, CHAPTER)
    if YEAR.fullmatch(text[start:end]) and (people := _people(text, start, end, before, works)):
        return Part(start, end, CITATION, people)
    if name := _name(text, start, end, before):
        return Part(start - len(name) - 1, end, NAME, text[start - len(name) - 1 : end])
    return None


def _people(text: str, start: int, end: int, before: str, works: Mapping[str, Work]) -> str:
    """Whom a year cites: «Wang et al. (2018)», «(Wang, 2018)»; "" where it cites nobody."""
    if (found := CITED.search(before)) is None:
        return ""
    in_brackets = before.rfind("(") > before.rfind(")")
    closed = bool(re.match(r"\)|[,;]", text[end:]))
    people = found["people"]
    if in_brackets and closed:
        return people
    known = re.search(r"al\.?$|fl\.$", people) or any(
        family and re.search(rf"(?<!\w){re.escape(family)}(?!\w)", people)
        for work in works.values()
        for family in families(work)
    )
    return people if known else ""


def families(work: Work) -> list[str]:
    """The family names of a work's authors, or what stands for them."""
    return [surname(one) for one in work.get("author", [])]


def cited(people: str, year: str, works: Mapping[str, Work]) -> list[str]:
    """The keys of the works that people wrote in a year; else of all that they wrote."""
    theirs = {
        key: published(work)
        for key, work in works.items()
        if (names := families(work)) and names[0] and names[0] in people
    }
    return [key for key, when in theirs.items() if when == year[:4]] or list(theirs)


def _name(text: str, start: int, end: int, before: str) -> str:
    """The word that makes a name with a number behind it: «RoB 2», «EndNote 21»; or ""."""
    if (found := NAMED.search(before)) is None or not text[start].isdigit():
        return ""
    word = found["name"]
    capitals = sum(map(str.isupper, word))
    begins = not before[: found.start()].strip(" («“")
    if not (capitals and (capitals > 1 or not begins)):
        return ""
    behind = re.match(r"[\s\u00a0]+([^\W\d_][\w-]*|%)", text[end:])
    noun = behind is not None and behind[1].lower() not in STOPS
    return "" if noun or text[end : end + 1] == "%" else word
