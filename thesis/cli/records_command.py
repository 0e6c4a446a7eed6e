"""Count the records of all exports, and tell which are of one work.

Each file of data/exports/ is called after its database and search: medline-4.ris,
or medline-4-2.ris for its second part; medline.ris has the records of all of its
searches together. It may have any format that `add` reads.

Two records are merged where nothing speaks against it: by DOI or PMID and title,
or by title, first author and where they stand. Each merge stands with its reason
in data/duplicates.csv. To undo one, write other in the place of same; to merge two
that were not, add a row: medline-4:12,embase-2:7,same. The counts are written into
data/exports.yaml, which the gate holds the hits of each search against.

A file that was read is not read again. Exit status: 0 all is counted, 1 a record
could not be read or a search has other hits than its export, 2 nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from thesis.checks.data import exports as export_rules
from thesis.cli import add_directory
from thesis.cli.explain.built import root as root_of
from thesis.cli.text import counted
from thesis.input import folder
from thesis.input.folder import COUNTED, DUPLICATES, EXPORTS
from thesis.input.sources import UnreadableSourceError
from thesis.screening.counting import as_table, as_yaml, counted_exports
from thesis.screening.merging import MergedRecords
from thesis.screening.store import ReadExport, UnreadExportError, read_exports
from thesis.screening.verdicts import NoVerdictError, read_verdicts, written


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``records``."""
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, print the counts alone"
    )
    parser.add_argument(
        "--works", action="store_true", help="print each work with every record of it"
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Count the records of all exports and say what was found; the exit status."""
    root = root_of(args.directory)
    data = folder.read(root, [])
    databases = [str(each.get("id")) for _, each, _ in data.items("databases")]
    try:
        exports = list(read_exports(root, databases))
        records = {record.id: record for export in exports for record in export.records}
        verdicts = read_verdicts(root, records)
    except (UnreadExportError, NoVerdictError) as why:
        print(f"Nothing is written: {why}", file=sys.stderr)
        return 2
    except UnreadableSourceError as why:
        print(f"Nothing is written: {why.finding}", file=sys.stderr)
        return 2
    if not exports:
        print(f"There is no export: put one into {EXPORTS}/, as {databases[0]}-4.ris")
        return 0
    merged = MergedRecords(records.values(), verdicts.same, verdicts.other)
    counts = counted_exports(exports, merged)
    if not args.dry_run:
        _write(root / DUPLICATES, written(merged.merges, verdicts, records))
        _write(root / COUNTED, as_yaml(counts))
    if args.works:
        for work in merged.works():
            print(f"{' = '.join(work)}: {records[work[0]].title}")
    print("\n".join(as_table(counts, databases)))
    status = _tell(root, exports, args.dry_run)
    works = counted(sum(1 for _ in merged.works()), "work")
    said = f"{counted(len(records), 'record')} of {works}, {counted(len(merged.merges), 'merge')}"
    print(said if args.dry_run else f"{said}: {DUPLICATES} says why, {COUNTED} has the counts")
    return status


def _write(path: Path, text: str) -> None:
    """Write a file, whole or not at all; one that is the same stays as it is."""
    if not path.is_file() or path.read_bytes() != text.encode():
        partial = path.with_name(f".{path.name}.partial")
        partial.write_bytes(text.encode())
        partial.replace(path)


def _tell(root: Path, exports: list[ReadExport], dry_run: bool) -> int:
    """Say what was not read, and which search has other hits; the exit status."""
    lost = [f"{export.file}:{why}" for export in exports for why in export.lost]
    found = [] if dry_run else [*export_rules.check(folder.read(root, []))]
    for line in (*lost, *map(str, found)):
        print(line, file=sys.stderr)
    return 1 if lost or found else 0
