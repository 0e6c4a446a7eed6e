"""A small thesis built in a process of its own: every step in turn, without Snakemake.

The process is held to a time of the processor and to an amount of memory: what never ends fails.
"""

import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from thesis.checks.data import inputs
from thesis.diagnostics import findings
from thesis.diagnostics.findings import stop
from thesis.diagnostics.place import Place
from thesis.document.ledger import FLOWCHART
from thesis.formats import attachments
from thesis.workflow import configuration, input_hashes, start
from thesis.workflow import steps as known

SMALL = ROOT / "tests" / "projects" / "minimal"
SECONDS = 20
"""Of the processor, that a small build may take; an honest one takes two."""
BYTES = 2 * 1024**3
"""Of memory."""

LOG = "said.txt"
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__])

TEMPLATES = ROOT / "templates"
FORMATS = ("pdf", "docx", "html")
TOLD = re.compile(r"^(?P<file>[^\n]*?)(?::(?P<line>\d+))?: (?:error|warning) \[(?P<rule>[\w.-]+)\]")


@dataclass(frozen=True)
class Outcome:
    """How a build ended.

    Attributes:
        status: 0 built, 1 told what is wrong; -1 a traceback; -2 too long, too large or killed.
        said: what it printed.
        found: what was told, read from the print: rule and place.
    """

    status: int
    said: str
    found: tuple[tuple[str, Place], ...]

    @property
    def rules(self) -> set[str]:
        """The rules that told of something."""
        return {rule for rule, _ in self.found}


def copy(root: Path) -> Path:
    """A copy of the small thesis."""
    for part in ("config", "content", "data"):
        shutil.copytree(SMALL / part, root / part)
    return root


def build(root: Path, formats: tuple[str, ...] = FORMATS) -> Outcome:
    """Build the thesis in a folder, and see how it ends.

    Args:
        root: the folder of the thesis.
        formats: which formats are written, and read back if it is all of them.
    """
    return run(steps, root, formats)


def run(work: Callable[..., object], root: Path, *arguments: object) -> Outcome:
    """Do some work in a process of its own, held to time and memory.

    It is forked from a server that has done nothing yet: Typst's threads do not come along.

    Args:
        work: a function of a module; it gets the arguments and is called in the folder.
        root: the folder of the thesis.
    """
    process = SERVER.Process(target=_child, args=(work, root, arguments))
    process.start()
    process.join()
    log = root / LOG
    said = log.read_text("utf-8", "replace") if log.exists() else ""
    status = {0: 0, 1: 1, 3: -1}.get(process.exitcode or 0, -2)
    return Outcome(status, said, tuple(_found(said)))


def _child(work: Callable[..., object], root: Path, arguments: tuple[object, ...]) -> None:
    status = 99
    try:
        status = _held(lambda: work(*arguments), root, root / LOG, SECONDS)
    finally:
        os._exit(status)


def _held(work: Callable[[], object], root: Path, log: Path, seconds: int) -> int:
    written = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o666)
    os.dup2(written, 1)
    os.dup2(written, 2)
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.chdir(root)
    signal.alarm(seconds * 10)  # for what waits and takes no time of the processor
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    try:
        work()
        status = 0
    except SystemExit as stopped:
        if isinstance(stopped.code, str):
            print(stopped.code, file=sys.stderr)
        status = 1 if stopped.code else 0
    except BaseException:
        traceback.print_exc()
        status = 3
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _found(said: str) -> list[tuple[str, Place]]:
    found = []
    for line in said.splitlines():
        if told := TOLD.match(line):
            found.append((told["rule"], Place(told["file"], int(told["line"] or 0))))
    return found


def data() -> None:
    """The steps of a build up to the register, in the working folder."""
    config: dict[str, Any] = {}
    configuration.load(config, ROOT)
    problems = inputs.problems(Path.cwd())[1]
    if problems:
        stop(problems, "data/ cannot be used.")


def prose() -> None:
    """The steps of a build that read the text, in a folder that was built before."""
    steps((), of_text_alone=True)


def steps(formats: tuple[str, ...], of_text_alone: bool = False) -> None:
    """Every step of a build, in the working folder, up to the gate."""
    config: dict[str, Any] = {}
    configuration.load(config, ROOT)
    start.tell_once()
    of_rule = known.steps(config)
    for name in ("document",) if of_text_alone else ("register", "flowchart", "document"):
        known.execute(of_rule[name])
    placed: known.Files = {**of_rule["check"].given, "flow": "build/flow.json"}
    placed["figure"] = FLOWCHART
    if "pdf" in formats:
        input_hashes.hashes("attached", attachments.files(Path(), ROOT))
        known.execute(of_rule["pdf"])
    if "docx" in formats:
        known.execute(of_rule["docx"])
    known.execute(of_rule["check"])
    if "html" in formats:
        known.execute(of_rule["html"])
    told = [known.TOLD]
    if formats == FORMATS:
        placed["files"] = ["build/thesis.pdf", "build/thesis.docx", "build/thesis.html"]
        placed["pages"] = known.PAGES
        told.append("build/findings/finished.json")
        placed["look"] = [str(TEMPLATES / f"html/thesis.{kind}") for kind in ("css", "js")]
        known.execute(known.RuleScript("checks/finished", placed, {"findings": told[-1]}))
    found = findings.read(*told)
    findings.tell(found)
    if findings.errors(found):  # as the rule `deliver` ends
        raise SystemExit(1)
