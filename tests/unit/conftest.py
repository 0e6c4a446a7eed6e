"""What tests of single pieces share."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thesis.workflow import steps

SMALL = ROOT / "tests/projects/minimal"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder content/, and the working directory around it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small thesis, built as far as its DOCX; nobody changes it."""
    folder = tmp_path_factory.mktemp("delivered") / "thesis"
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("expected"))
    with chdir(folder):
        steps.build(("register", "flowchart", "document", "docx"))
    return folder


@pytest.fixture
def own(delivered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change, as the working folder."""
    shutil.copytree(delivered, tmp_path / "thesis")
    monkeypatch.chdir(tmp_path / "thesis")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "thesis"
