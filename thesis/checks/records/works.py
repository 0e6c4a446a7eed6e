"""Rules on a reference against its key, its pages and the other references."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data
from thesis.input.sources import Fields, Source
from thesis.language.letters import PLAIN, distance, one_apart

REFERENCE_KEY = declare(
    "reference.key",
    looks_at="works",
    sees="a work whose key has another year than the work, a name that differs from its first "
    "author's or editor's by a letter or two, or the name of a later author",
    misses="a key that is made in another way, and one that is wrong alike",
    example="wang2017 with issued: 2018",
    severity=WARNING,
)
REFERENCE_PAGES = declare(
    "reference.pages",
    looks_at="works",
    sees="pages whose last one comes before the first, and an article of a thousand pages",
    misses="pages that are wrong and still run forward",
    example="page: 46-33",
)
REFERENCE_NAME = declare(
    "reference.name",
    looks_at="works",
    sees="a name that differs by one letter from that of a person with the same given name, or the "
    "same family name, in another work",
    misses="a name that stands in one work alone",
    example="{family: Zou, given: Chenglin}, and {family: Zhou, given: Chenglin} in another work",
    severity=WARNING,
)

REFERENCE_BESIDE = declare(
    "reference.beside",
    looks_at="works",
    sees="a journal spelt with another letter than in another work, a chapter whose book has "
    "another subtitle in another work, a volume that is not of its year as the others of the "
    "journal are, and a report number that another work has",
    misses="what is wrong in a work whose journal, book or series no other work has",
    example="container-title: Adiction, and Addiction in two other works",
    severity=WARNING,
)

KEY = re.compile(r"([a-z_-]+?)((?:19|20)\d\d)([a-z]?)")
SHORT = 5  # Letters of words that are two names as often as one that is misspelt
LONGEST = 1000  # Pages that no article has


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for i, work, source in data.items("references"):
        yield from _key(i, work, source)
        yield from _pages(i, work, source)
    yield from _people(data)
    yield from _beside(data)


def plain(name: str) -> set[str]:
    """A name as keys may write it: small letters alone, with ø as o and as oe."""
    spellings = set()
    for o, a in (("o", "a"), ("oe", "aa"), ("o", "aa"), ("oe", "a")):
        text = name.lower().replace("ø", o).replace("å", a)
        text = text.translate(PLAIN)
        text = unicodedata.normalize("NFKD", text.replace("ö", "o").replace("ü", "u"))
        spellings.add(re.sub(r"[^a-z]", "", text))
    return spellings


def _key(i: int, work: Fields, source: Source) -> Iterator[Finding]:
    if not (key := re.fullmatch(KEY, str(work.get("id")))):
        return
    if (issued := str(work.get("issued") or "")[:4]) and issued != key[2]:
        yield REFERENCE_KEY.at(
            source.place(i, "issued"),
            found=f"issued: {work['issued']} of {key[0]}",
            expected=f"{key[2]}, the year in its key",
            fix="mend issued, or give the work another key",
            evidence=str(source.place(i, "id")),
        )
    name = re.sub(r"[^a-z]", "", key[1])
    group = "author" if work.get("author") else "editor"
    people = [
        (j, _family(person))
        for j, person in enumerate(work.get(group) or [])
        if isinstance(person, dict) and person.get("family")
    ]
    if not people or people[0][0] != 0 or name in _spelt(people[0][1]):
        return
    near = min(distance(name, each) for each in _spelt(people[0][1]))
    later = next((family for _, family in people[1:] if name in _spelt(family)), "")
    if near <= (2 if len(name) > 6 else 1) or later:
        yield REFERENCE_KEY.at(
            source.place(i, group, 0),
            found=f"«{people[0][1]}», the first {group} of {key[0]}",
            expected=f"«{later}»" if later else f"a name that is spelt as in the key, {name}",
            fix="mend the name, or the order of the names, or give the work another key",
            evidence=str(source.place(i, "id")),
        )


def _family(person: Fields) -> str:
    parts = (person.get(part) for part in ("non-dropping-particle", "family"))
    return " ".join(str(part) for part in parts if part)


def _spelt(family: str) -> set[str]:
    """How a key may write a family name: whole, without its particle, or its last word alone."""
    last = re.split(r"[\s-]", family)[-1]
    first = re.split(r"[\s-]", family)[0]
    return plain(family) | plain(last) | plain(first)


def _pages(i: int, work: Fields, source: Source) -> Iterator[Finding]:
    page = re.fullmatch(r"([A-Za-z]?)(\d+)\s*[-–]\s*([A-Za-z]?)(\d+)", str(work.get("page") or ""))
    if not page:
        return
    first, last = int(page[2]), int(page[4])
    short = len(page[4]) < len(page[2])  # 789-93
    book = str(work.get("type") or "") in {"book", "thesis"}
    if (last < first and not short) or (not book and not short and last - first >= LONGEST):
        yield REFERENCE_PAGES.at(
            source.place(i, "page"),
            found=f"page: {work['page']} of {work.get('id')}",
            expected="the first page, and the last one after it",
            fix="look the pages up: two digits may be exchanged",
        )


def _people(data: Data) -> Iterator[Finding]:
    """Names of one person in several works, spelt in two ways."""
    places: dict[tuple[str, str], list[tuple[Source, int, str, int, str]]] = defaultdict(list)
    for i, work, source in data.items("references"):
        for group in ("author", "editor"):
            for j, person in enumerate(work.get(group) or []):
                if isinstance(person, dict) and person.get("family") and person.get("given"):
                    name = str(person["family"]), str(person["given"])
                    places[name].append((source, i, group, j, str(work.get("id"))))
    times = Counter({name: len(where) for name, where in places.items()})
    for one in places:
        for other in places:
            if times[one] > times[other] or (times[one] == times[other] and one >= other):
                continue  # the rarer one is told; of two alike, both, one after the other
            if not _alike(one, other) or _shared(places[one], places[other]):
                continue
            rarer = [one] if times[one] < times[other] else [one, other]
            for name in rarer:
                source, i, group, j, work_id = places[name][0]
                known = other if name == one else one
                yield REFERENCE_NAME.at(
                    source.place(i, group, j),
                    found=f"{', '.join(name)} in {work_id}",
                    expected=f"{', '.join(known)}, as in {places[known][0][4]}, or another person",
                    fix="look the name up in both works",
                )


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names are one but for a letter, and no initials."""
    (family, given), (family_too, given_too) = one, other
    if given == given_too and len(given) > 4 and "." not in given:
        return min(len(family), len(family_too)) > 2 and one_apart(family, family_too)
    if (
        family == family_too
        and min(len(given), len(given_too)) > 6
        and "." not in given + given_too
    ):
        return one_apart(given, given_too)
    return False


