"""reviewed.txt: sorted, a line a sentence, and never a line of somebody else's lost."""

import subprocess
from pathlib import Path

import pytest

from thesis.editions import reviewed
from thesis.input.sources import UnreadableSourceError

ONE, OTHER = "0123456789abcdef", "fedcba9876543210"


def text(root: Path) -> str:
    return (root / reviewed.FILE).read_text("utf-8")


def test_a_line_has_the_hash_first_then_the_file_and_the_first_words() -> None:
    made = reviewed.line(
        ONE, "content/05-diskusjon.md", f"Det ble 30\u00a0000 treff {'i alt ' * 20}"
    )
    assert made.startswith(f"{ONE}  content/05-diskusjon.md  Det ble 30 000 treff i alt")
    assert made.endswith("…")
    assert len(made) < 110


def test_lines_are_kept_sorted_below_a_remark_and_each_stands_once(tmp_path: Path) -> None:
    assert (reviewed.files(tmp_path), reviewed.read(tmp_path)) == ([], [])
    lines = [reviewed.line(mark, "content/a.md", "Ord.") for mark in (OTHER, ONE)]
    for _ in range(2):
        reviewed.add(tmp_path, lines)
    assert text(tmp_path) == f"{reviewed.ABOUT}\n{lines[1]}\n{lines[0]}\n"
    assert reviewed.files(tmp_path) == [reviewed.FILE]
    assert reviewed.hashes(tmp_path) == {ONE, OTHER}
    assert [line.number for line in reviewed.read(tmp_path)] == [2, 3]
    assert [path.name for path in tmp_path.iterdir()] == [reviewed.FILE]


def test_no_line_of_others_is_lost_whatever_it_is(tmp_path: Path) -> None:
    theirs = ["# their remark", f"{OTHER}  content/b.md  Ord.", "<<<<<<< HEAD"]
    (tmp_path / reviewed.FILE).write_text("\n".join(theirs), "utf-8")
    reviewed.add(tmp_path, [reviewed.line(ONE, "content/a.md", "Ord.")])
    assert {*theirs} < {*text(tmp_path).splitlines()}
    broken = [line for line in reviewed.read(tmp_path) if not line.hash]
    assert [line.text for line in broken] == ["<<<<<<< HEAD"]
    reviewed.strike(tmp_path, broken)
    assert {*text(tmp_path).splitlines()} == {*theirs[:2], f"{ONE}  content/a.md  Ord."}


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / reviewed.FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableSourceError):
        reviewed.read(tmp_path)


def test_two_branches_that_add_lines_merge(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        names = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *names, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def commit(mark: str) -> None:
        reviewed.add(tmp_path, [reviewed.line(mark * 16, "content/a.md", "Ord.")])
        git("add", ".")
        git("commit", "-qm", mark)

    attributes = Path(__file__).parents[4] / ".gitattributes"
    (tmp_path / ".gitattributes").write_bytes(attributes.read_bytes())
    git("init", "-qb", "main")
    commit("1")
    git("switch", "-qc", "other")
    commit("2")
    git("switch", "-q", "main")
    commit("3")
    git("merge", "-q", "--no-edit", "other")
    assert reviewed.hashes(tmp_path) == {mark * 16 for mark in "123"}
