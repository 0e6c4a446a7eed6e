"""The commands of ``python -m thesis``, one a module."""

import argparse
from pathlib import Path


def add_directory(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked of a thesis in another folder."""
    parser.add_argument(
        "--directory",
        type=Path,
        default=Path.cwd(),
        help="the folder of the thesis; else the one that you are in",
    )
