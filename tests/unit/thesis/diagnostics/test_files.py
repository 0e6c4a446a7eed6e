"""Files that the steps write: one form of JSON, and whole or not at all."""

import errno
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from thesis.diagnostics import files


def test_json_is_read_as_it_was_written_and_people_can_read_it(tmp_path: Path) -> None:
    content = {"b": [1, 2.5, None], "a": "søk «x»"}
    files.write_json(content, tmp_path / "x.json")
    assert files.read_json(tmp_path / "x.json") == content
    text = (tmp_path / "x.json").read_text("utf-8")
    assert text == files.to_json(content)
    assert "søk «x»" in text
    assert text.endswith("}\n")


def test_a_short_record_of_json_is_a_line_and_a_long_one_a_field_a_line() -> None:
    short = {"key": "a", "rows": ["x.csv:1"]}
    assert files.to_json([short]) == '[{"key": "a", "rows": ["x.csv:1"]}]\n'
    lines = [f' {{"key": "{i}", "words": ["{"ord " * 15}"]}}' for i in range(2)]
    assert files.to_json([{"key": str(i), "words": ["ord " * 15]} for i in range(2)]) == (
        "[\n" + ",\n".join(lines) + "\n]\n"
    )


@pytest.mark.parametrize("content", ["ny\n", b"ny\n"])
def test_a_file_is_written_over_the_last_one(tmp_path: Path, content: str | bytes) -> None:
    (tmp_path / "x").write_text("old")
    files.write_whole(content, str(tmp_path / "x"))
    assert (tmp_path / "x").read_bytes() == b"ny\n"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_breaks_off_leaves_the_last_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full)
    (tmp_path / "x").write_text("old")
    with pytest.raises(OSError, match="No space"):
        files.write_whole("new", tmp_path / "x")
    assert (tmp_path / "x").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_file_is_copied_over_the_last_one(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    files.copy_whole(str(tmp_path / "new"), str(tmp_path / "old"))
    assert (tmp_path / "old").read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_copy_that_breaks_off_leaves_the_last_file_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: str, target: str) -> NoReturn:
        Path(target).write_text("ha")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    (tmp_path / "new").write_text("half")
    (tmp_path / "old").write_text("old")
    with pytest.raises(OSError, match="No space"):
        files.copy_whole(str(tmp_path / "new"), str(tmp_path / "old"))
    assert (tmp_path / "old").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_file_that_is_missing_leaves_the_last_one(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    with pytest.raises(FileNotFoundError):
        files.copy_whole(str(tmp_path / "none"), str(tmp_path / "old"))
    assert (tmp_path / "old").read_text() == "old"
