"""Stages: what a build shows while it runs, one line a stage, and what it made at the end.

On a terminal each stage has a line that grows by the name of each step, with the seconds that it
took. Whatever else is said meanwhile, by a step or by Snakemake, goes above these lines: it comes
through a pipe, which stands in the place of standard error as long as they are shown.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thesis.diagnostics import findings
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.messages import said

if TYPE_CHECKING:
    from rich.text import Text

READ = {".pdf", ".docx", ".html"}
"""Endings of what a person opens; of a target that makes such a file, no other is named."""

FOUND = "findings.json"  # What ``check`` found, among the files that it makes
TELLING = {"deliver", "draft"}  # Rules whose script says itself what it made

FINDING = re.compile(r"(\S.*?:(?:\d+:)?) (error|warning|feil|advarsel) (\[[\w.-]+\])")
STYLES = {"error": "bold red", "warning": "yellow", "feil": "bold red", "advarsel": "yellow"}


@dataclass
class ShownStep:
    """A step of the build: its name, when it began, and the seconds that it took, once it ended."""

    name: str
    begun: float
    seconds: float | None = None
    failed: bool = False


class Stages(logging.Filter):
    """Snakemake's events as lines of a terminal.

    Args:
        stages: the stage of each rule.
        screen: makes the terminal when the first step begins; None: nothing is shown.
    """

    def __init__(
        self, stages: Mapping[str, str], screen: Callable[[], Screen] | None = None
    ) -> None:
        super().__init__()
        self.lock = threading.Lock()  # a step fails in a thread of its own
        self.stages = stages
        self.steps: dict[int, ShownStep] = {}
        self.screen = screen
        self.shown: Screen | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Take in an event: a step begins, ends, or fails. Every record goes on."""
        with self.lock:
            self._take(record)
        return True

    def _take(self, record: logging.LogRecord) -> None:
        event = getattr(getattr(record, "event", None), "name", "")
        told: dict[str, Any] = record.__dict__
        if event == "JOB_INFO":
            self.steps.setdefault(told["jobid"], ShownStep(told["rule_name"], time.monotonic()))
        elif event in {"JOB_FINISHED", "JOB_ERROR"}:
            step = self.steps.get(told["job_id" if event == "JOB_FINISHED" else "jobid"])
            if step is None or step.seconds is not None:
                return
            step.seconds, step.failed = time.monotonic() - step.begun, event == "JOB_ERROR"
        else:
            return
        if self.screen and not self.shown:
            self.shown = self.screen()
        if self.shown:
            self.shown.draw(self.lines())

    def lines(self) -> list[Text]:
        """A line for each stage with its steps, in the order in which they began."""
        from rich.text import Text

        rows: dict[str, list[ShownStep]] = {}
        for step in self.steps.values():
            if step.name in self.stages:
                rows.setdefault(self.stages[step.name], []).append(step)
        return [
            Text("  ").join([Text(f"{stage:<8}", "bold"), *map(_step, steps)])
            for stage, steps in rows.items()
        ]

    def made(self, targets: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Print what each target made, one line each; of ``check``, what it found.

        Args:
            targets: the rules that were asked for, with their files.
        """
        self.end()
        ran = {step.name for step in self.steps.values()}
        for rule, files in sorted(targets):
            if rule == "check":
                tell(path for path in files if Path(path).name == FOUND)
            elif not (rule in TELLING and rule in ran) and (line := named(files)):
                print(line, file=sys.stderr)

    def end(self) -> None:
        """Leave the lines as they are, and give standard error back."""
        if self.shown:
            self.shown.end()
        self.screen = self.shown = None


def _step(step: ShownStep) -> Text:
    from rich.text import Text

    if step.seconds is None:
        return Text(f"{step.name} …", "cyan")
    if step.failed:
        return Text(f"{step.name} failed", "bold red")
    return Text.assemble((step.name, "green"), (f" {step.seconds:.1f} s", "dim"))


def tell(files: Iterable[str]) -> None:
    """Print what is found that no step has told yet, or that nothing is."""
    found = findings.read(*files)
    findings.tell(found)
    if not found:
        print(said("No findings."), file=sys.stderr)


def asked(dag: Any) -> list[tuple[str, list[str]]]:
    """The rules that were asked for, with their files, of Snakemake's graph of jobs."""
    return [(job.rule.name, [*map(str, job.output)]) for job in dag.targetjobs]


def named(files: Iterable[str]) -> str:
    """The files that a person opens, or else all of them, in one line."""
    every = list(map(str, files))
    return " · ".join([path for path in every if Path(path).suffix in READ] or every)


def coloured(line: str) -> Text:
    """A line of the build; that of a finding with its severity in colour."""
    from rich.text import Text

    text = Text.from_ansi(line)
    if found := FINDING.match(text.plain):
        text.stylize("bold", *found.span(1))
        text.stylize(STYLES[found[2]], *found.span(2))
        text.stylize("dim", *found.span(3))
    return text


class Screen:
    """The terminal of standard error, with lines at its end that are drawn over and over."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        sys.stderr.flush()
        self.terminal = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace")
        console = Console(file=self.terminal, highlight=False)
        self.live = Live(
            console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
        )
        reading, writing = os.pipe()
        os.dup2(writing, 2)
        os.close(writing)
        self.live.start()
        console.show_cursor()  # a build that is killed would leave it hidden
        self.reader = threading.Thread(target=self._pass_on, args=(reading,), daemon=True)
        self.reader.start()
        atexit.register(self.end)

    def draw(self, lines: list[Text]) -> None:
        """Draw the lines anew."""
        from rich.console import Group

        self.live.update(Group(*lines), refresh=True)

    def end(self) -> None:
        """Leave the lines, after all that was said, and give standard error back."""
        atexit.unregister(self.end)
        sys.stderr.flush()
        os.dup2(self.terminal.fileno(), 2)  # the last end of the pipe that is ours: it is over
        self.reader.join(timeout=1)  # a step that outlives its build holds an end of its own
        self.live.stop()
        self.terminal.flush()

    def _pass_on(self, reading: int) -> None:
        with os.fdopen(reading, encoding="utf-8", errors="backslashreplace") as said:
            for line in said:
                self.live.console.print(coloured(line.rstrip("\n")), soft_wrap=True)


def is_shown() -> bool:
    """Whether somebody looks at standard error, at a terminal that can draw over its lines."""
    asked = any(word.startswith(("-q", "--quiet", "--verbose")) for word in sys.argv[1:])
    return sys.stderr.isatty() and os.environ.get("TERM", "") not in {"", "dumb"} and not asked


class _Nothing(logging.Handler):
    """Tells what was asked for once Snakemake has said that there is nothing to do.

    What it calls on success it does not call then.
    """

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self.tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Nothing to be done"):
            self.tell()


def show(logger: logging.Logger, workflow: Any) -> Stages:
    """Show the stages of a build, as far as somebody looks, and what it made, always.

    It is a filter, in front of those that keep Snakemake's progress from being told in lines.

    Args:
        logger: Snakemake's, before :func:`thesis.workflow.log.quieten`.
        workflow: Snakemake's.
    """
    # A rule's stage is the folder of its script.
    names = {path.stem: path.parent.name for path in HOUSE.glob("scripts/*/*.py")}
    shown = Stages(names, Screen if is_shown() and not workflow.dryrun else None)

    def tell(_: Any = None) -> None:
        shown.made(asked(workflow.dag))

    logger.addFilter(shown)
    logger.addHandler(_Nothing(tell))
    workflow.onsuccess(tell)
    return shown
