"""The job that writes what stands for the flowchart in the text."""

from pathlib import Path
from typing import Any

from tests.a_register import a_register
from tests.unit.thesis.formats.flowchart.test_house import FLOWS
from thesis.diagnostics import findings
from thesis.diagnostics.place import Place
from thesis.document import marks
from thesis.model import flow as flows
from thesis.model.records import plain
from thesis.model.register import Number


def test_the_job_writes_the_block_and_what_it_found(job: Any, house: Path, tmp_path: Path) -> None:
    flow = FLOWS["two stages"]
    label = flow.stages[0].label
    (tmp_path / "places.json").write_text('{"flow.stages.0.label": "data/ladder.yaml:9"}', "utf-8")
    known = [Number(row.key, row.value) for row in flows.rows(flow)]
    a_register(known[1:], {"flow": plain(flow)}).write(tmp_path / "register.json")
    job(
        "figures/flowchart_text",
        input={
            "register": tmp_path / "register.json",
            "places": tmp_path / "places.json",
            "labels": house / "templates/labels/nb.yaml",
        },
        output={"text": tmp_path / "flow.md", "findings": tmp_path / "found.json"},
    )
    text = (tmp_path / "flow.md").read_text("utf-8")
    assert "«Inkludert»" in marks.unmarked(text)
    assert f"«{marks.mark(Place('data/ladder.yaml', 9))}{label}" in text
    assert ".long-description" in text
    assert {each.rule for each in findings.read(tmp_path / "found.json")} == {"number.unknown-key"}
