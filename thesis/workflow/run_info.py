"""Run information, not the same on every machine: the commit, Python, the platform."""

import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import HOUSE

PACKAGES = ("snakemake", "jinja2", "pyyaml", "typst", "pypandoc-binary")
"""Those that decide what is built; the lock has them all."""


def collect(house: Path = HOUSE) -> dict[str, Any]:
    """The commit and whether files differ from it, Python, the platform, and packages.

    Args:
        house: the folder of the code.
    """
    return {
        **commit(house),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
    }


def commit(house: Path) -> dict[str, Any]:
    """The commit of the code, None where git does not have it, and whether its files differ."""
    if git(house, "ls-files", "--error-unmatch", "Snakefile") is None:
        return {"commit": None, "changed": None}
    changed = git(house, "status", "--porcelain", "--untracked-files=no", ".")
    return {"commit": git(house, "rev-parse", "HEAD"), "changed": bool(changed)}


def git(folder: Path, *arguments: str) -> str | None:
    """What git prints in a folder; None where it fails, or is not there."""
    try:
        run = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:  # no git on this machine
        return None
    return run.stdout.strip() if run.returncode == 0 else None
