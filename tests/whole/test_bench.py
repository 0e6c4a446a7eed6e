"""The benchmark measures builds that succeed."""

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests import warm
from tests.whole.project import HOUSE, Project


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wall_times", HOUSE / "bench/wall_times.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


STUDY = """\
figures:
  weeks: 12
  last_week: 12
  minutes: 30
  unprinted: 4
relations:
  - says: last_week == weeks
texts:
  a: |
    I {{ n("weeks") }} uker, i {{ n("minutes") }} minutter.
"""


def test_a_figure_is_changed_that_is_printed_and_that_no_relation_holds(
    bench: ModuleType, tmp_path: Path
) -> None:
    study = tmp_path / "data/studies/a.yaml"
    study.parent.mkdir(parents=True)
    study.write_text(STUDY, "utf-8")
    assert list(bench.figures(tmp_path)) == [(study, "minutes")]
    assert bench.raised(STUDY, "minutes", 2) == STUDY.replace("minutes: 30", "minutes: 32")


def test_there_is_one_in_the_thesis(bench: ModuleType) -> None:
    assert list(bench.figures(HOUSE))


def test_an_edit_that_cannot_be_built_is_passed_over_and_told_at_last(
    bench: ModuleType, small_clone: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", warm.instead)
    project = small_clone()
    study = project.root / "data/studies/fabelmo2019.yaml"
    relation = "relations:\n  - says: controls < singers\ntexts:\n"
    project.edit("data/studies/fabelmo2019.yaml", "texts:\n", relation)
    before = study.read_text("utf-8")
    among = [(study, "controls"), (study, "rehearsal_minutes")]
    assert bench.edited(project.root, among, 5) > 0
    assert among == [(study, "rehearsal_minutes")]
    assert study.read_text("utf-8") == before.replace("minutes: 45", "minutes: 50")
    with pytest.raises(bench.FailedError, match="controls < singers"):
        bench.edited(project.root, [(study, "controls")], 5)


def test_a_command_that_fails_is_not_measured(bench: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(bench.FailedError, match="Snakefile"):
        bench.timed(bench.BUILD, tmp_path)
