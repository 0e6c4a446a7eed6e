"""The job that writes what stands for the flowchart in the text."""

import json
from pathlib import Path
from typing import Any

from tests.unit.thesis.formats.flowchart.test_house import FLOWS, rows
from thesis.diagnostics import findings
from thesis.model.register import Number, Register


def test_the_job_writes_the_block_and_what_it_found(job: Any, house: Path, tmp_path: Path) -> None:
    flow = FLOWS["two stages"]
    (tmp_path / "flow.json").write_text(json.dumps(flow), "utf-8")
    known = [Number(row["key"], row["value"]) for row in rows(flow)]
    Register(known[1:], {}).write(tmp_path / "register.json")
    job(
        "figures/flowchart_text",
        input={
            "flow": tmp_path / "flow.json",
            "register": tmp_path / "register.json",
            "labels": house / "templates/labels/nb.yaml",
        },
        output={"text": tmp_path / "flow.md", "findings": tmp_path / "found.json"},
    )
    text = (tmp_path / "flow.md").read_text("utf-8")
    assert "«Inkludert»" in text
    assert ".long-description" in text
    assert {each.rule for each in findings.read(tmp_path / "found.json")} == {"number.unknown-key"}
