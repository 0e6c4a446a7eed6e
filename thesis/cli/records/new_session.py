"""A stored search that was run again: a session of its own, with its rows and its export."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thesis.cli.records.staged import NotChangedError
from thesis.exports import read
from thesis.input.folder import EXPORTS, Data
from thesis.input.sources import Fields, Sheet
from thesis.screening.account import search_of
from thesis.searches.registered import firsts

DATABASES = "data/databases.yaml"
TO_COUNT = "TODO"
"""The hits of a row that has no export: they are the author's to write."""

READ = ("abstracts_read", "articles_read")
"""Columns that the decisions of screeners stand in for."""


@dataclass(frozen=True)
class NewSession:
    """What a new export of a stored search makes.

    Attributes:
        id: the session in data/databases.yaml, of this call or of one before it on the same day.
        files: the whole bytes of the files to write, by their paths.
        said: what to tell the author.
    """

    id: str
    files: dict[str, bytes]
    said: list[str]


def new_session(
    root: Path, data: Data, search: str, export: Path, day: str, since: str
) -> NewSession:
    """The session that a new export makes, in which nothing is counted yet.

    Args:
        search: the stored search, ``medline:4``, or the database where one search alone counts.
        export: what it gave now.
        day: when it was run again, as year-month-day.
        since: the day that it was limited to look back to; "" where it looked through all years.

    Raises:
        NotChangedError: there is no such search, the file is no export, or the name is taken.
        OSError: the export cannot be opened.
    """
    for each in filter(None, (day, since)):
        _held_to_a_day(each)
    stored, number = _stored(search, data)
    content = export.read_bytes()
    try:
        hits = read.read(content).announced
    except read.UnknownFormatError as why:
        raise NotChangedError(f"{export}: {why}") from None
    databases = [each for _, each, _ in data.items("databases")]
    of = firsts(databases)
    sessions = [each for each in databases if of[str(each["id"])] == of[stored]]
    same = next((each for each in sessions if str(each["searched_on"]) == day), None)
    if same and len(sessions) == 1:
        raise NotChangedError(f"{stored} was searched on {day}: a new session has a later day")
    name = str(same["id"]) if same else _name(of[stored], day, {*of})
    file = f"{EXPORTS}/{name}-{number}{export.suffix.lower()}"
    if list((root / EXPORTS).glob(f"{name}-{number}.*")):
        raise NotChangedError(f"{EXPORTS}/ has {name}-{number} already: take it out first")
    rows = f"data/searches/{name}.csv"
    columns, cells = _cells(data.sheets[name if same else stored], bool(data.screening), not same)
    for row in cells:
        if row["number"] == str(number):
            row["hits"] = str(hits)
    files = {file: content, rows: _table(columns, cells).encode()}
    said = [f"{file}: {hits} records, the hits of search {number} in {rows}"]
    if not same:
        item = _item(sessions, name, day, since)
        text = (root / DATABASES).read_text("utf-8-sig")
        files[DATABASES] = f"{text.rstrip()}\n{item}".encode()
        said.insert(0, f"{DATABASES}: {item.strip()}")
    if left := [row["number"] for row in cells if row["hits"] == TO_COUNT]:
        said.append(
            f"{rows}: write the hits of search {', '.join(left)} in place of {TO_COUNT}, or strike "
            "what was not run again"
        )
    return NewSession(name, files, said)


def _held_to_a_day(text: str) -> None:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return
    except ValueError:
        pass
    raise NotChangedError(f"«{text}» is no day: write year-month-day, as 2026-03-02")


def _stored(search: str, data: Data) -> tuple[str, int]:
    """The session and the number of a stored search."""
    database, _, number = search.partition(":")
    known = [f"{name}:{row.cells['number']}" for name, sheet in data.sheets.items()
             for row in sheet.rows]  # fmt: skip
    if not number:
        number = str(search_of(f"{database}:1", data)[1] or "")
    if f"{database}:{number}" not in known:
        raise NotChangedError(
            f"--again «{search}»: name one stored search, such as {known[0] if known else 'none'}"
        )
    return database, int(number)


def _name(first: str, day: str, taken: set[str]) -> str:
    """The name of a session: that of the database and the year, and what else tells it apart."""
    year, month, of_month = day.split("-")
    names = (f"{first}{year}", f"{first}{year}_{month}", f"{first}{year}_{month}_{of_month}")
    return next(name for name in names if name not in taken)


def _item(sessions: list[Fields], name: str, day: str, since: str) -> str:
    """The item of data/databases.yaml, as people write it."""
    kept = {key: sessions[-1][key] for key in KEPT if sessions[-1].get(key) is not None}
    told = {"id": name, "name": sessions[0]["name"], "platform": None, **kept}
    told |= {"updates": sessions[-1]["id"]} | ({"covers_from": since} if since else {})
    return "- {" + ", ".join(f"{key}: {_yaml(value)}" for key, value in told.items()) + (
        f", searched_on: {day}}}\n"
    )


KEPT = ("platform", "platform_unknown", "dialect", "final")
"""What a session has of the one that it updates."""


def _yaml(value: object) -> str:
    """A value in a flow mapping; words that YAML would take for something else are quoted."""
    if value is None:
        return "null"
    text = str(value)
    plain = isinstance(value, list) or re.fullmatch(r"[^\W\d_][\w .-]*|\d{4}-\d\d-\d\d", text)
    return text if plain and text.lower() not in {"no", "yes", "null", "true", "false"} else (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _cells(sheet: Sheet, screened: bool, anew: bool) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and the rows of the session: the stored ones, with no hits yet."""
    columns = [name for name in sheet.columns if not (anew and screened and name in READ)]
    rows = [{name: row.cells.get(name, "") for name in columns} for row in sheet.rows]
    for row in rows if anew else ():
        row |= {name: TO_COUNT for name in ("hits", *READ) if name in columns}
    return columns, rows


def _table(columns: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def write(root: Path, session: NewSession) -> Iterator[str]:
    """Write the files of a session, the one that names it last; what to tell of each."""
    for file, content in session.files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(content)
        partial.replace(path)
    yield from session.said
