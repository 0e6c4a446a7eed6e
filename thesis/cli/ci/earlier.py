"""Earlier commit of a thesis as an edition: what it said then, for what compares editions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from thesis.cli.plan import build
from thesis.cli.plan.build import PlanError
from thesis.diagnostics.files import to_json
from thesis.editions import store
from thesis.formats import attachments
from thesis.formats.attachments import MANIFEST
from thesis.workflow.run_info import git

SHORT = 10  # So many digits of its commit are the name of the edition

IN_BUILD = {"document.json": "thesis.json"}
"""What build/ calls a file of an edition, where that is another name."""


@contextmanager
def frozen(root: Path, commit: str) -> Iterator[str]:
    """The name of the edition that a thesis was at a commit; it is taken away at the end.

    Args:
        root: the folder of the thesis, in a repository of git.

    Raises:
        PlanError: it is not there, or cannot be built.
    """
    name = commit[:SHORT]
    folder = root / store.FOLDER / name
    with _taken_out(root, commit) as then, build.built(build.files(then)) as built:
        made = built / "build"
        kept = {
            file: (made / IN_BUILD.get(file, file)).read_bytes()
            for file in store.READ
            if file != MANIFEST
        }
    kept["register.json"] = _named(kept["register.json"], name)
    kept[MANIFEST] = attachments.manifest(kept, {})
    try:
        store.freeze(kept, folder)
        yield name
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # there are other editions
            folder.parent.rmdir()


def below(root: Path) -> str:
    """The way from the repository to the folder of a thesis, such as ``oppgave/``; "" without."""
    return git(root, "rev-parse", "--show-prefix") or ""


@contextmanager
def _taken_out(root: Path, commit: str) -> Iterator[Path]:
    """The folder of the thesis at a commit, thrown away at the end."""
    if git(root, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        raise PlanError("it is no commit of this repository, or was not fetched with it")
    with TemporaryDirectory(prefix="thesis-earlier-") as temporary:
        tree = Path(temporary) / "then"
        git(root, "worktree", "add", "--detach", str(tree), commit)
        try:
            yield tree / below(root)
        finally:
            git(root, "worktree", "remove", "--force", str(tree))


def _named(register: bytes, name: str) -> bytes:
    """A register whose edition has another name: both may have the same in data/thesis.yaml."""
    content = json.loads(register)
    content["records"]["thesis"]["edition"]["name"] = name
    return to_json(content).encode()
