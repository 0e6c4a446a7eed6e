"""Intake of a thesis: its files, from a folder or a git repository, into a folder of their own."""

import shutil
from pathlib import Path

from thesis.many import bounded
from thesis.many.bounded import JobBounds
from thesis.many.theses import ListedThesis, files

GIT = ("git", "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never")
"""Without what a repository, or its address, could have git run."""


def take_in(listed: ListedThesis, folder: Path, bounds: JobBounds) -> str:
    """Bring a thesis into a folder.

    Returns:
        The commit of a repository, else "".

    Raises:
        OSError: it cannot be read, or is too large.
    """
    source = Path(listed.source)
    if listed.is_repository:
        source = folder.with_name(f"{folder.name}.git")
        shutil.rmtree(source, ignore_errors=True)
        commit = _clone(listed, source, bounds)
    for path in files(source):
        to = folder / path.relative_to(source)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, to, follow_symlinks=False)
    if not listed.is_repository:
        return ""
    shutil.rmtree(source, ignore_errors=True)
    return commit


def _clone(listed: ListedThesis, to: Path, bounds: JobBounds) -> str:
    """Clone a repository without anything that it could run; which commit it is."""
    to.mkdir(parents=True)
    for step in (
        ["init", "--quiet"],
        ["fetch", "--quiet", "--depth=1", "--", listed.source, listed.commit or "HEAD"],
        ["checkout", "--quiet", "FETCH_HEAD"],
        ["rev-parse", "FETCH_HEAD"],
    ):
        variables = {"GIT_TERMINAL_PROMPT": "0"}
        ended = bounded.run([*GIT, *step], to, bounds, network=True, variables=variables)
        if ended.status:
            raise OSError(ended.said.strip() or f"git {step[0]} ended with {ended.status}")
    return ended.said.split()[-1]
