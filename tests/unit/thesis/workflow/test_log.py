"""What the terminal hears of Snakemake."""

import logging
import sys
from enum import Enum

import pytest

from thesis.workflow import log


@pytest.fixture
def logger() -> logging.Logger:
    """A logger of our own that nothing else listens to."""
    own = logging.Logger("of a test")
    own.propagate = False
    return own


def heard(logger: logging.Logger, message: str, event: Enum | None = None) -> bool:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, message, None, None)
    record.event = event
    return bool(logger.filter(record))


@pytest.mark.parametrize(
    "message", ["Building DAG of jobs...", "Execute 1 jobs...", "Complete log(s): x.log"]
)
def test_chatter_is_not_heard(
    logger: logging.Logger, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["snakemake"])
    assert heard(logger, message)
    log.quieten(logger)
    assert not heard(logger, message)


@pytest.mark.parametrize(
    "message",
    [
        "MissingRuleException:\nNo rule to produce nothing",
        "MissingInputException in rule text",
        "Nothing to be done (all requested files are present and up to date).",
        "WorkflowError:\nFailed to open config/config.yaml",
        "Error in rule pdf, Execute was not",
    ],
)
def test_errors_and_news_are_heard(
    logger: logging.Logger, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["snakemake"])
    log.quieten(logger)
    assert heard(logger, message)


def test_verbose_brings_the_chatter_back(
    logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["snakemake", "--verbose"])
    log.quieten(logger)
    assert heard(logger, "Building DAG of jobs...")


class Event(Enum):
    """As Snakemake's own."""

    JOB_FINISHED = "job_finished"
    JOB_ERROR = "job_error"


@pytest.mark.parametrize(
    ("words", "is_heard"), [([], False), (["--quiet", "host"], True), (["--verbose"], True)]
)
def test_progress_is_told_in_lines_to_who_asks_for_them(
    logger: logging.Logger, words: list[str], is_heard: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["snakemake", *words])
    log.quieten(logger)
    assert heard(logger, "Finished jobid: 2", Event.JOB_FINISHED) is is_heard
    assert heard(logger, "Error in rule pdf", Event.JOB_ERROR)
