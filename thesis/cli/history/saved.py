"""Saved search histories: text, a table of a web page, or CSV, read into rows with their hits.

The columns are known by their headers, which every database calls its own way; a text without
columns is read as a strategy is, with the number in front and the hits behind.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser

from thesis.searches.strategy import strategies

HEADERS = {
    "query": "query, searches, search terms, search query, terms, search, search history",
    "number": "#, no., no, search id#, search id, set, set #, number, id, line, search",
    "hits": "results, hits, items found, result, count, records, # results",
    "limits": "limiters/expanders, search options, limiters, filters",
}
"""What databases call the columns, the surest name first."""
DATES = (
    (re.compile(r"\b([0-9]{4}-[0-9]{2}-[0-9]{2})\b"), "%Y-%m-%d"),
    (re.compile(r"\b([0-9]{1,2} [A-Z][a-z]{2} [0-9]{4})\b"), "%d %b %Y"),
    (re.compile(r"\b([A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4})\b"), "%B %d, %Y"),
)
LIMITERS = re.compile(
    r"Limiters\s*[-:].*?(?=\s*(?:Expanders|Search modes|Narrow by)\b|$)", re.DOTALL
)
OTHERS = re.compile(
    r"(?:Expanders|Search modes|Narrow by)\b[^\n]*?(?=(?:Expanders|Search modes|Narrow by)\b|\n|$)"
)


class NotSavedError(Exception):
    """A file that is no saved search history; the message says why."""


@dataclass(frozen=True)
class SavedRow:
    """A search of a saved history."""

    number: int  # its number
    query: str  # as the database saved it, with its limiters
    hits: int  # how many it found


@dataclass
class SavedHistory:
    """All that a saved history says."""

    rows: list[SavedRow]  # by their numbers
    # the days on which the searches were run, as ISO has them; none when it does not say
    dates: list[str] = field(default_factory=list)
    # what was set for the searches beside their words: expanders, search modes
    options: list[str] = field(default_factory=list)


def read(text: str) -> SavedHistory:
    """The rows of a saved history.

    Raises:
        NotSavedError: no row is found, or one has no number of its own, no words or no hits.
    """
    tables = [_csv(text), *_html(text)]
    cells = next((table for table in tables if _columns(table)), None)
    history = _of_table(cells) if cells else _of_text(text)
    if not history.rows:
        raise NotSavedError("no search with a number, words and hits is found in it")
    history.rows.sort(key=lambda row: row.number)
    numbers = [row.number for row in history.rows]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
    for what, which in (("stands twice", twice), ("is missing", missing)):
        if which:
            raise NotSavedError(f"search {', '.join(map(str, which))} {what}")
    history.dates = sorted({day for pattern, form in DATES for day in _days(text, pattern, form)})
    return history


def _days(text: str, pattern: re.Pattern[str], form: str) -> Iterable[str]:
    for found in pattern.findall(text):
        try:
            yield datetime.strptime(found, form).date().isoformat()
        except ValueError:
            continue


def _of_table(cells: Sequence[Sequence[str]]) -> SavedHistory:
    columns = _columns(cells) or {}
    at = next(i for i, row in enumerate(cells) if _named(row))
    history = SavedHistory([])
    for row in cells[at + 1 :]:
        told = {name: row[i].strip() for name, i in columns.items() if i < len(row)}
        number = re.fullmatch(r"[#S]?\s*([0-9]+)\.?", told.get("number", ""), re.IGNORECASE)
        if not number or not told.get("query"):
            if any(cell.strip() for cell in row):
                raise NotSavedError(f"«{' | '.join(row)[:80]}» has no number or no words")
            continue
        limiters = LIMITERS.search(told.get("limits", ""))
        options = [" ".join(each.split()) for each in OTHERS.findall(told.get("limits", ""))]
        history.options += [each for each in options if each and each not in history.options]
        query = " ".join([told["query"], *([limiters[0]] if limiters else ())])
        hits = _hits(told.get("hits", ""), number[1])
        history.rows.append(SavedRow(int(number[1]), " ".join(query.split()), hits))
    return history


def _of_text(text: str) -> SavedHistory:
    found = strategies(text)
    if len(found) != 1:
        return SavedHistory([])
    for row in found[0].rows:
        if row.hits is None:
            raise NotSavedError(f"line {row.line}: search {row.number} has no hits behind it")
    rows = [SavedRow(row.number, row.query, row.hits or 0) for row in found[0].rows]
    return SavedHistory(rows)


def _hits(text: str, number: str) -> int:
    digits = re.sub(
        r"[\s,.\u00a0]", "", re.sub(r"(?i)view results|details|\(|\)|results?", "", text)
    )
    if not digits.isdecimal():
        raise NotSavedError(f"search {number} has no hits: «{text}»")
    return int(digits)


# ---- tables -------------------------------------------------------------------------------------


def _named(row: Sequence[str]) -> dict[str, int] | None:
    """The columns by what their headers call them; None when it is no header."""
    names = [" ".join(cell.casefold().replace("\ufeff", "").split()) for cell in row]
    found: dict[str, int] = {}
    for column, called in HEADERS.items():
        for name in called.split(", "):
            if name in names and names.index(name) not in found.values():
                found[column] = names.index(name)
                break
    return found if {"number", "query", "hits"} <= found.keys() else None


def _columns(cells: Sequence[Sequence[str]]) -> dict[str, int] | None:
    return next((named for row in cells if (named := _named(row))), None)


def _csv(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()][:20]
    sign = max(",;\t", key=lambda sign: sum(sign in line for line in lines))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return []


def _html(text: str) -> list[list[list[str]]]:
    if "<t" not in text.casefold():
        return []
    reader = _Tables()
    reader.feed(text)
    return reader.tables


class _Tables(HTMLParser):
    """The cells of the tables of a page, as text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("")
            self.inside = True
        elif tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        self._add(data.replace("\n", " "))

    def _add(self, text: str) -> None:
        if self.inside:
            self.tables[-1][-1][-1] += text
