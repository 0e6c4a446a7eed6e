"""The command ``lint-search`` prints what is found; its status says whether it is an error."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.thesis.cli.conftest import Told


def test_a_strategy_is_looked_through(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "s.txt"
    path.write_text("# Medline\nnap.tw.\nrest.tw.\n1 or 2 or 3\n", "utf-8")
    printed = told(1, "lint-search", path)
    assert printed.startswith("Medline: 3 rows, read as Ovid\n")
    assert f"{path}:4: error [press.self-reference]" in printed
    assert printed.endswith("1 error, 0 warnings\n")
    path.write_text("nap.tw.\nrest.tw.\n1 or 2\n", "utf-8")
    told(0, "lint-search", path, "--dialect", "ovid")


def test_signs_of_two_databases_are_told(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "s.txt"
    path.write_text("nap.tw.\nrest[tiab]\n", "utf-8")
    assert "though it has signs of PubMed: --dialect says which" in told(1, "lint-search", path)


@pytest.mark.parametrize("database", ["medline", "embase", "psycinfo", "sportdiscus"])
def test_the_searches_of_the_thesis_have_no_error(told: Told, database: str) -> None:
    told(0, "lint-search", ROOT / f"data/searches/{database}.csv")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("none.txt", None, "No such file"),
        ("s.txt", b"\xff\xfe", "it is not UTF-8"),
        ("s.txt", b"\n\n", "There is no search in it."),
        ("s.csv", b"a,b\n1,2\n", "it has not the columns number, query and hits"),
        ("s.csv", b"number,query,hits\nx,nap,2\n", "line 2: number and hits are whole numbers"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_no_traceback(
    tmp_path: Path, told: Told, name: str, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert why in told(2, "lint-search", tmp_path / name)
