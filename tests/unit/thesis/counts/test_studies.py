"""The study records and their figures, the facts of cited works, the author's choices."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.thesis.counts.made import FILES, Built, project, read
from thesis.counts.build import build
from thesis.diagnostics.place import Place
from thesis.input import validation
from thesis.model.records import KnownFigure, Relation, Text


@pytest.mark.parametrize(
    ("key", "value", "unit", "note", "row"),
    [
        ("anna2019.weeks", 12, "", "", "data/studies/anna2019.yaml:5"),
        ("anna2019.days", 3, "days", "as reported", "data/studies/anna2019.yaml:6"),
        ("anna2019.sessions", [2, 3], "", "", "data/studies/anna2019.yaml:7"),
        ("anna2019.unknown", None, "", "", "data/studies/anna2019.yaml:8"),
        ("method.hits_limit", 50, "", "", "data/method.yaml:1"),
    ],
)
def test_a_figure_is_reported_with_its_line(
    built: Built, key: str, value: Any, unit: str, note: str, row: str
) -> None:
    number = built[0][key]
    assert (number.value, number.unit, number.note) == (value, unit, note)
    assert (number.kind, number.rows) == ("reported", [Place.read(row)])


def test_a_cited_fact_names_its_work_and_page(built: Built) -> None:
    number = built[0]["fhi2019.men"]
    assert (number.value, number.kind, number.citation) == (8, "cited", "fhi2019")
    assert (number.page, number.says, number.rows) == (
        "4",
        "menn",
        [Place("data/literature.yaml", 2)],
    )
    assert built[0]["fhi2019.ages"].value == [18, 35]


def test_studies_are_counted_by_status_with_the_lines_that_say_so(built: Built) -> None:
    register = built[0]
    assert register["studies.read"].value == 3
    assert register["studies.included"].value == 1
    assert register["studies.included"].rows == [Place("data/studies/anna2019.yaml", 2)]
    assert register["studies.excluded"].value == 2
    assert len(register["studies.excluded"].rows) == 2


def test_the_included_come_first_each_kind_in_the_order_of_its_places(built: Built) -> None:
    keys = [study.key for study in built[0].records.studies]
    assert keys == ["anna2019", "carl2017", "berit2018"]


def test_a_study_record_knows_its_file_and_where_its_texts_stand(built: Built) -> None:
    study = built[0].records.studies[0]
    assert study.file == "data/studies/anna2019.yaml"
    assert study.texts["purpose"] == Text(text="En.\n", line=16)
    assert study.texts["reason"] == Text(text="Kort.", line=17)
    assert "corrections" not in study.record


def test_the_relations_of_a_record_are_reckoned_with_their_place(tmp_path: Path) -> None:
    anna = FILES["data/studies/anna2019.yaml"].replace(
        "corrections:\n",
        "relations:\n"
        "  - says: 4 * days == weeks\n"
        "  - {says: weeks < days, slip: 2, reason: Slik står det.}\n"
        "corrections:\n",
        1,
    )
    built = build(read(project(tmp_path, {"studies/anna2019.yaml": anna})), [])
    assert built.records.studies[0].relations == [
        Relation(says="4 * days == weeks", holds=True, shown="4 · 3 = 12",
                 at="data/studies/anna2019.yaml:10"),
        Relation(says="weeks < days", slip=2, reason="Slik står det.", holds=False, shown="12 ≥ 3",
                 at="data/studies/anna2019.yaml:11"),
    ]  # fmt: skip


def test_a_record_that_is_half_filled_is_counted_and_says_what_is_to_fill(tmp_path: Path) -> None:
    anna = FILES["data/studies/anna2019.yaml"]
    anna = re.sub(r"  purpose: .*\n(    .*\n)*", "  purpose: TODO\n", anna)
    assert "purpose: TODO" in anna
    anna += "relations:\n  - says: weeks < days\n"
    anna = re.sub(r"\n  weeks: .*", "\n  weeks: TODO", anna)
    built = build(read(project(tmp_path, {"studies/anna2019.yaml": anna})), [])
    [study] = [each for each in built.records.studies if each.key == "anna2019"]
    assert study.to_fill == ["figures.weeks", "texts.purpose"]
    assert "purpose" not in study.texts
    assert study.relations == []
    assert "anna2019.weeks" not in built
    assert built["studies.included"].value == 1


@pytest.mark.parametrize("key", ["status", "place", "search"])
def test_a_study_that_cannot_be_placed_is_left_out(tmp_path: Path, key: str) -> None:
    anna = re.sub(rf"\n{key}: .*", "", FILES["data/studies/anna2019.yaml"]) + f"{key}: TODO\n"
    built = build(read(project(tmp_path, {"studies/anna2019.yaml": anna})), [])
    assert "anna2019" not in [each.key for each in built.records.studies]
    assert built["studies.read"].value == 2


def test_the_type_of_a_figure_has_each_key_that_data_may_have() -> None:
    figure = validation.schemas()["study"]["properties"]["figures"]["additionalProperties"]
    known = validation.schemas()["common"]["$defs"][figure["$ref"].rpartition("/")[2]]
    assert set(KnownFigure.__annotations__) == set(known["properties"])
