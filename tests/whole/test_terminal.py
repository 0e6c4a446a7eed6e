"""What a person sees of a build: on a terminal, and in a pipe."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable

from tests.whole.project import Project

PROFILE = (
    "Using workflow specific profile profiles/default for setting default command line arguments."
)


def on_a_terminal(project: Project, *arguments: str) -> str:
    """What a build writes to a terminal, colours and all."""
    outside, inside = pty.openpty()
    build = subprocess.Popen(
        [sys.executable, "-m", "snakemake", "--cores", "4", *arguments],
        cwd=project.root,
        stdout=inside,
        stderr=inside,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(inside)
    said = b""
    try:
        while piece := os.read(outside, 65536):
            said += piece
    except OSError:  # nobody holds its other end any more
        pass
    build.wait()
    return said.decode().replace("\r", "")


def seen(said: str) -> list[str]:
    """The lines that stand there in the end: each movement up and wiping out done."""
    rows, row = [""], 0
    for part in re.split(r"(\n|\x1b\[1A|\x1b\[2K|\x1b\[[?\d;]*[a-zA-Z])", said):
        if part == "\n":
            row += 1
            rows += [""] * (row == len(rows))
        elif part == "\x1b[1A":
            row -= 1
        elif part == "\x1b[2K":
            rows[row] = ""
        elif not part.startswith("\x1b"):
            rows[row] += part
    return [line for line in rows if line.strip()]


def test_a_terminal_shows_stages_and_each_finding_once_and_a_pipe_the_text_alone(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    assert project.build("html").stderr.splitlines() == [
        PROFILE,
        "Nothing to be done (all requested files are present and up to date).",
        "build/thesis.html",
    ]
    path = project.root / "content/01-metode.md"
    path.write_text(path.read_text("utf-8") + '\nDet er {{ n("no.such") }}.\n', "utf-8")
    place = f"content/01-metode.md:{len(path.read_text('utf-8').splitlines())}"
    lines = seen(on_a_terminal(project, "html", "check", "draft"))
    stages = [line.split()[0] for line in lines if re.match(r"\w+ +\w+ \d+\.\d s", line)]
    assert sorted(stages) == ["checks", "formats", "text"]
    assert len([line for line in lines if line == f"{place}: error [number.unknown-key]"]) == 1
    assert lines[-1] == "build/thesis.html"

    piped = project.build("check", "pdf").stderr.splitlines()
    assert piped[:2] == [PROFILE, f"{place}: error [number.unknown-key]"]
    assert piped[-1] == "build/thesis.pdf"
    assert "\x1b" not in "".join(piped)
