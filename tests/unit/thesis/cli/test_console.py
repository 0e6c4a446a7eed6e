"""A console that lacks letters: every command prints them as their numbers, and does its work."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thesis import __main__


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [
        ("utf-8", "5 − 2 ‐ Σ ž æ"),
        ("cp1252", "5 \\u2212 2 \\u2010 \\u03a3 ž æ"),
        ("cp850", "5 \\u2212 2 \\u2010 \\u03a3 \\u017e æ"),
        ("ascii", "5 \\u2212 2 \\u2010 \\u03a3 \\u017e \\xe6"),
    ],
)
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_letter_that_the_console_lacks_is_printed_as_its_number(
    monkeypatch: pytest.MonkeyPatch, stream: str, encoding: str, printed: str
) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, stream, console)
    __main__.spell_out()
    print("5 − 2 ‐ Σ ž æ", end="", file=console, flush=True)
    assert console.buffer.getvalue().decode(encoding) == printed


def test_every_command_is_run_so(monkeypatch: pytest.MonkeyPatch) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    assert __main__.main([]) == 0
    assert console.errors == "backslashreplace"


def test_a_sheet_has_every_letter_whatever_the_console_has(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = root / "data/studies/fabelmo2019.yaml"
    study.write_text(study.read_text("utf-8").replace("Studien", "Studien − ž"), "utf-8")
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    assert __main__.main(["sheet", "texts.purpose", "--directory", str(root)]) == 0
    console.flush()
    assert "Studien − ž" in console.buffer.getvalue().decode("utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ["decide", "fabelmo2019", "withdrawn", "--reason", "− ž"],
        ["decide", "−", "withdrawn", "--reason", "x"],
        ["sheet", "−"],
        ["sheet", "--fill", "−.csv"],
        ["add", "−.ris", "--search", "nattbasen:4"],
        ["explain", "−"],
        ["plan"],
        ["reviewed", "−:1"],
        ["verify", "−.pdf"],
        ["verify", "−.docx"],
        ["watch", "--help"],
    ],
)
def test_every_command_comes_to_its_end_on_a_console_that_lacks_letters(
    command: list[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a person starts it where nothing but ASCII is known, and in this process for another."""
    where = [] if {"verify", "--help"} & {*command} else ["--directory", str(root)]
    monkeypatch.chdir(ROOT)
    run = subprocess.run(
        [sys.executable, "-m", "thesis", *command, *where],
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert run.returncode in {0, 1, 2}
    assert b"Traceback" not in run.stderr, run.stderr
    assert run.stdout or run.stderr

    console = io.BytesIO()
    for stream in ("stdout", "stderr"):
        opened = io.TextIOWrapper(console, encoding="cp1252", write_through=True)
        monkeypatch.setattr(sys, stream, opened)
    try:
        status: object = __main__.main([*command, *where])
    except SystemExit as end:
        status = end.code
    assert status in {0, 1, 2, None}
    assert console.getvalue()


@pytest.mark.parametrize(
    ("arguments", "unseen"),
    [([], ["thesis.cli.explain_command"]), (["explain", "--help"], ["thesis.checks.meaning"])],
)
def test_nothing_is_imported_that_a_command_does_not_need(
    arguments: list[str], unseen: list[str]
) -> None:
    code = (
        "import sys; from thesis.__main__ import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"sys.exit(str([name for name in {unseen!r} if name in sys.modules] or ''))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr.strip() == ""


def test_a_python_without_the_packages_is_told_which_one_to_take() -> None:
    bare = [sys.executable, "-S", "-m", "thesis", "plan"]  # without site-packages
    run = subprocess.run(bare, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "begin with the Python of .venv" in run.stderr
    assert "Traceback" not in run.stderr
