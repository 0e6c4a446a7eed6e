"""The one job that reads data/: what it writes, and that it stops with all that is wrong."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.thesis.counts.made import HEADER
from thesis.model.register import Register

Run = Callable[..., None]


@pytest.fixture
def run(job: Any, house: Path, here: Path) -> Run:
    """Runs the job where it stands, on the house's data, with a form of figure 1."""
    shutil.copytree(house / "data", "data")

    def make(form: str = "house") -> None:
        config = Path("build/config.json")
        config.parent.mkdir()
        config.write_text(json.dumps({"flow": form}), "utf-8")
        job(
            "data/register",
            input={"config": str(config), "labels": str(house / "templates/labels/nb.yaml")},
            output={name: f"{name}.json" for name in ("register", "places", "flow", "findings")},
        )

    return make


def test_the_job_stops_with_all_findings_and_writes_nothing(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("data/searches/psycinfo.csv").write_text(HEADER + "1,a,,?,0,\n", "utf-8")
    with pytest.raises(SystemExit):
        run()
    said = capsys.readouterr().err
    assert "problem(s)" in said
    assert said.count("data/searches/psycinfo.csv:2") == 2
    assert not list(Path().glob("*.json"))


def test_the_job_writes_the_form_that_config_asks_for(run: Run) -> None:
    run("prisma2020")
    flow = json.loads(Path("flow.json").read_text("utf-8"))
    assert flow["form"] == "prisma2020"
    assert Register.read("register.json").json["records"]["flow"] == flow


def test_the_job_stops_at_a_stage_that_the_form_has_no_box_for(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    ladder = Path("data/ladder.yaml")
    ladder.write_text(ladder.read_text("utf-8").replace("    prisma: assessed\n", ""), "utf-8")
    with pytest.raises(SystemExit):
        run("prisma2020")
    assert "flow.unmapped" in capsys.readouterr().err
    assert not list(Path().glob("*.json"))


def test_the_job_writes_register_and_flow(run: Run) -> None:
    run()
    register = Register.read("register.json")
    stages = json.loads(Path("flow.json").read_text("utf-8"))["stages"]
    assert [register.value(stage["key"]) for stage in stages] == [
        stage["value"] for stage in stages
    ]
