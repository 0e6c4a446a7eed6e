"""How many wrong sentences are told, and how many true ones, of those that no rule was written for.

Usage: .venv/bin/python bench/truth.py [--list] [FILE …]

FILE has an edit of the thesis a line: `file`, `old` (once in it), `new`, and `how` it is wrong or
true. Those of sentences/ were written by somebody who had not seen the rules. A finding within
three lines of an edit tells it; lengths are not asked, as who adds a sentence shortens another.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOUSE))

from thesis.diagnostics import findings  # noqa: E402
from thesis.diagnostics.findings import Finding, StoppedError  # noqa: E402
from thesis.workflow import steps  # noqa: E402

SENTENCES = [HOUSE / f"bench/sentences/{name}.jsonl" for name in ("wrong", "true")]
WRITTEN = ("config", "content", "data")
APART = 8  # Lines between two edits in one build
NEAR = 3  # Lines between an edit and what tells it

Edit = dict[str, str]


def edits(file: Path) -> list[Edit]:
    """The edits of a file whose old text is there once."""
    every: list[Edit] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [one for one in every if _text(one).count(one["old"]) == 1]


def _text(edit: Edit) -> str:
    return Path(edit["file"]).read_text("utf-8")


def _line(edit: Edit, words: str) -> int:
    return _text(edit).split(edit[words])[0].count("\n") + 1


def together(every: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits that are made in one build, none near another."""
    left = list(every)
    while left:
        some: list[Edit] = []
        for edit in left:
            others = [_line(other, "old") for other in some if other["file"] == edit["file"]]
            if all(abs(at - _line(edit, "old")) > APART for at in others):
                some.append(edit)
        yield some
        left = [each for each in left if each not in some]


def check(runner: steps.Runner) -> list[Finding]:
    """The findings of the text as it is now in the working folder."""
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            steps.build(("register", "document", "check"), runner)
        found = findings.read(steps.TOLD)
    except StoppedError as stopped:
        found = list(stopped.findings)
    return [each for each in found if not each.rule.startswith("words.")]


def told(some: Sequence[Edit], runner: steps.Runner) -> list[set[str]]:
    """The ids of the rules that tell each edit of one build."""
    before = {edit["file"]: _text(edit) for edit in some}
    for edit in some:
        Path(edit["file"]).write_text(_text(edit).replace(edit["old"], edit["new"]), "utf-8")
    found = check(runner)
    rules = []
    for edit in some:
        first = _line(edit, "new")
        last = first + edit["new"].count("\n") + NEAR
        rules.append(
            {
                each.rule
                for each in found
                if each.file == edit["file"] and first - NEAR <= each.line <= last
            }
        )
    for file, text in before.items():
        Path(file).write_text(text, "utf-8")
    return rules


def main() -> None:
    """Print how many of each file are told, and with --list which are and by what."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--list", action="store_true", help="print each edit, with what tells it")
    parser.add_argument("files", nargs="*", type=Path, default=SENTENCES, metavar="FILE")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thesis-truth-") as folder:
        for name in WRITTEN:
            shutil.copytree(HOUSE / name, Path(folder) / name)
        runner = steps.Runner()
        for file in given.files:
            every = file.resolve().read_text("utf-8").count("\n")
            with chdir(folder):
                fit = edits(file.resolve())
                out = [
                    each
                    for some in together(fit)
                    for each in zip(some, told(some, runner), strict=True)
                ]
            for edit, rules in out if given.list else ():
                said = ", ".join(sorted(rules)) or "-"
                print(f"{said:24} {edit['file']}: {edit['new']}  ({edit['how']})")
            count = sum(bool(rules) for _, rules in out)
            print(f"{file.stem}: {count} of {len(out)} told; {every - len(out)} no longer fit")


if __name__ == "__main__":
    main()
