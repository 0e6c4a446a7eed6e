"""Bring the changes of a returned file into content/ and data/, as a patch.

Each change, tracked or not, becomes a change of the line that prints it, and all of
them are shown as a diff; with --apply they are written. Calls of numbers, citations
and cross-references stay calls: a change of what they print is told with its source,
never made. Before it is shown, the thesis is built with the patch in a folder that
is thrown away: what would not be printed as the file has it is told instead. What
the patch cannot have is listed with its words, and every change is counted.

Exit status: 0 all is in the patch, 1 something is told, 2 nothing can be merged.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from thesis.cli import add_directory
from thesis.cli.explain.built import root as root_of
from thesis.cli.plan import build
from thesis.cli.plan.build import PlanError
from thesis.cli.returned import given, merging
from thesis.cli.returned.merging import MergedFiles, UnaccountedError
from thesis.diagnostics.messages import said
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import columns, counted, wrapped
from thesis.input.sources import UnreadableSourceError
from thesis.returned.edits import TextEdit
from thesis.returned.ledger import NOTHING, PATCHED, TOLD
from thesis.returned.package import RefusedFileError
from thesis.returned.paragraphs import PARAGRAPH, UNSIGNED

MOST_SHOWN = 120  # Letters of the words of a change


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``merge``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="returned files")
    parser.add_argument("--apply", action="store_true", help="write the patch")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Merge some files; the exit status."""
    root = root_of(args.directory)
    try:
        with build.edited(root) as now:
            base = given.base(now)
            read = [given.read(path, root, base) for path in args.files]
            for one in read:
                if one.package.only_comments:
                    raise RefusedFileError(f"{one.name} has comments, no text: see comments")
            merged = merging.merge(root, now, read)
    except (PlanError, RefusedFileError, UnreadableSourceError, UnaccountedError) as problem:
        print(said(f"Nothing is merged: {problem}"), file=sys.stderr)
        return 2
    print("\n".join(map(given.header, read)))
    print(f"\n{merged.diff}" if merged.diff else "\nNo line of content/ or data/ changes.\n")
    print("\n".join(_listed(merged)))
    if args.apply:
        merging.write(root, merged.files)
        print(f"\n{counted(len(merged.files), 'file')} written")
    elif merged.diff:
        print(f"\n{said('Nothing is written yet: --apply')}")
    return 1 if merged.told or merged.ledger.left else 0


def _listed(merged: MergedFiles) -> Iterator[str]:
    """What is not in the patch, what is to be known of what is, and the count of all."""
    if merged.told or merged.ledger.left:
        yield "Not in the patch:"
        for edit in merged.told:
            yield from _edit(edit, edit.told)
        for place, change in merged.left:
            words = f"«{_short(change.words)}»" if change.words.strip() else "no words"
            said = f"{_where(place)} ({change.author or 'somebody'}): {change.kind}, {words}"
            yield from wrapped(said, columns(), 2)
    if merged.noted:
        yield "To be known of what is in it:"
        for edit in merged.noted:
            yield from _edit(edit, edit.noted)
    for kind, fates in sorted(merged.ledger.counts.items()):
        parts = [f"{fates[fate]} {fate}" for fate in (PATCHED, TOLD, NOTHING) if fates[fate]]
        yield f"{kind}: {fates.total()} = {' + '.join(parts)}"
    if merged.comments:
        yield f"comments: {merged.comments}, told by: python -m thesis comments"


def _edit(edit: TextEdit, why: str) -> Iterator[str]:
    by = f" ({edit.author})" if edit.author else ""
    words = f"«{_short(edit.old)}» → «{_short(edit.text)}»"
    if edit.format:
        given = "without" if edit.format.startswith("-") else "with"
        words = f"{given} {edit.format[1:]}: «{_short(edit.old)}»"
    elif not edit.text:
        words = f"without «{_short(edit.old)}»"
    elif not edit.old:
        words = f"with «{_short(edit.text)}»"
    yield from wrapped(f"{_where(edit.place)}{by}: {words}", columns(), 2)
    yield from wrapped(why, columns(), 6)


def _where(place: Place) -> str:
    return str(place) if place.file else "no place"


def _short(text: str) -> str:
    said = " ".join(text.replace(PARAGRAPH, " ¶ ").translate(UNSIGNED).split(" "))
    return said if len(said) <= MOST_SHOWN else f"{said[:MOST_SHOWN]} …"
