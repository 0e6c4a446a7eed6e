"""The sample of a study record, which group statements compare."""

from pathlib import Path

import pytest

from thesis.checks.data import samples
from thesis.diagnostics.findings import Finding
from thesis.input import sources
from thesis.input.folder import Data

FILE = "data/studies/anna2019.yaml"
RECORD = """\
key: anna2019
sample: {sample}
figures:
  exercise_group: 32
  controls: {{value: 31, unit: people}}
  age: {{low: 18, high: 40, unit: years}}
  hours: 0.5
"""


def check(folder: Path, sample: str) -> list[Finding]:
    path = folder / "anna2019.yaml"
    path.write_text(RECORD.format(sample=sample), "utf-8")
    return list(samples.check(Data({"studies/anna2019": sources.read_yaml(path, FILE)})))


@pytest.mark.parametrize("sample", ["[exercise_group, controls]", "[controls]", "[]", "null"])
def test_a_sample_of_figures_that_are_counts_is_no_finding(tmp_path: Path, sample: str) -> None:
    assert check(tmp_path, sample) == []


@pytest.mark.parametrize(
    ("sample", "found", "mend"),
    [
        ("[exersise_group]", "exersise_group", "did you mean exercise_group?"),
        ("[exercise_group, qqq]", "qqq", "add qqq under figures"),
        ("[age]", "age: None", ""),
        ("[hours]", "hours: 0.5", ""),
    ],
)
def test_a_sample_that_cannot_be_added_up_is_found_on_its_line(
    tmp_path: Path, sample: str, found: str, mend: str
) -> None:
    (finding,) = check(tmp_path, sample)
    assert (finding.rule, str(finding.place)) == ("study.sample", f"{FILE}:2")
    assert found in finding.found
    assert mend in finding.fix
