"""What is told of a run: the commit, Python, the machine."""

import platform
import subprocess
from pathlib import Path

import pytest

from thesis.workflow import run_info


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "Snakefile").write_text("x", "utf-8")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_the_commit_is_told_and_whether_its_files_differ(repository: Path) -> None:
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout.strip()
    assert run_info.commit(repository) == {"commit": head, "changed": False}
    (repository / "results.txt").write_text("made", "utf-8")
    assert run_info.commit(repository) == {"commit": head, "changed": False}
    (repository / "Snakefile").write_text("y", "utf-8")
    assert run_info.commit(repository) == {"commit": head, "changed": True}


def test_outside_git_or_as_a_copy_in_another_repository_there_is_no_commit(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = repository / "copy"
    copy.mkdir()
    (copy / "Snakefile").write_text("x", "utf-8")
    outside = tmp_path_factory.mktemp("outside")
    for folder in (copy, outside):
        assert run_info.commit(folder) == {"commit": None, "changed": None}


def test_without_git_there_is_no_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert run_info.commit(repository) == {"commit": None, "changed": None}


def test_python_platform_and_packages_are_told(repository: Path) -> None:
    told = run_info.collect(repository)
    assert told["python"] == platform.python_version()
    assert told["platform"]
    assert set(told["packages"]) == set(run_info.PACKAGES)
