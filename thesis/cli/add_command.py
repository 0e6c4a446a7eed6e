"""Add the records that a database exported: studies, or other works.

The export is RIS, PubMed (.nbib), PubMed XML, BibTeX, CSL-JSON, EndNote (.enw),
EndNote XML, RefWorks, Web of Science (.ciw), Ovid (.cgi), Cochrane (.txt) or
a table (.csv) of Scopus, Embase, CENTRAL, Rayyan, Covidence or another with
columns for title and authors, with one record or many.
With --search, each becomes a study: its reference, data/references/<key>.yaml, and
data/studies/<key>.yaml, in which TODO marks every field that is still to fill.
With --reference, each becomes a reference alone.

A record that is there already (the same DOI, PMID, or title and year) is
refused and shown; with --insist it is added as another work. What cannot be
read is told, with its line in the export.
Nothing is written before every record is decided on; then all is, or nothing.
Exit status: 0 every record is added, 1 not every one, 2 nothing can be done.
"""

import argparse
import re
import sys
from pathlib import Path

from thesis.cli import add_directory, refuse
from thesis.cli.add.write import AddedRecord, FoundBy, RefusedError, Writer
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import counted
from thesis.exports import read
from thesis.exports.export import Export
from thesis.input.validation import schemas


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``add``."""
    parser.add_argument("export", type=Path, help="the file that was exported")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument(
        "--search",
        type=search,
        metavar="DATABASE:NUMBER",
        help="the search that found the studies, such as medline:9",
    )
    kind.add_argument("--reference", action="store_true", help="works that are no studies")
    status = parser.add_mutually_exclusive_group()
    for name in ("included", "excluded"):
        status.add_argument(
            f"--{name}",
            dest="status",
            action="store_const",
            const=name,
            default="",
            help=f"the studies are {name}; else that is still to fill",
        )
    parser.add_argument(
        "--set",
        dest="fields",
        action="append",
        type=field,
        default=[],
        metavar="FIELD=VALUE",
        help="what every study of the export has, such as peer_reviewed=true; may stand many times",
    )
    parser.add_argument(
        "--key", type=key, help="the citation key, in place of one such as wang2017"
    )
    parser.add_argument(
        "--insist",
        action="store_true",
        help="add what seems to be there already: another work with the same DOI, or title",
    )
    parser.add_argument(
        "--sentence-case",
        action="store_true",
        help="put titles in capitals, or with one in each word, in sentence case, and journals and "
        "names in capitals in small letters",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, print what would be")
    add_directory(parser)


def search(text: str) -> FoundBy:
    """A search, as it is typed: «medline:9».

    Raises:
        argparse.ArgumentTypeError: it is not typed so.
    """
    if not (found := re.fullmatch(r"([a-z][a-z0-9_]*):([0-9]+)", text)):
        raise argparse.ArgumentTypeError(f"«{text}» is no search: write it as medline:9")
    return FoundBy(found[1], int(found[2]))


def field(text: str) -> tuple[str, str]:
    """A field of a study and its value, as it is typed: «peer_reviewed=true».

    Raises:
        argparse.ArgumentTypeError: it is not typed so.
    """
    name, equals, value = text.partition("=")
    if not (name and equals and value.strip()):
        raise argparse.ArgumentTypeError(f"«{text}» is no field: write it as peer_reviewed=true")
    return name.strip(), value.strip()


def key(text: str) -> str:
    """A citation key, as it is typed.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    rules = schemas()["common"]["$defs"]["key"]
    if not re.search(rules["pattern"], text):
        raise argparse.ArgumentTypeError(f"«{text}» is not {rules['expected']}")
    return text


def run(args: argparse.Namespace) -> int:
    """Add the records of an export and say what was done; the exit status."""
    if args.fields and args.reference:
        return refuse("A reference has no field of a study: --set is for --search.")
    if args.status and args.reference:
        return refuse("A reference is neither included nor excluded.")
    try:
        export = read.read(args.export.read_bytes(), args.sentence_case)
        if args.key and len(export.records) > 1:
            raise RefusedError(f"--key is for one record: {args.export} has {len(export.records)}")
        writer = Writer(args.directory, args.search, args.status, dict(args.fields))
    except OSError as error:
        return refuse(f"{args.export}: {error.strerror}")
    except (read.UnknownFormatError, RefusedError) as refused:
        return refuse(f"{args.export}: nothing is added: {refused}")
    for line in note_lines(export, args.export):
        print(line, file=sys.stderr)
    taken, not_taken = _take(writer, export, args.key or "", args.insist)
    try:
        writer.write(args.dry_run)
    except RefusedError as error:
        return refuse(f"{args.export}: not added, no record of it: {error}", 1)
    for one in taken:
        print("\n".join(one.report(args.dry_run)))
    for at, why in not_taken:
        where = f": {writer.at(why.same)}" if why.same else ""
        print(said(f"{args.export}:{at}: not added: {why}{where}"), file=sys.stderr)
    for words in writer.last_words():
        print(words)
    records = counted(export.announced, "record")
    done = said("would be added" if args.dry_run else "added")
    rest = said(f"{len(not_taken)} refused, {export.lost} not read")
    print(f"{said(f'{records} in {args.export}')}: {len(taken)} {done}, {rest}")
    return 0 if len(taken) == export.announced else 1


def _take(
    writer: Writer, export: Export, key: str, insist: bool
) -> tuple[list[AddedRecord], list[tuple[int, RefusedError]]]:
    """What was taken of an export, and what was refused, with its line and why."""
    taken: list[AddedRecord] = []
    refused: list[tuple[int, RefusedError]] = []
    for record in export.records:
        try:
            taken.append(writer.take(record, key, insist))
        except RefusedError as why:
            refused.append((record.line, why))
    return taken, refused


def note_lines(export: Export, path: Path) -> list[str]:
    """What is to be said of an export, by line."""
    return [
        f"{path}:{note.line}: {said(note.says)}" if note.line else f"{path}: {said(note.says)}"
        for note in sorted(export.notes)
    ]
