"""What has to be right before Snakemake begins: the name of the folder, and the path of Python."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path


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
