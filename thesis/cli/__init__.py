"""The commands of ``python -m thesis``, one a module, and what they share."""

import argparse
import sys
from pathlib import Path

from thesis.diagnostics.messages import said


def add_directory(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked of a thesis in another folder; ``directory`` is then its root."""
    parser.add_argument(
        "--directory",
        type=root,
        default=".",
        help="the folder of the thesis; else the one that you are in",
    )


def root(folder: str) -> Path:
    """The thesis that a folder is in: the folder itself, or the nearest above it with a config."""
    here = Path(folder).resolve()
    try:
        for above in (here, *here.parents):
            if (above / "config" / "config.yaml").is_file():
                return above
    except OSError as error:  # a name that is too long
        raise argparse.ArgumentTypeError(str(error.strerror)) from None
    return here


def refuse(why: str, status: int = 2) -> int:
    """Say why a command does nothing, in the language of the terminal; its exit status."""
    print(said(why), file=sys.stderr)
    return status
