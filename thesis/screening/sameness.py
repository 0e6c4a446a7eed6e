"""Whether two records are of one work: why they are, or "" where that is not sure.

To merge two works loses one of them in silence; to keep a duplicate costs a minute of screening. So
whatever speaks against it keeps two records apart, and each that are merged share a title.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from thesis.screening.found import FoundRecord

LONG = 25  # Letters and digits of a title that hardly two works have in common by chance
NEAR = 0.9  # How alike two titles are that differ by a slip, of 1

SMALL = frozenset(
    "an and at de del der des di do du en et for in la le of og on the to und".split()
)

NUMBERED = re.compile(r"\d+|\b[ivx]+\b")  # What tells part one of a work from part two

REPLY = re.compile(
    r"(?i)\b(?:erratum|correction|corrigendum|reply|response to|comment|retract\w+|protocol)\b"
)  # What tells a piece on a work from the work


def same_work(one: FoundRecord, other: FoundRecord) -> str:
    """Why two records are of one work; "" where they are not, or where it is not sure."""
    if _differ(one.doi, other.doi) or _differ(one.pmid, other.pmid):
        return ""
    titles = _titles(one, other)
    authors = one.author == other.author != ""
    place = [_shared(one.volume, other.volume), _shared(one.page, other.page)]
    if one.doi and one.doi == other.doi:
        apart = _pages_differ(one.page, other.page)  # abstracts of a supplement may share its DOI
        if titles and (authors or not apart) and (titles == "the title" or not apart):
            return f"the DOI and {titles}"
        if authors and one.year == other.year and all(place) and not one.part:
            return "the DOI, first author, year, volume and page"
        return ""
    if one.pmid and one.pmid == other.pmid:
        return f"the PMID and {titles}" if titles else ""
    if not titles or not _authors(one, other, place):
        return ""
    return _by_title(one, other, titles, place)


def _by_title(one: FoundRecord, other: FoundRecord, titles: str, place: list[bool]) -> str:
    """Why two records of one title and author are of one work, with no number in common."""
    volume, page = place
    years = abs(one.year - other.year) if one.year and other.year else None
    if _differ(one.volume, other.volume) or _pages_differ(one.page, other.page):
        return ""
    if page and (volume or years == 0) and years in {0, 1, None}:
        return f"{titles}, first author and page"
    if titles != "the title" or len(one.words) < LONG:
        return ""
    if years == 0 and journals(one.journal, other.journal):
        return "the title, first author, year and journal"
    if years == 0 and any(place) and not (one.journal and other.journal):
        return "the title, first author, year and volume"
    if years == 1 and journals(one.journal, other.journal):
        return "the title, first author and journal"
    return ""


def _titles(one: FoundRecord, other: FoundRecord) -> str:
    """What two titles have in common: all, all but a subtitle, all but a slip; "" for less."""
    if one.words == other.words:
        return "the title" if one.words else ""
    if {*NUMBERED.findall(one.title.lower())} != {*NUMBERED.findall(other.title.lower())}:
        return ""
    if bool(REPLY.search(one.title)) != bool(REPLY.search(other.title)):
        return ""
    short, long = sorted((one.words, other.words), key=len)
    if len(short) >= LONG and long.startswith(short):
        return "the title without a subtitle"
    near = len(short) >= LONG and len(short) > NEAR * len(long)
    if near and SequenceMatcher(None, short, long, autojunk=False).ratio() >= NEAR:
        return "nearly the title"
    return ""


def _authors(one: FoundRecord, other: FoundRecord, place: list[bool]) -> bool:
    """Whether the first authors are one; where one is not told, all else has to agree."""
    if one.author and other.author:
        return one.author == other.author
    return all(place) and one.year == other.year


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _shared(one: str, other: str) -> bool:
    return bool(one and one == other)


def _pages_differ(one: str, other: str) -> bool:
    """Whether first pages differ; an article's number beside a page says nothing."""
    return _differ(one, other) and _is_number(one) == _is_number(other)


def _is_number(page: str) -> bool:
    return page[:1] == "e" or len(page) > 4


@lru_cache(maxsize=100_000)
def journals(one: str, other: str) -> bool:
    """Whether two names of a journal may be one, or one and its abbreviation."""
    short, long = sorted((_words(one), _words(other)), key=lambda words: sum(map(len, words)))
    return len(short) == len(long) > 0 and all(map(_abbreviates, short, long))


def _words(journal: str) -> tuple[str, ...]:
    """The words of a journal's name, without what stands behind it or in brackets."""
    name = re.sub(r"\([^)]*\)", " ", journal.lower())
    name = re.split(r"\s[:=]|:\s|\. conference\b", name)[0]
    return tuple(word for word in re.findall(r"[^\W_]+", name) if word not in SMALL)


def _abbreviates(short: str, long: str) -> bool:
    """«natl» of «national»: the same first letter, and the others in their order."""
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)
