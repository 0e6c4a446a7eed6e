"""Own tables of an author: which cells are numbers, and the keys that call them."""

from pathlib import Path

import pytest

from tests.unit.thesis.counts.made import project, read
from thesis.counts import tables
from thesis.counts.build import build

TABLE = "Studie;Antall deltakere;Endring;Merknad\na2020;40;-5.2;18–40\nFørste råd;;−3;\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [("40", 40), ("-5.2", -5.2), ("−3", -3), ("0.50", 0.5), ("18–40", None), ("5,2", None),
     ("", None), ("1e3", None), ("٣", None)],
)  # fmt: skip
def test_a_cell_is_a_number_where_it_is_typed_as_one(text: str, value: float | None) -> None:
    assert tables.number(text) == value


def test_each_number_has_a_key_of_its_row_and_column_and_knows_its_line(tmp_path: Path) -> None:
    built = build(read(project(tmp_path, {"tables/effekter.csv": TABLE})), [])
    own = {key: number for key, number in built.numbers.items() if key.startswith("effekter.")}
    assert {key: number.value for key, number in own.items()} == {
        "effekter.a2020.antall_deltakere": 40,
        "effekter.a2020.endring": -5.2,
        "effekter.forste_rad.endring": -3,
    }
    number = own["effekter.forste_rad.endring"]
    assert (number.says, [str(row) for row in number.rows]) == (
        "Første råd: Endring",
        ["data/tables/effekter.csv:3"],
    )
    table = built.records.tables["effekter"]
    assert table.numeric == [False, True, True, False]
    assert [cell.text for cell in table.rows[1]] == ["Første råd", "", "−3", ""]
