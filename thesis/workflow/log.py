"""Log filter: what the terminal need not hear of Snakemake, the steps of its scheduler.

Snakemake's own `quiet: all` would hide its errors too, such as a target that does not exist. This
filter takes away the chatter alone; `--verbose` brings it back.
"""

import logging
import sys

from thesis.diagnostics import machine

CHATTER = (
    "Assuming unrestricted shared filesystem usage",
    "Building DAG of jobs",
    "Using shell:",
    "Provided cores:",
    "Touching output file",
    "Removing output files of failed job",
    # What is handed in stays as it was behind a gate that is shut, which says so.
    "Cannot restore results/",
    "Cannot restore build/delivered.txt",
    "Restored previous version of",
    "Rules claiming more threads",
    "Conda environments: ignored",
    "Select jobs to execute",
    "Execute ",
    "Complete log(s):",
    "Elapsed time:",
    "Config file ",
    # A job that fails has said why, above; these only repeat the command that ran it.
    "RuleException:\nCalledProcessError",
    "Shutting down, this might take some time",
    "Exiting because a job execution failed",
    "WorkflowError:\nAt least one job did not complete successfully",
)


PROGRESS = {"RUN_INFO", "PROGRESS", "JOB_FINISHED", "RESOURCES_INFO"}
"""Events that `quiet: progress` would hide, and with it from thesis/workflow/stages.py."""


def is_news(record: logging.LogRecord) -> bool:
    """Whether a line of Snakemake's is worth a line of the terminal."""
    return not record.getMessage().startswith(CHATTER)


def is_no_progress(record: logging.LogRecord) -> bool:
    """Whether a line of Snakemake's is of something else than how far it has come."""
    return getattr(getattr(record, "event", None), "name", "") not in PROGRESS


def is_told(record: logging.LogRecord) -> bool:
    """Always true; a line of Snakemake's on what the machine lacks becomes one that says so."""
    if record.levelno >= logging.ERROR and (said := machine.in_words(record.getMessage())):
        record.msg, record.args = said, ()
    return True


def quieten(logger: logging.Logger) -> None:
    """Take the chatter out of a logger, unless the person asked for all of it.

    Who says by --quiet what not to hear, hears of the progress otherwise.
    """
    if "--verbose" in sys.argv:
        return
    logger.addFilter(is_news)
    logger.addFilter(is_told)
    if not any(word.startswith(("-q", "--quiet")) for word in sys.argv[1:]):
        logger.addFilter(is_no_progress)
