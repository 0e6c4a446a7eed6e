"""Rules on what data knows and the text prints: titles, and the dates of the searches."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.passages import Passage, Zone, texts
from thesis.document.thesis import Thesis
from thesis.language import norwegian

TEXT_TITLE = declare(
    "text.title",
    looks_at="texts",
    sees="a title in the text that is not the one of its reference",
    misses="a title that is typed instead of called, and one that is wrong in the data",
    example="«consulting» for «counselling» in the span of {{ title('more2018') }}",
)


@TEXT_TITLE.check
def titles(thesis: Thesis) -> Iterator[Finding]:
    """Every title that was called, letter by letter."""
    works = thesis.register.records.references
    for passage in texts(thesis):
        for zone in passage.of_class("title"):
            key = zone.attributes.get("key", "")
            printed = " ".join(passage.text[zone.start : zone.end].split())
            start, end = passage.sentence(zone.start)
            if key in works and printed != " ".join(str(works[key]["title"]).split()):
                yield TEXT_TITLE.at(
                    _call(passage, zone),
                    found=f"«{printed}» as the title of {key}",
                    expected=f"«{works[key]['title']}»",
                    fix=f'take it from the reference: {{{{ title("{key}") }}}}',
                    evidence=f"in «{passage.text[start:end].strip()}»",
                )


def _call(passage: Passage, title: Zone) -> Place:
    """Where a title is called; of one in a table, where a template or record has its words."""
    if title.call and not any(one["t"] == "Table" for one in passage.within):
        return title.call
    return passage.place(title.start)


# ---- Dates -------------------------------------------------------------------------------------

MONTHS = {name: number for number, name in enumerate(norwegian.MONTHS, 1)}
DATE = re.compile(
    r"(?<![0-9.])(?P<day>[0-9]{1,2})\.(?:(?P<number>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})"
    rf"|\s(?P<month>{'|'.join(MONTHS)})\s(?P<long>[0-9]{{4}}))(?!\.?[0-9])",
    re.IGNORECASE,
)  # «16.04.20», «16.04.2020», «16. april 2020»


TEXT_DATE = declare(
    "text.date",
    looks_at="texts",
    sees="a date beside the name of a database, in a sentence, caption or row of a table, on which "
    "it was not searched",
    misses="a date without such a name in its sentence or row",
    example="Medline (søk utført 05.05.20) where data/databases.yaml has 2020-04-16",
)


@TEXT_DATE.check
def dates(thesis: Thesis) -> Iterator[Finding]:
    """Every date beside a database against the day of its search."""
    days: dict[str, set[str]] = {}
    for base in thesis.register.records.databases:
        days.setdefault(base.name, set()).add(base.searched_on or "")
        if base.press:  # its review is told beside it, too
            days[base.name].add(base.press.date)
    if not days:
        return
    longest_first = sorted(days, key=len, reverse=True)
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for passage in texts(thesis):
        yield from _in_text(passage, names, days)
    for file, table in thesis.elements:
        if file and table["t"] == "Table":
            for cells in pandoc.rows(table):
                yield from _in_row(file, cells, names, days)


def _in_text(
    passage: Passage, names: re.Pattern[str], days: Mapping[str, set[str]]
) -> Iterator[Finding]:
    for found in DATE.finditer(passage.text):
        start, end = passage.sentence(found.start())
        beside = set(names.findall(passage.text[start:end]))
        if beside and _day(found) not in _known(beside, days):
            told = _told(found[0], beside, days)
            yield passage.finding(TEXT_DATE, found.start(), **told)


def _in_row(
    file: str, cells: list[list[Element]], names: re.Pattern[str], days: Mapping[str, set[str]]
) -> Iterator[Finding]:
    texts = [pandoc.text(cell) for cell in cells]
    beside = {text.strip() for text in texts if names.fullmatch(text.strip())}
    for cell, text in zip(cells, texts, strict=True):
        for found in DATE.finditer(text):
            if beside and _day(found) not in _known(beside, days):
                sources = (pandoc.attributes(one).get("src", "") for one in pandoc.walk(cell))
                source = Place.read(next(filter(None, sources), file))
                told = _told(found[0], beside, days)
                row = " | ".join(" ".join(text.split()) for text in texts)
                yield TEXT_DATE.at(source, evidence=f"in the row {row}", **told)


def _known(beside: set[str], days: Mapping[str, set[str]]) -> set[str]:
    """The days on which any of some databases was searched."""
    return {day for name in beside for day in days[name]}


def _told(text: str, beside: set[str], days: Mapping[str, set[str]]) -> dict[str, str]:
    known = ", ".join(
        f"{name}: {' and '.join(sorted(days[name])).strip() or 'not known'}"
        for name in sorted(beside)
    )
    return {
        "found": f"{text} beside {' and '.join(sorted(beside))}",
        "expected": f"the day of the search in data/databases.yaml: {known}",
        "fix": "mend the date, or searched_on; tell of another date in a sentence without the "
        "database",
    }


def _day(found: re.Match[str]) -> str:
    """A date in the text as year-month-day; "" for one that does not exist."""
    month = MONTHS[found["month"].lower()] if found["month"] else int(found["number"])
    year = found["long"] or found["year"]
    try:
        return date(
            int(year) + (2000 if len(year) == 2 else 0), month, int(found["day"])
        ).isoformat()
    except ValueError:
        return ""
