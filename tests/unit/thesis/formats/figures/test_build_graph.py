"""The build as a graph: what each step needs, drawn and told."""

from tests.unit.thesis.formats.figures.drawn import LABELS, texts
from thesis.formats.figures import build_graph

WORDS = LABELS["evidence"]["build"]
NEEDS = {
    "register": ["data"],
    "document": ["register", "content", "data"],
    "pdf": ["register", "document"],
}


def test_what_a_step_has_through_another_is_not_drawn() -> None:
    assert build_graph.direct(NEEDS) == {
        "register": ["data"],
        "document": ["register", "content"],
        "pdf": ["document"],
    }
    svg = build_graph.picture(NEEDS, WORDS)
    assert svg.count("<path") == 4
    drawn = " ".join(texts(svg))
    assert all(WORDS[name] in drawn for name in ("data", "content", "document", "pdf"))


def test_the_graph_is_told() -> None:
    assert build_graph.told(NEEDS, WORDS) == (
        "Hva hvert ledd bygger på. Registeret over alle tall: Dataene. "
        "Det ene dokumentet: Registeret over alle tall, Teksten. PDF: Det ene dokumentet."
    )
