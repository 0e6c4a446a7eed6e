"""`python -m thesis ci`: what it runs, what it tells each host, and how it ends."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from thesis.__main__ import main
from thesis.cli.ci import ci_command, earlier
from thesis.cli.plan.build import PlanError
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.workflow import start

FOUND = Finding(Place("data/thesis.yaml", 2), "input.schema", "A", "B", "C")


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is run in place of Snakemake: a build that stops and tells a finding, as told there."""
    commands: list[list[str]] = []

    def run(*arguments: str) -> list[str]:
        commands.append([*arguments])
        folder = tmp_path / start.TOLD
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(findings.TOLD, str(folder))
        findings.tell([FOUND])
        return [os.path.realpath("/bin/false")]

    monkeypatch.setattr(start, "command", run)
    monkeypatch.delenv(ci_command.SUMMARY, raising=False)
    return commands


def test_github_gets_lines_and_a_summary_and_the_status_of_the_build(
    ran: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(ci_command.SUMMARY, str(tmp_path / "summary.md"))

    @contextmanager
    def none(_: Path, commit: str) -> Iterator[str]:
        raise PlanError(f"{commit} is not there")
        yield

    monkeypatch.setattr(earlier, "frozen", none)
    words = ["ci", "--host", "github", "--directory", str(tmp_path), "--since", "0" * 40]
    assert main(words) == 1
    assert ran == [["--cores", "all"]]
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("::error file=data/thesis.yaml,line=2,title=input.schema::found: A")
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "1 error, 0 warnings" in summary
    assert "What is new since 0000000000 cannot be told" in summary


def test_gitlab_gets_its_report(ran: list[list[str]], tmp_path: Path) -> None:
    assert main(["ci", "--host", "gitlab", "--directory", str(tmp_path)]) == 1
    (row,) = json.loads((tmp_path / ci_command.QUALITY).read_text("utf-8"))
    assert (row["check_name"], row["location"]["path"]) == ("input.schema", "data/thesis.yaml")


def test_of_a_thesis_that_was_delivered_all_that_the_gate_saw_is_told(tmp_path: Path) -> None:
    for name in ci_command.FOUND:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        findings.write([Finding(Place(name, 1), "a.rule", "A", "B", "C")], tmp_path / name)
    found = ci_command._found(tmp_path, delivered=True)
    assert [each.file for each in found] == sorted(ci_command.FOUND)
