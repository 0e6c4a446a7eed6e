"""Records of a review that was made up, as five databases would export them."""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """A record; its DOI ends in its number."""

    title: str
    family: str
    given: str
    year: int
    journal: str
    number: int

    @property
    def doi(self) -> str:
        return f"10.5555/choir.{self.number}"


RECORDS = [
    Record("Choir singing and sleep in night workers", "Moe", "Anna", 2019, "Journal of Nights", 1),
    Record("Singing in shifts: a trial", "Lie", "Per", 2020, "Sleep at Work", 2),
    Record("Sleep of day workers who sing", "Dal", "Eva", 2018, "Journal of Days", 3),
    Record("Night shifts and heart rate", "Vik", "Nina", 2017, "Heart and Work", 4),
    Record("Choirs in hospitals", "Aas", "Jon", 2016, "Hospital Music", 5),
    Record("A survey of singers", "Ek", "Siv", 2021, "Music Surveys", 6),
    Record("Humming at night", "Bø", "Ole", 2022, "Sleep at Work", 7),
]


def ris(of: Record) -> str:
    return (
        f"TY  - JOUR\nTI  - {of.title}\nAU  - {of.family}, {of.given}\nPY  - {of.year}\n"
        f"JO  - {of.journal}\nVL  - 3\nSP  - {of.number}0\nEP  - {of.number}9\nDO  - {of.doi}\n"
        "ER  - \n\n"
    )


def nbib(of: Record) -> str:
    return (
        f"PMID- 9{of.number}\nTI  - {of.title}.\nFAU - {of.family}, {of.given}\nDP  - {of.year}\n"
        f"JT  - {of.journal}\nVI  - 3\nPG  - {of.number}0-{of.number}9\nLID - {of.doi} [doi]\n"
        "PT  - Journal Article\n\n"
    )


def enw(of: Record) -> str:
    return (
        f"%0 Journal Article\n%T {of.title}\n%A {of.family}, {of.given}\n%D {of.year}\n"
        f"%J {of.journal}\n%V 3\n%P {of.number}0-{of.number}9\n%R {of.doi}\n\n"
    )


def bibtex(of: Record) -> str:
    return (
        f"@article{{k{of.number},\n title = {{{of.title}}},\n"
        f" author = {{{of.family}, {of.given}}},\n"
        f" year = {{{of.year}}},\n journal = {{{of.journal}}},\n volume = {{3}},\n"
        f" pages = {{{of.number}0--{of.number}9}},\n doi = {{{of.doi}}}\n}}\n"
    )


def scopus(of: Record) -> str:
    return (
        f'"{of.family}, {of.given[0]}.","{of.title}",{of.year},"{of.journal}","3",'
        f'"{of.number}0","{of.number}9","{of.doi}"\n'
    )


HEAD = '"Authors","Title","Year","Source title","Volume","Page start","Page end","DOI"\n'
GIVEN = {
    "medline-1.nbib": (nbib, "", (1, 2, 3)),
    "embase-1.ris": (ris, "", (1, 4)),
    "cinahl-1.enw": (enw, "", (2, 5)),
    "scopus-1.csv": (scopus, HEAD, (1, 6)),
    "psycinfo-1.bib": (bibtex, "", (3, 6)),
}
"""What each database gave: how it writes a record, what stands above them, and which."""


def files(given: str, numbers: tuple[int, ...]) -> dict[str, str]:
    """An export and the search that gave it, by their paths."""
    database = given.partition("-")[0]
    form, head, _ = GIVEN.get(given, (nbib, "", ()))
    return {
        f"data/exports/{given}": head + "".join(form(RECORDS[n - 1]) for n in numbers),
        f"data/searches/{database}.csv": f"number,query,hits\n1,singing,{len(numbers)}\n",
    }


EXPORTS = {
    path: text
    for given, (_, _, numbers) in GIVEN.items()
    for path, text in files(given, numbers).items()
}
LATER = files("medline2027-1.nbib", (1, 2, 3, 7))
"""The search of one of them, run again: three records were seen before."""
