"""The folder that `new` makes: built from inside, once its example is filled in."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import warm
from thesis.cli import new_command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new thesis in a folder with a space in its name, with nothing left to fill in its study."""
    made = tmp_path_factory.mktemp("new") / "min oppgave"
    words = [sys.executable, "-m", "thesis", "new", str(made), "--title", "Musikk og angst"]
    house = Path(new_command.__file__).parents[2]
    subprocess.run([*words, "--style", "vancouver"], cwd=house, check=True)
    study = made / "data/studies/eksempel2024.yaml"
    study.write_text(study.read_text("utf-8").replace("TODO ", ""), "utf-8")
    return made


def test_it_builds_where_it_lies_with_nothing_wrong(folder: Path) -> None:
    run = warm.run("snakemake", "--cores", "4", cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 findings" in run.stdout + run.stderr
    page = re.sub("<[^>]+>", "", (folder / "results/thesis.html").read_text("utf-8"))
    assert "Det ble gjort tre søk i to databaser." in page
    assert "1. Eksempel E. An example to replace." in " ".join(page.split())
    asked = subprocess.run(
        [sys.executable, "-m", "thesis", "explain", "pubmed.2.hits"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "data/searches/pubmed.csv:3" in asked.stdout


@pytest.mark.parametrize("there", [True, False])
def test_where_no_thesis_is_one_line_says_so_and_no_folder_is_made(
    tmp_path: Path, there: bool
) -> None:
    if there:
        (tmp_path / "slip").mkdir()
        (tmp_path / "slip/notat.txt").touch()
    house = Path(new_command.__file__).parents[2]
    run = warm.run("snakemake", "--cores", "1", "--directory", str(tmp_path / "slip"), cwd=house)
    assert run.returncode == 1
    assert f"There is no thesis in {tmp_path / 'slip'}" in run.stderr + run.stdout
    assert "python -m thesis new" in run.stderr + run.stdout
    assert (tmp_path / "slip").exists() == there
