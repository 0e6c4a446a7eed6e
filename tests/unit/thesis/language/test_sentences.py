"""Where a running text has its sentences."""

import re
from pathlib import Path

import pytest

from thesis.language import sentences


@pytest.mark.parametrize(
    "text",
    [
        "Én setning.",
        "Første setning. | Andre setning.",
        "Er det slik? | Ja! | «Nei.» | Så sier han.",
        "Han sa «ja.» | 27 sa nei. | (Alle svarte.) | Slik gikk det.",
        "More et al. (2018) viser det. | Da Costa et al. 2017 også.",
        "Se s. 53 og jf. Wang, f.eks. Medline, ca. 5 treff. | Slutt.",
        "Det står i boka (jf. Wang, s. 5). | Så videre.",
        "Det fant A. Berg og Lie (2015). | Slik er det (B. Berg et al., 2018).",
        "De fikk hepatitt C. | Viruset smitter. | Det var i 2015 (Wang, 2015).",
        "Verdien var 0,9. | 12 svarte.",
        "– Replikk uten stor forbokstav. og videre",
        "Uten punktum",
        "Slutter med lukket klamme (se s.) | Ny setning.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_say_so(text: str) -> None:
    whole = text.replace(" | ", " ")
    assert [whole[a:b] for a, b in sentences.spans(whole)] == text.split(" | ")


def test_no_words_are_no_sentence() -> None:
    assert list(sentences.spans("")) == list(sentences.spans(" \u00a0")) == []


def test_the_filters_have_the_same_abbreviations(house: Path) -> None:
    lua = (house / "templates/filters/sentence.lua").read_text("utf-8")
    listed = lua.split("ABBREVIATIONS = pandoc.List {")[1].split("}")[0]
    assert set(re.findall("'([^']+)'", listed)) == sentences.ABBREVIATIONS
