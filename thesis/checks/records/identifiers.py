"""Rules on the identifiers of a work: check digits, and what a DOI itself tells of it."""

import re
from collections.abc import Iterator, Mapping

from thesis.diagnostics.findings import WARNING, Finding
from thesis.diagnostics.rules import declare
from thesis.input.folder import Data
from thesis.input.sources import Fields, Source

REFERENCE_CHECK_DIGIT = declare(
    "reference.check-digit",
    looks_at="works",
    sees="an ISBN or ISSN whose check digit does not agree with its other digits, or that has "
    "too few or too many, a DOI that does not begin with 10. and a registrant, and a PMID "
    "or PMCID that is no number",
    misses="two errors that outweigh each other, and a number of another work",
    example="ISSN: 0802-2079",
)
REFERENCE_DOI = declare(
    "reference.doi",
    looks_at="works",
    sees="a DOI that has another article number, volume or year in it than the reference, by "
    "the way PLOS, Frontiers, BMC, Springer, MDPI, Hindawi, BMJ, JMIR, Wiley, Taylor & "
    "Francis and Elsevier make them",
    misses="a DOI that tells nothing, the work of another, and volumes of most journals",
    example="DOI: 10.1371/journal.pone.0188003 of a work with page: e0188030",
    severity=WARNING,
)


def check(data: Data) -> Iterator[Finding]:
    """Every finding of this file."""
    for i, work, source in data.items("references"):
        for name, sound in (("ISBN", _isbn), ("ISSN", _issn), *_SHAPES):
            value = work.get(name)
            if isinstance(value, str) and not all(map(sound, re.split(r"[\s,;]+", value.strip()))):
                yield REFERENCE_CHECK_DIGIT.at(
                    source.place(i, name),
                    found=f"{name}: {value} of {work.get('id')}",
                    expected=f"a {name} whose digits agree",
                    fix="look it up on the work: a digit is wrong, or two are exchanged",
                )
        yield from _doi(i, work, source)
        yield from _volume(i, work, source)


def _isbn(text: str) -> bool:
    digits = re.sub(r"[-–]", "", text).upper()
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(digits)) % 10 == 0
    return bool(re.fullmatch(r"\d{9}[\dX]", digits)) and _weighed(digits, 10) == 0


def _issn(text: str) -> bool:
    digits = re.sub(r"[-–]", "", text).upper()
    return bool(re.fullmatch(r"\d{7}[\dX]", digits)) and _weighed(digits, 8) == 0


def _weighed(digits: str, first: int) -> int:
    values = (10 if c == "X" else int(c) for c in digits)
    return sum(value * (first - i) for i, value in enumerate(values)) % 11


def _doi_shape(text: str) -> bool:
    return bool(re.fullmatch(r"10\.\d{4,9}/\S+", text))


def _pmid(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,8}", text))


def _pmcid(text: str) -> bool:
    return bool(re.fullmatch(r"PMC\d+", text))


_SHAPES = (("DOI", _doi_shape), ("PMID", _pmid), ("PMCID", _pmcid))

ARTICLE = (
    r"10\.1371/journal\.p[a-z]{3}\.(?P<article>\d{7})",
    r"10\.3389/f[a-z]+\.(?P<year>\d{4})\.(?P<article>\d{5,7})",
    r"10\.1100/(?P<year>\d{4})/(?P<article>\d+)",
    r"10\.1155/(?P<year>\d{4})/(?P<article>\d+)",
    r"10\.1136/bmj\.(?P<article>[a-z]?\d+)",
    r"10\.1136/bmj[a-z]+-(?P<year>\d{4})-(?P<any>\d+)",
    r"10\.1186/s\d{5}-0(?P<short>\d\d)-(?P<any>[\d-]+)",
    r"10\.1007/s\d{5}-0(?P<short>\d\d)-(?P<any>[\d-]+)",
    r"10\.1038/s\d{5}-0(?P<short>\d\d)-(?P<any>[\d-]+)",
    r"10\.3390/[a-z]+(?P<mdpi>\d{7,10})",
    r"10\.2196/(?P<any>\d+)",
    r"10\.10(?:16|53)/j\.[a-z]+\.(?P<year>\d{4})\.(?P<month>\d\d)\.(?P<any>\d+)",
    r"10\.1016/[SB](?P<issn>\d{4}-?\d{3}[\dX])\((?P<short>\d\d)\)(?P<any>[\dX-]+)",
    r"10\.1(?:046|111|002)/j\.(?P<issn>\d{4}-\d{3}[\dXx])\.(?P<year>\d{4})\.(?P<any>\w+(?:\.x)?)",
    r"10\.1(?:080|081)/(?P<issn>\d{7}[\dX])\.(?P<year>\d{4})\.(?P<any>\d+)",
    r"10\.1(?:080|300)/(?:[A-Z]?)(?P<issn>\d{4}-?\d{3}[\dX])\.(?P<year>\d{4})\.(?P<any>\d+)",
)  # What DOIs of some publishers tell: the article number, the year or its last digits, an ISSN

