"""What stands in the text for a figure drawn from effects; projects/weighed has all of it."""

from __future__ import annotations

from pathlib import Path

from tests.a_register import a_register
from thesis.diagnostics.findings import Finding
from thesis.document.assembly import plotted
from thesis.document.render import Renderer
from thesis.input import labels
from thesis.model.records import Records, Synthesis

LABELS = Path(__file__).parents[5] / "templates/labels/nb.yaml"


def blocks(*names: str) -> tuple[dict[str, str], list[Finding]]:
    made = Synthesis(
        at="data/outcomes.yaml:1", id="craving", label="Russug", measure="MD", better="lower"
    )
    found: list[Finding] = []
    renderer = Renderer(a_register([], Records(outcomes=[made])), labels.read(LABELS), found)
    return plotted.blocks(renderer, names), found


def test_a_figure_of_an_outcome_that_is_not_there_is_told() -> None:
    made, found = blocks("forest_cravings")
    assert made == {"forest_cravings": ""}
    assert (found[0].rule, found[0].found) == ("text.unknown-figure", "figures: forest_cravings")
    assert "did you mean forest_craving" in found[0].fix


def test_a_figure_names_its_picture_and_says_that_nothing_is_pooled() -> None:
    made, found = blocks("forest_craving", "directions")
    assert found == []
    assert "](build/figures/forest_craving.svg){#fig:forest_craving alt=" in made["forest_craving"]
    assert "Effektene er ikke slått sammen" in made["forest_craving"]
    assert "{#fig:directions alt=" in made["directions"]
