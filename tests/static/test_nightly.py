"""The figures of a night: beside those of the day before, and published searches that are read."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

HOUSE = Path(__file__).parents[2]
TOPIC = "Topic: CD1\n\nTitle: Sang\n\nQuery:\nexp Sleep/\nchoir*.tw.\n1 and 2\n(\n\nPids:\n  1\n"


@pytest.fixture(scope="module")
def nightly() -> ModuleType:
    spec = importlib.util.spec_from_file_location("nightly", HOUSE / "bench/nightly.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_figure_stands_beside_that_of_the_day_before(
    nightly: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "figures.json"
    assert nightly.keep({"a": 1, "b": "x"}, file, "2026-01-02") == ({}, "")
    before, day = nightly.keep({"a": 3, "b": "y", "c": 1}, file, "2026-01-04")
    assert (before, day) == ({"a": 1, "b": "x"}, "2026-01-02")
    assert nightly.keep({"a": 4}, file, "2026-01-04") == (before, day), "the same day once more"
    assert [*json.loads(file.read_text("utf-8"))] == ["2026-01-02", "2026-01-04"]
    lines = [" ".join(line.split()) for line in nightly.table({"a": 3, "b": "y"}, before, day)]
    assert lines == ["tonight 2026-01-02 change", "a 3 1 +2", "b y x OTHER"]


def test_a_corpus_is_read_where_it_is_and_told_where_it_is_not(
    nightly: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tar/2018-TAR/Task2/Training/topics"
    folder.mkdir(parents=True)
    (folder / "CD1").write_text(TOPIC, "utf-8")
    monkeypatch.setenv("PATH", "")  # no git, no network
    assert nightly.corpora(tmp_path) == {
        "CLEF-TAR/tar, rows": 4,
        "CLEF-TAR/tar, rows read": 3,
        "ielab/sysrev-seed-collection, rows": "not here",
        "ielab/sysrev-seed-collection, rows read": "not here",
    }
    assert nightly.environment("3.11", tmp_path / "venv") == ""
