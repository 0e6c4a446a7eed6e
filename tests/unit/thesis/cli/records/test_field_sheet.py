"""The sheet of the studies: out, and in again."""

from pathlib import Path

import pytest

from tests.unit.thesis.cli.a_thesis import record
from thesis.cli.records import field_sheet, staged
from thesis.cli.records.staged import NotChangedError
from thesis.input import folder


def test_a_sheet_that_is_not_changed_changes_nothing(root: Path) -> None:
    for asked in ([], ["design", "texts.purpose"]):
        text = field_sheet.text(folder.read(root, []), asked)
        assert len(text.splitlines()) == 1 + 3
        made = field_sheet.filled(root, text, "x.csv")
        assert (made.files, made.cells) == ({}, 0)


@pytest.mark.parametrize(("mark", "bom"), [(",", ""), (";", "\ufeff")])
def test_one_field_is_filled_for_many_and_all_else_is_kept(root: Path, mark: str, bom: str) -> None:
    rows = ["key,status,peer_reviewed", "fabelmo2019,included,true", "papirdal2016,excluded,false",
            "eventyr2021,included,"]  # fmt: skip
    sheet = bom + "\r\n".join(rows).replace(",", mark)
    before = (root / "data/studies/fabelmo2019.yaml").read_text("utf-8")
    made = field_sheet.filled(root, sheet, "x.csv")
    assert staged.write(root, made.files) == []
    assert made.cells == 2
    assert record(root, "fabelmo2019")["peer_reviewed"] is True
    assert record(root, "papirdal2016")["peer_reviewed"] is False
    assert "peer_reviewed" not in record(root, "eventyr2021")
    after = (root / "data/studies/fabelmo2019.yaml").read_text("utf-8")
    assert after.replace("peer_reviewed: true\n", "") == before


def test_every_wrong_cell_is_told_with_its_line_and_nothing_comes_of_it(root: Path) -> None:
    sheet = (
        "key,status,peer_reviewed,desing\n"
        "fabelmo2019,excluded,ja,\n"
        "fabelmo2018,,,\n"
        "papirdal2016,,true,,too many\n"
        "papirdal2016,,true,\n"
    )
    with pytest.raises(NotChangedError) as told:
        field_sheet.filled(root, sheet, "x.csv")
    lines = str(told.value).splitlines()
    assert [line.split(": ")[0] for line in lines[1:]] == [
        "x.csv:1", "x.csv:2", "x.csv:2", "x.csv:3", "x.csv:4", "x.csv:5",
    ]  # fmt: skip
    for says in ("did you mean design?", "python -m thesis decide fabelmo2019",
                 "did you mean fabelmo2019?"):  # fmt: skip
        assert says in str(told.value)


@pytest.mark.parametrize(
    "there", ["", "outcomes: TODO\n", "outcomes:\n  mood:\n    reported: improved\n"]
)
def test_an_outcome_has_a_column_for_each_of_its_parts(root: Path, there: str) -> None:
    path = root / "data/studies/fabelmo2019.yaml"
    path.write_text(
        path.read_text("utf-8").replace("design: rct\n", f"design: rct\n{there}"), "utf-8"
    )
    text = field_sheet.text(folder.read(root, []), ["outcomes.sleep"])
    head = text.splitlines()[0].split(",")
    assert head[2:4] == ["outcomes.sleep.reported", "outcomes.sleep.acute"]
    rows = [",".join(head), "fabelmo2019,included,improved,,improved,false,"]
    made = field_sheet.filled(root, "\n".join(rows), "x.csv")
    assert made.cells == 3
    assert staged.write(root, made.files) == []
    said = record(root, "fabelmo2019")["outcomes"]
    assert isinstance(said, dict)
    assert said["sleep"] == {
        "reported": "improved", "acute": None, "over_time": "improved", "significant": False,
        "against_controls": None,
    }  # fmt: skip
    assert ("mood" in said) == ("mood" in there)
    again = field_sheet.text(folder.read(root, []), ["outcomes.sleep.significant"])
    assert "fabelmo2019,included,false" in again


@pytest.mark.parametrize(
    ("head", "row", "why"),
    [
        ("outcomes.sleep.reported", "fabelmo2019,better", "outcomes.sleep.reported: "),
        ("outcomes.sleep.report", "fabelmo2019,improved", "which no study has"),
        ("outcomes.sleep.reported", "papirdal2016,improved", "an excluded study has no such field"),
    ],
)
def test_a_wrong_outcome_is_told(root: Path, head: str, row: str, why: str) -> None:
    with pytest.raises(NotChangedError, match=why):
        field_sheet.filled(root, f"key,{head}\n{row}\n", "x.csv")
