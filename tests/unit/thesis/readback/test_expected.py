"""The texts that a finished file must have, in the streams that it gives them in."""

from tests.unit.thesis.editions.redline.made import tree
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.readback import expected
from thesis.readback.expected import ExpectedText


def test_the_title_page_says_what_it_has_in_its_order() -> None:
    whole = tree("# A", title="Om trening", candidate="7", keywords="uro")
    whole["meta"]["supervisor"] = {"t": "MetaList", "c": [pandoc.meta_string(x) for x in "ab"]}
    assert expected.title_page(whole) == ["Om trening", "7", "a", "b"]


def test_lines_of_the_lists_and_references_are_expected_too() -> None:
    whole = tree("# A\n\n[Figur 1: Kart](#fig:a)\n\n::: {#refs}\n::: {.csl-entry}\nVik\n:::\n:::")
    (link,) = (one for one in pandoc.walk(whole["blocks"]) if one["t"] == "Link")
    entries = {"t": "MetaList", "c": [{"t": "MetaInlines", "c": [link]}]}
    made = {"title": pandoc.meta_string("Figurer"), "entries": entries}
    whole["meta"]["lists"] = {"t": "MetaList", "c": [{"t": "MetaMap", "c": made}]}
    texts = [(one.stream, one.kind, one.text) for one in expected.expected_texts(whole)]
    assert ("contents", "heading", "Figur 1: Kart") in texts
    assert ("body", "reference", "Vik") in texts


def test_captions_come_after_what_is_in_their_figure() -> None:
    def text(words: str, kind: str = expected.TEXT, figure: int = 0) -> ExpectedText:
        return ExpectedText(words, lambda at: Place("a.md", at), kind, figure=figure)

    shown = [
        text("Før"), text("Figur 1", expected.CAPTION, 1), text("Boks", figure=1),
        text("Figur 2", expected.CAPTION, 2), text("Etter"),
    ]  # fmt: skip
    assert [one.text for one in expected.captions_last(shown)] == [
        "Før", "Boks", "Figur 1", "Figur 2", "Etter",
    ]  # fmt: skip
