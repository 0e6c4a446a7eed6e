"""Log filter: what the terminal need not hear of Snakemake, the steps of its scheduler.

Snakemake's own `quiet: all` would hide its errors too, such as a target that does not exist. This
filter takes away the chatter alone; `--verbose` brings it back.
"""

from __future__ import annotations

import logging
import sys

CHATTER = (
    "Assuming unrestricted shared filesystem usage",
    "Building DAG of jobs",
    "Using shell:",
    "Provided cores:",
    "Touching output file",
    "Removing output files of failed job",
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


def is_news(record: logging.LogRecord) -> bool:
    """Whether a line of Snakemake's is worth a line of the terminal."""
    return not record.getMessage().startswith(CHATTER)


def quieten(logger: logging.Logger) -> None:
    """Take the chatter out of a logger, unless the person asked for all of it."""
    if "--verbose" not in sys.argv:
        logger.addFilter(is_news)
