"""The records of the register: their shape, and the shapes of before that are read for ever."""

import json
from pathlib import Path

import msgspec
import pytest

from tests.conftest import ROOT
from thesis.diagnostics.place import Place, PlacedText, place_of
from thesis.model import records
from thesis.model.records import Records, Study
from thesis.model.register import Register

OLD = sorted(ROOT.glob("tests/editions/*/register.json"))
NOW = ROOT / "tests/projects/minimal/expected/register.json"


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.parent.name)
def test_an_old_register_says_what_the_one_of_now_says(path: Path) -> None:
    then, now = Register.read(path), Register.read(NOW)
    assert then.records.studies == now.records.studies
    assert then.records.databases == now.records.databases
    assert {key: number.value for key, number in then.numbers.items()} == {
        key: number.value for key, number in now.numbers.items()
    }


def test_a_register_is_written_as_it_was_read() -> None:
    content = json.loads(NOW.read_text("utf-8"))
    assert content["version"] == records.VERSION
    assert Register.of(content).json == content
    assert records.upgraded(content) == content


def test_there_is_an_upgrade_from_every_version() -> None:
    assert len(records.UPGRADES) == records.VERSION - 1


def test_a_register_of_a_later_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 99"):
        Register.of({"version": 99, "numbers": {}, "records": {}})


def test_what_is_no_record_is_refused_with_its_place() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"searches\[0\]"):
        records.read({"searches": [{"number": "four"}]})


def test_the_fields_of_a_study_stand_on_one_level_for_templates_and_questions() -> None:
    study = Study(key="anna2019", status="included", fields={"country": "NO", "sex": None})
    assert study.record["country"] == "NO"
    assert study.record["sex"] is None
    assert "searched_on" not in study.record
    plain = Records(studies=[study]).for_templates
    assert plain["studies"] == [study.record]
    assert "changes" not in plain
    assert plain["pico"] == []


def test_the_key_of_a_study_can_stand_behind_the_sign_of_a_citation() -> None:
    study = Study(key=PlacedText("anna2019", Place("data/studies/anna2019.yaml", 1)), status="read")
    (named,) = Records(studies=[study]).for_templates["studies"]
    assert place_of(named["key"]) is None


def test_the_answers_of_version_1_lay_beside_what_is_said_of_them() -> None:
    place = {"place": "data/checklists.yaml:2"}
    old = {"about": "Les dette.", "prisma2020": {**place, "answers": {"3": {**place, "at": []}}}}
    made = records.upgraded({"numbers": {}, "records": {"checklists": old}})
    given = records.read(made["records"]).checklists
    assert given.about == "Les dette."
    assert given.lists["prisma2020"].answers["3"].place == Place("data/checklists.yaml", 2)
