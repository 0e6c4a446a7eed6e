"""A small thesis that was edited after its last build, and the commands run in its folder."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import give
from tests.unit.thesis.cli import a_thesis
from tests.unit.thesis.edited import STUDIES, Make, study
from thesis import __main__
from thesis.cli.plan import build as building
from thesis.cli.verify.rebuild import Rebuilt
from thesis.diagnostics.files import HOUSE
from thesis.document import pandoc
from thesis.document.thesis import Thesis

Run = Callable[..., tuple[int, str, str]]
Told = Callable[..., str]

OUT = [study("anna2019", status="excluded"), STUDIES[1]]
NUMBERS = {"studies.included": 6, "studies.read": 10}


def build(thesis: Thesis, root: Path, said: str = "") -> Rebuilt:
    """What a build leaves of a thesis."""
    folder = root / "build"
    folder.mkdir(parents=True, exist_ok=True)
    pandoc.write(thesis.document, folder / "thesis.json")
    pandoc.write(thesis.document, folder / "placed.json")
    (folder / "places.json").write_text("{}", "utf-8")
    stage = {"id": "x", "label": "Inkluderte", "key": "studies.included"}
    stage["value"] = thesis.register["studies.included"].value
    give(thesis.register, flow={"stages": [stage]})
    thesis.register.write(folder / "register.json")
    files: dict[str, Any] = {
        "wordcount": {"main": {"words": 9}, "parts": [], "total": 9, "limit": 100},
        "config": {**thesis.config, "closure": {"cited_in": []}, "words": {"limit": 100}},
    }
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return Rebuilt(root, HOUSE, said)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command, which must end so; what it printed, or complained of where it refuses (2)."""

    def run(status: int, *words: object) -> str:
        assert __main__.main([*map(str, words)]) == status
        printed = capsys.readouterr()
        return printed.err if status == 2 else printed.out

    return run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the folder of the thesis; its status and what it printed."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config/config.yaml").write_text("labels: nb\n", "utf-8")
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    # What this small thesis lacks is no matter here: a test that wants an error plants it.
    monkeypatch.setattr("thesis.diagnostics.rules.run", lambda thesis: iter(()))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = __main__.main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def edited(edit: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Thesis:
    """The thesis after an edit that was not built yet; the last build is of the one before."""
    build(edit(), tmp_path)
    thesis = edit(studies=OUT, numbers=NUMBERS)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-thrown-away"

    @contextmanager
    def built(files: dict[str, bytes]) -> Iterator[Path]:
        for name, content in files.items():
            (elsewhere / name).parent.mkdir(parents=True, exist_ok=True)
            (elsewhere / name).write_bytes(content)
        yield build(thesis, elsewhere).folder

    monkeypatch.setattr(building, "built", built)
    return thesis


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a small thesis whose first edition is archived."""
    return a_thesis.revised(tmp_path)
