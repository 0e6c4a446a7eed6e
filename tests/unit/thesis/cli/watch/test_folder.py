"""The copy that a watch works in, and who holds it."""

import os
from pathlib import Path

import pytest

from thesis.cli.watch import folder
from thesis.input import limits


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content/a.md", "data/studies/x.yaml", "config/config.yaml", "build/thesis.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path


def test_what_a_person_writes_is_seen_and_what_is_made_or_left_by_an_editor_is_not(
    root: Path,
) -> None:
    for name in ("content/.#a.md", "content/a.md~", "results/x.html", "notes.txt"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x", "utf-8")
    assert sorted(folder.seen(root)) == [
        "config/config.yaml",
        "content/a.md",
        "data/studies/x.yaml",
    ]


def test_the_copy_follows_what_is_saved_and_taken_away_and_nothing_else_is_touched(
    root: Path,
) -> None:
    before = folder.seen(root)
    assert folder.follow(root, {}, before) == sorted(before)
    copy = root / "build/watch/content/a.md"
    assert copy.read_text("utf-8") == "content/a.md"
    (root / "content/a.md").write_text("other", "utf-8")
    (root / "data/studies/x.yaml").unlink()
    now = folder.seen(root)
    assert folder.follow(root, before, now) == ["content/a.md", "data/studies/x.yaml"]
    assert copy.read_text("utf-8") == "other"
    assert not (root / "build/watch/data/studies/x.yaml").exists()
    assert (root / "build/thesis.pdf").read_text("utf-8") == "build/thesis.pdf"
    assert folder.follow(root, now, folder.seen(root)) == []


def test_a_file_of_the_same_length_that_is_put_in_its_place_is_news(root: Path) -> None:
    path = root / "content/a.md"
    before, time = folder.seen(root), path.stat().st_mtime_ns
    (root / "new").write_text("content/b.md", "utf-8")
    os.utime(root / "new", ns=(time, time))
    (root / "new").replace(path)
    assert folder.seen(root) != before


def test_a_link_out_of_the_folder_is_copied_as_a_link(root: Path) -> None:
    outside = root.parent / f"{root.name} outside.md"
    outside.write_text("secret", "utf-8")
    (root / "content/b.md").symlink_to(outside)
    (root / "content/c.md").symlink_to("a.md")
    folder.follow(root, {}, folder.seen(root))
    copies = root / "build/watch/content"
    assert (copies / "b.md").readlink() == outside
    assert (copies / "c.md").resolve() == copies / "a.md"


def test_a_second_watch_is_told_of_the_first_and_a_later_one_begins_anew(root: Path) -> None:
    first = folder.hold(root)
    first.write("http://127.0.0.1:1/")
    first.flush()
    with pytest.raises(folder.LockedError, match=r"http://127\.0\.0\.1:1/"):
        folder.hold(root)
    left = root / "build/watch/content/old.md"
    left.parent.mkdir()
    left.write_text("old", "utf-8")
    first.close()
    with folder.hold(root) as lock:
        assert lock.read() == ""
        assert not left.exists()


def test_a_file_that_is_too_large_has_its_size_in_the_copy_and_takes_no_room(root: Path) -> None:
    size = limits.MOST_BYTES + 1
    (root / "content/b.md").write_bytes(b"x" * size)
    folder.follow(root, {}, folder.seen(root))
    copy = root / "build/watch/content/b.md"
    assert copy.stat().st_size == size
    assert not copy.read_bytes().strip(b"\0")


def test_a_file_that_may_not_be_read_is_left_out(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("shutil.copyfile", refuse)
    assert "content/a.md" in folder.follow(root, {}, folder.seen(root))
    assert not (root / "build/watch/content/a.md").exists()
