"""Python that has its packages in memory already: what a test runs as a person would, and sooner.

Most of the time of a build of a small thesis goes to imports: of Snakemake, and again in each of
its steps. So a server imports the packages once. For each command it forks a process that goes on
from there, with a folder, an environment and an output of its own, and each step of a build that
runs in it is forked likewise. The code of the thesis is not among what is in memory, unless it is
that of the repository itself.

What is said of starting, of another Python, of signals or of byte-identity is tested without it.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

HOUSE = Path(__file__).parents[1]
SOCKET = "THESIS_TESTS_WARM"
"""The variable that names the server's socket to the builds in it."""

PACKAGES = (
    "citeproc jinja2 jsonschema lxml.etree lxml.html pandas pikepdf psutil pylatexenc pypandoc "
    "pypdf pypdfium2 rispy ruamel.yaml snakemake.cli snakemake.script snakemake.report typst"
).split()
"""What the steps and the commands import; none may start a thread."""

CODE = ("thesis.checks", "thesis.workflow.configuration", "thesis.formats.docx")
"""The code of the repository: for a command of another copy it is taken out of memory again."""


START = subprocess.run

# ---- the side of the tests -----------------------------------------------------------------------


def run(
    *words: str, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m words…`` in a folder; its output is in `.stdout` and `.stderr`."""
    environment = {**(os.environ if environment is None else environment)}
    environment[SOCKET] = os.environ.get(SOCKET) or server()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = ask(["-m", *words], cwd, environment, (out, err))
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8"))
    return subprocess.CompletedProcess(words, status, *said)


def instead(command: Sequence[Any], **how: Any) -> subprocess.CompletedProcess[str]:
    """In place of :func:`subprocess.run`, for code that starts Python with a module by it."""
    if list(command[:2]) != [sys.executable, "-m"]:
        return START(command, **how)
    return run(*command[2:], cwd=how.get("cwd") or Path.cwd(), environment=how.get("env"))


@cache
def server() -> str:
    """The address of this process's server, which is started at the first call."""
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    address = str(folder / "socket")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(16)
        process = subprocess.Popen(
            [sys.executable, __file__, str(listening.fileno())],
            pass_fds=[listening.fileno()],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""},
            stdin=subprocess.PIPE,
        )

    def end() -> None:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return address


def ask(
    words: Sequence[str],
    cwd: str | Path,
    environment: Mapping[str, str],
    streams: tuple[IO[Any], IO[Any]],
) -> int:
    """Have the server run something with two streams as its output; its exit status."""
    request = json.dumps({"words": words, "cwd": str(cwd), "environment": dict(environment)})
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(environment[SOCKET])
        socket.send_fds(asking, [b"\n"], [stream.fileno() for stream in streams])
        asking.sendall(request.encode() + b"\n")
        return int(asking.makefile().readline())


# ---- the side of the server ----------------------------------------------------------------------


def serve(listening: socket.socket) -> None:
    """Fork a process for each request; comes to an end in the process that is to run one.

    The server itself ends with the tests, whose end of its standard input is closed then.
    """
    ended, noted = socket.socketpair()
    for end in (ended, noted):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(noted.fileno(), warn_on_full_buffer=False)
    running: dict[int, socket.socket] = {}
    while True:
        ready = select.select([listening, sys.stdin, ended], [], [])[0]
        if ended in ready:
            ended.recv(4096)
        answer(running)
        if sys.stdin in ready:
            os._exit(0)
        if listening in ready:
            asking, _ = listening.accept()
            _, streams, _, _ = socket.recv_fds(asking, 1, 2)
            with asking.makefile() as given:
                request = json.loads(given.readline())
            process = os.fork()
            if not process:
                break
            running[process] = asking
            for stream in streams:
                os.close(stream)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for end in (listening, ended, noted, asking, *running.values()):
        end.close()
    for target, stream in enumerate([os.open(os.devnull, os.O_RDONLY), *streams]):
        os.dup2(stream, target)
        os.close(stream)
    become(**request)


def answer(running: dict[int, socket.socket]) -> None:
    """Say of each process that has ended what its exit status is."""
    while running:
        process, status = os.waitpid(-1, os.WNOHANG)
        if not process:
            return
        with running.pop(process) as asking, contextlib.suppress(OSError):
            asking.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def become(words: list[str], cwd: str, environment: dict[str, str]) -> NoReturn:
    """Run ``-m module …`` or a script in this process, as a Python started for it alone."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    tempfile.tempdir = None
    subprocess.run = instead  # type: ignore[assignment]
    module = words.pop(0) if words[0] == "-m" else None
    first = cwd if module else str(Path(words[0]).parent)
    more = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.path[:] = [first, *more, *sys.path]
    house = next((path for path in sys.path if (Path(path) / "thesis").is_dir()), None)
    if house is None or not Path(house).samefile(HOUSE):
        for name in [name for name in sys.modules if name.split(".")[0] == "thesis"]:
            del sys.modules[name]
    sys.argv[:] = words
    try:
        if module:
            runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(words[0], run_name="__main__")
        status: Any = 0
    except SystemExit as end:
        status = end.code
        if isinstance(status, str):
            print(status, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        status = 1
    leave(status if isinstance(status, int) else int(status is not None))


def leave(status: int) -> NoReturn:
    """End this process as Python does, but without taking all that is in memory apart."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def step(script: Any, file: str, edit: bool = False) -> None:
    """In place of snakemake's ``PythonScript.execute_script``: the step in a process of its own."""
    status = ask([file], Path.cwd(), os.environ, (sys.stdout, sys.stderr))
    if status:
        raise subprocess.CalledProcessError(status, f"{sys.executable} {file}")


if __name__ == "__main__":
    sys.path[0] = str(HOUSE)
    for each in (*PACKAGES, *CODE):
        importlib.import_module(each)
    del sys.path[0]
    importlib.import_module("snakemake.script").PythonScript.execute_script = step
    gc.freeze()  # what is in memory is never looked through again
    serve(socket.socket(fileno=int(sys.argv[1])))
