"""Tell what a supervisor said beside the text of a returned Word file.

Each comment with who said it, when, of which words, what was answered, and the
line of content/, the record, the label or the template that those words stand on.
Several files are told together. It goes to the terminal, to results/comments.html
and, for an editor, to results/comments.sarif. With --todo the comments that are
not resolved are written into data/comments.yaml; each is a warning of the build
until it has an answer there.

Exit status: 0 all is told, 2 a file cannot be read, or nothing is built.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from thesis.checks.editions.open_comments import COMMENT_OPEN, open_comment
from thesis.cli import add_directory
from thesis.cli.explain.built import root as root_of
from thesis.cli.plan import build
from thesis.cli.plan.build import Edited, PlanError
from thesis.cli.returned import given, listing
from thesis.cli.returned.given import Returned
from thesis.cli.returned.listing import ToldComment
from thesis.diagnostics import files, sarif
from thesis.diagnostics.terminal import columns, counted
from thesis.formats import html_template
from thesis.input.folder import COMMENTS
from thesis.input.sources import UnreadableSourceError
from thesis.model import display
from thesis.returned.package import RefusedFileError
from thesis.workflow.input_hashes import HERE

PAGE, LOG = "results/comments.html", "results/comments.sarif"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``comments``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.docx", help="returned files")
    parser.add_argument(
        "--todo", action="store_true", help=f"write those that are open into {COMMENTS}"
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Tell the comments of some files; the exit status."""
    root = root_of(args.directory)
    try:
        with build.edited(root) as now:
            base = given.base(now)
            read = [given.read(path, root, base) for path in args.files]
            told = [one for each in read for one in listing.of(each)]
            print("\n".join(map(given.header, read)))
            for one in told:
                print("\n".join(listing.lines(one, columns())))
            _write(root, now, told, read)
        new = listing.add(root, told) if args.todo else []
    except (PlanError, RefusedFileError, UnreadableSourceError) as problem:
        print(f"Nothing is told: {problem}", file=sys.stderr)
        return 2
    done = sum(one.resolved for one in told)
    print(f"\n{counted(len(told), 'comment')}, {done} resolved: {PAGE}, {LOG}")
    if args.todo:
        print(f"{counted(len(new), 'comment')} written into {COMMENTS}")
    return 0


def _write(root: Path, now: Edited, told: Sequence[ToldComment], read: Sequence[Returned]) -> None:
    """Write the page, and the log of what is open."""
    label = now.thesis.labels
    page = html_template.render(
        HERE / "templates/comments.html.jinja",
        {
            "label": label["comments"],
            "language": label["language"],
            "title": now.thesis.register.records.thesis.title,
            "files": read,
            "places": listing.by_file(told),
            "digits": display.digits,
            "open": sum(not one.resolved for one in told),
        },
    )
    (root / "results").mkdir(exist_ok=True)
    files.write_whole(page, root / PAGE)
    found = [open_comment(one.place, one.item) for one in told if not one.resolved]
    files.write_whole(files.to_json(sarif.log([COMMENT_OPEN], sorted(found), {})), root / LOG)
