"""What tests of single pieces share."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thesis.workflow import steps

SMALL = ROOT / "tests/projects/minimal"
MORE = ROOT / "tests/unit/thesis/cli/returned/more.md"
"""What the small thesis has none of: lists, a note, a table of one's own, emphasis."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def content(here: Path) -> Path:
    """A folder content/, and the working directory around it."""
    (here / "content").mkdir()
    return here / "content"


SOUNDS = "Lyd;Nivå;Sted\nSvak lyd;12.5;Rom\nHøy lyd;40.5;Gang\n"


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small thesis, with more.md, built as far as its DOCX."""
    folder = tmp_path_factory.mktemp("delivered") / "thesis"
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("expected"))
    with (folder / "content/02-resultat.md").open("a", encoding="utf-8") as results:
        results.write(MORE.read_text("utf-8"))
    (folder / "data/tables").mkdir()
    (folder / "data/tables/lyder.csv").write_text(SOUNDS, "utf-8")
    with chdir(folder):
        Path("build").mkdir()
        Path("build/pages.json").write_text(
            "{}", "utf-8"
        )  # which the PDF has, that nobody asks for
        steps.build(("register", "flowchart", "document", "docx"))
    return folder


@pytest.fixture
def own(delivered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change, as the working folder."""
    shutil.copytree(delivered, tmp_path / "thesis")
    monkeypatch.chdir(tmp_path / "thesis")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "thesis"
