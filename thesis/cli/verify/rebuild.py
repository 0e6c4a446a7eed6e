"""A thesis built anew from what a PDF carries, in a folder that is thrown away."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesis.diagnostics.files import HOUSE
from thesis.formats import attachments
from thesis.formats.attachments import MANIFEST, OWN, is_part

THESIS = ("data/", "content/", "config/config.yaml", "reviewed.txt", "editions/")
OWN_STYLE = re.compile(r"config/[\w-]+\.csl")
OWN_LOOK = re.compile(rf"{OWN}templates/(tables|labels|docx|html)/[^/]+")
"""Templates of a thesis' own that run nothing. Its thesis.typ is a program, which may ask for
packages of Typst's."""
BEFORE = ("register", "flowchart", "document")  # The steps of every format
NEEDS = {
    "docx": ["pdf"],  # its contents have the pages of the PDF
    "html": ["check"],  # it tells what each sentence was held against
    "evidence": ["pdf", "docx", "check", "html", "finished"],
}
"""The steps of some, besides."""
TETHER = Path(__file__).with_name("tether.py")
CHATTER = "Using workflow specific profile"
LONGEST = 300  # Seconds that a build may take; this thesis takes five


@dataclass(frozen=True)
class Rebuilt:
    """What the build made."""

    folder: Path  # where build/ is
    house: Path  # where the code is
    said: str  # what it printed to standard error, when it did not come to its end; else ""

    def json(self, name: str) -> Any:
        """A file of build/ as JSON; None where the build did not come as far."""
        path = self.folder / "build" / name
        return json.loads(path.read_bytes()) if path.is_file() else None

    @property
    def manifest(self) -> Mapping[str, Mapping[str, str]]:
        """The manifest of the PDF that it made; if none, of the code that should have made it."""
        return self.json(MANIFEST) or _manifest(self.house)

    @property
    def pdf(self) -> Path:
        """Where its PDF is, if it made one."""
        return self.folder / "build" / "thesis.pdf"


@contextmanager
def rebuilt(files: Mapping[str, bytes], own_code: bool, form: str = "pdf") -> Iterator[Rebuilt]:
    """Build the thesis from the files attached to a PDF.

    A filter of pandoc's may do anything. So the data, the text and the settings are taken from the
    PDF, but the code from this checkout, unless a person has asked for the PDF's own.

    Args:
        files: the attachments by name, each a path that stays in its folder.
        own_code: run the code in the PDF too.
        form: what is built: pdf, docx, html or evidence.
    """
    with tempfile.TemporaryDirectory(prefix="thesis-verify-") as temporary:
        folder = Path(temporary)
        names = (name for name in files if is_data(name) or (own_code and is_code(name)))
        problem = unpack(folder, files, names)
        house = _code(folder, files) if own_code else HOUSE
        yield Rebuilt(folder, house, problem or _build(folder, house, form))


def _manifest(house: Path) -> Mapping[str, Mapping[str, str]]:
    contents = {
        attachments.name(path, house, house): Path(path).read_bytes()
        for path in attachments.files(house, house)
    }
    made: Mapping[str, Mapping[str, str]] = json.loads(
        attachments.manifest(contents, attachments.versions(""))
    )
    return made


def is_data(name: str) -> bool:
    """Whether a file is a thesis' own: data, text, settings. None of them is ever run."""
    own = OWN_STYLE.fullmatch(name) or (OWN_LOOK.fullmatch(name) and is_part(name))
    return (name.startswith(THESIS) or own is not None) and not _hidden(name)


def is_code(name: str) -> bool:
    """Whether a file is of the code that builds a thesis, by its name."""
    return is_part(name) and not name.startswith("build/") and not (is_data(name) or _hidden(name))


def _hidden(name: str) -> bool:
    """Whether it lies in a folder with a dot, where git, Snakemake and shells look for commands."""
    return any(part.startswith(".") for part in name.split("/"))


def unpack(folder: Path, files: Mapping[str, bytes], names: Iterable[str]) -> str:
    """Write attached files to a folder; what is made is left out. What went wrong, or ""."""
    code = _code(folder, files)
    return attachments.unpack(files, names, folder, lambda name: code if is_code(name) else folder)


def _code(folder: Path, files: Iterable[str]) -> Path:
    """Where the code of a PDF goes: beside a thesis that has templates of its own, else into it."""
    return folder / "code" if any(name.startswith(OWN) for name in files) else folder


def command(folder: Path, house: Path, form: str = "pdf") -> list[str]:
    """What Python runs to build a format: the steps here, or a Snakefile that came with a PDF."""
    if house == HOUSE:
        return ["thesis.workflow.steps", str(folder), *BEFORE, *NEEDS.get(form, ()), form]
    # Snakemake spins while a step waits for a core, so that four take less than two, even of two.
    snakefile = ["--snakefile", str(house / "Snakefile"), "--directory", str(folder)]
    made = "results/evidence.html" if form == "evidence" else f"build/thesis.{form}"
    return ["snakemake", "--cores", "4", *snakefile, made]


def _build(folder: Path, house: Path, form: str) -> str:
    with tempfile.TemporaryFile() as said:
        build = subprocess.Popen(
            [sys.executable, str(TETHER), sys.executable, "-m", *command(folder, house, form)],
            cwd=house,
            stdin=subprocess.PIPE,  # when it is closed, by us or by our end, all of the build ends
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            status = build.wait(LONGEST)
        except subprocess.TimeoutExpired:
            return f"the build took longer than {LONGEST} seconds and was stopped"
        finally:
            build.communicate()
        said.seek(0)
        printed = said.read().decode("utf-8", "replace")
    return why(printed) if status else ""


def why(printed: str) -> str:
    """What a build that did not come to its end printed of why."""
    lines = printed.strip().splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(CHATTER))
