"""Python that has its packages in memory already: what a test runs as a person would, and sooner.

Most of the time of a build of a small thesis goes to imports: of Snakemake, and again in each of
its steps. So a server imports the packages once. For each command it forks a process that goes on
from there, with a folder, an environment and an output of its own, and each step of a build that
runs in it is forked likewise. The code of the thesis in memory is that of the repository; the
steps of a build of another copy are forked from a server that has the code of that copy.

What is said of starting, of another Python, of signals or of byte-identity is tested without it.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pickle
import re
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
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

import yaml

HOUSE = Path(__file__).parents[1]
SOCKET = "THESIS_TESTS_WARM"
"""The variable that names the server's socket to the builds in it."""
SERVE = "serve"
"""What a build of another copy asks for: a server of its own."""

PACKAGES = (
    "citeproc jinja2 jsonschema lxml.etree lxml.html pandas pikepdf psutil pylatexenc pypandoc "
    "pypdf pypdfium2 requests rispy ruamel.yaml snakemake.cli snakemake.report snakemake.script "
    "typst"
).split()
"""What the steps and the commands import; none may start a thread."""

LOADED = HOUSE
"""Whose code of the thesis is in memory: for a command of another copy it is taken out again."""

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


def rebuilt(folder: Path, house: Path, form: str) -> str:
    """In place of ``rebuild._build`` of `verify`: what it builds, from a warm Python."""
    rebuild = importlib.import_module("thesis.cli.verify.rebuild")
    ended = run(*rebuild.command(folder, house, form), cwd=house)
    return str(rebuild.why(ended.stdout + ended.stderr)) if ended.returncode else ""


@cache
def server() -> str:
    """The address of this process's server, which is started at the first call.

    It takes the packages into memory at its first request.
    """
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
    descriptors = [stream.fileno() for stream in streams]
    with send(environment[SOCKET], descriptors, words, cwd, environment) as asking:
        return int(asking.makefile().readline())


def send(
    address: str,
    descriptors: Sequence[int],
    words: Sequence[str],
    cwd: str | Path,
    environment: Mapping[str, str],
) -> socket.socket:
    """Ask the server for something; what it is asked by, and answers with the exit status."""
    request = json.dumps({"words": words, "cwd": str(cwd), "environment": dict(environment)})
    asking = socket.socket(socket.AF_UNIX)
    asking.connect(address)
    socket.send_fds(asking, [b"\n"], descriptors)
    asking.sendall(request.encode() + b"\n")
    return asking


# ---- the side of the server ----------------------------------------------------------------------


def serve(listening: socket.socket) -> NoReturn:
    """Fork a process for each request, which runs it.

    The server itself ends with the tests, whose end of its standard input is closed then.
    """
    ended, noted = socket.socketpair()
    for end in (ended, noted):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(noted.fileno(), warn_on_full_buffer=False)
    running: dict[int, socket.socket] = {}
    compiled: set[Pattern] = set()
    heard = 0
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
            if LOADED is HOUSE:
                heard = learn(noted_by(listening.getsockname()), heard, compiled)
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
    if request["words"] == [SERVE]:
        serve_near(request["cwd"])
    become(**request)


def serve_near(house: str) -> NoReturn:
    """Run the steps of one build of another copy, with the code of that copy in memory.

    In place of output there are the socket to listen at, and what ends with the build.
    """
    listening = socket.socket(fileno=os.dup(1))
    os.dup2(2, 0)
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    load(Path(house))
    serve(listening)


Pattern = tuple[type, str | bytes, int]
"""What :mod:`re` keeps a compiled pattern by: its kind, its text, its flags."""


def noted_by(address: str) -> Path:
    """Where the processes of a server note the patterns that they had to compile."""
    return Path(address).with_name("patterns")


def learn(notes: Path, heard: int, compiled: set[Pattern]) -> int:
    """Compile the patterns that two processes had to compile; the next ones are born with them.

    Args:
        heard: how much of the notes is known.
        compiled: what one process had to compile.

    Returns:
        How much of the notes is known now.
    """
    with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError), notes.open("rb") as file:
        file.seek(heard)
        while True:
            for kind, pattern, flags in pickle.load(file):
                if (kind, pattern, flags) in compiled:
                    re.compile(pattern, flags)
                compiled.add((kind, pattern, flags))
            heard = file.tell()
    return heard


