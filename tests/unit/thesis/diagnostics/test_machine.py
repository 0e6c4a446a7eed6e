"""What the machine lacks is told in one line, and all else as ever."""

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thesis import __main__
from thesis.diagnostics import machine

RAISED: dict[str, tuple[BaseException, str]] = {
    "disk": (OSError(errno.ENOSPC, "x", "build/thesis.pdf"), "(build/thesis.pdf)"),
    "copy": (OSError(errno.ENOSPC, "x", "build/a", None, "results/a"), "(results/a)"),
    "bytes": (OSError(errno.EROFS, "x", b"a"), "Read-only file system."),
    "Rust": (OSError("File too large (os error 27)"), "ulimit -f"),
    "pandoc": (RuntimeError("pandoc: withFile: No space left on device"), "make room"),
    "memory": (MemoryError(), "ulimit -v"),
    "file": (OSError(errno.ENOTDIR, "x", "editions/2020"), "move away the file"),
    "right": (PermissionError(errno.EACCES, "x", "results"), "get the right"),
}


@pytest.mark.parametrize("name", RAISED)
def test_what_the_machine_lacks_is_one_line_that_says_what_to_do(name: str) -> None:
    error, words = RAISED[name]
    said = machine.told(error)
    assert words in said
    assert said.endswith("then try again.")
    assert "\n" not in said


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "No such file", "x"),
        ValueError("space"),
        OSError("?"),
        KeyError(),
    ],
)
def test_a_fault_of_the_code_is_none_of_the_machine(error: BaseException) -> None:
    assert machine.told(error) == ""


@pytest.mark.parametrize(
    ("code", "shown", "traced"),
    [
        ("open('/dev/full', 'w').write('x' * 99999)", "make room on the disk", False),
        ("import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (9, 9))\n"
         "open('x', 'w').write('x' * 99999)", "ulimit -f", False),
        ("raise MemoryError", "ulimit -v", False),
        ("raise ValueError('a fault')", "a fault", True),
    ],
)  # fmt: skip
def test_a_step_ends_with_that_line_and_no_traceback(
    code: str, shown: str, traced: bool, tmp_path: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", f"import thesis\n{code}"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert shown in run.stderr
    assert ("Traceback" in run.stderr) == traced


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "x"), MemoryError()])
def test_a_command_says_it_and_a_fault_is_none(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(raised: BaseException) -> Callable[[object], int]:
        def run(_: object) -> int:
            raise raised

        return run

    monkeypatch.setattr("thesis.cli.sheet_command.run", fails(error))
    assert __main__.main(["sheet"]) == 2
    assert "then try again" in capsys.readouterr().err
    monkeypatch.setattr("thesis.cli.sheet_command.run", fails(FileNotFoundError(2, "x")))
    with pytest.raises(FileNotFoundError):
        __main__.main(["sheet"])
