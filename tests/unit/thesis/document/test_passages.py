"""The document as texts with zones, in reading order."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import CONTENT, made
from thesis.document.passages import Passage, of_blocks, passages

TEXT = """\
# Metode

Først *dette*. Så [tre]{.typed why="x"} «ord» [@wang2017].
Til slutt `kode`.[^1]

[^1]: Et notat.

![Tekst](x.svg){#fig:x alt="Bildet"}

::: {lang=en-GB}

> English words.

:::

| a | b |
|---|---|
| c | d |

: Over {#tbl:x}

Ord
:   forklart

| linje
| til

::: {#refs}
Lista
:::

Før {{ n("studies.read") }} etter.
"""


@pytest.fixture
def texts(tmp_path: Path) -> list[Passage]:
    thesis = made(tmp_path, TEXT)
    return list(passages(thesis.document))


def test_every_text_comes_in_reading_order_without_the_reference_list(texts: list[Passage]) -> None:
    assert [passage.text for passage in texts] == [
        "Metode",
        "Først dette. Så tre «ord» [@wang2017]. Til slutt kode.",
        "Et notat.",
        "Figur\u00a01: Tekst",
        "Bildet",
        "English words.",
        "Tabell\u00a01: Over",
        "a",
        "b",
        "c",
        "d",
        "Ord",
        "forklart",
        "linje",
        "til",
        "Før ti etter.",
    ]


def test_a_division_gives_its_texts_their_language(texts: list[Passage]) -> None:
    assert {passage.text for passage in texts if passage.language == "en"} == {"English words."}


def test_the_zones_of_a_text_are_where_its_elements_are(texts: list[Passage]) -> None:
    sentence = texts[1]
    found = {zone.kind: sentence.text[zone.start : zone.end] for zone in sentence.zones}
    assert found == {"Emph": "dette", "Span": "tre", "Cite": "[@wang2017]", "Code": "kode"}


def test_the_alternative_text_has_its_picture(texts: list[Passage]) -> None:
    assert [passage.text for passage in texts if passage.picture] == ["Bildet"]


def test_a_text_has_its_lines_in_the_sources(texts: list[Passage]) -> None:
    places = {passage.text: passage.place().line for passage in texts}
    assert places["Metode"] == 1
    assert places["Et notat."] == 6
    assert places["Bildet"] == 8
    assert places["forklart"] == 23
    assert texts[1].place(texts[1].text.index("Til")) == (CONTENT, 4)


def test_a_number_with_a_key_stands_where_its_call_stood(texts: list[Passage]) -> None:
    last = texts[-1]
    assert last.place(last.text.index("ti")) == (CONTENT, 32)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("dette", "Først dette."), ("Så", "Så tre «ord» [@wang2017]."), ("kode", "Til slutt kode.")],
)
def test_a_character_is_in_its_sentence(texts: list[Passage], word: str, sentence: str) -> None:
    text = texts[1].text
    start, end = texts[1].sentence(text.index(word))
    assert text[start:end] == sentence


def test_a_line_that_begins_with_a_short_word_and_a_call_is_the_one_named(tmp_path: Path) -> None:
    said = "Dette er en innledning.\nI {{ n('studies.read') }} var det slik.\nI alt var det slik.\n"
    thesis = made(tmp_path, f"# Metode\n\n{said}\n{said}")
    _, *twice = passages(thesis.document)
    for text, first in zip(twice, (3, 7), strict=True):
        starts = [text.text.index(words) for words in ("Dette", "I ti", "I alt")]
        assert [text.place(at) for at in starts] == [(CONTENT, first + i) for i in range(3)]
        assert text.place(text.text.index("slik")) == (CONTENT, first + 1)


def test_a_sentence_stands_where_its_title_is_called_and_the_title_where_it_is_written() -> None:
    title = {"t": "Str", "c": "Ro", "at": "data/references.yaml:9"}
    span = {"t": "Span", "c": [["", ["title"], [["key", "a"]]], [title]]}
    first = {"t": "Str", "c": "Slutt.", "at": f"{CONTENT}:3"}
    second = {"t": "Space", "at": f"{CONTENT}:4"}
    words = [first, second, span, {"t": "Space"}, {"t": "Str", "c": "varer."}]
    (text,) = of_blocks([{"t": "Para", "c": words}], CONTENT, "nb")
    at = text.text.index("Ro")
    assert (text.place(at), text.call(at)) == (("data/references.yaml", 9), (CONTENT, 4))
    assert text.place(text.text.index("varer")) == (CONTENT, 4)
