"""`python -m thesis prisma`: the table of the data now, and another one held against it."""

import shutil
from pathlib import Path

import pytest

from thesis.__main__ import main

MINIMAL = Path(__file__).parents[4] / "projects/minimal"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with the minimal thesis, whose figure 1 has the house's form."""
    for part in ("config", "content", "data"):
        shutil.copytree(MINIMAL / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("here")
def test_the_table_agrees_with_itself_and_each_other_number_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["prisma"]) == 0
    told = capsys.readouterr().out
    Path("ours.csv").write_text(told, "utf-8")
    assert main(["prisma", "ours.csv"]) == 0
    said = capsys.readouterr().out
    assert said == "ours.csv: every number that it has is that of the thesis\n"
    other = told.replace(",48419\n", ",48420\n").replace("dagarbeidere, 1;", "dagarbeidere, 2;")
    other = other.replace("duplicates,node8,box3,NA,NA,NA,NA,NA", "duplicates,,,,,,,7")
    Path("theirs.csv").write_text(other, "utf-8")
    assert main(["prisma", "theirs.csv"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "theirs.csv: database_results is 48420; the thesis has 48419 (searches.hits)",
        "theirs.csv: duplicates is 7, which the thesis does not count",
        "theirs.csv: dbr_excluded is Bare dagarbeidere, 2; Søvn ikke målt, 0; "
        "the thesis has Bare dagarbeidere, 1; Søvn ikke målt, 0",
    ]


@pytest.mark.usefixtures("here")
def test_what_cannot_be_told_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    Path("none.csv").write_bytes(b"\xff")
    assert main(["prisma", "none.csv"]) == 2
    assert capsys.readouterr().err == "none.csv:1: it is no UTF-8\n"
    for name, said in (("data", "Is a directory"), ("x" * 300, "File name too long")):
        assert main(["prisma", name]) == 2
        assert capsys.readouterr().err == f"{name}: {said}\n"
    ladder = Path("data/ladder.yaml")
    text = ladder.read_text("utf-8")
    for content, rule in (
        (text.replace("    prisma: screened\n", "", 1), "[flow.unmapped]"),
        ("a: [", "[input.yaml]"),
    ):
        ladder.write_text(content, "utf-8")
        assert main(["prisma"]) == 2
        assert rule in capsys.readouterr().err
