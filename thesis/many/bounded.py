"""Commands that may do no harm: in a time, within memory, and without a network where Linux can."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

ALONE = ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
"""Without a network, and with its children dying when it does (util-linux)."""

LARGEST = 200 * 1024**2  # Bytes of a file that it may write
LOOKED = 0.1  # Seconds between two looks at what a command uses

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "SYSTEMROOT")
"""Variables that a command is given; passwords and tokens of who runs it are not among them."""

TIME, MEMORY = "time", "memory"


@dataclass(frozen=True)
class JobBounds:
    """What a command may use: seconds of the clock, and MB of memory with all its children."""

    seconds: float
    memory_mb: int


@dataclass(frozen=True)
class JobResult:
    """The end of a command."""

    status: int  # its exit status; negative for a signal
    beyond: str  # the bound that it went beyond: ``time``, ``memory``, or ""
    said: str  # the end of what it printed
    seconds: float  # of the clock
    cpu: float  # seconds of the processor, of it and its children
    memory: int  # the most bytes that they had at once, as far as was seen


@cache
def can_be_alone() -> bool:
    """Whether a command can be kept from the network here."""
    if not shutil.which(ALONE[0]):
        return False
    tried = subprocess.run([*ALONE, "true"], capture_output=True, check=False)
    return tried.returncode == 0


def run(
    command: Sequence[str],
    folder: Path,
    bounds: JobBounds,
    *,
    network: bool = False,
    variables: Mapping[str, str] | None = None,
) -> JobResult:
    """Run a command in a folder, and end it with all its children when it goes beyond a bound.

    Args:
        network: whether it may reach one; where Linux cannot keep it from that, it may anyhow.
        variables: of the environment, beside those that every command has.
    """
    alone = [] if network or not can_be_alone() else ALONE
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    log = folder.parent / f"{folder.name}.log"
    before, begun = os.times(), time.monotonic()
    with log.open("ab") as out, _limited():
        start = out.tell()
        process = psutil.Popen(
            [*alone, *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**environment, **(variables or {})},
            start_new_session=True,
        )
    try:
        beyond, most = _watched(process, bounds, begun)
    finally:
        _end(process)
    after = os.times()
    return JobResult(
        process.wait(),
        beyond,
        _end_of(log, start),
        time.monotonic() - begun,
        after.children_user - before.children_user + after.children_system - before.children_system,
        most,
    )


def _watched(process: psutil.Popen, bounds: JobBounds, begun: float) -> tuple[str, int]:
    """Wait for a command; the bound that it went beyond, or "", and the most bytes that it had."""
    most = 0
    while True:
        try:
            process.wait(LOOKED)
            return "", most
        except psutil.TimeoutExpired:
            most = max(most, _memory(process))
        if most > bounds.memory_mb * 1024**2:
            return MEMORY, most
        if time.monotonic() - begun > bounds.seconds:
            return TIME, most


@contextmanager
def _limited() -> Iterator[None]:
    """Hold what is started inside to files of a size; its children inherit that."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    limit = LARGEST if hard == resource.RLIM_INFINITY else min(LARGEST, hard)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _memory(process: psutil.Process) -> int:
    """Bytes that a process and its children have."""
    used = 0
    try:
        for each in (process, *process.children(recursive=True)):
            try:
                used += each.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        pass
    return used


def _end(process: psutil.Popen) -> None:
    """End a command and all its children, those too that left its group."""
    try:
        children = process.children(recursive=True)
    except psutil.NoSuchProcess:
        children = []
    for each in (process, *children):
        try:
            each.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        except psutil.NoSuchProcess:
            continue


def _end_of(log: Path, start: int, most: int = 4000) -> str:
    """The last bytes of what was printed since `start`."""
    with log.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(start, size - most))
        return file.read().decode("utf-8", "replace")
