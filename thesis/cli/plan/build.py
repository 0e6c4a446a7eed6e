"""Builds to compare: the thesis as it is edited now, and the last build or an edition."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from thesis.cli.explain.built import Built
from thesis.diagnostics import findings, rules
from thesis.diagnostics.files import HOUSE, read_json
from thesis.diagnostics.findings import Finding, StoppedError
from thesis.diagnostics.messages import said as spoken
from thesis.document import pandoc
from thesis.document.thesis import Thesis
from thesis.editions import store
from thesis.formats import attachments
from thesis.input.folder import COMMENTS, passed_over
from thesis.model.register import Register
from thesis.workflow import input_hashes, steps

FILES = {
    "register": "build/register.json",
    "places": "build/places.json",
    "document": "build/placed.json",
    "word_count": "build/wordcount.json",
    "config": input_hashes.MERGED,
}
"""What is compared, and what the rules look at."""

STEPS = ("register", "document")  # What makes them: no page, no Word file and no web page

EDITED = ("data/", "content/", "config/config.yaml")
"""What an edit changes; reviewed.txt is read anew each time."""

LAST = "the last build"


class PlanError(Exception):
    """There is nothing to compare, or nothing to compare with; the message says why."""


@dataclass(frozen=True)
class Base:
    """What the thesis is compared with."""

    name: str  # «the last build», or the edition's
    register: Register  # its numbers and records
    document: dict[str, Any]  # its text


@dataclass(frozen=True)
class Edited:
    """The thesis as it is edited now."""

    built: Built  # what was built of it
    noted: list[Finding]  # what the steps noted
    config: Mapping[str, Any]  # the settings, which say what severity a rule has

    @cached_property
    def findings(self) -> list[Finding]:
        """What the steps noted, and what the rules find, with the severity they have."""
        rules.load()
        found = rules.weigh([*self.noted, *rules.run(self.thesis)], self.config.get("rules", {}))
        return sorted(set(found))

    @property
    def thesis(self) -> Thesis:
        """What the rules look at."""
        return self.built.thesis


@contextmanager
def edited(root: Path) -> Iterator[Edited]:
    """The thesis as it is edited now: of the last build where that is it, else of one thrown away.

    Neither touches build/ or results/.

    Raises:
        PlanError: it cannot be built.
    """
    if is_fresh(root):
        yield _read(root)
        return
    with built(files(root)) as folder:
        yield _read(folder)


@contextmanager
def built(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder, thrown away, in which the document is made of the files of a thesis.

    Raises:
        PlanError: it cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="thesis-plan-") as temporary:
        folder, said = Path(temporary), StringIO()
        problem = attachments.unpack(files, files, folder)
        try:
            with chdir(folder), redirect_stderr(said):
                if not problem:
                    steps.build(STEPS)
        except StoppedError:
            problem = said.getvalue()
        except RuntimeError as error:
            problem = str(error)
        if problem:
            raise PlanError("\n".join((spoken("it cannot be built:"), problem.strip())))
        yield folder


def is_fresh(root: Path) -> bool:
    """Whether the last build is of the thesis as it is now."""
    if not all((root / name).is_file() for name in FILES.values()):
        return False
    built = attachments.built_from(root)
    return _is_same(root, built) if built else not _is_newer(root)


def _is_same(root: Path, built: Mapping[str, str]) -> bool:
    """Whether every file has the content that it had for the last build, and none is new."""
    made = ("build/thesis.json", input_hashes.MERGED)
    now = {name: content for name, content in files(root).items() if name.startswith(EDITED)}
    now |= {name: (root / name).read_bytes() for name in made}
    then = {name: each for name, each in built.items() if name.startswith(EDITED) or name in made}
    return {name: attachments.digest(content) for name, content in now.items()} == then


def _is_newer(root: Path) -> bool:
    """Whether a file is newer than the last build, which has not come as far as its manifest."""
    oldest = min((root / name).stat().st_mtime_ns for name in FILES.values())
    # A folder is newer when a file in it was taken away.
    paths = [root / "config/config.yaml", root / "data", root / "content"]
    paths += [path for folder in ("data", "content") for path in (root / folder).rglob("*")]
    return any(path.stat().st_mtime_ns >= oldest for path in paths if path.exists())


def base(root: Path, since: str) -> Base:
    """What the thesis is compared with.

    Args:
        since: the name of an edition; "" for the last build.

    Raises:
        PlanError: it is not there, or cannot be read.
    """
    try:
        return _edition(root, since) if since else _last(root)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlanError(f"{since or LAST} cannot be read: {error}") from None


def _edition(root: Path, name: str) -> Base:
    folder = root / store.FOLDER / name
    if not folder.is_dir():
        there = store.archived(root)
        raise PlanError(f"there is no edition «{name}»; there is {', '.join(there) or 'none'}")
    edition = store.Edition(name, folder)
    return Base(f"the edition «{name}»", edition.register, edition.document)


def _last(root: Path) -> Base:
    paths = {name: root / file for name, file in FILES.items()}
    for path in paths.values():
        if not path.is_file():
            raise PlanError(
                f"nothing is built yet: {path.relative_to(root)} is not there. "
                "Run snakemake --cores 4 before you edit, or compare with an edition: --since"
            )
    return Base(LAST, Register.read(paths["register"]), pandoc.read(paths["document"]))


def files(root: Path) -> dict[str, bytes]:
    """What belongs to a thesis, and the editions before it, without their PDF."""
    paths = {
        path
        for pattern in (*attachments.THESIS, f"{store.FOLDER}/*/*.json")
        for path in root.glob(pattern)
        if path.is_file() and not passed_over(path.relative_to(root)) and path != root / COMMENTS
    }
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}


def _read(folder: Path) -> Edited:
    config = read_json(folder / FILES["config"])
    labels = HOUSE / f"templates/labels/{config['labels']}.yaml"
    paths = {name: folder / file for name, file in FILES.items()}
    whole = Thesis.read(SimpleNamespace(**paths, labels=labels), folder)
    noted = [
        finding
        for path in sorted((folder / "build" / "findings").glob("*.json"))
        for finding in findings.read(path)
    ]
    return Edited(Built(whole), noted, config)
