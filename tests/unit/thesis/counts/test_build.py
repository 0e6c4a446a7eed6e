"""The register as a whole."""

from pathlib import Path

from tests.unit.thesis.counts.made import Built, project, read
from thesis.counts.build import build
from thesis.model import arithmetic


def test_the_same_data_give_the_same_bytes_wherever_they_lie(built: Built, tmp_path: Path) -> None:
    again = build(read(project(tmp_path / "elsewhere")), [])
    built[0].write(tmp_path / "one")
    again.write(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert again.records == built[0].records


def test_every_derived_number_is_what_its_terms_or_rows_give(built: Built) -> None:
    derived = [number for number in built[0].numbers.values() if number.kind == "derived"]
    assert len(derived) > 10
    for number in derived:
        done = arithmetic.of(number, built[0])
        assert done is not None, number.key
        assert done.holds, number.key
