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
from collections.abc import Iterator
from pathlib import Path

from thesis.cli import add_directory, refuse
from thesis.cli.plan import build
from thesis.cli.plan.build import PlanError
from thesis.cli.returned import given, merging
from thesis.cli.returned.merging import MergedFiles, UnaccountedError
from thesis.diagnostics.messages import said
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import columns, counted, wrapped
from thesis.input.sources import UnreadableSourceError
from thesis.returned.edits import TextEdit
from thesis.returned.ledger import NOTHING, PATCHED, TOLD, UNTRACKED
from thesis.returned.package import RefusedFileError
from thesis.returned.paragraphs import DELETION, FORMAT, INSERTION, MOVE, PARAGRAPH, UNSIGNED

MOST_SHOWN = 120  # Letters of the words of a change


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``merge``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="returned files")
    parser.add_argument("--apply", action="store_true", help="write the patch")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Merge some files; the exit status."""
    root: Path = args.directory
    try:
        with build.edited(root) as now:
            base = given.base(now)
            read = [given.read(path, root, base) for path in args.files]
            for one in read:
                if one.package.only_comments:
                    raise RefusedFileError(f"{one.name} has comments, no text: see comments")
            merged = merging.merge(root, now, read)
    except (PlanError, RefusedFileError, UnreadableSourceError, UnaccountedError) as problem:
        return refuse(f"Nothing is merged: {problem}")
    print("\n".join(map(given.header, read)))
    print(f"\n{merged.diff or said('No line of content/ or data/ changes.') + chr(10)}")
    print("\n".join(_listed(merged)))
    if args.apply:
        merging.write(root, merged.files)
        written = counted(len(merged.files), "file")
        print("\n" + said(f"{written} written"))
    elif merged.diff:
        print(f"\n{said('Nothing is written yet: --apply')}")
    return 1 if merged.told or merged.ledger.left else 0


def _listed(merged: MergedFiles) -> Iterator[str]:
    """What is not in the patch, what is to be known of what is, and the count of all."""
    if merged.told or merged.ledger.left:
        yield said("Not in the patch:")
        for edit in merged.told:
            yield from _edit(edit, edit.told)
        for place, change in merged.left:
            words = f"«{_short(change.words)}»" if change.words.strip() else said("no words")
            by = change.author or said("somebody")
            kind = _kinds()[change.kind]
            yield from wrapped(f"{_where(place)} ({by}): {kind}, {words}", columns(), 2)
    if merged.noted:
        yield said("To be known of what is in it:")
        for edit in merged.noted:
            yield from _edit(edit, edit.noted)
    for kind, fates in sorted(merged.ledger.counts.items()):
        names = {
            PATCHED: said("in the patch"),
            TOLD: said("told"),
            NOTHING: said("changes no word"),
        }
        parts = [f"{fates[fate]} {name}" for fate, name in names.items() if fates[fate]]
        yield f"{_kinds()[kind]}: {fates.total()} = {' + '.join(parts)}"
    if merged.comments:
        yield said(f"comments: {merged.comments}, told by: python -m thesis comments")


def _kinds() -> dict[str, str]:
    """What each kind of change is called."""
    return {
        INSERTION: said("insertion"), DELETION: said("deletion"), MOVE: said("move"),
        FORMAT: said("format"), UNTRACKED: said("not tracked"),
    }  # fmt: skip


def _edit(edit: TextEdit, why: str) -> Iterator[str]:
    by = f" ({edit.author})" if edit.author else ""
    words = f"«{_short(edit.old)}» → «{_short(edit.text)}»"
    if edit.format:
        given = said("without") if edit.format.startswith("-") else said("with")
        words = f"{given} {edit.format[1:]}: «{_short(edit.old)}»"
    elif not edit.text:
        words = f"{said('without')} «{_short(edit.old)}»"
    elif not edit.old:
        words = f"{said('with')} «{_short(edit.text)}»"
    yield from wrapped(f"{_where(edit.place)}{by}: {words}", columns(), 2)
    yield from wrapped(why, columns(), 6)


def _where(place: Place) -> str:
    return str(place) if place.file else said("no place")


def _short(text: str) -> str:
    words = " ".join(text.replace(PARAGRAPH, " ¶ ").translate(UNSIGNED).split(" "))
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]} …"
