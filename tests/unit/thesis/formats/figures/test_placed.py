"""Pictures of effects that a text asks for; projects/weighed has them in every format."""

from pathlib import Path

from tests.a_register import a_register
from thesis.diagnostics.findings import Finding
from thesis.document.render import Renderer
from thesis.formats.figures.placed import PlacedPictures
from thesis.input import labels
from thesis.model.records import Records, StudyEffect, Synthesis

LABELS = Path(__file__).parents[5] / "templates/labels/nb.yaml"


def test_a_figure_names_its_picture_and_says_that_nothing_is_pooled(tmp_path: Path) -> None:
    told = Synthesis(
        at="data/outcomes.yaml:1", id="craving", label="Russug", measure="MD", better="lower",
        effects=[StudyEffect(key="anna2019", cited="Anna, 2019")],
    )  # fmt: skip
    found: list[Finding] = []
    renderer = Renderer(a_register([], Records(outcomes=[told])), labels.read(LABELS), found)
    placed = PlacedPictures(renderer, tmp_path, {})
    assert sorted(placed) == ["directions", "forest_craving"]
    assert f"]({tmp_path}/forest_craving.svg){{#fig:forest_craving alt=" in placed["forest_craving"]
    assert "Effektene er ikke slått sammen" in placed["forest_craving"]
    assert "{#fig:directions alt=" in placed["directions"]
    assert found == []
    drawn = {path.name: path.read_text("utf-8").count("<text") for path in tmp_path.iterdir()}
    assert min(drawn["forest_craving.svg"], drawn["directions.svg"]) > 5
