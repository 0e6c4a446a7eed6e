"""Folder data/: which files there may be, and all of them read at once."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from thesis.diagnostics.findings import Finding, suggestion
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import declare
from thesis.input import limits, sources, todo
from thesis.input.sources import INPUT_MISSING_FILE, Fields, Sheet, Source, UnreadableSourceError

INPUT_UNKNOWN_FILE = declare(
    "input.unknown-file",
    looks_at="data_files",
    sees="a file in data/ that nothing reads",
    misses="what an operating system or an editor leaves there",
    example="data/studys/wang2017.yaml",
)


REQUIRED = ("thesis", "databases", "ladder", "references")
"""The files that every thesis has in data/, without their ending."""

OPTIONAL = (
    "literature", "method", "pico", "corrections", "limits", "exceptions", "words", "checklists",
    "exports", "lexicon", "retracted", "screened",
    "screening", "outcomes",
)  # fmt: skip
"""Those that a thesis may do without."""

DECISIONS = ("included", "excluded", "withdrawn")
"""What became of a study, in the order of the records."""

FOLDERS = {
    "searches": ".csv",
    "screening": ".csv",
    "studies": ".yaml",
    "references": ".yaml",
    "tables": ".csv",
}  # The folders of data/ and the ending of the files in each

NEEDED = ("searches", "studies")
"""Those that every thesis has; a work may stand in data/references.yaml, too."""

WORKS = "references"  # The list of works, and the folder of those that have a file of their own

EXPORTS, COUNTED, DUPLICATES = "data/exports", "data/exports.yaml", "data/duplicates.csv"
"""What the databases gave, the counts of it, and which records are of one work."""

COMMENTS = "data/comments.yaml"
"""What supervisors said of the text, and what was answered; it is read by one rule, and never
handed in with the thesis."""

EXPORT_NAME = re.compile(r"(?P<database>[a-z][a-z0-9_]*)(?:-(?P<number>[0-9]+))?(?:-\w+)?\.\w+")
"""An export is called after its database, its search, and where it has several, its part."""

T = TypeVar("T")


@dataclass
class Data:
    """What was read."""

    # the YAML files by their path in data/ without ending: ``studies/wang2017``
    documents: dict[str, Source] = field(default_factory=dict)
    # the search tables by the name of their database
    sheets: dict[str, Sheet] = field(default_factory=dict)
    tables: dict[str, Sheet] = field(default_factory=dict)  # the author's own tables by their name
    # the decisions of each screener, by the name of the file
    screening: dict[str, Sheet] = field(default_factory=dict)
    # the hash of each export, by its path; what is in it is not read here
    exports: dict[str, str] = field(default_factory=dict)
    # that of each file of decisions, and of data/duplicates.csv, by its path
    hashes: dict[str, str] = field(default_factory=dict)
    # the paths in data/, without ending, of files that could not be read
    unreadable: set[str] = field(default_factory=set)

    @property
    def studies(self) -> dict[str, Source]:
        """The study records by the name of their file."""
        return {
            name.removeprefix("studies/"): source
            for name, source in self.documents.items()
            if name.startswith("studies/") and isinstance(source.value, dict)
        }

    def items(self, name: str) -> Iterator[tuple[int, Fields, Source]]:
        """The items of a file that is a list of mappings, each with its place in the list."""
        if (source := self.documents.get(name)) and isinstance(source.value, list):
            for i, item in enumerate(source.value):
                if isinstance(item, dict):
                    yield i, item, source


def schema_of(name: str) -> str:
    """The schema of a document by its path in data/ without ending."""
    return "study" if name.startswith("studies/") else name


def get(source: Source | None, kind: type[T], *steps: str | int) -> T | None:
    """A value by its steps, or None when it is missing or of another type.

    A check that looks across files uses it, so that what one file has wrong, and its schema tells,
    hides nothing of what the others have wrong.
    """
    value: Any = source.value if source else None
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value if isinstance(value, kind) and not (kind is int and value is True) else None


def whole(text: str) -> int | None:
    """A cell as a whole number, or None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def decision(study: Source) -> str | None:
    """``included``, ``excluded`` or ``withdrawn``; None where its status is neither."""
    return "withdrawn" if get(study, dict, "withdrawn") else get(study, str, "status")


