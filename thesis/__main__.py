"""Commands beside the build, ``python -m thesis``: add, decide, explain, plan, watch and others."""

import argparse
import ast
import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from thesis.diagnostics import machine
from thesis.diagnostics.terminal import Plain

COMMANDS = (
    "add", "ci", "comments", "decide", "explain", "history", "lint-search", "merge", "new", "plan",
    "prisma", "records", "reviewed", "screen", "sheet", "sign", "verify", "watch",
)  # fmt: skip
"""Each is a module of thesis.cli, its hyphen as «_», with ``add_arguments(parser)`` and
``run(args) -> int``."""

WITHIN = {
    "ci": "ci.", "comments": "returned.", "merge": "returned.", "prisma": "prisma.",
    "sign": "verify.",
}  # fmt: skip
"""The package of thesis.cli that a command lies in, where it has one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, or print the menu; its exit status."""
    spell_out()
    parser = argparse.ArgumentParser(
        prog="python -m thesis",
        description="Bring records into a review whose text, tables and figures are built from its "
        "data, ask where a number comes from and what an edit changes, and check a finished PDF.",
        epilog="The thesis itself is built by: snakemake. More on each: python -m thesis <command> "
        "--help",
    )
    commands = parser.add_subparsers(metavar="command", title="commands")
    named = sys.argv[1:] if arguments is None else arguments
    for name in COMMANDS:
        doc = _docstring(name)
        command = commands.add_parser(
            name,
            help=doc.splitlines()[0],
            description=doc,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in named:  # only what is asked for is imported: the rest takes its time
            module = importlib.import_module(f"thesis.cli.{_module(name)}")
            module.add_arguments(command)
            command.set_defaults(run=module.run, makes_file=getattr(module, "MAKES_FILE", False))
    if any("\0" in word for word in named):  # which a program can give, and no shell
        print("An argument has the character U+0000: give it without.", file=sys.stderr)
        return 2
    with redirect_stderr(Plain(sys.stderr)):
        args = parser.parse_args(arguments)
    if "run" not in args:
        parser.print_help()
        return 0
    from thesis.diagnostics import messages  # which a bare Python cannot import

    messages.choose_by(getattr(args, "directory", Path()))
    if args.makes_file and not sys.stdout.isatty() and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # a letter that a console lacks is a letter here
    try:
        with redirect_stdout(Plain(sys.stdout)), redirect_stderr(Plain(sys.stderr)):
            status: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, MemoryError) as error:
        if not (said := machine.told(error)):
            raise
        print(said, file=sys.stderr)
        return 2
    return status


def _module(command: str) -> str:
    return f"{WITHIN.get(command, '')}{command.replace('-', '_')}_command"


def _docstring(command: str) -> str:
    """What a command says of itself, read without importing it."""
    path = Path(__file__).parent / "cli" / f"{_module(command).replace('.', '/')}.py"
    return str(ast.get_docstring(ast.parse(path.read_bytes())))


def spell_out() -> None:
    r"""Let a console that lacks a letter print it as its number: «−» as «\u2212» in code page 1252.

    Where Windows has no UTF-8, a command would else end in an error at the first such letter.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ModuleNotFoundError as error:
        if (error.name or "thesis").partition(".")[0] == "thesis":
            raise
        here = f"{sys.executable} has no {error.name}, which is in requirements.txt"
        sys.exit(f"{here}: begin with the Python of .venv, or activate it")
