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
    for says in ("did you mean design or", "python -m thesis decide fabelmo2019",
                 "did you mean fabelmo2019?"):  # fmt: skip
        assert says in str(told.value)
