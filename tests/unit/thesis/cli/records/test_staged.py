"""Changed files of data/ are held to the rules before they are written."""

from pathlib import Path

import pytest

from tests.unit.thesis.cli.a_thesis import record
from thesis.cli.records import staged
from thesis.cli.records.staged import NotChangedError

FILE = "data/studies/fabelmo2019.yaml"
LAST = "data/studies/eventyr2021.yaml"


def test_what_a_rule_finds_wrong_keeps_everything_from_being_written(root: Path) -> None:
    before = {path: path.read_bytes() for path in (root / "data").rglob("*.yaml")}
    text = (root / FILE).read_text("utf-8").replace("design: rct", "design: rtc")
    other = (root / "data/studies/papirdal2016.yaml").read_text("utf-8")
    with pytest.raises(NotChangedError, match=r"input\.value"):
        staged.write(root, {"data/studies/papirdal2016.yaml": f"{other}# x\n", FILE: text})
    assert {path: path.read_bytes() for path in (root / "data").rglob("*.yaml")} == before


def test_what_was_wrong_before_and_what_is_to_fill_keep_nothing_back(root: Path) -> None:
    (root / "data/unknown.yaml").write_text("x: 1\n", "utf-8")
    text = (root / FILE).read_text("utf-8").replace("design: rct", "design: TODO")
    (left,) = staged.write(root, {FILE: text})
    assert (left.rule, left.file) == ("study.to-fill", FILE)
    assert "design: TODO" in (root / FILE).read_text("utf-8")
    assert record(root, "fabelmo2019")["design"] == "TODO"


def test_a_study_that_no_edition_included_is_not_withdrawn(root: Path) -> None:
    config = root / "config/config.yaml"
    config.write_text(config.read_text("utf-8").replace("previous:", "# previous:"), "utf-8")
    text = (root / LAST).read_text("utf-8")
    gone = text.replace("place: 2", 'place: 2\nwithdrawn: {edition: "2025", reason: Trukket.}')
    with pytest.raises(NotChangedError, match=r"study\.withdrawn"):
        staged.write(root, {LAST: gone})
