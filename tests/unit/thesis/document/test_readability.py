"""LIX and the length of sentences."""

from typing import Any

import pytest

from tests import placed
from thesis.document import marks, readability
from thesis.document.readability import MeasuredSentence
from thesis.model.records import plain

FILE = "content/a.md"


def read(markdown: str) -> list[MeasuredSentence]:
    tree = placed.read(marks.lines(markdown, FILE))
    return readability.read(FILE, "nb", ["matrix"], tree["blocks"])


def counts(markdown: str) -> list[tuple[int, int]]:
    """Words and long words of each sentence."""
    return [(sentence.words, sentence.long) for sentence in read(markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("En kort en.", [(3, 0)]),
        ("Ordet trening har sju.", [(4, 1)]),
        ("Seksti er ikke langt.", [(4, 0)]),
        ("Det er 30\u00a0799\u00a0618 treff.\nDet er nok.", [(4, 0), (3, 0)]),
        ("EEG-målingene, «treningene» og så.", [(4, 2)]),
        ("Tall – også 12345678 – er ikke lange ord.", [(7, 0)]),
        ("- trenings effekt\n- de fysiske\n", [(2, 1), (2, 1)]),
        ("1. Først.\n\n2. Så dette. Og dette.\n", [(1, 0), (2, 0), (2, 0)]),
        ("Se jf. Wang og ca. 5 treff.", [(7, 0)]),
        ("Se [Aerobic exercise]{.title lang=en-GB} der.", [(2, 0)]),
        ("[Bare engelsk her.]{lang=en}", []),
        ("Ordet [trening]{.n key=x} og `kode` teller.", [(5, 1)]),
    ],
)
def test_words_long_words_and_sentences_are_counted(
    markdown: str, expected: list[tuple[int, int]]
) -> None:
    assert counts(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "# En overskrift", "| a | b |\n|---|---|\n| c | d |\n\n: Tabellen {#tbl:x}\n",
        "![Bildetekst](x.svg){alt='En tekst.'}", "::: matrix\nEn matrise.\n:::",
        "::: {lang=en}\nEnglish prose here.\n:::", "> Et sitat.", "",
    ],
)  # fmt: skip
def test_what_is_no_running_prose_is_left_out(markdown: str) -> None:
    assert counts(f"{markdown}\n\nBare dette.\n") == [(2, 0)]
    assert counts(markdown) == []


def test_a_note_is_no_part_of_its_sentence() -> None:
    assert counts("Ord[^1] her.\n\n[^1]: Et lite notat.\n") == [(2, 0)]


def cited(citation: str, mode: str) -> list[dict[str, Any]]:
    """A paragraph as citeproc leaves it: «Vist av» and the citation."""
    inlines = [{"t": "Str", "c": word} for word in citation.split(" ")]
    spaced = [one for inline in inlines for one in (inline, {"t": "Space"})][:-1]
    citations = [{"citationId": "x", "citationMode": {"t": mode}, "citationSuffix": []}]
    vist = [{"t": "Str", "c": "Vist"}, {"t": "Space"}, {"t": "Str", "c": "av"}, {"t": "Space"}]
    return [{"t": "Para", "c": [*vist, {"t": "Cite", "c": [citations, spaced]}]}]


@pytest.mark.parametrize(
    ("citation", "words"), [("(Brellenthin & Brown, 2019)", 2), ("Brellenthin (2019)", 4)]
)
def test_a_citation_in_brackets_is_left_out_and_one_in_the_sentence_is_not(
    citation: str, words: int
) -> None:
    blocks = cited(citation, "NormalCitation")
    (sentence,) = readability.read(FILE, "nb", [], blocks)
    assert sentence.words == words


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    # 10 words, 2 sentences, 3 of them long: 10/2 + 100·3/10 = 35
    text = "Trening hjelper mange av dem. Det er slik trening bare.\n"
    assert readability.figures(read(text))["lix"] == 35


def test_the_longest_sentence_is_named_by_its_line() -> None:
    text = "# A\n\nEn kort.\nDenne er den lengste.\nOg denne er like lang.\n"
    assert plain(readability.figures(read(text))) == {
        "lix": 13,  # 11/3 + 100/11
        "sentences": 3,
        "sentence_length": {"mean": 3.7, "median": 4, "longest": 5, "longest_at": f"{FILE}:5"},
    }


def test_no_prose_has_no_figures() -> None:
    assert readability.figures([]) == {"lix": None, "sentences": 0, "sentence_length": None}
