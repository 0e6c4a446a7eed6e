"""Three theses on other topics, written for no rule: nothing in them is told that is not so."""

import shutil
from pathlib import Path

import pytest

from tests.projects.test_minimal import snakemake
from thesis.diagnostics import findings

CLEAN = Path(__file__).parent / "clean"
TOPICS = sorted(path.name for path in CLEAN.iterdir() if path.is_dir())


def test_there_are_three() -> None:
    assert len(TOPICS) == 3


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_is_told_of_a_clean_thesis(topic: str, tmp_path: Path) -> None:
    copy = tmp_path / topic
    shutil.copytree(CLEAN / topic, copy, ignore=shutil.ignore_patterns("build", "results", ".*"))
    snakemake(copy, "build/findings.json")
    assert [str(one) for one in findings.read(copy / "build/findings.json")] == []
