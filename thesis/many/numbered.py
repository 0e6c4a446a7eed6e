"""Numbered thesis of a list, for an engine that counts: a Job of Kubernetes, an array of Slurm.

    python -m thesis.many.numbered list.tsv 0

builds and verifies the first one as many/Snakefile does, into build/many/<id>.json and its folder.
Without a number it is that of Kubernetes, JOB_COMPLETION_INDEX.
Exit status: 0 what became of it is written, 2 the list has no such row.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from thesis.many import outcome, theses
from thesis.many.bounded import JobBounds

INDEX = "JOB_COMPLETION_INDEX"
MADE = Path("build/many")


def main(arguments: Sequence[str]) -> int:
    """Build the thesis that the arguments name; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m thesis.many.numbered",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", help="the list of theses")
    parser.add_argument("number", type=int, nargs="?", default=os.environ.get(INDEX), help="from 0")
    parser.add_argument("--minutes", type=int, default=10, help="of the clock (10)")
    parser.add_argument("--memory-mb", type=int, default=2000, help="of all its processes (2000)")
    args = parser.parse_args(arguments)
    known = [*theses.read(args.list, whole=False).values()]
    if args.number is None or not 0 <= args.number < len(known):
        print(f"{args.list} has the rows 0 to {len(known) - 1}, not {args.number}", file=sys.stderr)
        return 2
    listed = known[args.number]
    bounds = JobBounds(seconds=60 * args.minutes, memory_mb=args.memory_mb)
    MADE.mkdir(parents=True, exist_ok=True)
    made = MADE / f"{listed.id}.json"
    outcome.write(outcome.of(listed, made.with_suffix(""), bounds), made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
