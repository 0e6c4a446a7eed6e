"""Tether of a build: the build ends, with all that it started, when whoever asked for it does.

It is run as a file, with the command behind it, and reads its input. The input ends when the one
who started it closes it, or dies in whatever way; then every process of the build is killed.
"""

import os
import signal
import subprocess
import sys
import threading


def main() -> int:
    """Run the command of the arguments in a group of processes of its own; its exit status."""
    if os.name == "posix":
        os.setsid()
    build = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    threading.Thread(target=_watch, args=(build,), daemon=True).start()
    return build.wait()


def _watch(build: subprocess.Popen[bytes]) -> None:
    while os.read(sys.stdin.fileno(), 1):  # not by sys.stdin, whose lock would outlive the build
        pass
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)
    build.kill()


if __name__ == "__main__":
    sys.exit(main())