def read(root: Path, findings: list[Finding]) -> Data:
    """Read all of data/; what is missing, unknown or cannot be read is noted."""
    data = Data()
    known = {*REQUIRED, *OPTIONAL}
    works: list[Source] = []
    for path in sorted((root / "data").rglob("*")):
        file = path.relative_to(root).as_posix()
        name = file.removeprefix("data/").removesuffix(path.suffix)
        folder = name.split("/")[0] if "/" in name else ""
        if path.is_dir() or passed_over(path) or file in {"data/README.md", COMMENTS}:
            continue
        if _in(name, "exports") and limits.leads_inside(path, root.resolve()):
            data.exports[file] = _hash(path)
            continue
        if _in(name, "screening") or file == DUPLICATES:
            data.hashes[file] = _hash(path)
        if file == DUPLICATES:
            continue
        try:
            if path.suffix == ".yaml" and _in(name, WORKS):
                works.append(sources.read_yaml(path, file))
            elif path.suffix == ".yaml" and (name in known or _in(name, "studies")):
                data.documents[name] = sources.read_yaml(path, file)
                if folder == "studies":
                    todo.set_aside(data.documents[name])
            elif path.suffix == ".csv" and _in(name, "searches"):
                data.sheets[path.stem] = sources.read_csv(path, file)
            elif path.suffix == ".csv" and _in(name, "tables"):
                data.tables[path.stem] = sources.read_csv(path, file)
            elif path.suffix == ".csv" and _in(name, "screening"):
                data.screening[path.stem] = sources.read_csv(path, file)
            else:
                findings.append(_unknown(file, folder))
        except UnreadableSourceError as unreadable:
            data.unreadable.add(name)
            findings.append(unreadable.finding)
    listed = data.documents.get(WORKS, Source(f"data/{WORKS}.yaml", []))
    if works and isinstance(listed.value, list):
        data.documents[WORKS] = sources.joined(listed, works)
    findings += _missing(data)
    return data


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _in(name: str, folder: str) -> bool:
    return name.startswith(f"{folder}/") and name.count("/") == 1


def passed_over(path: Path) -> bool:
    """What an operating system, an editor, Excel or Python leaves beside a file."""
    hidden = any(part.startswith((".", "~$")) for part in path.parts[-2:])
    return hidden or path.name.endswith(("~", ".pyc"))


def _unknown(file: str, folder: str) -> Finding:
    names = [f"data/{name}.yaml" for name in (*REQUIRED, *OPTIONAL)]
    if folder in FOLDERS:
        names = [f"data/{folder}/{Path(file).stem}{FOLDERS[folder]}"]
    return INPUT_UNKNOWN_FILE.at(
        Place(file, 0),
        found=f"the file {file}",
        expected="one of "
        + ", ".join([*names, *(f"data/{f}/*{end}" for f, end in FOLDERS.items())])
        if folder not in FOLDERS
        else f"data/{folder}/*{FOLDERS[folder]}",
        fix=suggestion(file, names, "move it out of data/"),
    )


def _missing(data: Data) -> Iterator[Finding]:
    for name in REQUIRED:
        broken = any(each.split("/")[0] == name for each in data.unreadable)
        if name not in data.documents and not broken:
            yield INPUT_MISSING_FILE.at(
                Place(f"data/{name}.yaml", 0),
                found="no such file",
                expected=f"data/{name}.yaml",
                fix="restore it; data/README.md tells what it holds",
            )
    for folder in NEEDED:
        ending = FOLDERS[folder]
        names = (*data.documents, *data.unreadable, *(f"searches/{name}" for name in data.sheets))
        if not any(name.startswith(f"{folder}/") for name in names):
            yield INPUT_MISSING_FILE.at(
                Place(f"data/{folder}", 0),
                found=f"no {ending} file in data/{folder}/",
                expected="at least one",
                fix=f"put a file in data/{folder}/; data/README.md tells what it holds",
            )
