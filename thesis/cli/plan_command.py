"""Say what an edit of data/ or content/ changes, before you build.

It builds the thesis as it is edited now in a folder that is thrown away, and
compares it with the last build, or with an edition (--since 2020): the counts,
tables and boxes of figure 1 that change, what becomes untrue, and the sentences
that depend on what changed, with file, line and reason.

A sentence that was edited too was read by who edited it: it is not listed.
Exit status: 0 nothing to read again or to mend, 1 there is, 2 it cannot be told.
"""

import argparse
import json

from thesis.cli import add_directory, refuse
from thesis.cli.plan import build, compare
from thesis.cli.plan.build import PlanError
from thesis.cli.plan.text import PlanText, as_json
from thesis.diagnostics.terminal import columns


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``plan``."""
    parser.add_argument(
        "--since", default="", metavar="EDITION", help="compare with an edition, such as 2020"
    )
    parser.add_argument("--all", action="store_true", help="cut no list and no line short")
    parser.add_argument("--json", action="store_true", help="everything, as JSON")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Tell the plan; the exit status."""
    root = args.directory
    try:
        base = build.base(root, args.since)
        with build.edited(root) as now:
            plan = compare.plan(base, now)
    except PlanError as problem:
        return refuse(f"No plan: {problem}")
    if args.json:
        print(json.dumps(as_json(plan), indent=1))
    else:
        width = columns()
        for line in PlanText(plan, width, args.all).lines():
            print(line)
    return 1 if plan.stale or plan.errors else 0
