"""Give figure 1 as the table of PRISMA2020, or hold such a table against the data.

    python -m thesis prisma > prisma.csv

is the template of the R package PRISMA2020 and its app, with the numbers of data/ now;
NA where nothing is counted. With a file, it tells each number that the thesis has
otherwise. Stages are boxes by `prisma` in data/ladder.yaml, whatever form figure 1 has.
Exit status: 0 written, or no number is another; 1 one is; 2 it cannot be told.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from thesis.checks.consistency import prisma_mapping
from thesis.checks.data import inputs
from thesis.cli import add_directory, refuse
from thesis.counts.build import build
from thesis.diagnostics import findings
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import StoppedError
from thesis.editions import store
from thesis.formats.flowchart import prisma_csv
from thesis.formats.flowchart.prisma_csv import Counts, PrismaTable, PrismaTableError
from thesis.input import labels
from thesis.workflow import configuration

MAKES_FILE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``prisma``."""
    parser.add_argument("table", type=Path, nargs="?", help="a table of PRISMA2020 to compare with")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Write the table, or compare one; the exit status."""
    theirs: Counts | None = None
    try:
        if args.table:
            theirs = prisma_csv.read(args.table.read_text("utf-8-sig"))
        with chdir(args.directory):
            ours = table()
    except (PrismaTableError, UnicodeDecodeError) as error:
        said = error.args if isinstance(error, PrismaTableError) else ("1: it is no UTF-8",)
        for each in said:
            print(f"{args.table}:{each}", file=sys.stderr)
        return 2
    except OSError as error:
        return refuse(f"{error.filename or args.table}: {error.strerror}")
    except StoppedError:
        return 2
    if theirs is None:
        print(ours.csv(), end="")
        return 0
    told = [*differences(ours, theirs)]
    for line in told:
        print(f"{args.table}: {line}")
    if not told:
        print(f"{args.table}: every number that it has is that of the thesis")
    return 1 if told else 0


def table() -> PrismaTable:
    """The table of the thesis in the working folder; what it has no row for is told.

    Raises:
        StoppedError: the data cannot be used, or are not mapped to PRISMA 2020.
    """
    root = Path()
    config = configuration.read({}, HOUSE)
    data, problems = inputs.problems(root)
    words = labels.read(HOUSE / f"templates/labels/{config['labels']}.yaml")
    if inputs.usable(problems):
        official = prisma_mapping.vocabulary(data, words, problems)
        problems += prisma_mapping.check(data)
    if not inputs.usable(problems):
        findings.stop(problems, "There is no figure 1 in the form of PRISMA 2020.")
    before = store.previous(config, root)
    edition = (before, words["flowchart"]["revised"]) if before else None
    register = build(data, problems, official, edition)
    if not inputs.usable(problems):
        findings.stop(problems, "There is no figure 1 in the form of PRISMA 2020.")
    flow = register.records.flow
    for row in prisma_csv.untold(flow):
        print(f"No row of the table has: {row.label}, {row.value} ({row.key})", file=sys.stderr)
    return prisma_csv.of(flow, official, register)


def differences(ours: PrismaTable, theirs: Counts) -> Iterator[str]:
    """Each number of a table that the thesis has otherwise, or not at all."""
    for name, count in theirs.items():
        own, key = ours.counts.get(name), ours.keys.get(name, "")
        if isinstance(count, list) and isinstance(own, list):
            if _values(count) != _values(own):
                yield f"{name} is {_told(count)}; the thesis has {_told(own)}"
        elif own is None:
            if count not in (0, [("", 0)]):  # as the template has it
                yield f"{name} is {_told(count)}, which the thesis does not count"
        elif count != own:
            yield f"{name} is {_told(count)}; the thesis has {_told(own)} ({key})"


def _values(counts: list[tuple[str, int]]) -> Counter[int]:
    """The numbers of a list, whatever each is called; a reason that nothing has may be left out."""
    return Counter(value for _, value in counts if value)


def _told(count: int | list[tuple[str, int]]) -> str:
    if isinstance(count, int):
        return str(count)
    return "; ".join(f"{name}, {value}" if name else str(value) for name, value in count)
