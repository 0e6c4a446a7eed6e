"""Look a search strategy through, as a colleague does who reviews it (PRESS).

The strategy is a text with a search on each line, as it was published or saved,
with numbers and hits or without; several databases stand below lines «# name».
A search table of data/searches/ is read too. The dialect is known by its signs,
or named: ovid, ebsco, pubmed, embase, cochrane, web-of-science, scopus, proquest.

Told are rows that are not understood; numbers that are doubled or missing; rows
that name themselves, later rows or rows that are not there; rows nothing uses;
AND beside OR without brackets; truncation that is too short; headings without
their words as free text; misspelt words; terms that one database lacks; and hits
that contradict one another. A warning is worth a look, an error is one.

Exit status: 0 no error, 1 errors, 2 the file cannot be read.
"""

import argparse
import csv
import io
import sys
from pathlib import Path

from thesis.diagnostics.findings import errors
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.searches import linter
from thesis.searches.dialects import recognise
from thesis.searches.strategy import Strategy, StrategyRow, strategies

LARGEST = 4_000_000  # Bytes of a file; a strategy has some thousands


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``lint-search``."""
    parser.add_argument(
        "strategy", nargs="+", type=Path, help="a text, or a table of data/searches/"
    )
    parser.add_argument("--dialect", choices=recognise.NAMES, default="", help="how it is written")


def run(args: argparse.Namespace) -> int:
    """Print what is found in the strategies; the exit status."""
    every = []
    for path in args.strategy:
        try:
            if path.stat().st_size > LARGEST:
                raise ValueError("larger than a strategy is")
            text = path.read_bytes().decode("utf-8-sig")
            found = _table(text, path) if path.suffix == ".csv" else strategies(text)
        except (OSError, ValueError, csv.Error) as why:
            print(f"{path}: {said(getattr(why, 'strerror', None) or _plain(why))}", file=sys.stderr)
            return 2
        every += [linter.read(str(path), strategy, args.dialect) for strategy in found]
    if not every:
        print(said("There is no search in it."), file=sys.stderr)
        return 2
    for one in every:
        name = one.strategy.name or one.file
        rows = counted(len(one.strategy.rows), "row")
        print(said(f"{name}: {rows}, read as {recognise.title(one.dialect)}") + _doubt(one))
    told = linter.lint(every)
    for finding in told:
        print(finding)
    wrong = len(errors(told))
    print(f"{said(counted(wrong, 'error'))}, {said(counted(len(told) - wrong, 'warning'))}")
    return 1 if wrong else 0


def _doubt(one: linter.Read) -> str:
    told = recognise.recognise([row.query for row in one.strategy.rows])
    if told.rival and told.name == one.dialect:
        return said(f", though it has signs of {recognise.title(told.rival)}: --dialect says which")
    return ""


def _plain(why: Exception) -> str:
    return "it is not UTF-8" if isinstance(why, UnicodeDecodeError) else str(why)


def _table(text: str, path: Path) -> list[Strategy]:
    """The searches of a table of data/searches/."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"number", "query", "hits"} <= {*(reader.fieldnames or ())}:
        raise ValueError("it has not the columns number, query and hits")
    rows = []
    for row in reader:
        number, hits = row["number"] or "", row["hits"] or ""
        if not number.isdecimal() or not hits.isdecimal():
            raise ValueError(f"line {reader.line_num}: number and hits are whole numbers")
        limited = bool((row.get("limits") or "").strip())
        hits_told = None if limited else int(hits)
        rows.append(StrategyRow(int(number), row["query"] or "", reader.line_num, hits_told))
    return [Strategy(path.stem, rows, numbered=True)] if rows else []
