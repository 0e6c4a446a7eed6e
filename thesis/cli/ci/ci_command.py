"""Build a thesis on GitHub or GitLab, and show what is found at its line of a change.

action.yml and .gitlab/thesis.yml run it, and it can be run by hand to see what they
would say. --since is a commit, such as that which a pull request goes into: then
results/changes.html and results/thesis-changes.pdf and .docx tell what is new.
Exit status: that of the build; 0 where the thesis was delivered.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

from thesis.cli import add_directory
from thesis.cli.ci import earlier, hosts
from thesis.cli.plan import build as building
from thesis.cli.plan.build import PlanError
from thesis.cli.plan.compare import plan
from thesis.cli.plan.text import PlanText
from thesis.diagnostics import findings
from thesis.diagnostics.files import write_json
from thesis.diagnostics.findings import Finding
from thesis.workflow import start, steps

SUMMARY = "GITHUB_STEP_SUMMARY"  # The variable of GitHub that names the file of a job's summary

QUALITY = "results/codequality.json"
"""Where GitLab's report is written; .gitlab/thesis.yml says so to GitLab."""

FOUND = (steps.TOLD, "build/findings/finished.json")  # What the gate looked at

WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``ci``."""
    parser.add_argument("--host", choices=("github", "gitlab"), required=True)
    parser.add_argument("--since", default="", metavar="COMMIT", help="tell what is new since it")
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Build, and tell; the exit status of the build."""
    root: Path = args.directory
    with hosts.unheard() if args.host == "github" else nullcontext():
        status = _snakemake(root, "--cores", "all")
        found = _found(root, delivered=status == 0)  # before another build tells what it finds
        news = _news(root, args.since) if args.since else []
    below = earlier.below(root)
    if args.host == "github":
        for line in hosts.log_lines(found, below):
            print(line)
        if file := os.environ.get(SUMMARY):
            with Path(file).open("a", encoding="utf-8") as summary:
                summary.write(hosts.summary(found, news))
    else:
        (root / QUALITY).parent.mkdir(exist_ok=True)
        write_json(hosts.quality(found, below), root / QUALITY)
    return status


def _snakemake(root: Path, *arguments: str) -> int:
    sys.stdout.flush()
    command = start.command(*arguments)
    return subprocess.run(
        command, cwd=root, env={**os.environ, **start.OURS}, check=False
    ).returncode


def _found(root: Path, delivered: bool) -> list[Finding]:
    """What was found: all that the gate looked at, or what a build told before it stopped."""
    if delivered:
        return findings.read(*(root / name for name in FOUND))
    return findings.told(root / start.TOLD)


def _news(root: Path, commit: str) -> list[str]:
    """Make the pages on what is new since a commit; the same in lines, as ``plan`` has it."""
    try:
        with earlier.frozen(root, commit) as name:
            _snakemake(root, "--cores", "all", "changes", "--config", f"since={name}")
            with building.edited(root) as now:
                return [*PlanText(plan(building.base(root, name), now), WIDTH).lines()]
    except PlanError as problem:
        said = f"What is new since {commit[: earlier.SHORT]} cannot be told: {problem}"
        print(said, file=sys.stderr)
        return [said]
