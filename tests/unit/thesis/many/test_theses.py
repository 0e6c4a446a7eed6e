"""The list of many theses: what is in a row, and all that can be wrong with one."""

import os
from pathlib import Path

import pytest

from thesis.many import theses


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folders of two theses, beside a list of them."""
    for name in ("anna", "bjørn"):
        (tmp_path / name / "content").mkdir(parents=True)
        (tmp_path / name / "content/a.md").write_text(name, "utf-8")
    return tmp_path


def read(folder: Path, *rows: str) -> dict[str, theses.ListedThesis]:
    path = folder / "list.tsv"
    path.write_text("\n".join(rows).replace(" ", "\t") + "\n", "utf-8")
    return theses.read(str(path))


def test_a_row_is_a_folder_beside_the_list_or_a_repository(folder: Path) -> None:
    commit = "a" * 40
    found = read(
        folder, "id source commit", "a anna", "b bjørn ", f"c https://git.example/c.git {commit}"
    )
    assert [one.is_repository for one in found.values()] == [False, False, True]
    assert (found["a"].source, found["c"].commit) == (str(folder / "anna"), commit)
    assert found["a"].content != found["b"].content != found["c"].content == ""


def test_what_is_made_does_not_count_as_another_content_and_what_is_written_does(
    folder: Path,
) -> None:
    before = read(folder, "id source", "a anna")["a"].content
    (folder / "anna/results").mkdir()
    (folder / "anna/results/thesis.pdf").write_text("made", "utf-8")
    os.mkfifo(folder / "anna/content/pipe")  # which would be read for ever
    assert read(folder, "id source", "a anna")["a"].content == before
    (folder / "anna/content/b.md").symlink_to("a.md")
    assert read(folder, "id source", "a anna")["a"].content != before


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["id path", "a anna"], ["list.tsv:1", "id path"]),
        (["id source"], ["list.tsv:1", "a row for each thesis"]),
        ([""], ["list.tsv:1", "an empty file"]),
        (["id source", "a anna", "a bjørn"], ["list.tsv:3", "which a row above has"]),
        (["id source", "../a anna"], ["list.tsv:2", "letters, digits"]),
        (["id source", "a cecilie"], ["list.tsv:2", "source:"]),
        (["id source", "a"], ["list.tsv:2", "source:"]),
        (["id source", "a anna 1"], ["list.tsv:2", "more cells than columns"]),
        (["id source commit", "a anna main"], ["list.tsv:2", "of a folder"]),
        (["id source commit", "a https://x.example/a main"], ["list.tsv:2", "40 hexadecimal"]),
        (["id source", "a ext::sh"], ["list.tsv:2", "ext::sh"]),
        (["id source", "a --upload-pack=x"], ["list.tsv:2", "--upload-pack=x"]),
        (["id source commit", "a https://x.example/a --upload-pack=x"], ["list.tsv:2", "40 hexa"]),
        (["id source", "a git@-oProxyCommand=x:y"], ["list.tsv:2", "a folder, or"]),
        (["id source", "a https://me:secret@x.example/a"], ["list.tsv:2", "with a password"]),
        (["id source", "a anna", "A bjørn"], ["list.tsv:3", "which a row above has"]),
        (["id id source", "a b anna"], ["list.tsv:1", "id id source"]),
        (["id source", f"a {'x' * 300}"], ["list.tsv:2", "source: xxx"]),
        (["id source", "a anna\0"], ["list.tsv:2", "U+0000"]),
        (["id source", "\x1b[2J anna"], ["list.tsv:2", "U+001B"]),
        (["id source", f"a {'x' * 3000}"], ["list.tsv:2", "a word of more than"]),
    ],
)
def test_what_is_wrong_is_told_at_its_row(
    folder: Path, capsys: pytest.CaptureFixture[str], rows: list[str], told: list[str]
) -> None:
    with pytest.raises(SystemExit):
        read(folder, *rows)
    said = capsys.readouterr().err
    assert [each for each in told if each not in said] == []


@pytest.mark.parametrize("content", ["id\tsource\nå\ta\n".encode("latin-1"), b"\xff\xfei\0"])
def test_a_list_in_another_encoding_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "list.tsv").write_bytes(content)
    with pytest.raises(SystemExit):
        theses.read(str(tmp_path / "list.tsv"))
    assert "input.encoding" in capsys.readouterr().err


@pytest.mark.parametrize("path", [None, "nowhere.tsv"])
def test_a_list_that_is_not_there_is_told(
    capsys: pytest.CaptureFixture[str], path: str | None
) -> None:
    with pytest.raises(SystemExit):
        theses.read(path)
    assert "--config theses=list.tsv" in capsys.readouterr().err
