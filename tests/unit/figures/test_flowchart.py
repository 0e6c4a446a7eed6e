"""The job that draws the flowchart: what the flow says, in the form that it has."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.unit.thesis.formats.flowchart.test_house import FLOWS
from thesis.formats.flowchart import draw
from thesis.model.records import FlowBar, plain

OFFICIAL = {"form": "prisma2020", "headings": [FlowBar(label="Via databaser")]}


@pytest.mark.parametrize("form", [{}, OFFICIAL])
def test_the_job_writes_the_picture_and_what_graphviz_drew_it_from(
    job: Any, house: Path, tmp_path: Path, form: dict[str, Any]
) -> None:
    flow = replace(FLOWS["five stages"], **form)
    (tmp_path / "flow.json").write_text(json.dumps(plain(flow)), "utf-8")
    made = {name: tmp_path / f"x.{name}" for name in ("dot", "figure")}
    job(
        "figures/flowchart",
        input={"flow": tmp_path / "flow.json", "labels": house / "templates/labels/nb.yaml"},
        output=made,
    )
    dot, svg = (path.read_text("utf-8") for path in made.values())
    assert (dot, svg) == draw.picture(flow, "Flytskjema over utvelgelsen")
    assert "Flytskjema over utvelgelsen" in dot
    assert ("Via databaser" in svg) == bool(form)
