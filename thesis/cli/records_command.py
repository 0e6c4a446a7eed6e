"""Count the records of all exports, and tell which are of one work.

Each file of data/exports/ is called after its database and search: medline-4.ris,
or medline-4-2.ris for its second part; medline.ris has the records of all of its
searches together. It may have any format that `add` reads.

Two records are merged where nothing speaks against it: by DOI or PMID and title,
or by title, first author and where they stand. Each merge stands with its reason
in data/duplicates.csv. To undo one, write other in the place of same; to merge two
that were not, add a row: medline-4:12,embase-2:7,same. The counts are written into
data/exports.yaml, which the gate holds the hits of each search against. Where there
are decisions (data/screening/), data/screened.yaml has which works they are on.

--sheet gives works out as a table, --take takes decisions in, from the sheet, or from
what ASReview, Rayyan or Covidence export. --studies writes a study record of each
work that was read in full.

--again makes a session of a stored search that was run again: its item of
data/databases.yaml, its rows, with as many hits as its new export has records, and
the export in its place. What no export had before is then what is left to decide on.

A file that was read is not read again. Exit status: 0 all is counted, 1 a record
could not be read or a search has other hits than its export, 2 nothing is written.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from thesis.checks import screening as rules
from thesis.cli import add_directory, refuse
from thesis.cli.add.write import RefusedError
from thesis.cli.records import screened_studies, screener_files
from thesis.cli.records.decision_sheets import COLUMNS
from thesis.cli.records.new_session import new_session
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.files import write_all, write_whole
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.input import folder
from thesis.input.folder import COUNTED, DUPLICATES, EXPORTS, Data
from thesis.input.sources import UnreadableSourceError
from thesis.screening.account import SCREENED
from thesis.screening.account import as_yaml as screened_as_yaml
from thesis.screening.counting import as_table, as_yaml, counted_exports
from thesis.screening.decisions import EXCLUDE, FULL_TEXT, INCLUDE, TITLE_ABSTRACT
from thesis.screening.merging import MergedRecords
from thesis.screening.store import SMALL, ReadExport, UnreadExportError, read_exports
from thesis.screening.verdicts import NoVerdictError, read_verdicts, written
from thesis.screening.works import works
from thesis.workflow import stages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``records``."""
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, print the counts alone"
    )
    parser.add_argument(
        "--works", action="store_true", help="print each work with every record of it"
    )
    table = parser.add_mutually_exclusive_group()
    table.add_argument(
        "--sheet", type=Path, metavar="FILE", help="write the works to be decided on (.csv, .xlsx)"
    )
    table.add_argument(
        "--take",
        type=Path,
        metavar="FILE",
        help="take the decisions of a screener in (.csv, .xlsx)",
    )
    table.add_argument(
        "--again",
        nargs=2,
        metavar=("SEARCH", "EXPORT"),
        help="make a session of a stored search (medline:4) that was run again",
    )
    parser.add_argument("--searched-on", default="", help="the day of --again, as 2026-03-02")
    parser.add_argument(
        "--covers-from", default="", help="the day that --again looked back to; else all years"
    )
    parser.add_argument("--screener", default="", help="whose they are: an id of screening.yaml")
    parser.add_argument(
        "--stage",
        choices=(TITLE_ABSTRACT, FULL_TEXT),
        default=TITLE_ABSTRACT,
        help="what was read; else titles and abstracts",
    )
    parser.add_argument(
        "--left", action="store_true", help="with --sheet: only what the screener has not decided"
    )
    parser.add_argument(
        "--form", choices=[*COLUMNS], default="sheet", help="the columns of --sheet; else our own"
    )
    parser.add_argument(
        "--all",
        choices=(INCLUDE, EXCLUDE),
        default="",
        help="what was decided on every work of --take, as in a list of excluded ones",
    )
    parser.add_argument(
        "--studies",
        action="store_true",
        help="write a study record of each work that was read in full and has none",
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Count the records of all exports and say what was found; the exit status."""
    root: Path = args.directory
    data = folder.read(root, [])
    if args.again:
        try:
            _begin_session(root, data, args)
        except (NotChangedError, OSError) as why:
            return refuse(f"Nothing is written: {why}")
        if args.dry_run:
            return 0
        data = folder.read(root, [])
    databases = [str(each.get("id")) for _, each, _ in data.items("databases")]
    try:
        with _progress() as tell:
            exports = list(read_exports(root, databases, tell))
        records = {record.id: record for export in exports for record in export.records}
        verdicts = read_verdicts(root, records)
    except (UnreadExportError, NoVerdictError) as why:
        return refuse(f"Nothing is written: {why}")
    except UnreadableSourceError as why:
        return refuse(f"Nothing is written: {why.finding}")
    if not exports:
        print(said(f"There is no export: put one into {EXPORTS}/, as {databases[0]}-4.ris"))
        return 0
    merged = MergedRecords(records.values(), verdicts.same, verdicts.other)
    counts = counted_exports(exports, merged)
    every = works(merged) if data.screening or args.sheet or args.take else []
    taken = 0
    if args.sheet or args.take:
        try:
            taken, told = screener_files.exchange(root, data, exports, every, args)
        except (NotChangedError, OSError) as why:
            return refuse(f"Nothing is written: {why}")
        print(told, file=sys.stderr if taken else sys.stdout)
        if args.sheet:
            return 0
        data = folder.read(root, [])
    if not args.dry_run:
        _write(root / DUPLICATES, written(merged.merges, verdicts, records).encode())
        _write(root / COUNTED, as_yaml(counts).encode())
        if data.screening:
            data = folder.read(root, [])  # with the hash of what was written
            _write(root / f"data/{SCREENED}.yaml", screened_as_yaml(every, data).encode())
    if args.works:
        for work in merged.works():
            print(f"{' = '.join(work)}: {records[work[0]].title}")
    print("\n".join(as_table(counts, databases)))
    status = max(taken, _studies(root, args.dry_run) if args.studies else 0)
    status = max(status, _tell(root, exports, args.dry_run))
    told = counted(sum(1 for _ in merged.works()), "work")
    sums = f"{counted(len(records), 'record')} of {told}, {counted(len(merged.merges), 'merge')}"
    print(sums if args.dry_run else f"{sums}: {DUPLICATES} says why, {COUNTED} has the counts")
    return status


def _begin_session(root: Path, data: Data, args: argparse.Namespace) -> None:
    """Write the session of a search that was run again; data/databases.yaml names it last."""
    search, export = args.again
    files, told = new_session(root, data, search, Path(export), args.searched_on, args.covers_from)
    if not args.dry_run:
        for file in files:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
        write_all({root / file: content for file, content in files.items()})
    print("\n".join(told))


def _studies(root: Path, dry_run: bool) -> int:
    """Write study records, and say which; the exit status."""
    try:
        made = screened_studies.make(root, folder.read(root, []), dry_run)
    except RefusedError as why:
        return refuse(f"No study record is written: {why}", 1)
    for added in made.added:
        print("\n".join(added.report(dry_run)))
    for work, refusal in made.refused:
        print(said(f"{work}: no study record: {refusal}"), file=sys.stderr)
    for line in made.counts:
        print(line)
    return 1 if made.refused else 0


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Show on a terminal how far exports are read: a hundred thousand records take a while."""
    if not stages.is_shown():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.__stderr__), transient=True) as bar:
        task = bar.add_task("reading exports", total=None, visible=False)
        yield lambda done, of: bar.update(task, completed=done, total=of, visible=of > SMALL)


def _write(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; one that is the same stays as it is."""
    if not path.is_file() or path.read_bytes() != content:
        write_whole(content, path)


def _tell(root: Path, exports: list[ReadExport], dry_run: bool) -> int:
    """Say what was not read, and which search has other hits; the exit status."""
    lost = [f"{export.file}:{why}" for export in exports for why in export.lost]
    found = [] if dry_run else [*rules.check(folder.read(root, []))]
    for line in (*lost, *map(str, found)):
        print(line, file=sys.stderr)
    return 1 if lost or found else 0
