"""The one job that reads data/: what it writes, and that it stops with all that is wrong."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.unit.thesis.counts.made import HEADER
from thesis.model.register import Register


def test_the_job_stops_with_all_findings_and_writes_nothing(
    job: Any,
    house: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    (tmp_path / "data/searches/psycinfo.csv").write_text(HEADER + "1,a,,?,0,\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    output = {name: f"{name}.json" for name in OUTPUT}
    with pytest.raises(SystemExit):
        job("data/register", input=settings(house, tmp_path), output=output)
    said = capsys.readouterr().err
    assert "problem(s)" in said
    assert said.count("data/searches/psycinfo.csv:2") == 2
    assert not list(tmp_path.glob("*.json"))


OUTPUT = ("register", "places", "flow", "findings")


def settings(house: Path, folder: Path, form: str = "house") -> dict[str, str]:
    """The inputs of the job beside data/: the form of figure 1, and the words of the other one."""
    config = folder / "build/config.json"
    config.parent.mkdir()
    config.write_text(json.dumps({"flow": form}), "utf-8")
    return {"config": str(config), "labels": str(house / "templates/labels/nb.yaml")}


def test_the_job_writes_the_form_that_config_asks_for(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    output = {name: f"{name}.json" for name in OUTPUT}
    job("data/register", input=settings(house, tmp_path, "prisma2020"), output=output)
    flow = json.loads(Path("flow.json").read_text("utf-8"))
    assert flow["form"] == "prisma2020"
    assert Register.read("register.json").json["records"]["flow"] == flow


def test_the_job_stops_at_a_stage_that_the_form_has_no_box_for(
    job: Any,
    house: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    ladder = tmp_path / "data/ladder.yaml"
    ladder.write_text(ladder.read_text("utf-8").replace("    prisma: assessed\n", ""), "utf-8")
    monkeypatch.chdir(tmp_path)
    output = {name: f"{name}.json" for name in OUTPUT[:-1]}
    with pytest.raises(SystemExit):
        job("data/register", input=settings(house, tmp_path, "prisma2020"), output=output)
    assert "flow.unmapped" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.json"))


def test_the_job_writes_register_and_flow(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    job(
        "data/register",
        input=settings(house, tmp_path),
        output={name: f"{name}.json" for name in OUTPUT},
    )
    register = Register.read("register.json")
    stages = json.loads(Path("flow.json").read_text("utf-8"))["stages"]
    assert [register.value(stage["key"]) for stage in stages] == [
        stage["value"] for stage in stages
    ]
