"""``python -m thesis``: what is no build."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = ("verify",)
"""Each is a module of thesis.commands, with ``add_arguments(parser)`` and ``run(args) -> int``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m thesis", description="What is no build.")
    commands = parser.add_subparsers(metavar="command", required=True)
    for name in COMMANDS:
        module = importlib.import_module(f"thesis.commands.{name}")
        told = str(module.__doc__)
        command = commands.add_parser(
            name,
            help=told.splitlines()[0],
            description=told,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    args = parser.parse_args(arguments)
    status: int = args.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
