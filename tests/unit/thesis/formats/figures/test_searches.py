"""The pictures of a register: which there are, and what they say in words."""

from pathlib import Path

import pytest

from tests.a_register import a_register
from tests.records import search
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document.render import Renderer
from thesis.formats.figures.placed import PlacedPictures
from thesis.formats.figures.searches import SearchPictures
from thesis.input import labels
from thesis.model.register import Number, Register

HOUSE = Path(__file__).parents[5]


@pytest.fixture
def register() -> Register:
    """Two databases: one whose third search cannot have its hits, and one of lone searches."""
    rows = [
        *[search("arkiv", 1, "nap", hits=90), search("arkiv", 2, "rest", hits=40)],
        *[search("arkiv", 3, "1 and 2", hits=2500), search("base", 1, "bed", hits=7)],
    ]
    bases = [{"id": "arkiv", "name": "Arkiv & Co"}, {"id": "base", "name": "Base"}]
    numbers = [
        Number(f"{row['database']}.{row['number']}.hits", row["hits"], rows=[Place("x.csv", i)])
        for i, row in enumerate(rows, 2)
    ]
    return a_register(numbers, {"databases": bases, "searches": rows})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", ["fra 40 til 2\u00a0500", "I strid med det er «1 and 2»."]),
        ("nn", ["frå 40 til 2\u00a0500", "I strid med det er «1 and 2»."]),
        ("en", ["from 40 to 2,500", "Against that are “1 and 2”."]),
    ],
)
def test_the_alternative_text_has_the_counts_of_the_picture(
    register: Register, language: str, said: list[str]
) -> None:
    words = labels.read(HOUSE / f"templates/labels/{language}.yaml")
    pictures = SearchPictures(register, words, language)
    assert pictures.names == ["searches_arkiv", "searches_base", "strategy_arkiv"]
    told = " ".join(pictures.alternative("searches_arkiv"))
    assert [one for one in said if one not in told] == []
    for name in pictures.names:
        assert pictures.svg(name).startswith("<svg ")


def test_only_what_a_text_asks_for_is_drawn(register: Register, tmp_path: Path) -> None:
    found: list[Finding] = []
    renderer = Renderer(register, labels.read(HOUSE / "templates/labels/nb.yaml"), found)
    placed = PlacedPictures(renderer, tmp_path, {"flowchart": "…"})
    assert list(placed) == ["flowchart", "searches_arkiv", "searches_base", "strategy_arkiv"]
    assert "strategy_base" not in placed
    block = placed["searches_arkiv"]
    assert [path.name for path in tmp_path.iterdir()] == ["searches_arkiv.svg"]
    assert '{.n key="arkiv.3.hits"' in block
    assert "#fig:searches-arkiv" in block
    assert found == []
