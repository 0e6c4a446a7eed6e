"""Rules on how a database was searched: its platform, and the years of the limits."""

import re
from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data, get
from thesis.language.letters import distance

SEARCH_LIMIT_YEAR = declare(
    "search.limit-year",
    looks_at="searches",
    sees="a year in the limits of a search that comes after the search, or before there was any "
    "database, and years that run backwards",
    misses="a year that is wrong and possible",
    example="Treff i tidsrom 2051-current",
)
SEARCH_PLATFORM = declare(
    "search.platform",
    looks_at="searches",
    sees="a platform that the limits of the database's own searches, or its name, call another, or "
    "that does not have the database",
    misses="a platform that has it and was not used",
    example="platform: EBSCO, and limits that name OVID",
    severity=WARNING,
)

SEARCH_NAME = declare(
    "search.name",
    looks_at="searches",
    sees="a database whose name is not as its id spells it, by a letter or two",
    misses="a name that is wrong in both",
    example="name: PsychINFO, with id: psycinfo",
    severity=WARNING,
)

YEAR = re.compile(r"(?<![\d.])(?:1[5-9]|2[0-9])\d\d(?!\d|[.]\d)")
SPAN = re.compile(r"(?<!\d)((?:1[5-9]|2\d)\d\d)\s*(?:-|–|til|to)\s*((?:1[5-9]|2\d)\d\d)(?!\d)")
OLDEST = 1800

PLATFORMS = {
    "ovid": r"ovid\w*", "ebsco": r"ebsco\w*", "proquest": r"proquest",
    "pubmed": r"pubmed|nlm|national library of medicine",
    "wos": r"web of science|clarivate|web of knowledge",
    "elsevier": r"elsevier|embase\.com|sciencedirect", "wiley": r"wiley", "psycnet": r"psycnet|apa",
}  # fmt: skip
"""Platforms by the words that limits and records have for them."""

HOSTS = {
    "embase": {"ovid", "elsevier"},
    "medline": {"ovid", "ebsco", "pubmed", "wos", "proquest", "elsevier"},
    "pubmed": {"pubmed"},
    "cinahl": {"ebsco"},
    "sportdiscus": {"ebsco"},
    "psycinfo": {"ovid", "ebsco", "proquest", "psycnet"},
    "cochrane": {"wiley", "ovid"},
    "amed": {"ovid", "ebsco"},
    "eric": {"ebsco", "proquest", "ovid"},
    "svemed": set(),
}  # The platforms that have a database, by the beginning of its name


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    edition = str(get(data.documents.get("thesis"), str, "edition", "date") or "")
    for i, database, source in data.items("databases"):
        sheet = data.sheets.get(str(database.get("id")))
        latest = str(database.get("searched_on") or edition)[:4]
        limits = (
            [(Place(sheet.file, row.line), row.cells.get("limits", "")) for row in sheet.rows]
            if sheet
            else []
        )
        for place, text in limits:
            yield from _years(place, text, latest)
        if sheet:  # else its id may be misspelt, which is told
            yield from _name(source.place(i, "name"), str(database.get("id")), database.get("name"))
        platform = database.get("platform")
        if isinstance(platform, str):
            yield from _platform(
                source.place(i, "platform"), platform, str(database.get("name")), limits
            )


def _years(place: Place, text: str, latest: str) -> Iterator[Finding]:
    years = [int(year) for year in YEAR.findall(text)]
    wrong, expected = "", ""
    for year in years:
        if latest.isdecimal() and year > int(latest):
            wrong, expected = str(year), f"a year up to {latest}, when the search was made"
        elif year < OLDEST:
            wrong, expected = str(year), "a year that a database covers"
    for first, last in SPAN.findall(text):
        if first > last:
            wrong, expected = f"{first}–{last}", "the first year, and the last one after it"
    if wrong:
        yield SEARCH_LIMIT_YEAR.at(
            place,
            found=f"«{wrong}» in «{text}»",
            expected=expected,
            fix="look the search up in the log: two digits may be exchanged",
        )


def _name(place: Place, key: str, name: object) -> Iterator[Finding]:
    plain = re.sub(r"[\W_]", "", str(name or "").lower())
    spelt = re.sub(r"[\d_-]", "", key)
    if len(spelt) > 4 and re.sub(r"\d", "", plain) != spelt and distance(plain, spelt) in (1, 2):
        yield SEARCH_NAME.at(
            place,
            found=f"name: {name}, of {key}",
            expected=f"a name that is spelt as in {key}",
            fix="mend the name, or the id and what names it",
        )


def _named(text: str) -> set[str]:
    return {
        name
        for name, words in PLATFORMS.items()
        if re.search(rf"(?i)(?<!\w)(?:{words})(?!\w)", text)
    }


def _platform(
    place: Place, platform: str, name: str, limits: list[tuple[Place, str]]
) -> Iterator[Finding]:
    if not (own := _named(platform)):
        return
    wrong: list[tuple[Place, str, str]] = []
    for where, text in limits:
        if (told := _named(text)) and not told & own:
            wrong = [(place, str(where), text), (where, str(place), text)]
            break
    hosts = next((have for known, have in HOSTS.items() if name.lower().startswith(known)), own)
    if not wrong and hosts and not hosts & own:
        wrong = [(place, "", f"{name}, which {platform} does not have")]
    for where_it_is, evidence, what in wrong:
        yield SEARCH_PLATFORM.at(
            where_it_is,
            found=f"platform: {platform}, and «{what}»" if evidence else what,
            expected="the platform that the database was searched on",
            fix="look it up in the log",
            evidence=evidence,
        )
