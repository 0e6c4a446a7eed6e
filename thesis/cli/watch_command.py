"""Show the thesis in the browser, and anew at each save, with its findings.

It serves the web page of the thesis on this machine alone, at an address that it
prints, with each finding framed where it belongs. When a file of data/, content/
or config/ is saved, the page reloads at what was changed, and the terminal says
which findings are new and which are gone. Ctrl-C ends it.

It works in build/watch/ and leaves results/ and the rest of build/ alone; what is
handed in is built, read back and checked by: snakemake.
Exit status: 0 it was ended, 2 it cannot be begun.
"""

import argparse
import os
from pathlib import Path

from thesis.cli import add_directory, refuse
from thesis.cli.watch import folder
from thesis.cli.watch.server import Server
from thesis.cli.watch.watching import Watch
from thesis.diagnostics.messages import said


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``watch``."""
    parser.add_argument(
        "--pdf",
        action="store_true",
        help="make the draft as a PDF too, after the page, at the same address with draft.pdf",
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Watch until somebody ends it; the exit status."""
    root: Path = args.directory
    if not (root / "config/config.yaml").is_file():
        return refuse(f"Nothing to watch: {root} has no config/config.yaml")
    try:
        lock = folder.hold(root)
    except folder.LockedError as held:
        return refuse(f"Another watch is at work in this folder: {held}")
    except OSError as error:
        return refuse(f"{folder.OWN} cannot be written to: {error.strerror}")
    with lock:
        _watch(root, args.pdf, lock.fileno())
    return 0


def _watch(root: Path, pdf: bool, lock: int) -> None:
    server = Server()
    try:
        os.write(lock, f"{server.address} (process {os.getpid()})\n".encode())
        print(said(f"{server.address}  (Ctrl-C ends it)"), flush=True)
        if pdf:
            print(f"{server.address}draft.pdf", flush=True)
        Watch(root, server, lambda line: print(line, flush=True), pdf).go_on()
    except KeyboardInterrupt:
        print("\nEnded.")
    finally:
        server.end()
