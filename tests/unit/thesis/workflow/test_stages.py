"""What a build shows while it runs, and says of what it made."""

import logging
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.text import Text

from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.workflow import stages

MILD = Finding(Place("a.md", 1), "a.rule", "x", "y", "z", "warning")
HOUSE = Path(__file__).parents[4]
STAGE_OF = {"register": "data", "text": "text", "document": "text", "pdf": "formats"}


class Event(Enum):
    """As Snakemake's own, which takes a second to import."""

    JOB_INFO = "job_info"
    JOB_FINISHED = "job_finished"
    JOB_ERROR = "job_error"


class Drawn:
    """A screen that keeps what was drawn on it last."""

    def __init__(self) -> None:
        self.last: list[str] = []
        self.ended = False

    def draw(self, lines: Sequence[Text]) -> None:
        self.last = [line.plain for line in lines]

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def screen() -> Drawn:
    return Drawn()


@pytest.fixture
def logger(screen: Drawn, monkeypatch: pytest.MonkeyPatch) -> logging.Logger:
    """A logger with stages and a clock that goes a second at each look."""
    monkeypatch.setattr("time.monotonic", iter(range(100)).__next__)
    own = logging.Logger("of a test")
    own.addFilter(stages.Stages(STAGE_OF, lambda: screen))  # type: ignore[arg-type, return-value]
    return own


def say(logger: logging.Logger, event: Event, **told: Any) -> None:
    logger.info("x", extra={"event": event, **told})


def test_a_stage_has_one_line_that_grows_by_its_steps(
    logger: logging.Logger, screen: Drawn
) -> None:
    say(logger, Event.JOB_INFO, jobid=1, rule_name="register")
    assert screen.last == ["data      register …"]
    say(logger, Event.JOB_FINISHED, job_id=1)
    say(logger, Event.JOB_INFO, jobid=2, rule_name="text")
    say(logger, Event.JOB_INFO, jobid=4, rule_name="pdf")
    say(logger, Event.JOB_FINISHED, job_id=2)
    say(logger, Event.JOB_INFO, jobid=3, rule_name="document")
    assert screen.last == [
        "data      register 1.0 s",
        "text      text 2.0 s  document …",
        "formats   pdf …",
    ]


def test_a_step_that_failed_says_so_once(logger: logging.Logger, screen: Drawn) -> None:
    say(logger, Event.JOB_INFO, jobid=1, rule_name="pdf")
    say(logger, Event.JOB_ERROR, jobid=1)
    say(logger, Event.JOB_FINISHED, job_id=1)
    assert screen.last == ["formats   pdf failed"]


def test_what_is_no_step_of_ours_is_not_shown_and_stops_nothing(
    logger: logging.Logger, screen: Drawn
) -> None:
    say(logger, Event.JOB_INFO, jobid=0, rule_name="all")
    say(logger, Event.JOB_FINISHED, job_id=0)
    say(logger, Event.JOB_FINISHED, job_id=77)
    logger.info("of no event")
    assert screen.last == []


def test_each_target_says_what_it_made_and_a_step_that_said_it_is_not_repeated(
    screen: Drawn, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = stages.Stages({"draft": "formats"}, lambda: screen)  # type: ignore[arg-type, return-value]
    logger = logging.Logger("of a test")
    logger.addFilter(shown)
    say(logger, Event.JOB_INFO, jobid=1, rule_name="draft")
    targets = [
        ("pdf", ["build/thesis.typ", "build/manifest.json", "build/thesis.pdf"]),
        ("draft", ["results/draft.pdf"]),
        ("register", ["build/register.json", "build/flow.json"]),
    ]
    shown.made(targets)
    assert screen.ended
    assert capsys.readouterr().err == "build/thesis.pdf\nbuild/register.json · build/flow.json\n"


def test_a_draft_that_was_there_already_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    stages.Stages({}).made([("draft", ["build/draft.typ", "results/draft.pdf"])])
    assert capsys.readouterr().err == "results/draft.pdf\n"


def test_a_check_says_what_it_found_also_when_nothing_had_to_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "findings.json"
    for noted, said in (([], "No findings.\n"), ([MILD, MILD], f"{MILD.line_of_text}\n")):
        findings.write(noted, file)
        stages.Stages({}).made([("check", [str(file)])])
        assert capsys.readouterr().err == said


def test_the_severity_of_a_finding_has_a_colour_and_nothing_else_is_changed() -> None:
    line = "content/a.md:3: warning [text.x] a word"
    text = stages.coloured(line)
    assert text.plain == line
    assert [line[span.start : span.end] for span in text.spans if span.style == "yellow"] == [
        "warning"
    ]
    assert not stages.coloured("    found:    an error [1] in it").spans


TALKS = """
import subprocess, sys
from rich.text import Text
from thesis.workflow import stages
assert stages.is_shown() is (sys.argv[1] == "seen")
if stages.is_shown():
    screen = stages.Screen()
    screen.draw([Text("text      document …")])
    subprocess.run(["sh", "-c", "echo 'a.md:3: error [x.y]' >&2"])
    screen.draw([Text("text      document 1.0 s")])
    screen.end()
print("the end", file=sys.stderr)
"""


def run(*arguments: str, terminal: bool) -> str:
    """What a program that draws writes to a terminal, or to a pipe."""
    command = [sys.executable, "-c", TALKS, *arguments]
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(HOUSE)}
    if not terminal:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stderr
    outside, inside = pty.openpty()
    process = subprocess.Popen(command, env=environment, stdout=inside, stderr=inside)
    os.close(inside)
    said = b""
    while piece := read(outside):
        said += piece
    assert process.wait() == 0, said.decode()
    return said.decode()


def read(outside: int) -> bytes:
    """A piece of what a terminal was given; nothing once it is let go of."""
    try:
        return os.read(outside, 65536)
    except OSError:
        return b""


def test_on_a_terminal_what_a_step_says_stands_above_the_lines() -> None:
    said = run("seen", terminal=True)
    assert "error" in said
    plain = Text.from_ansi(said.replace("\r", "")).plain
    assert plain.index("a.md:3: error [x.y]") < plain.rindex("document 1.0 s")
    assert plain.rstrip().endswith("document 1.0 s\nthe end")
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l"), "the cursor stays hidden"


@pytest.mark.parametrize("words", [["unseen", "--verbose"], ["unseen", "-q"]])
def test_who_asks_for_all_or_for_nothing_sees_no_lines(words: list[str]) -> None:
    assert run(*words, terminal=True) == "the end\r\n"


def test_in_a_pipe_nothing_is_drawn() -> None:
    assert run("unseen", terminal=False) == "the end\n"


def test_what_was_asked_for_is_told_on_success_and_when_nothing_had_to_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks: list[Any] = []
    job = SimpleNamespace(rule=SimpleNamespace(name="pdf"), output=["build/thesis.pdf"])
    workflow = SimpleNamespace(
        dryrun=False, dag=SimpleNamespace(targetjobs=[job]), onsuccess=hooks.append
    )
    logger = logging.Logger("of a test")
    stages.show(logger, workflow)
    logger.info("Finished")
    assert capsys.readouterr().err == ""
    logger.info("Nothing to be done (all requested files are present and up to date).")
    assert capsys.readouterr().err == "build/thesis.pdf\n"
    (succeeded,) = hooks
    succeeded("a log")
    assert capsys.readouterr().err == "build/thesis.pdf\n"
