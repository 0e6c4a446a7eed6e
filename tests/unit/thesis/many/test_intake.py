"""What is taken in of a thesis, from a folder and from a repository."""

import subprocess
from pathlib import Path

import pytest

from thesis.many import intake, theses
from thesis.many.bounded import JobBounds
from thesis.many.theses import ListedThesis

GIT = ("git", "-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "init.defaultBranch=main")


TAKEN = ("content/a.md", "content/link.md", "data/b.yaml", "data/build/c")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder of a thesis in which something was built before, and with a link out of it."""
    for name in ("content/a.md", "build/old.json", "data/b.yaml", "data/build/c"):
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source" / name).write_text(name, "utf-8")
    (tmp_path / "source/content/link.md").symlink_to("/etc/hostname")
    (tmp_path / "source/results").symlink_to(tmp_path)  # into which the build would write
    return tmp_path / "source"


def taken(source: str, tmp_path: Path, commit: str = "") -> tuple[str, set[str]]:
    folder = tmp_path / "made/one"
    folder.mkdir(parents=True)
    found = intake.take_in(ListedThesis("one", source, commit), folder, JobBounds(60, 500))
    return found, {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def commit(source: Path) -> str:
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*GIT, *step], cwd=source, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, capture_output=True, check=True)
    return head.stdout.decode().strip()


def test_a_folder_is_taken_in_without_what_was_made_and_a_link_stays_one(
    source: Path, tmp_path: Path
) -> None:
    assert taken(str(source), tmp_path) == ("", {*TAKEN})
    assert (tmp_path / "made/one/content/link.md").is_symlink()


def test_a_repository_is_taken_in_at_its_commit_and_runs_nothing(
    source: Path, tmp_path: Path
) -> None:
    first = commit(source)
    (source / "content/later.md").write_text("later", "utf-8")
    newest = commit(source)
    address = f"file://{source}"
    for wanted, named, files in ((first, first, 4), ("", newest, 5)):
        found, names = taken(address, tmp_path / named, wanted)
        assert (found, len(names - {"build/old.json"})) == (named, files)
        assert not (tmp_path / named / "made/one/.git").exists()


@pytest.mark.parametrize(("most", "value"), [("MOST_FILES", 2), ("LARGEST", 20)])
def test_a_thesis_that_is_too_large_is_not_taken_in(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str, value: int
) -> None:
    monkeypatch.setattr(theses, most, value)
    with pytest.raises(OSError, match="not a thesis alone"):
        taken(str(source), tmp_path)


def test_a_repository_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="does not appear to be a git repository"):
        taken(f"file://{tmp_path}/nowhere", tmp_path)
