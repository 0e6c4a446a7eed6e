"""Retracted works of data/references.yaml, by the list that a person looked up."""

import shutil
from pathlib import Path

import pytest

from tests.cases import Case
from thesis.checks.data import inputs

LIST = """\
looked_at: 2020-05-20
source: a database of retractions
works:
- DOI: 10.1371/JOURNAL.PONE.0017465
  date: 2020-01-15
  notice: https://doi.org/10.1371/journal.pone.0000000
"""
WORK = "- id: buchowski2011\n"


@pytest.mark.parametrize("kept", [False, True])
def test_a_retracted_work_is_told_unless_it_says_why_it_stays(
    kept: bool, house: Path, tmp_path: Path
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    (tmp_path / "data/retracted.yaml").write_text(LIST, "utf-8")
    new = f"{WORK}  retracted: It is excluded, and told of as such.\n" if kept else WORK
    Case(rule="", file="data/references.yaml", old=WORK, new=new).plant(tmp_path)
    _, found = inputs.problems(tmp_path)
    assert [one.rule for one in found] == ([] if kept else ["reference.retracted"])
    assert inputs.usable(found)
