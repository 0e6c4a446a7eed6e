"""Attachments of the PDF: every file it is made from, and a manifest with their hashes."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from thesis.diagnostics.files import to_json
from thesis.document import pandoc
from thesis.input import look
from thesis.input.folder import COMMENTS, EXPORTS, passed_over
from thesis.input.limits import leads_inside

MANIFEST = "manifest.json"

THESIS = (
    *("data/**/*", "content/**/*", "config/config.yaml", "config/*.csl", "reviewed.txt"),
    *(f"{look.FOLDER}/{pattern}" for pattern in look.OWN),
)
"""What belongs to a thesis, in its own folder."""

OWN = "own/"
"""In front of the templates of a thesis' own folder: the code's may have the same names."""

HOUSE = (
    "Snakefile", "LICENSE", "requirements.txt", "config/schema.json", "envs/*.yaml",
    "profiles/**/*.yaml", "rules/*.smk", "scripts/**/*.py", "templates/**/*", "thesis/**/*.py",
    "thesis/input/schemas/*", "thesis/language/*.yaml", "thesis/language/lexicon/*",
    "thesis/diagnostics/messages/*/*",
)  # fmt: skip
"""What belongs to the code that builds it, in the folder of the Snakefile."""

ONCE = ("thesis/schemas/*.json",)  # What belonged to that code once: a PDF of then has it inside

MADE = ("build/*", "editions/*")
"""What else the PDF has inside it: what was made, and the edition before it."""

GROUPS = {
    "data": ("data", "source"),
    "editions": ("edition", "source"),
    "content": ("content", "source"),
    "reviewed.txt": ("reviewed", "supplement"),
    "config": ("config", "source"),
    "templates": ("templates", "supplement"),
    OWN[:-1]: ("templates", "supplement"),
    "build": ("made", "data"),
    MANIFEST: ("manifest", "supplement"),
}
"""What a first folder holds: a key of the labels, and how PDF/A-3 relates the file to the pages."""

CODE = ("code", "supplement")

MIME = {
    ".csl": "application/xml", ".csv": "text/csv", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".json": "application/json", ".md": "text/markdown", ".png": "image/png",
    ".svg": "image/svg+xml", ".yaml": "application/yaml",
}  # fmt: skip
"""Written out: the module mimetypes reads what the machine has."""


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF."""

    name: str  # its path in the project, with «/» between the parts
    content: bytes  # its bytes
    description: str  # what a reader's program shows beside the name
    relationship: str  # the AFRelationship of PDF/A-3: source, data or supplement
    mime: str  # its media type


def files(thesis: Path, house: Path) -> list[str]:
    """Every file that the PDF is made from, as the rules name them: from the working folder.

    Args:
        thesis: the folder of the thesis, with data/, content/ and config/.
        house: the folder of the code; often the same one.
    """
    kept: set[str] = set()
    for folder, patterns in ((thesis, THESIS), (house, HOUSE)):
        home = folder.resolve()
        kept |= {
            str(path)
            for pattern in patterns
            for path in folder.glob(pattern)
            if path.is_file()
            and not passed_over(path.relative_to(folder))
            and not path.relative_to(folder).is_relative_to(EXPORTS)  # others own the abstracts
            and path.relative_to(folder) != Path(COMMENTS)  # said to the authors alone
            and leads_inside(path, home)
        }
    return sorted(kept)


def is_part(name: str) -> bool:
    """Whether a file of that name may be inside a PDF: data, text, code, or what was made of it."""
    own = (f"{OWN}{look.FOLDER}/{pattern}" for pattern in look.OWN)
    patterns = (*THESIS, *HOUSE, *ONCE, *MADE, MANIFEST, *own)
    return any(fnmatchcase(name, pattern.replace("**/*", "*")) for pattern in patterns)


def name(path: str, thesis: Path, house: Path) -> str:
    """The name of a file inside the PDF: its path in the folder it belongs to.

    Raises:
        ValueError: it lies in neither.
    """
    whole = _whole(path)
    # One may lie in the other.
    for folder in sorted(map(_whole, (thesis, house)), key=lambda each: -len(each.parts)):
        if whole.is_relative_to(folder):
            inside = whole.relative_to(folder).as_posix()
            own = inside.startswith(f"{look.FOLDER}/") and folder != _whole(house)
            return OWN * own + inside
    raise ValueError(f"{path} lies neither in {thesis} nor in {house}")


def _whole(path: str | Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would leave a linked folder)


def versions(drawing: str) -> dict[str, str]:
    """The versions of the three programs that decide what the pages look like.

    Args:
        drawing: an SVG of Graphviz', which says in it what drew it; without one, two are told.
    """
    import importlib.metadata  # here: a build starts without it

    drawn = re.search(r"Generated by graphviz version (\S+)", drawing)
    return {
        **({"graphviz": drawn[1]} if drawn else {}),
        "pandoc": pandoc.version(),
        "typst": importlib.metadata.version("typst"),
    }


def digest(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest(contents: Mapping[str, bytes], programs: Mapping[str, str]) -> bytes:
    """The manifest: the hash of every file attached, and what built the PDF from them.

    No clock, no commit and no machine is in it: the same inputs give the same bytes.
    """
    content = {
        "versions": dict(sorted(programs.items())),
        "sha256": {each: digest(contents[each]) for each in sorted(contents)},
    }
    return to_json(content).encode()


def built_from(thesis: Path) -> Mapping[str, str]:
    """The hashes of the manifest in build/ by the name of the file.

    None of it when build/ has no manifest, or another register than the one that belongs to it.
    """
    made = thesis / "build"
    try:
        hashes: dict[str, str] = json.loads((made / MANIFEST).read_bytes())["sha256"]
        register = digest((made / "register.json").read_bytes())
    except (OSError, ValueError, KeyError):
        return {}
    return hashes if hashes.get("build/register.json") == register else {}


def attachments(contents: Mapping[str, bytes], labels: Mapping[str, str]) -> Iterator[Attachment]:
    """The files as they are attached, the manifest first.

    Args:
        contents: the bytes of each file by its name.
        labels: what each group of files is called, for the reader.
    """
    for each in sorted(contents, key=lambda file: (file != MANIFEST, file)):
        group, relationship = GROUPS.get(each.split("/")[0], CODE)
        mime = MIME.get(Path(each).suffix, "text/plain")
        yield Attachment(each, contents[each], labels[group], relationship, mime)


def unpack(
    files: Mapping[str, bytes],
    names: Iterable[str],
    folder: Path,
    under: Callable[[str], Path] | None = None,
) -> str:
    """Write attached files to a folder; what is made is left out. What went wrong, or "".

    Args:
        names: which of the files.
        folder: that of the thesis, to which its own templates go.
        under: the folder that each other file goes to.
    """
    for each in names:
        if each.startswith("build/"):
            continue
        own = each.startswith(OWN)
        path = (under(each) if under and not own else folder) / each.removeprefix(OWN)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[each])
        except OSError as error:
            return f"{each} cannot be unpacked: {error.strerror}"
    return ""


def as_typst(attached: Iterable[Attachment]) -> str:
    """The attachments as JSON for the template, which hands them on to Typst.

    So no file is copied to where Typst may read it, and no path of a folder gets into the source.
    """
    return json.dumps(
        [
            {
                "name": each.name,
                "content": _content(each.content),
                "description": each.description,
                "relationship": each.relationship,
                "mime-type": each.mime,
            }
            for each in attached
        ]
    )


def _content(content: bytes) -> str | list[int]:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return list(content)
