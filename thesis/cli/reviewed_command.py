"""Record that you have read a sentence again.

Each place is a line of the prose or of a study's texts, as `plan` and the rule
edition.unread name it: content/05-diskusjon.md:120. It is written to
reviewed.txt, which belongs to the thesis, and counts until the words of the
sentence or a value that it depends on are changed again.

Exit status: 0 all is recorded, 1 a place has no sentence, 2 it cannot be done.
"""

import argparse
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from thesis.cli import add_directory, refuse
from thesis.cli.explain import question
from thesis.cli.plan import build, compare
from thesis.cli.plan.build import Edited, PlanError
from thesis.diagnostics.findings import suggestion
from thesis.diagnostics.messages import said
from thesis.editions import dependencies, reviewed, store
from thesis.editions.dependencies import Sentence
from thesis.input.sources import UnreadableSourceError

NEAR = 3  # So many sentences near a wrong place are shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``reviewed``."""
    parser.add_argument("places", nargs="*", metavar="FILE:LINE", help="where the sentence stands")
    parser.add_argument(
        "--all-in",
        action="append",
        default=[],
        metavar="FILE",
        help="every sentence of a file that is to be read again",
    )
    parser.add_argument("--tidy", action="store_true", help="strike the lines that count no longer")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Record what was read; the exit status."""
    if not (args.places or args.all_in or args.tidy):
        return refuse("Name a place, such as content/05-diskusjon.md:120, or --tidy.")
    root: Path = args.directory
    try:
        with build.edited(root) as now:
            read, wrong = _read(args, root, now)
            _record(root, now, read)
            if args.tidy:
                _tidy(root, now)
    except (PlanError, UnreadableSourceError) as problem:
        return refuse(f"Nothing is recorded: {problem}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def _read(args: argparse.Namespace, root: Path, now: Edited) -> tuple[list[Sentence], list[str]]:
    """The sentences that the arguments name, and what is to be said of wrong places."""
    sentences = dependencies.written(now.thesis)
    read: list[Sentence] = []
    wrong: list[str] = []
    for asked in args.places:
        place = str(question.place(asked, root, Path.cwd()) or asked)
        there = [one for one in sentences if _place(one) == place]
        read += there
        wrong += [] if there else _wrong(place, sentences)
    for file in args.all_in:
        found = question.place(f"{file}:1", root, Path.cwd())
        name = found.file if found else file
        stale = [one for one in _stale(root, now) if one.place.file == name]
        read += stale
        wrong += [] if stale else [said(f"{name}: no sentence of it is to be read again")]
    return read, wrong


def _stale(root: Path, now: Edited) -> list[Sentence]:
    """What is to be read again: since the previous edition, or else since the last build."""
    before = store.previous(now.thesis.config, root)
    reading = compare.reading_of(build.base(root, before.name if before else ""), now)
    return [one.sentence for one in reading.stale(reviewed.readable(now.thesis.root))]


def _wrong(place: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    """What is said of a place without a sentence: those nearest to it, or the files there are."""
    file, _, line = place.rpartition(":")
    inside = [one for one in sentences if one.place.file == file]
    if not inside or not re.fullmatch("[0-9]{1,9}", line):
        known = dict.fromkeys(one.place.file for one in sentences)
        mend = suggestion(file or line, known, "name it as plan does, content/05-diskusjon.md:120")
        yield said(f"{place}: no sentence of the thesis stands there; {mend}")
        return
    yield said(f"{place}: no sentence of the thesis stands there; near it:")
    nearest = sorted(inside, key=lambda one: abs(one.place.line - int(line)))[:NEAR]
    for one in sorted(nearest, key=lambda one: one.place.line):
        yield f"  {_place(one)}  {_short(one)}"


def _record(root: Path, now: Edited, read: Sequence[Sentence]) -> None:
    known = reviewed.hashes(root) if read else set()
    lines = {}
    for one in dict.fromkeys(read):
        mark = dependencies.fingerprint(one, now.thesis.register, now.thesis.config)
        what = said("recorded before" if mark in known else "recorded")
        print(f"{_place(one)}  {what}: {_short(one)}")
        if mark not in known:
            lines[mark] = reviewed.line(mark, one.place.file, one.text)
    if lines:
        reviewed.add(root, lines.values())


def _tidy(root: Path, now: Edited) -> None:
    known = dependencies.fingerprints(now.thesis)
    gone = [line for line in reviewed.read(root) if line.hash not in known]
    for line in gone:
        print(f"{reviewed.FILE}:{line.number}  {said('struck')}: {line.text}")
    if gone:
        reviewed.strike(root, gone)
    else:
        print(said(f"{reviewed.FILE} has no line to strike"))


def _place(sentence: Sentence) -> str:
    return f"{sentence.place.file}:{sentence.place.line}"


def _short(sentence: Sentence) -> str:
    return textwrap.shorten(sentence.text.replace("\u00a0", " "), 60, placeholder=" …")
