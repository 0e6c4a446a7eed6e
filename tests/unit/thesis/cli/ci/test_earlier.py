"""A commit as an edition: what it had is compared, and nothing of it stays."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from thesis.checks.editions.previous import check
from thesis.cli.ci import earlier
from thesis.cli.plan import build
from thesis.cli.plan.build import PlanError

PAGE = {"version": 1, "numbers": {}, "records": {"thesis": {"edition": {"name": "2023"}}}}
MADE = {"register": PAGE, "thesis": {"meta": {}, "blocks": []}, "flow": {}, "wordcount": {}}


def git(folder: Path, *arguments: str) -> str:
    known = ["-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *known, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """A thesis in a folder of a repository, edited since its commit."""
    folder = tmp_path / "lager/min oppgave"
    (folder / "content").mkdir(parents=True)
    (folder / "content/a.md").write_text("før", "utf-8")
    git(tmp_path / "lager", "init", "-q")
    git(tmp_path / "lager", "add", "-A")
    git(tmp_path / "lager", "commit", "-qm", "før")
    (folder / "content/a.md").write_text("nå", "utf-8")
    return folder


def test_it_is_frozen_as_it_was_and_taken_away(
    thesis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, bytes] = {}

    @contextmanager
    def built(files: Mapping[str, bytes]) -> Iterator[Path]:
        seen.update(files)
        (tmp_path / "build").mkdir()
        for name, content in MADE.items():
            (tmp_path / f"build/{name}.json").write_text(json.dumps(content), "utf-8")
        yield tmp_path

    monkeypatch.setattr(build, "built", built)
    commit = git(thesis, "rev-parse", "HEAD")
    with earlier.frozen(thesis, commit) as name:
        assert seen == {"content/a.md": "før".encode()}
        assert [*check({"edition": name}, thesis, "config", 1)] == []
        register = json.loads((thesis / f"editions/{name}/register.json").read_bytes())
        assert register["records"]["thesis"]["edition"]["name"] == name == commit[:10]
    assert [path.name for path in thesis.iterdir()] == ["content"]
    assert len(git(thesis, "worktree", "list").splitlines()) == 1
    assert (thesis / "content/a.md").read_text("utf-8") == "nå"
    assert earlier.below(thesis) == "min oppgave/"


@pytest.mark.parametrize("commit", ["0" * 40, "--help", ""])
def test_what_is_no_commit_here_is_told(thesis: Path, commit: str) -> None:
    with (
        pytest.raises(PlanError, match="no commit of this repository"),
        earlier.frozen(thesis, commit),
    ):
        pass


def test_outside_git_a_thesis_lies_in_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert earlier.below(tmp_path) == ""
