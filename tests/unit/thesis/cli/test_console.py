"""A console that lacks letters: every command prints them as their numbers, and does its work."""

import io
import subprocess
import sys

import pytest

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
