"""Begin a thesis of one's own, in a folder that builds at once as a draft.

It asks for what it is not told, when you sit at a terminal. The folder gets all
that a thesis needs, with one example of a study, and a README on what to edit
first: its data, its text, its settings, and the commands for it. The code stays
where it is; the folder only says where that is.

Exit status: 0 the folder is there, 2 nothing is written.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from thesis.cli import refuse
from thesis.cli.new import answers, scaffold
from thesis.cli.new.answers import AnswerError
from thesis.diagnostics import messages
from thesis.diagnostics.messages import said


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``new``."""
    parser.add_argument("folder", type=Path, help="the folder to make, such as ../my-thesis")
    for question in answers.QUESTIONS:
        default = f"; else {question.default}" if question.default else ""
        parser.add_argument(
            f"--{question.option}", help=f"{question.words.lower()}{default}", metavar="…"
        )


def run(args: argparse.Namespace) -> int:
    """Make the folder, and say what to do in it; the exit status."""
    given = {question.option: getattr(args, question.option) for question in answers.QUESTIONS}
    try:
        ask = input if sys.stdin.isatty() else None
        chosen = answers.read(answers.asked(given, ask), date.today())
        files = scaffold.write(args.folder, chosen)
    except (EOFError, KeyboardInterrupt):
        print(f"\n{said('Nothing is written.')}", file=sys.stderr)
        return 2
    except AnswerError as why:
        return refuse(f"Nothing is written: {why}")
    language = messages.language_of(chosen.language)
    print(said(f"{args.folder}: {len(files)} files", language=language))
    print(f'  cd "{args.folder}"')
    what = said("the thesis as it stands: results/draft.pdf", language=language)
    print(f"  snakemake --cores 4 draft     # {what}")
    print(f"  README.md                     # {said('what to edit first', language=language)}")
    return 0
