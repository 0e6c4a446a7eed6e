"""Bounds of what a template may do: time of the processor, memory, and the length of what it gives.

A template in prose is a small program, and one that is wrong may never end. Where the system cannot
bound a process, as on Windows, only the length is bounded.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 20  # Of the processor, for one file of prose; a long one takes a tenth of one
BYTES = 1024**3  # More memory than the process has when it begins
LONGEST = 10_000_000  # Characters that a file of prose may become


class EndlessError(Exception):
    """A template that takes longer than any can need."""


@contextmanager
def bounded() -> Iterator[None]:
    """Hold what is done inside to a time and to an amount of memory.

    Raises:
        EndlessError: it takes too long.
        MemoryError: it takes too much.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    if signal.getitimer(signal.ITIMER_VIRTUAL)[0]:  # inside another one
        yield
        return
    import resource

    def stop(number: int, frame: FrameType | None) -> None:
        raise EndlessError(f"it takes more than {SECONDS} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = _used() + BYTES
    if soft == resource.RLIM_INFINITY or allowed < soft:
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _used() -> int:
    """Bytes that the process has for its data; what Linux does not tell is taken to be large."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
            sizes = dict(line.split(":", 1) for line in status)
        return int(sizes["VmData"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return 8 * BYTES
