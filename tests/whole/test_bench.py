"""The benchmark measures what succeeds, says what is missed, and holds `pdf` to the floor."""

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.whole.project import HOUSE, Project
from thesis.diagnostics import findings


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure", HOUSE / "bench/measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pdf_is_not_a_quarter_slower_than_it_was(bench: ModuleType) -> None:
    assert not bench.too_slow(bench.ratio(1))


def test_a_quarter_slower_is_told(bench: ModuleType) -> None:
    assert not bench.too_slow(bench.KEPT * 1.24)
    assert "bench/measure.py" in bench.too_slow(bench.KEPT * 1.26)


def test_another_figure_of_a_study_is_built_and_printed(
    bench: ModuleType, clone: Callable[[], Project]
) -> None:
    project = clone()
    page = project.root / "build/thesis.html"
    before = page.read_bytes()
    bench.figure(project.root, 1)
    build = project.build("html", "check")
    assert build.returncode == 0, build.stderr
    assert findings.read(project.root / "build/findings.json") == []
    assert page.read_bytes() != before


def test_each_typo_is_another(bench: ModuleType, tmp_path: Path) -> None:
    shutil.copytree(HOUSE / "content", tmp_path / "content")
    texts = set()
    for step in range(3):
        bench.typo(tmp_path, step)
        texts.add((tmp_path / "content/05-diskusjon.md").read_text("utf-8"))
    assert len(texts) == 3


def test_an_edit_of_what_is_not_there_is_told(bench: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("b", "utf-8")
    with pytest.raises(bench.FailedError, match=r"a\.md has nothing like c"):
        bench.edit(tmp_path / "a.md", "c", "d")


def test_a_command_that_fails_is_not_measured(bench: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(bench.FailedError, match="Snakefile"):
        bench.used(bench.Row("", bench.BUILD, tmp_path))


def test_a_goal_is_reached_or_missed(bench: ModuleType) -> None:
    found = {
        goal.row: [bench.Used(1, 1, 1), bench.Used(2, 2, 1), bench.Used(9, 9, 1)]
        for goal in bench.GOALS
    }
    found[bench.VERSION] = [bench.Used(1, 4, 1)]
    lines = bench.reached(found)
    assert (
        f"| {bench.NOTHING}, of {bench.VERSION} | 1.3 × | 2.00 × | 0.50 × | **missed** |" in lines
    )
    assert f"| {bench.CHECK} | 2.5 s | 2.00 s | 2.00 s | reached |" in lines
    assert not any(bench.XELATEX in line for line in lines)  # it was not measured


def test_a_peer_that_is_not_installed_is_named(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bench.shutil, "which", {"make": "make"}.get)
    assert bench.lacking("typst") == []
    names = {row.name for row in bench.rows(tmp_path)}
    assert bench.TYPST in names
    assert bench.XELATEX not in names
    said = bench.told({goal.row: [bench.Used(1, 1, 1)] for goal in bench.GOALS}, 1)
    assert f"Left out: {bench.XELATEX}, without pandoc, xelatex, rsvg-convert" in said


def test_tables_are_written_between_their_marks(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "benchmarks.md"
    shutil.copy(bench.PAGE, page)
    monkeypatch.setattr(bench, "PAGE", page)
    bench.write("one\n")
    bench.write("two\n")
    text = page.read_text("utf-8")
    assert f"{bench.BEGIN}\ntwo\n\n{bench.END}" in text
    assert "one\n\n" not in text