FIRST = {
    "plos one": 2005, "frontiers in psychology": 2009, "frontiers in psychiatry": 2009,
    "trials": 1999, "bmj open": 2010, "bmc psychiatry": 2000, "bmc public health": 2000,
    "bmc health services research": 2000, "bmc nursing": 2001,
}  # fmt: skip
"""Journals with one volume a year, and the year before their first one."""

LATE = 2  # Years that an article may wait for its issue


def _doi(i: int, work: Fields, source: Source) -> Iterator[Finding]:
    doi = work.get("DOI")
    if not isinstance(doi, str):
        return
    for pattern in ARTICLE:
        if told := re.fullmatch(pattern, doi, re.IGNORECASE):
            break
    else:
        return
    if wrong := _wrong(told.groupdict(), work):
        yield REFERENCE_DOI.at(
            source.place(i, "DOI"),
            found=f"DOI: {doi} of {work.get('id')}, which tells {wrong[0]}",
            expected=wrong[1],
            fix="look the DOI up: it, or the reference, has a slip",
            evidence=str(source.place(i, wrong[2])),
        )


def _volume(i: int, work: Fields, source: Source) -> Iterator[Finding]:
    first = FIRST.get(str(work.get("container-title") or "").lower())
    volume, issued = str(work.get("volume") or ""), str(work.get("issued") or "")[:4]
    if first and volume.isdecimal() and issued.isdecimal() and int(volume) + first != int(issued):
        yield REFERENCE_DOI.at(
            source.place(i, "volume"),
            found=f"volume: {volume} of {work.get('id')}, which is of {issued}",
            expected=f"{int(issued) - first}, the volume of {issued}",
            fix="mend volume or issued",
            evidence=str(source.place(i, "issued")),
        )


def _wrong(told: Mapping[str, str], work: Fields) -> tuple[str, str, str] | None:
    """What a DOI tells otherwise than its reference: that, what was expected, the field."""
    page, volume = (str(work.get(name) or "").strip() for name in ("page", "volume"))
    issued = str(work.get("issued") or "")[:4]
    article = told.get("article")
    single = re.fullmatch(r"[a-z]?0*\d+", page, re.IGNORECASE)
    if article and single and _bare(article) != _bare(page):
        return f"the article {article}", f"the article number {page}", "page"
    if "issn" in told and not _issn(told["issn"]):
        return f"the ISSN {told['issn']}", "an ISSN whose check digit agrees", "DOI"
    if (mdpi := told.get("mdpi")) and volume.isdecimal() and not mdpi.startswith(volume):
        return f"not the volume {volume}", f"digits that begin with {volume}", "volume"
    year = int(told["year"]) if told.get("year") else None
    if year is None and told.get("short"):
        year = 1900 + int(told["short"]) + (100 if int(told["short"]) < 60 else 0)
    if year is None or not issued.isdecimal():
        return None
    latest = year + LATE
    if told.get("month"):  # an article of February waits for no issue of the year after
        latest = year + (1 if int(told["month"]) > 6 else 0)
        if int(told["month"]) > 12:
            return f"the month {told['month']}", "a month from 01 to 12", "DOI"
    if not year <= int(issued) <= latest:
        return f"the year {year}", f"the year {issued}, or one shortly before", "issued"
    return None


def _bare(number: str) -> str:
    """An article number without the letter and the zeros in front: e0188030 is 188030."""
    return re.sub(r"(?i)^e?0*", "", number).lower()
