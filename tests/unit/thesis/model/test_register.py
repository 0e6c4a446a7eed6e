"""The register: numbers by key, written and read back."""

from pathlib import Path

import pytest

from tests.a_register import a_register
from thesis.diagnostics.place import Place
from thesis.model.formulas import Formula
from thesis.model.register import Number, Register

HITS = Number(
    "medline.hits",
    1536,
    "hits",
    "derived",
    Formula("sum", {"count": "hits"}),
    [Place("data/m.csv", 2), Place("data/m.csv", 3)],
)
RANGE = Number("fhi.ages", [18, 35], "years", "cited", citation="fhi", page="4", says="alder")
UNKNOWN = Number("x.weeks", None)
ZERO = Number("x.zero", 0)


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    records = {"thesis": {"title": "Ærlig talt"}, "studies": [{"key": "anna2019", "sex": "all"}]}
    a_register([HITS, RANGE, UNKNOWN, ZERO], records).write(path)
    register = Register.read(path)
    assert [register[number.key] for number in (HITS, RANGE, UNKNOWN, ZERO)] == [
        HITS,
        RANGE,
        UNKNOWN,
        ZERO,
    ]
    assert register.records.thesis.title == "Ærlig talt"
    (study,) = register.records.studies
    assert study.fields == {"sex": "all"}


def test_numbers_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    a_register([HITS, RANGE], {}).write(tmp_path / "one")
    a_register([RANGE, HITS], {}).write(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_register_knows_its_keys() -> None:
    register = a_register([HITS], {})
    assert "medline.hits" in register
    assert "medline" not in register


def test_a_value_is_a_single_number() -> None:
    register = a_register([HITS, RANGE, UNKNOWN, ZERO], {})
    assert register.value("medline.hits") == 1536
    assert register.value("x.zero") == 0
    with pytest.raises(KeyError):
        register.value("embase.hits")
    for key in ("fhi.ages", "x.weeks"):
        with pytest.raises(TypeError, match=key):
            register.value(key)
