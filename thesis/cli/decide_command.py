"""Decide on a study anew: included, excluded or withdrawn.

It changes data/studies/<key>.yaml: the decision and its reason, with TODO in the
fields that the decision asks for and the record lacks. The earlier decision is
kept under `decisions`, with its reason and its edition; comments stay. A study
that is decided anew comes last. Nothing is written where data/ would be wrong
after it.

Exit status: 0 it is decided, 2 nothing is written.
"""

import argparse

from thesis.cli import add_directory, refuse
from thesis.cli.records import decision, staged
from thesis.cli.records.staged import NotChangedError
from thesis.diagnostics.messages import said
from thesis.input.folder import DECISIONS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``decide``."""
    parser.add_argument("key", help="the citation key of the study, such as wang2017")
    parser.add_argument("decision", choices=DECISIONS, help="what it is from now on")
    parser.add_argument(
        "--reason", required=True, help="why, in the language of the thesis: an appendix prints it"
    )
    parser.add_argument(
        "--category",
        default="",
        metavar="REASON",
        help="of an excluded study, its reason of data/ladder.yaml; else that is still to fill",
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Decide, and say what was written; the exit status."""
    root = args.directory
    if args.category and args.decision != "excluded":
        return refuse("Only an excluded study has a reason of data/ladder.yaml.")
    if not args.reason.strip():
        return refuse("A decision needs its reason.")
    try:
        made = decision.decide(root, args.key, args.decision, args.reason, args.category)
        left = staged.write(root, made.files)
    except NotChangedError as why:
        return refuse(f"Nothing is written: {why}")
    print(f"{args.key}: {made.was or 'not decided'} → {args.decision}")
    for finding in left:
        print(f"  {finding.place}: {finding.found}")
    print(said("What this changes in the text: python -m thesis plan"))
    return 0
