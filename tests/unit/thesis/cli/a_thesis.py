"""A small thesis whose first edition is archived, for the commands that change its records."""

import json
import shutil
from pathlib import Path

from tests.conftest import ROOT
from thesis.checks.data import inputs
from thesis.counts.build import build
from thesis.formats.attachments import manifest
from thesis.input import sources

SMALL = ROOT / "tests/projects/minimal"


def revised(tmp_path: Path) -> Path:
    """The folder of the small thesis, in the edition after its first one."""
    for part in ("data", "config"):
        shutil.copytree(SMALL / part, tmp_path / part)
    data, found = inputs.problems(tmp_path)
    register = build(data, found)
    folder = tmp_path / "editions/2023"
    folder.mkdir(parents=True)
    register.write(folder / "register.json")
    (folder / "manifest.json").write_bytes(manifest({}, {}))
    config = tmp_path / "config/config.yaml"
    named = f"previous: {json.dumps({'edition': '2023', 'sha256': '0' * 64})}\n"
    config.write_text(f"{config.read_text('utf-8')}{named}", "utf-8")
    thesis = tmp_path / "data/thesis.yaml"
    text = thesis.read_text("utf-8")
    assert 'name: "2023"' in text
    thesis.write_text(text.replace('name: "2023"', 'name: "2025"'), "utf-8")
    return tmp_path


def record(root: Path, key: str) -> dict[str, object]:
    """The record of a study as it is read."""
    file = f"data/studies/{key}.yaml"
    value: dict[str, object] = sources.read_yaml(root / file, file).value
    return value
