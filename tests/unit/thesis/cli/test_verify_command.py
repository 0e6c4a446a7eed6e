"""What ``verify`` prints, and its exit status."""

import json
from pathlib import Path

import pytest

from tests.unit.thesis.cli.conftest import Told
from tests.unit.thesis.cli.verify.test_attachments import made as with_files
from thesis.__main__ import main
from thesis.cli import verify as verifying
from thesis.cli.verify.verdict import BYTES, COUNTS, FILES, Verdict

GOOD = [Verdict(FILES, "data/x.csv", True, "abc"), Verdict(COUNTS, "x.hits", True, "17")]
WRONG = Verdict(COUNTS, "y.hits", False, "17 in the register", "18")
UNKNOWN = Verdict(BYTES, "the PDF", None, "cannot be compared:\na reason")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, told: Told) -> Told:
    """Run it on a PDF of which some verdicts are found."""

    def run(status: int, verdicts: object, *arguments: object) -> str:
        monkeypatch.setattr(verifying, "verify", lambda path, own_code: verdicts)
        return told(status, "verify", *arguments, "x.pdf")

    return run


def test_what_disagrees_is_named_and_what_agrees_is_counted(run: Told) -> None:
    assert run(1, [*GOOD, WRONG, UNKNOWN]) == (
        "x.pdf\n\n"
        "files inside, against the manifest: 1 of 1 agree\n"
        "counts of the register, against the data inside: 1 of 2 agree, 1 WRONG\n"
        "  WRONG: y.hits: 17 in the register; expected 18\n"
        "bytes, against the file made anew: 0 of 1 agree, 1 not known\n"
        "  not known: the PDF: cannot be compared:\n    a reason\n"
        "\n1 disagree; 1 cannot be told.\n"
    )


@pytest.mark.parametrize(
    ("verdicts", "status", "last"),
    [
        (GOOD, 0, "Nothing disagrees."),
        ([*GOOD, UNKNOWN], 0, "Nothing disagrees; 1 cannot be told."),
        ([*GOOD, WRONG], 1, "1 disagree."),
    ],
)
def test_the_last_line_and_the_exit_status_say_the_same(
    verdicts: list[Verdict], status: int, last: str, run: Told
) -> None:
    assert run(status, verdicts).splitlines()[-1] == last


def test_all_names_what_agrees_too(run: Told) -> None:
    assert "  agrees: x.hits: 17\n" in run(0, GOOD, "--all")


def test_json_has_every_verdict(run: Told) -> None:
    told = json.loads(run(1, [*GOOD, WRONG], "--json"))
    assert (told["pdf"], told["agrees"], len(told["verdicts"])) == ("x.pdf", False, 3)
    assert told["verdicts"][2] == {
        "subject": "counts",
        "place": "y.hits",
        "agrees": False,
        "found": "17 in the register",
        "expected": "18",
    }


@pytest.mark.parametrize("arguments", [["--json"], []])
def test_a_file_that_is_no_pdf_is_refused(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.pdf").write_text("no", "utf-8")
    assert main(["verify", *arguments, str(tmp_path / "x.pdf")]) == 2
    printed = capsys.readouterr()
    assert "it cannot be read as a PDF: data format error" in printed.out + printed.err


def test_the_help_says_what_it_cannot_know(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify", "--help"])
    assert "What it cannot know: a page and what is attached" in capsys.readouterr().out


def test_json_is_read_whatever_letters_the_console_has(run: Told) -> None:
    told = run(0, [Verdict(COUNTS, "x.hits", True, "5 − 2\xa0år")], "--json")
    assert told.isascii()
    assert json.loads(told)["verdicts"][0]["found"] == "5 − 2\xa0år"


INSIDE = {"data/x.csv": b"1", "content/a.md": b"2", "Snakefile": b"3", ".git/hooks/x": b"4"}


@pytest.mark.parametrize(
    ("arguments", "written", "said"),
    [
        ([], {"data/x.csv", "content/a.md"}, "Build from them with the code here"),
        (["--with-code"], {"data/x.csv", "content/a.md", "Snakefile"}, "WARNING: "),
    ],
)
def test_unpacking_writes_no_code_unless_asked_and_nothing_hidden_ever(
    arguments: list[str], written: set[str], said: str, tmp_path: Path, told: Told
) -> None:
    pdf, folder = with_files(tmp_path / "x.pdf", INSIDE), tmp_path / "out"
    printed = told(0, "verify", "--unpack", folder, *arguments, pdf)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == written
    assert said in printed
    assert "Not written, since no thesis has them: .git/hooks/x" in printed


def test_what_a_pdf_says_does_nothing_to_the_terminal(run: Told) -> None:
    printed = run(1, [Verdict(FILES, "x\x1b[2J", False, "\x1b]0;title\x07", "\u202egnp")])
    assert r"  WRONG: x\x1b[2J: \x1b]0;title\x07; expected \u202egnp" in printed
