"""A stored search that was run again: a session of its own, with its rows and its export."""

import json
import re
from collections.abc import Sequence
from datetime import date
from itertools import chain, count
from pathlib import Path

from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.files import to_csv
from thesis.exports import read
from thesis.input import limits, sources
from thesis.input.folder import EXPORTS, Data
from thesis.input.sources import Fields, Sheet, UnreadableSourceError
from thesis.screening.account import search_of
from thesis.searches.registered import firsts

DATABASES = "data/databases.yaml"
TO_WRITE = "TODO"  # The hits of a row that has no export yet

READ = ("abstracts_read", "articles_read")  # Columns that the decisions of screeners stand in for

ENDING = re.compile(r"\.[a-z0-9]{1,8}\Z")
"""Of a file's name, as any system and any step of a build can have it."""

KEPT = ("platform", "platform_unknown", "dialect", "final")
"""What a session has of the one that it updates."""


def new_session(
    root: Path, data: Data, search: str, export: Path, day: str, since: str
) -> tuple[dict[str, bytes], list[str]]:
    """The session that a new export makes, or another export of one that was made on that day.

    Args:
        search: the stored search, ``medline:4``, or the database where one search alone counts.
        export: what it gave now.
        day: when it was run again, as year-month-day.
        since: the day that it was limited to look back to; "" where it looked through all years.

    Returns:
        The whole files to write, by their paths, and what to tell the author.

    Raises:
        NotChangedError: there is no such search, the file is no export, or it has one already.
        OSError: the export cannot be opened.
    """
    stored, number = _stored(search, data)
    sessions = _sessions(stored, data)
    for each in (day, since or day):
        _held_to_a_day(each)
    if since > day:
        raise NotChangedError(f"--covers-from {since} is later than --searched-on {day}")
    content, hits = _exported(export)
    if day <= (first := str(sessions[0].get("searched_on") or "")):
        raise NotChangedError(f"{stored} was searched on {first}: --searched-on is a later day")
    same = next((str(each["id"]) for each in sessions if each["searched_on"] == day), "")
    name = same or _new_name(f"{sessions[0]['id']}{day[:4]}", data)
    file, rows = f"{EXPORTS}/{name}-{number}", f"data/searches/{name}.csv"
    if (root / EXPORTS).exists() and not limits.leads_inside(root / EXPORTS, root.resolve()):
        raise NotChangedError(f"{EXPORTS} leads out of the thesis")
    if list(root.glob(f"{file}.*")):
        raise NotChangedError(f"{file} is there already: take it out first, or give another day")
    sheet = data.sheets.get(name) or data.sheets[stored]
    table, left = _rows(sheet, number, hits, anew=not same, screened=bool(data.screening))
    ending = ending[0] if (ending := ENDING.search(export.name.lower())) else ".txt"
    files = {f"{file}{ending}": content, rows: table.encode()}
    said = [f"{rows}: search {number} has {hits} hits, the records of its export"]
    if not same:
        item = _item(sessions, name, day, since)
        before = (root / DATABASES).read_text("utf-8-sig").rstrip()
        files[DATABASES] = _listed(f"{before}\n{item}\n", len([*data.items("databases")]), item)
        said.insert(0, f"{DATABASES}: {item}")
    if left:
        said.append(
            f"{rows}: search {', '.join(left)}: write its counts in place of {TO_WRITE}, give its "
            "export to --again with the same day, or strike it, where it was not run"
        )
    return files, said


def _stored(search: str, data: Data) -> tuple[str, int]:
    """The session and the number of a stored search."""
    database, _, number = search.partition(":")
    known = [
        f"{name}:{row.cells.get('number')}"
        for name, sheet in data.sheets.items()
        for row in sheet.rows
    ]
    if not number:
        number = str(search_of(f"{database}:1", data)[1])
    if f"{database}:{number}" not in known:
        such = f", such as {known[0]}" if known else ""
        raise NotChangedError(f"--again {search}: name a search of data/searches/{such}")
    return database, int(number)


def _sessions(stored: str, data: Data) -> list[Fields]:
    """Every session in the database of one, the first one first."""
    databases = [each for _, each, _ in data.items("databases")]
    of = firsts(databases)
    if stored not in of:
        raise NotChangedError(f"{DATABASES} has no id: {stored}")
    return [each for each in databases if of[str(each["id"])] == of[stored]]


def _exported(export: Path) -> tuple[bytes, int]:
    """What an export holds, and how many records it announces."""
    if not export.is_file():
        raise NotChangedError(f"{export} is no file")
    content = export.read_bytes()
    try:
        return content, read.read(content).announced
    except read.UnknownFormatError as why:
        raise NotChangedError(f"{export}: {why}") from None


def _new_name(name: str, data: Data) -> str:
    """A name that no session has yet: this one, or with a number behind it."""
    taken = {str(each.get("id")) for _, each, _ in data.items("databases")}
    names = chain((name,), (f"{name}_{n}" for n in count(2)))
    return next(each for each in names if each not in taken)


def _held_to_a_day(text: str) -> None:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return
    except ValueError:
        pass
    raise NotChangedError(f"--searched-on, --covers-from: «{text}» is no day, such as 2026-03-02")


def _listed(text: str, before: int, item: str) -> bytes:
    """The text of data/databases.yaml with one item more, which is read as one."""
    try:
        found = sources.parse_yaml(text, DATABASES).value
    except UnreadableSourceError:
        found = []
    if not isinstance(found, list) or len(found) != before + 1:
        raise NotChangedError(f"{DATABASES} takes no item at its end; write it yourself: {item}")
    return text.encode()


def _item(sessions: Sequence[Fields], name: str, day: str, since: str) -> str:
    """The item of data/databases.yaml; texts stand in quotation marks, as JSON has them."""
    last = sessions[-1]
    kept = {key: last.get(key) for key in ("name", *KEPT) if key == "platform" or key in last}
    said = ", ".join(f"{key}: {json.dumps(of, ensure_ascii=False)}" for key, of in kept.items())
    looked = f", covers_from: {since}" if since else ""
    return f"- {{id: {name}, {said}, updates: {last['id']}{looked}, searched_on: {day}}}"


def _rows(
    sheet: Sheet, number: int, hits: int, *, anew: bool, screened: bool
) -> tuple[str, list[str]]:
    """The table with the hits of one search in it, and the searches whose hits are to write.

    Args:
        anew: whether it is that of the stored session, whose counts are none of the new one's.
        screened: whether there are decisions, of which what was read is counted.
    """
    columns = [name for name in sheet.columns if not (anew and screened and name in READ)]
    table, left = [columns], []
    for row in sheet.rows:
        cells = {**row.cells, **(dict.fromkeys(("hits", *READ), TO_WRITE) if anew else {})}
        if cells["number"] == str(number):
            cells["hits"] = str(hits)
        if cells["hits"] == TO_WRITE:
            left.append(cells["number"])
        table.append([cells.get(name, "") for name in columns])
    return to_csv(table), left
