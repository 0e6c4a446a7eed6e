"""Rules on the previous edition that config names, and on an edition to be archived."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from thesis.diagnostics.files import CONFIG_FILE, THESIS_FILE
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.editions import store
from thesis.editions.store import FOLDER, READ
from thesis.formats.attachments import MANIFEST, digest
from thesis.input.sources import Fields

EDITION_PREVIOUS = declare(
    "edition.previous",
    looks_at="editions",
    sees="a previous edition in config that is not in editions/, or is not what it was when it was "
    "archived: a file that is missing or changed, another manifest than config has the hash of",
    misses="an edition that was changed together with its manifest and the hash in config",
    example='previous: {edition: "2020", sha256: ...} without a folder editions/2020',
)
EDITION_ARCHIVED = declare(
    "edition.archived",
    looks_at="editions",
    sees="an edition that is to be archived, and is in editions/ already with other content",
    misses="an old edition that is archived again under a new name",
    example='name: "2020" in data/thesis.yaml, with another PDF in editions/2020',
    target="archive",
)
EDITION_ALONE = declare(
    "edition.alone",
    looks_at="editions",
    sees="a thesis that is to tell what is new in it, and names no edition before it",
    misses="a previous edition that is not the last one",
    example="previous: null in config/config.yaml, and `snakemake changes`",
    target="changes",
)


BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What code meets that reads a file which is none."""


def alone() -> Finding:
    """There is no edition that this one could be compared with."""
    return EDITION_ALONE.at(
        Place(CONFIG_FILE),
        found="no previous edition",
        expected=f"the edition in {FOLDER}/ that this one is compared with",
        fix="archive it with `snakemake archive`, in the version of the thesis that it is, and "
        "write the line that it prints",
    )


def archived(name: str) -> Finding:
    """The edition is in editions/ already, and is another."""
    return EDITION_ARCHIVED.at(
        Place(THESIS_FILE),
        found=f"the edition «{name}», and another one in {FOLDER}/{name}",
        expected="an edition that is not archived yet: what is archived is never written over",
        fix="give this edition a name of its own in data/thesis.yaml: edition: {name: ...}",
    )


def check(named: Fields, root: Path, file: str, line: int) -> Iterator[Finding]:
    """What is wrong with the previous edition that config names.

    Args:
        named: its ``edition`` and ``sha256``; without a hash its files are held to its manifest.
        root: the folder of the thesis.
        file: where it is named, such as config/config.yaml.
        line: the line there.
    """
    folder = f"{FOLDER}/{named['edition']}"

    def wrong(found: str, expected: str, mend: str) -> Finding:
        return EDITION_PREVIOUS.at(Place(file, line), found=found, expected=expected, fix=mend)

    try:
        content = (root / folder / MANIFEST).read_bytes()
        hashes = {str(name): value for name, value in json.loads(content)["sha256"].items()}
        if strange := [name for name in hashes if name not in store.KEPT]:
            raise ValueError(strange)
    except OSError:
        there = store.archived(root)
        yield wrong(
            f"the edition «{named['edition']}», and no {folder}/{MANIFEST}",
            f"an edition that is there: {', '.join(there) or 'there are none'}",
            "archive it with `snakemake archive`, in the version of the thesis that it is",
        )
        return
    except BROKEN:
        yield wrong(
            f"{folder}/{MANIFEST} is no manifest",
            "the file as `snakemake archive` wrote it",
            "take it from git again",
        )
        return
    if named.get("sha256", digest(content)) != digest(content):
        yield wrong(
            f"sha256: {named['sha256']}",
            f"{digest(content)}, the hash of {folder}/{MANIFEST}",
            f"take {folder} from git again; or, when it is the edition meant, write that hash",
        )
        return
    changed = list(_changed(root, folder, hashes, wrong))
    yield from changed
    for name in () if changed else _unreadable(store.Edition(named["edition"], root / folder)):
        yield wrong(
            f"{folder}/{name} cannot be read",
            "the file as `snakemake archive` writes it",
            f"whoever made this edition made it otherwise: take {folder} from git again, or "
            "write previous: null",
        )


def _changed(
    root: Path, folder: str, hashes: Fields, wrong: Callable[[str, str, str], Finding]
) -> Iterator[Finding]:
    """The files of an edition that are not what its manifest has the hashes of."""
    for name in sorted({*READ, *hashes} - {MANIFEST}):
        path = root / folder / name
        if path.is_file() and digest(path.read_bytes()) != hashes.get(name):
            yield wrong(
                f"{folder}/{name} is not what was archived",
                f"a file with the hash {hashes.get(name)}",
                "take it from git again; an archived edition is never edited",
            )
        elif name in READ and not path.is_file():
            # An edition that is unpacked from the next one's PDF has no PDF of its own.
            yield wrong(f"no {folder}/{name}", "every file of the edition", "take it from git")


def _unreadable(edition: store.Edition) -> Iterator[str]:
    """The files of an edition that are none of `archive`'s, though their hashes agree."""
    for name in READ:
        try:
            content = edition.json(name)
            if name == "register.json":
                edition.register.records.studies  # noqa: B018  (reads all of it)
            elif name == "document.json":
                content = content["meta"] if isinstance(content["blocks"], list) else None
            if not isinstance(content, dict):
                yield name
        except BROKEN:
            yield name
