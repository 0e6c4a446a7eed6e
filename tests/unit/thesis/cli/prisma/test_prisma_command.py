"""`python -m thesis prisma`: the table of the data now, and another one held against it."""

import shutil
from pathlib import Path

import pytest

from tests.unit.thesis.cli.conftest import Told

MINIMAL = Path(__file__).parents[4] / "projects/minimal"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with the minimal thesis, whose figure 1 has the house's form."""
    for part in ("config", "content", "data"):
        shutil.copytree(MINIMAL / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("here")
def test_the_table_agrees_with_itself_and_each_other_number_is_told(told: Told) -> None:
    table = told(0, "prisma")
    Path("ours.csv").write_text(table, "utf-8")
    said = told(0, "prisma", "ours.csv")
    assert said == "ours.csv: every number that it has is that of the thesis\n"
    other = table.replace(",48419\n", ",48420\n").replace("dagarbeidere, 1;", "dagarbeidere, 2;")
    other = other.replace("duplicates,node8,box3,NA,NA,NA,NA,NA", "duplicates,,,,,,,7")
    Path("theirs.csv").write_text(other, "utf-8")
    assert told(1, "prisma", "theirs.csv").splitlines() == [
        "theirs.csv: database_results is 48420; the thesis has 48419 (searches.hits)",
        "theirs.csv: duplicates is 7, which the thesis does not count",
        "theirs.csv: dbr_excluded is Bare dagarbeidere, 2; Søvn ikke målt, 0; "
        "the thesis has Bare dagarbeidere, 1; Søvn ikke målt, 0",
    ]


@pytest.mark.usefixtures("here")
def test_what_cannot_be_told_says_why(told: Told) -> None:
    Path("none.csv").write_bytes(b"\xff")
    assert told(2, "prisma", "none.csv") == "none.csv:1: it is no UTF-8\n"
    for name, said in (("data", "Is a directory"), ("x" * 300, "File name too long")):
        assert told(2, "prisma", name) == f"{name}: {said}\n"
    ladder = Path("data/ladder.yaml")
    text = ladder.read_text("utf-8")
    for content, rule in (
        (text.replace("    prisma: screened\n", "", 1), "[flow.unmapped]"),
        ("a: [", "[input.yaml]"),
    ):
        ladder.write_text(content, "utf-8")
        assert rule in told(2, "prisma")
