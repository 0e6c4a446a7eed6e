"""Each entry of the reference list has the place of its work."""

from typing import Any

from thesis.diagnostics.place import Place, PlacedText
from thesis.document import pandoc
from thesis.document.assembly import reference_list
from thesis.document.passages import passages


def entry(key: str, text: str) -> dict[str, Any]:
    words = [{"t": "Para", "c": pandoc.inlines(text)}]
    return {"t": "Div", "c": [[f"ref-{key}", ["csl-entry"], []], words]}


def test_an_entry_has_the_place_of_its_works_id() -> None:
    listed = {"t": "Div", "c": [["refs", [], []], [entry("a", "A b."), entry("b", "C d.")]]}
    file = [["src", "content/a.md"], ["part", "back"]]
    tree: dict[str, Any] = {"blocks": [{"t": "Div", "c": [["", ["file"], file], [listed]]}]}
    works = {
        "a": {"id": PlacedText("a", Place("data/references.yaml", 7)), "title": "b"},
        "b": {"id": "b"},
    }
    reference_list.add_places(tree, works)
    first, second = passages(tree, references=True)
    assert first.place(0) == first.place(3) == Place("data/references.yaml", 7)
    assert second.place(0) == Place("content/a.md")
