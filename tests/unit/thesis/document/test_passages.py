"""The document as texts with zones, in reading order."""

from pathlib import Path

import pytest

from tests.unit.thesis.checks.made import CONTENT, made
from thesis.document.passages import Passage, passages
from thesis.document.source_lines import Locator

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
    return list(passages(thesis.document, Locator.of(thesis)))


def test_every_text_comes_in_reading_order_without_the_reference_list(
    texts: list[Passage],
) -> None:
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
    [
        ("dette", "Først dette."),
        ("Så", "Så tre «ord» [@wang2017]."),
        ("kode", "Til slutt kode."),
    ],
)
def test_a_character_is_in_its_sentence(texts: list[Passage], word: str, sentence: str) -> None:
    text = texts[1].text
    start, end = texts[1].sentence(text.index(word))
    assert text[start:end] == sentence
