"""Two groups of one study against their figures."""

from pathlib import Path

import pytest

from tests.records import study
from tests.unit.thesis.checks.made import NUMBERS, RECORDS, made
from thesis.checks.meaning import sides
from thesis.model.register import Number

FIGURES = {
    "exercise_group": 11, "controls": 10, "exercise_dropouts": 4, "control_dropouts": 1,
    "exercise_mean_age": 33, "control_mean_age": 25,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Frafallet hos @wang2017 var størst i kontrollgruppen.", True),
        ("Frafallet hos @wang2017 var størst i treningsgruppen.", False),
        ("Hos @wang2017 var kontrollgruppen eldre enn treningsgruppen.", True),
        ("Hos @wang2017 var kontrollgruppen yngst.", False),
        ("Kontrollgruppen hos @wang2017 var større enn treningsgruppen.", True),
        ("Kontrollgruppen hos @wang2017 var mindre enn treningsgruppen.", False),
        ("Kontrollgruppen hos @wang2017 var ikke større enn treningsgruppen.", False),
        ("Aktiviteten hos @wang2017 var større i kontrollgruppen.", False),
    ],
)
def test_a_group_is_held_against_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wrong: bool
) -> None:
    monkeypatch.setitem(RECORDS, "studies", [study("wang2017", figures=FIGURES)])
    figures = [Number(f"wang2017.{name}", value) for name, value in FIGURES.items()]
    monkeypatch.setattr("tests.unit.thesis.checks.made.NUMBERS", [*NUMBERS, *figures])
    thesis = made(tmp_path, f"# Metode\n\n{text}\n")
    assert [each.rule for each in sides.sides(thesis)] == ["comparison.sides"] * wrong
