"""Tell what a supervisor said beside the text of a returned file.

Each comment with who said it, when, of which words, what was answered, and the
line of content/, the record, the label or the template that those words stand on.
Several files are told together. It goes to the terminal, to results/comments.html
and, for an editor, to results/comments.sarif. With --todo the comments that are
not resolved are written into data/comments.yaml; each is a warning of the build
until it has an answer there. With --answers a Word file is made of the last build
in which each thread stands at its words, the answers as replies.

Exit status: 0 all is told, 2 a file cannot be read, or nothing is built.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from thesis.checks.editions.open_comments import COMMENT_OPEN, open_comment
from thesis.cli import add_directory, refuse
from thesis.cli.plan import build
from thesis.cli.plan.build import Edited, PlanError
from thesis.cli.returned import given, listing
from thesis.cli.returned.given import Returned
from thesis.cli.returned.listing import ToldComment
from thesis.diagnostics import files, sarif
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.messages import said
from thesis.diagnostics.terminal import columns, counted
from thesis.formats import html_template
from thesis.input.folder import COMMENTS
from thesis.input.sources import UnreadableSourceError
from thesis.model import display
from thesis.returned import alignment, answers, package
from thesis.returned.package import RefusedFileError
from thesis.workflow.steps import DOCX

PAGE, LOG = "results/comments.html", "results/comments.sarif"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``comments``."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="returned files")
    parser.add_argument(
        "--todo", action="store_true", help=f"write those that are open into {COMMENTS}"
    )
    parser.add_argument(
        "--answers", type=Path, metavar="NEW.docx", help=f"make a file with {COMMENTS} in it"
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Tell the comments of some files; the exit status."""
    root: Path = args.directory
    if not (args.files or args.answers):
        return refuse("Name a returned file, or --answers and a file to make.")
    try:
        with build.edited(root) as now:
            base = given.base(now)
            if args.answers:
                _answer(root, now, base.digest, args.answers)
            if not args.files:
                return 0
            read = [given.read(path, root, base) for path in args.files]
            told = [one for each in read for one in listing.of(each)]
            print("\n".join(map(given.header, read)))
            for one in told:
                print("\n".join(listing.lines(one, columns())))
            _write(root, now, told, read)
        new = listing.add(root, told) if args.todo else []
    except (PlanError, RefusedFileError, UnreadableSourceError) as problem:
        return refuse(f"Nothing is told: {problem}")
    done, every = sum(one.resolved for one in told), counted(len(told), "comment")
    print("\n" + said(f"{every}, {done} resolved: {PAGE}, {LOG}"))
    if args.todo:
        print(said(f"{counted(len(new), 'comment')} written into {COMMENTS}"))
    return 0


def _answer(root: Path, now: Edited, digest: str, path: Path) -> None:
    """Make a Word file with the comments and what was answered; never over another file."""
    if path.exists():
        raise RefusedFileError(f"{path} is there already")
    built = root / DOCX
    if not built.is_file() or alignment.made_of(package.read(built)) != digest:
        raise RefusedFileError(f"{DOCX} is not of the text as it is now; run: snakemake {DOCX}")
    if not (root / COMMENTS).is_file():
        raise RefusedFileError(f"{COMMENTS} is not there: nothing was asked")
    day = now.thesis.register.records.thesis.edition.date
    author = now.thesis.labels["comments"]["authors"]
    made, items = answers.carried(built.read_bytes(), root / COMMENTS, author, day)
    files.write_whole(made, path)
    answered = sum(bool(item.get("answer")) for item in items)
    print(said(f"{path}: {counted(len(items), 'comment')}, {answered} answered"))


def _write(root: Path, now: Edited, told: Sequence[ToldComment], read: Sequence[Returned]) -> None:
    """Write the page, and the log of what is open."""
    label = now.thesis.labels
    page = html_template.render(
        HOUSE / "templates/comments.html.jinja",
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
