"""Changed files of data/, held to every rule on data before any of them is written."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import Error, copytree

from thesis.checks.data import inputs
from thesis.checks.data.inputs import BUILDABLE
from thesis.checks.editions import totals
from thesis.diagnostics.files import CONFIG_FILE, write_all
from thesis.diagnostics.findings import Finding
from thesis.editions import store
from thesis.input import sources
from thesis.input.folder import Data
from thesis.input.sources import UnreadableSourceError


class NotChangedError(Exception):
    """Nothing is written; the message says why."""


def write(root: Path, files: Mapping[str, str]) -> list[Finding]:
    """Write the changed files, all of them or none.

    Args:
        files: their whole texts by their paths in the thesis.

    Returns:
        What is still to do, such as a field to fill: it shuts the gate, and nothing else is wrong
        that was not before.

    Raises:
        NotChangedError: a rule finds something wrong in them that was not before, or they cannot be
            written.
    """
    before = {_told(each) for each in problems(root, root)}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        try:
            copytree(root / "data", copy / "data", ignore=_no_files)
            for file, text in files.items():
                (copy / file).write_bytes(text.encode())
        except UnicodeEncodeError:
            raise NotChangedError("half of a letter is no letter") from None
        except (OSError, Error) as error:
            raise NotChangedError(f"data/ cannot be copied: {error}") from None
        new = [each for each in problems(copy, root) if _told(each) not in before]
    may = {rule.id for rule in BUILDABLE}
    if wrong := [each for each in new if each.rule not in may]:
        raise NotChangedError("\n".join(["data/ would be wrong:", *map(str, wrong)]))
    try:
        write_all({root / file: text for file, text in files.items()})
    except OSError as error:
        raise NotChangedError(f"a file cannot be written: {error}") from None
    return new


def _no_files(folder: str, names: list[str]) -> list[str]:
    """What of a folder is no file: a pipe, a link to nothing, and one that leads back to itself."""
    here = Path(folder).resolve()

    def back(path: Path) -> bool:
        return path.is_symlink() and path.is_dir() and here.is_relative_to(path.resolve())

    paths = [Path(folder, name) for name in names]
    return [path.name for path in paths if not (path.is_file() or path.is_dir()) or back(path)]


def problems(folder: Path, root: Path) -> list[Finding]:
    """All that is wrong with the data of a folder.

    Args:
        root: the thesis' folder, which has its editions.
    """
    data, found = inputs.problems(folder)
    if inputs.usable(found):
        found += _of_editions(data, root)
    return found


def _of_editions(data: Data, root: Path) -> Iterator[Finding]:
    yield from totals.check(data, previous(root), root)


def previous(root: Path) -> store.Edition | None:
    """The edition before this one, as config names it; None where there is none."""
    try:
        config = sources.read_yaml(root / CONFIG_FILE, CONFIG_FILE).value
    except UnreadableSourceError as error:
        raise NotChangedError(str(error)) from None
    return store.previous(config if isinstance(config, dict) else {}, root)


def _told(finding: Finding) -> tuple[str, str, str]:
    """What is wrong, wherever it stands now."""
    return finding.rule, finding.file, finding.found
