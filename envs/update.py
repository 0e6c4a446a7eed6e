"""Write envs/thesis.yaml, the conda environment of the rules, from requirements.in and its lock.

Usage: python envs/update.py [--lock]

With --lock, requirements.txt is locked anew first; that needs `uv` on the path (pip install uv).
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header"
NAME = re.compile(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)", re.MULTILINE)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)

HEADER = """\
# The conda environment of the rules, for `snakemake --software-deployment-method conda`.
# Made from requirements.in and requirements.txt by envs/update.py: do not edit. The programs
# (pandoc, Typst, Graphviz) come inside Python wheels, as with pip: both give the same bytes.
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
  - pip
  - pip:
"""


def environment(wanted: str, lock: str) -> str:
    """The environment file: every chosen package (requirements.in) at its locked version."""
    # Of a package with a version for each Python, the first is that of the oldest, which this is.
    versions = {canonical(name): version for name, version in reversed(PINNED.findall(lock))}
    names = NAME.findall(wanted)
    lines = [f"      - {name}=={versions[canonical(name.split('[')[0])]}\n" for name in names]
    return HEADER + "".join(lines)


def canonical(name: str) -> str:
    """A package name as the lock file writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    if "--lock" in sys.argv:
        subprocess.run(
            [*LOCK.split(), "--no-annotate", "requirements.in", "-o", "requirements.txt"],
            cwd=ROOT,
            check=True,
        )
    (ROOT / "envs" / "thesis.yaml").write_text(
        environment(
            (ROOT / "requirements.in").read_text("utf-8"),
            (ROOT / "requirements.txt").read_text("utf-8"),
        ),
        "utf-8",
    )
