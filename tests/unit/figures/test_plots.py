"""The script draws each figure that config names; one of an outcome that is not there is empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.a_register import a_register
from tests.conftest import Job
from thesis.model.records import Records, StudyEffect, Synthesis

HOUSE = Path(__file__).parents[3]


def test_each_figure_is_drawn(
    job: Job, tmp_path: Path, config: Callable[[dict[str, Any]], str]
) -> None:
    effect = StudyEffect(key="anna2019", cited="Anna, 2019", estimate=1, low=0, high=2)
    made = Synthesis(
        at="x", id="craving", label="Russug", measure="MD", better="lower", effects=[effect]
    )
    register = tmp_path / "register.json"
    a_register([], Records(outcomes=[made])).write(register)
    names = ["forest_craving", "directions", "forest_mood"]
    figures = [str(tmp_path / f"{name}.svg") for name in names]
    job(
        "figures/plots",
        input={
            "labels": HOUSE / "templates/labels/nb.yaml",
            "register": register,
            "config": config({"figures": names}),
        },
        output={"figures": figures},
    )
    sizes = [Path(figure).read_text("utf-8").count("<text") for figure in figures]
    assert sizes[0] > 5
    assert sizes[1] > 5
    assert sizes[2] == 0
