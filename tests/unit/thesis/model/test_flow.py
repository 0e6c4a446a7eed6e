"""The boxes of figure 1 by their names in the picture, in the order they are read in."""

from thesis.model import flow
from thesis.model.records import read_flow


def box(label: str, value: int = 1) -> dict[str, object]:
    return {"label": label, "key": label, "value": value}


LADDER = read_flow(
    {
        "stages": [
            {**box("Treff"), "parts": [box("Medline")]},
            {**box("Lest"), "left": {**box("Ute"), "reasons": [box("Språk")]}},
            {**box("Med"), "names": ["Inkluderte"]},
        ],
        "others": [box("Håndsøk")],
        "headings": [{"label": "Databaser"}],
    }
)


def test_the_columns_are_read_before_they_meet() -> None:
    assert [stage.label for stage in flow.stages(LADDER)] == ["Treff", "Lest", "Håndsøk", "Med"]


def test_of_a_revised_edition_the_previous_one_comes_first_and_meets_last() -> None:
    revised = read_flow(
        {"stages": [box("Treff"), box("Nye"), box("Alle")], "previous": [box("Før")]}
    )
    assert [stage.label for stage in flow.stages(revised)] == ["Før", "Treff", "Nye", "Alle"]


def test_every_box_with_a_number_has_a_name_in_the_picture() -> None:
    assert {name: row.label for name, row in flow.boxes(LADDER)} == {
        "stage0": "Treff", "stage1": "Lest", "left1": "Ute", "stage2": "Med", "other0": "Håndsøk",
    }  # fmt: skip
    assert list(flow.bars(LADDER)) == [("heading0", "Databaser")]


def test_rows_have_their_parts_and_all_is_called_something() -> None:
    labels = ["Treff", "Medline", "Lest", "Ute", "Språk", "Håndsøk", "Med"]
    assert [row.label for row in flow.rows(LADDER)] == labels
    assert flow.labels(LADDER) == {*labels, "Databaser", "Inkluderte"}
