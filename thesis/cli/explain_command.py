"""Say where a number comes from, and every place where it stands.

The question is a number as it is printed (286, 30 799 618, fem, 8 %, 18–40,
fem av ti), a key of the register (searches.hits), or a line of a file: of the
prose, for the numbers that stand there (content/03-metode.md:70), or of data/,
for those that come from it (data/searches/embase.csv:8).

It answers from the last build.
Exit status: 0 answered, 1 nothing like it is there.
"""

import argparse
import sys
from pathlib import Path

from thesis.cli import add_directory, refuse
from thesis.cli.explain import question as questions
from thesis.cli.explain.built import Built, NotBuiltError
from thesis.cli.explain.question import Answer
from thesis.cli.explain.text import AnswerText
from thesis.diagnostics.messages import said
from thesis.diagnostics.place import Place
from thesis.diagnostics.terminal import columns
from thesis.document.ledger import Entry
from thesis.language import norwegian
from thesis.model import display
from thesis.readback import number_pages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``explain``."""
    parser.add_argument("question", nargs="+", help="a number, a key, or file:line")
    add_directory(parser)
    parser.add_argument("--all", action="store_true", help="cut no list short")


def run(args: argparse.Namespace) -> int:
    """Answer a question and print it; its exit status."""
    question = " ".join(args.question)
    root: Path = args.directory
    try:
        built = Built.read(root)
    except NotBuiltError as error:
        return refuse(f"Nothing is built yet: {error}. Run: snakemake --cores 4", 1)
    place = questions.place(question, root, Path.cwd())
    if not (answer := questions.answer(question, built, place)):
        print(_unknown(question, place, built), file=sys.stderr)
        return 1
    entries = _entries(answer, built)
    ids = dict.fromkeys(entry.id for entry in entries if entry.id)
    printed = number_pages.of(root / "build" / "thesis.typ", root, ids)
    width = columns()
    for line in AnswerText(built, printed, width, args.all).lines(answer):
        print(line)
    rows = [row for key in answer.keys for row in built.register[key].rows]
    files = [each.file for each in [*rows, *([place] if place else [])]]
    if newer := built.newer([*(entry.file for entry in entries), *files]):
        print(
            said(f"Newer than the build: {', '.join(newer)}. Build again to be sure."),
            file=sys.stderr,
        )
    return 0


def _entries(answer: Answer, built: Built) -> list[Entry]:
    standing = [entry for key in answer.keys for entry in built.standing.get(key, [])]
    return [*standing, *answer.entries]


def _unknown(question: str, place: Place | None, built: Built) -> str:
    """What is said when there is no answer."""
    if place:
        return said(f"No number stands in {place}, and none comes from it.")
    told = [said(f"No number of the thesis is «{question}», and no key.")]
    if near := [built.register[key] for key in questions.nearest(question, built)]:
        told += [
            said("Nearest:"),
            *(f"  {number.key} = {display.written(number)}" for number in near),
        ]
    return "\n".join(told).replace(norwegian.NBSP, " ")
