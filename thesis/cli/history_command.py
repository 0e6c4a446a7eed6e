"""Bring a search history that a database saved into data/searches/.

The file is what the database saves: text with numbers in front and hits behind,
a table of a web page, or CSV (Ovid, EBSCOhost, PubMed, Embase.com, the Cochrane
Library, Web of Science). Each search is looked through first; what names rows
that are not there is refused, and what is not understood is told.

What changes is shown, a line each, and then written, or nothing is. Abstracts and
articles that were read stay. A history that was run anew, later, is a session of
its own: --session ID --date DAY adds it to data/databases.yaml.

Exit status: 0 it is written, or nothing is new; 2 nothing is written.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from thesis.cli import add_directory, refuse
from thesis.cli.history import saved, table
from thesis.cli.records import staged
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.findings import errors
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.input import folder
from thesis.input.folder import Data
from thesis.searches import linter
from thesis.searches.strategy import Strategy, StrategyRow

DATABASES = "data/databases.yaml"
TOLD_ONLY = ("press.unread", "press.hits")
"""What is told of a saved history and does not stop it: the database counted as it did."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``history``."""
    parser.add_argument("saved", type=Path, help="the history as the database saved it")
    parser.add_argument("--database", required=True, help="its id in data/databases.yaml")
    parser.add_argument("--session", default="", metavar="ID", help="a new session in it")
    parser.add_argument("--date", type=date.fromisoformat, help="the day of the session")
    parser.add_argument("--dry-run", action="store_true", help="show what would change")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Write a history into the table of its database; the exit status."""
    root: Path = args.directory
    try:
        history = saved.read(args.saved.read_bytes().decode("utf-8-sig"))
        data = folder.read(root, [])
        base = _database(data, args.database)
        _look_through(history, str(args.saved), base.get("dialect", ""))
        name = args.session or args.database
        like = data.sheets.get(args.database) or next(iter(data.sheets.values()), None)
        merged = table.merged(data.sheets.get(name), history.rows, like)
        files = {f"data/searches/{name}.csv": merged.text} if merged.changes else {}
        if args.session:
            files[DATABASES] = (root / DATABASES).read_text("utf-8") + _session(data, base, args)
        print("\n".join([*merged.changes, *_notes(history, base, bool(args.session))]))
        if files and not args.dry_run:
            for finding in staged.write(root, files):
                print(f"{finding.place}: {finding.found}")
    except OSError as error:
        return refuse(f"{args.saved}: {error.strerror}")
    except UnicodeDecodeError:
        return refuse(f"{args.saved} is not UTF-8: save it as UTF-8")
    except (NotChangedError, saved.NotSavedError) as why:
        return refuse(f"Nothing is written: {why}")
    read, written = counted(len(history.rows), "row"), counted(len(files), "file")
    if args.dry_run:
        print(said(f"{read} read; {written} would be written"))
    else:
        print(said(f"{read} read; {written} written"))
    return 0


def _database(data: Data, name: str) -> Mapping[str, Any]:
    known = {str(base.get("id")): base for _, base, _ in data.items("databases")}
    if name not in known:
        raise NotChangedError(f"{DATABASES} has no database «{name}», but {', '.join(known)}")
    return known[name]


def _look_through(history: saved.SavedHistory, file: str, dialect: str) -> None:
    """Print what a colleague would tell of it; an error of its rows stops it."""
    rows = [StrategyRow(row.number, row.query, 0, row.hits) for row in history.rows]
    told = errors(linter.lint([linter.read(file, Strategy("", rows, numbered=True), dialect)]))
    for finding in told:
        print(f"{finding.rule}: {finding.found}", file=sys.stderr)
    if [finding for finding in told if finding.rule not in TOLD_ONLY]:
        raise NotChangedError("rows of the history name rows that are not above them")


def _notes(history: saved.SavedHistory, base: Mapping[str, Any], session: bool) -> list[str]:
    """What the history says that no column of the table has."""
    day = base.get("searched_on")
    notes = [said(f"Tell in the method: {option}") for option in history.options]
    if history.dates and not session and str(day) not in history.dates:
        days = ", ".join(history.dates)
        on = day or "null"
        notes.append(said(f"The history is of {days}, {DATABASES} has searched_on: {on}"))
    return notes


def _session(data: Data, base: Mapping[str, Any], args: argparse.Namespace) -> str:
    """The item of a new session for data/databases.yaml."""
    if not args.date:
        raise NotChangedError("a session has its day: --date YEAR-MONTH-DAY")
    if any(each.get("id") == args.session for _, each, _ in data.items("databases")):
        raise NotChangedError(f"{DATABASES} has a session «{args.session}» already")
    item = {
        "id": args.session,
        "name": base.get("name"),
        "platform": base.get("platform"),
        "platform_unknown": base.get("platform_unknown"),
        "dialect": base.get("dialect"),
        "updates": base.get("updates") or args.database,
        "searched_on": args.date.isoformat(),
    }
    told = {k: v for k, v in item.items() if v is not None or k == "platform"}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    lines[-1] = lines[-1].replace('"', "")
    return "- " + "\n  ".join(lines) + "\n"
