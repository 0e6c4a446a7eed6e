"""Start of a build: a thesis is there, its folder is named right, and no lock of the dead."""

import errno
import getpass
import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from thesis.diagnostics import findings, machine, messages
from thesis.diagnostics.files import HOUSE
from thesis.workflow import input_hashes

SNAKEMAKE = Path(".snakemake")
LOCKS = SNAKEMAKE / "locks"
"""Snakemake's own lock on the files of a build. It stays when a build is killed."""

ALIVE = SNAKEMAKE / "alive"
"""Held by every Snakemake that works in the folder; the system lets go of it when one dies."""

ROOM = 16 * 1024**2  # Bytes that a build needs: a thesis makes some five million
TOLD = SNAKEMAKE / "told"  # What the run told: :func:`thesis.diagnostics.findings.told` reads it


OURS = {"PYTHONPATH": str(HOUSE), "PYTHONSAFEPATH": "1"}
"""Variables of a build by the code of this folder: no module in that of a thesis is imported."""

PATIENCE = 60
"""Seconds to wait for steps that go on after their build was killed; a step takes one or two."""


def command(*arguments: str) -> list[str]:
    """The command that builds the thesis of the working folder by the code and the profile here."""
    profile = ("--workflow-profile", str(HOUSE / "profiles/default"))  # and none of its own
    snakefile = ("--snakefile", str(HOUSE / "Snakefile"))
    return [sys.executable, "-m", "snakemake", *snakefile, *profile, *arguments]


def begin(arguments: Sequence[str], house: Path) -> None:
    """Begin a build in the working folder.

    Args:
        arguments: the command line.
        house: the folder of the code.

    Raises:
        SystemExit: it cannot be built here; why, and what to do, in a few lines.
    """
    in_a_thesis(arguments)
    messages.choose_by(Path.cwd())
    in_any_folder(house)
    as_anybody()
    where_there_is_room()
    after_a_killed_build()
    tell_once()


def in_a_thesis(arguments: Sequence[str]) -> None:
    """Stop where no thesis is: in an empty folder, or one that Snakemake made of a slip of the pen.

    Args:
        arguments: the command line; with ``--directory`` Snakemake makes a folder that is not
            there, which is taken away again.

    Raises:
        SystemExit: there is neither config/, nor content/, nor data/.
    """
    here = Path.cwd()
    if any(Path(folder).exists() for folder in ("config", "content", "data")):
        return
    if {path.name for path in here.iterdir()} <= {SNAKEMAKE.name} and any(
        each == "-d" or each.startswith("--directory") for each in arguments
    ):
        os.chdir(here.parent)
        shutil.rmtree(here)
    raise SystemExit(
        f"There is no thesis in {here}\n"
        "It would have the folders config, content and data. To begin one, in the folder of the "
        "code:\n"
        "  python -m thesis new path/to/a/new/folder"
    )


def in_any_folder(house: Path) -> None:
    """Make a build run whatever the folder of the code is called, as far as Snakemake can.

    Snakemake (9.27, issue 2645) writes `sys.executable` as it is into the shell command of each
    script, so it is quoted here. Where no sign in the path needs it, nothing changes.

    Args:
        house: the folder of the code.

    Raises:
        SystemExit: its path has a brace, which Snakemake reads as the name of a variable.
    """
    if set(str(house)) & set("{}"):
        raise SystemExit(
            f"The thesis cannot be built in {house}\n"
            "Snakemake reads { and } in the path of its Snakefile as the name of a variable.\n"
            "Rename the folder, so that no { or } is in its path."
        )
    if Path(sys.executable).is_file():  # else it is quoted already
        sys.executable = shlex.quote(sys.executable)


def as_anybody() -> None:
    """Give the user a name where the machine has none for their number, as in a container.

    Snakemake asks for it when it begins, and dies of having none.
    """
    try:
        getpass.getuser()
    except (KeyError, OSError):
        os.environ["LOGNAME"] = "thesis"


def after_a_killed_build() -> None:
    """Take away the lock that a killed build left in the working folder, and say so.

    Never that of a living one: as long as any Snakemake works here, its lock stays, and Snakemake
    refuses a second build. Where the file system or Windows cannot tell, nothing is taken away.

    Raises:
        SystemExit: a step of the killed build does not come to its end.
    """
    if sys.platform == "win32":
        return
    import fcntl

    try:
        SNAKEMAKE.mkdir(exist_ok=True)
        alive = os.open(ALIVE, os.O_RDWR | os.O_CREAT, 0o666)  # closed by the end of the process
        try:
            fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _clear()
        except BlockingIOError:
            pass  # another one works here
        finally:
            fcntl.flock(alive, fcntl.LOCK_SH)
    except OSError:
        return


def where_there_is_room() -> None:
    """See that a build can write here, before any of it begins.

    Raises:
        SystemExit: a folder or a file may not be written, or there is no room; in one line.
    """
    for folder in (SNAKEMAKE, *map(Path, input_hashes.MADE)):
        try:
            folder.mkdir(exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise SystemExit(machine.line(error.errno or errno.EIO, str(folder))) from None
        for path in folder.rglob("*") if folder != SNAKEMAKE else ():
            if not os.access(path, os.W_OK):
                raise SystemExit(machine.line(errno.EACCES, str(path)))
    if shutil.disk_usage(".").free < ROOM:
        raise SystemExit(machine.line(errno.ENOSPC))
    if sys.platform != "win32":
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
        if limit != resource.RLIM_INFINITY and limit < ROOM:
            raise SystemExit(machine.line(errno.EFBIG))


def tell_once() -> None:
    """Have the steps of this run tell each finding once, though several of them print findings."""
    folder = TOLD.absolute()
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    except OSError:
        return  # a folder that cannot be written to: Snakemake says so
    os.environ[findings.TOLD] = str(folder)


def _clear() -> None:
    if not LOCKS.is_dir() or not any(LOCKS.iterdir()):
        return
    print("The last build here was killed: its lock is taken away.", file=sys.stderr)
    _wait_for_steps()
    shutil.rmtree(LOCKS)


def _wait_for_steps() -> None:
    """Wait for the steps that outlive their build: they still write to build/ and results/."""
    end = time.monotonic() + PATIENCE
    while steps := _steps():
        if time.monotonic() > end:
            raise SystemExit(
                "A step of the killed build is still at work. "
                f"Wait for it or end it, then build again: process {', '.join(map(str, steps))}"
            )
        time.sleep(0.1)


def _steps() -> list[int]:
    """The processes that run a script of a rule in this folder."""
    import psutil  # Snakemake brings it along; only needed here

    scripts = f"{(SNAKEMAKE / 'scripts').absolute()}{os.sep}"
    return [
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if any(scripts in word for word in process.info["cmdline"] or ())
    ]