def note(before: set[Pattern]) -> None:
    """Note the patterns that this process had to compile, for :func:`learn`."""
    more = [key for key in re._cache if key not in before]  # type: ignore[attr-defined]
    with contextlib.suppress(OSError):
        notes = os.open(noted_by(os.environ[SOCKET]), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(notes, pickle.dumps(more))
        os.close(notes)


def read_once() -> None:
    """Have no YAML of the same text read a second time: the lexicon, what rules say."""
    read, known = yaml.load, dict[Any, bytes]()

    def reading(stream: Any, Loader: Any) -> Any:  # noqa: N803
        if not isinstance(stream, str | bytes):
            return read(stream, Loader)
        key = Loader, stream
        if key not in known:
            known[key] = pickle.dumps(read(stream, Loader))
        return pickle.loads(known[key])

    yaml.load = reading
    for name in importlib.import_module("thesis.language.lexicon").topics():
        importlib.import_module("thesis.language.lexicon").topic(name, "nb")
    importlib.import_module("thesis.diagnostics.messages").catalogue()


def load(house: Path) -> None:
    """Take the code of a copy into memory, but for its commands."""
    global LOADED
    forget()
    LOADED = house
    sys.path.insert(0, str(house))
    for path in sorted(house.glob("thesis/**/*.py")):
        parts = path.relative_to(house).with_suffix("").parts
        if "cli" not in parts and "__main__" not in parts:
            with contextlib.suppress(Exception):  # the step that needs it tells
                importlib.import_module(".".join(parts).removesuffix(".__init__"))
    del sys.path[0]
    with contextlib.suppress(Exception):  # the step that needs them tells
        know_labels(house)
    gc.freeze()  # what is in memory is never looked through again


def know_labels(house: Path) -> None:
    """Have no step read the labels of a copy again, as long as they have the same text."""
    parse_once()
    file = "templates/labels/nb.yaml"
    if house is HOUSE:  # a build of a copy looks at its settings itself, and its steps do not
        configuration = importlib.import_module("thesis.workflow.configuration")
        labels = importlib.import_module("thesis.input.labels")
        list(configuration.labels(house / file, file, labels.schema()))
    else:
        importlib.import_module("thesis.input.sources").read_yaml(house / file, file)


def parse_once() -> None:
    """Have no YAML of the same text parsed, no value held to the same schema, a second time."""
    sources = importlib.import_module("thesis.input.sources")
    validation = importlib.import_module("thesis.input.validation")
    parse, hold = sources.parse_yaml, validation.violations
    parsed, held = dict[tuple[str, str], bytes](), dict[tuple[int, str], list[Any]]()

    def parsing(text: str, file: str) -> Any:
        if (file, text) not in parsed:
            parsed[file, text] = pickle.dumps(parse(text, file))
        return pickle.loads(parsed[file, text])  # which may be changed

    def holding(value: object, schema: Mapping[str, Any]) -> list[Any]:
        key = id(schema), repr(value)
        if key not in held:
            held[key] = [schema, *hold(value, schema)]  # the schema stays, so its id does
        return held[key][1:]

    sources.parse_yaml, validation.violations = parsing, holding


def forget() -> None:
    """Take the code of the thesis out of memory."""
    for name in [name for name in sys.modules if name.split(".")[0] == "thesis"]:
        del sys.modules[name]


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
    if house is None or not Path(house).samefile(LOADED):
        forget()
    if words[:2] == ["thesis", "verify"]:
        importlib.import_module("thesis.cli.verify.rebuild")._build = rebuilt
    sys.argv[:] = words
    before = set(re._cache)  # type: ignore[attr-defined]
    try:
        if module:
            # It may be in memory; what is run is what stands in the file all the same.
            warnings.filterwarnings("ignore", ".* found in sys.modules", RuntimeWarning)
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
    note(before)
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
    environment = {**os.environ, SOCKET: near(os.environ["PYTHONPATH"])}
    status = ask([file], Path.cwd(), environment, (sys.stdout, sys.stderr))
    if status:
        raise subprocess.CalledProcessError(status, f"{sys.executable} {file}")


def near(house: str) -> str:
    """The address of the server whose code is that of a build: for another copy, its own."""
    with ONE_AT_A_TIME:
        if house not in NEAR:
            NEAR[house] = os.environ[SOCKET]
            if not Path(house).samefile(LOADED):
                NEAR[house] += f".{os.getpid()}"
                start_near(house, NEAR[house])
        return NEAR[house]


def start_near(house: str, address: str) -> None:
    """Have a server forked that ends with this process."""
    reading, _ = os.pipe()  # the other end stays open as long as this process lives
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(16)
        send(os.environ[SOCKET], [listening.fileno(), reading], [SERVE], house, {}).close()
    os.close(reading)


NEAR: dict[str, str] = {}
"""The address of the server for the steps of a build, by the folder of its code."""

ONE_AT_A_TIME = threading.Lock()

if __name__ == "__main__":
    asked = socket.socket(fileno=int(sys.argv[1]))
    if asked not in select.select([asked, sys.stdin], [], [])[0]:
        sys.exit()  # the tests have ended, and nobody has asked
    del sys.path[0]  # the folder of the tests
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]  # the code of a copy has the same patterns
    for each in PACKAGES:
        importlib.import_module(each)
    load(HOUSE)
    read_once()
    importlib.import_module("snakemake.script").PythonScript.execute_script = step
    serve(asked)
