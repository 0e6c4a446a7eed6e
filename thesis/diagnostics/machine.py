"""Machine that a build runs on: a full disk, a folder that may not be written, too little memory.

That is no mistake in the thesis and no fault of the code: one line says what to do.
"""

import errno
import os
import sys
from types import TracebackType

FULL = "make room on the disk"
FORBIDDEN = "get the right to write there, or take another folder"
IN_THE_WAY = "move away the file or the link that stands where a folder must be"
MENDS = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: "allow larger files (ulimit -f)",
    errno.EROFS: FORBIDDEN, errno.EACCES: FORBIDDEN, errno.EPERM: FORBIDDEN,
    errno.ENOMEM: "close other programs, or allow more memory (ulimit -v)",
    errno.EMFILE: "allow more open files (ulimit -n)", errno.ENOTDIR: IN_THE_WAY,
    errno.ELOOP: IN_THE_WAY, errno.EIO: "look after the disk: it cannot be read or written",
    errno.ENAMETOOLONG: "take a shorter name",
}  # fmt: skip
"""What somebody can do, by what the system says."""


def told(error: BaseException) -> str:
    """What the machine lacks, and what to do, in a line; "" where it is something else."""
    code = errno.ENOMEM if isinstance(error, MemoryError) else getattr(error, "errno", None)
    if code not in MENDS:
        return in_words(str(error))
    name = getattr(error, "filename2", None) or getattr(error, "filename", None)
    return line(code, os.fspath(name) if isinstance(name, str | os.PathLike) else "")


def in_words(text: str) -> str:
    """The same of a message of another program."""
    for code in MENDS:
        if os.strerror(code) in text:
            return line(code)
    return ""


def line(code: int, file: str = "") -> str:
    """What to do about an error of the system, in a line.

    Args:
        code: of the system.
        file: what could not be written, where it is known.
    """
    where = f" ({file})" if file else ""
    return (
        f"The machine stops this: {os.strerror(code)}{where}. What was there before is as it was: "
        f"{MENDS.get(code, FORBIDDEN)}, then try again."
    )


def in_one_line() -> None:
    """Have this process tell in one line what the machine lacks; all else as Python does."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if said := told(error):
            print(f"\n{said}\n", file=sys.stderr)
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = tell
