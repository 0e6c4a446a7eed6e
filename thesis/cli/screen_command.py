"""Screen the records that were found, on a page of this machine, a work at a time.

It serves the page at an address that it prints, to whoever knows the address, and
asks no network. Title, authors, abstract and keywords are those of the exports in
data/exports/; the words of data/pico.yaml are marked. Keys: i include, e exclude,
u unsure, the digits for reasons, z undo; ? tells them all. Ctrl-C ends it.

Each decision is written at once into data/screening/<screener>.csv, which git joins
with those of others. What another screener decided is not shown, until --conflicts
shows what both decided and writes what you agree on to data/screening/agreed.csv.
Works are read in full (--stage full_text) once their titles and abstracts are
included, by two where data/screening.yaml says so.
Exit status: 0 it was ended, 2 it cannot be begun.
"""

import argparse
import os
import sys

from thesis.cli import add_directory, refuse
from thesis.cli.screen.begin_session import NoSessionError, begin, words_of
from thesis.cli.screen.page import page
from thesis.cli.screen.server import ScreeningServer
from thesis.cli.watch.folder import LockedError, locked
from thesis.diagnostics.messages import said
from thesis.input.sources import UnreadableSourceError
from thesis.screening.decisions import FULL_TEXT, TITLE_ABSTRACT
from thesis.screening.store import UnreadExportError
from thesis.screening.verdicts import NoVerdictError

LOCK = "build/screening/{screener}.lock"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``screen``."""
    parser.add_argument(
        "--as", dest="who", default="", metavar="ID", help="who screens, of data/screening.yaml"
    )
    parser.add_argument(
        "--stage",
        choices=(TITLE_ABSTRACT, FULL_TEXT),
        default=TITLE_ABSTRACT,
        help=f"what is read; else {TITLE_ABSTRACT}",
    )
    parser.add_argument(
        "--conflicts",
        action="store_true",
        help="show what screeners decided differently, and settle it",
    )
    add_directory(parser)


def run(args: argparse.Namespace) -> int:
    """Serve the page until somebody ends it; the exit status."""
    root = args.directory
    try:
        session = begin(root, args.who, args.stage, args.conflicts)
        words = words_of(root, session)
        lock = locked(root / LOCK.format(screener=session.screener))
    except (NoSessionError, UnreadExportError, NoVerdictError) as why:
        print(said(str(why.args[0])), *why.args[1:], sep="\n", file=sys.stderr)
        return 2
    except UnreadableSourceError as why:
        print(why.finding, file=sys.stderr)
        return 2
    except LockedError as held:
        return refuse(f"Somebody screens here as {session.screener}: {held}")
    with lock:
        server = ScreeningServer(session, page(session, words))
        try:
            os.write(lock.fileno(), f"{server.address} (process {os.getpid()})\n".encode())
            print(said(f"{server.address}  (Ctrl-C ends it)"), flush=True)
            while server.thread.is_alive():
                server.thread.join(1.0)  # on Windows nothing ends a longer wait
        except KeyboardInterrupt:
            print(f"\n{said('Ended.')}")
        finally:
            server.end()
    return 0