def _shared(one: list[Any], other: list[Any]) -> bool:
    """Whether one work has both, who then are two people."""
    return bool({each[4] for each in one} & {each[4] for each in other})


def _beside(data: Data) -> Iterator[Finding]:
    """The journals, books, volumes and report numbers of works against those of the others."""
    works = [(i, work, source) for i, work, source in data.items("references")]
    for i, work, source in works:
        others = [other for _, other, _ in works if other is not work]
        for field, found in _strange(work, others):
            yield REFERENCE_BESIDE.at(
                source.place(i, field),
                found=f"{field}: {work[field]} of {work.get('id')}",
                expected=found,
                fix="look it up on both works",
            )


def _strange(work: Fields, others: list[Fields]) -> Iterator[tuple[str, str]]:
    """The fields of a work that the other works deny, each with what they have."""
    title = str(work.get("container-title") or "")
    near = Counter(str(other.get("container-title") or "") for other in others)
    for other, times in near.items():
        pairs = zip(title.lower().split(), other.lower().split(), strict=False)
        unlike = [(one, two) for one, two in pairs if one != two]
        misspelt = len(unlike) == 1 and all(len(word) > SHORT for word in unlike[0])
        if misspelt and not near[title] and one_apart(title.lower(), other.lower()):
            yield "container-title", f"«{other}», as {times} other works have it"
    main, _, rest = title.partition(":")
    books = {
        str(other.get(name) or "") for other in others for name in ("title", "container-title")
    }
    for book in sorted(books):
        same, _, subtitle = book.partition(":")
        if rest and subtitle and same == main and book != title and title not in books:
            yield "container-title", f"«{book}»"
    volume, year = _whole(work.get("volume")), _whole(str(work.get("issued") or "")[:4])
    begun = Counter(
        _whole(str(other.get("issued"))[:4]) - _whole(other.get("volume"))
        for other in others
        if str(other.get("container-title") or "") == title and _whole(other.get("volume"))
    )
    if title and volume and year and len(begun) == 1 and begun.total() > 1:
        ((first, count),) = begun.items()
        meant = year - first
        if volume != meant:
            yield "volume", f"{meant}, by the volumes of {count} other works in it"
    number = str(work.get("number") or "")
    if len(number) > 3 and re.search(r"[A-Za-z]", number):
        for one in others:
            if number == one.get("number") and _book(work) != _book(one):
                yield "number", f"a number of its own: {one.get('id')} has this one"


def _whole(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() else 0


def _book(work: Fields) -> str:
    """The book that a work is, or is in."""
    return str(work.get("container-title") or work.get("title") or "")
