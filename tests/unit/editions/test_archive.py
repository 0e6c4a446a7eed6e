"""An edition is frozen whole, once, and never written over."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.editions import store
from thesis.formats.attachments import digest


@pytest.fixture
def inputs(here: Path) -> dict[str, str]:
    """What the job has as input, in a folder of its own."""
    a_register([], {"thesis": {"edition": {"name": "2020"}}}).write("register.json")
    given = {part: f"{part}.json" for part in store.KEPT.values()}
    for part, path in given.items():
        if part != "register":
            Path(path).write_text(json.dumps({"is": part}), "utf-8")
    Path("manifest.json").write_text('{"versions": {"typst": "1"}, "sha256": {}}', "utf-8")
    return {**given, "manifest": "manifest.json"}


def test_the_job_keeps_every_file_with_its_hash_and_says_how_to_name_the_edition(
    job: Any, inputs: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job("editions/archive", input=inputs)
    folder = tmp_path / "editions/2020"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["versions"] == {"typst": "1"}
    assert manifest["sha256"] == {
        name: digest(Path(inputs[part]).read_bytes()) for name, part in store.KEPT.items()
    }
    said = capsys.readouterr().err
    hashed = digest((folder / "manifest.json").read_bytes())
    assert f'previous: {{edition: "2020", sha256: {hashed}}}' in said


@pytest.mark.mutant("edition.archived")
def test_the_job_refuses_another_edition_of_the_same_name(
    job: Any, inputs: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job("editions/archive", input=inputs)
    before = {path: path.read_bytes() for path in (tmp_path / "editions/2020").iterdir()}
    shutil.copyfile("flow.json", inputs["pdf"])
    with pytest.raises(SystemExit):
        job("editions/archive", input=inputs)
    assert "data/thesis.yaml: error [edition.archived]" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (tmp_path / "editions/2020").iterdir()} == before
