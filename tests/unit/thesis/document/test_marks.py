"""The marks of places: where they stand in Markdown, and that pandoc's document stays the same."""

import json
from typing import Any

import pypandoc
import pytest

from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc, passages
from thesis.document.assembly import conversion

FILE = "content/a.md"


def converted(text: str) -> Any:
    return json.loads(pypandoc.convert_text(text, "json", format=pandoc.READER))


def marked(text: str) -> Any:
    return conversion.convert(marks.lines(text, FILE), [])


def starts(tree: Any) -> list[str]:
    return [element["at"] for element in pandoc.walk(tree["blocks"], words=True) if "at" in element]


TEXTS = {
    "lines": ("En setning.\nEn *til*.\n\n@wang2017 fant det.", [1, 2, 4]),
    "heading": (
        "# Metode {.x}\n\nTekst\n=====\n\nMer\n---\n\n##  \n\n#\n\n# {.y}\n",
        [1, 1, 3, 3, 6, 6, 9, 11, 13],
    ),
    "list": ("- a\n- b\n  c\n\n1. d\n2. e\n\na) f\nb) g\n\n(i) h", [1, 2, 3, 5, 6, 8, 9, 11]),
    "quotation": ("> a\n> b\n\n| c\n| d", [1, 2, 4, 5]),
    "definition": ("Ord\n:   forklart\n:   igjen", [1, 2, 3]),
    "note": ("Ord[^1].\n\n[^1]: Notat\n    mer", [1, 3, 4]),
    "picture": ('![Tekst](a.png){#fig:a\n  alt="b\nc"}\n\n![](b.png)', [1, 5]),
    "link": ("[a\nb](https://x.no\n'c') d\n\n[e]: https://y.no\n\n[e]", [1, 2, 7]),
    "citation": ("Ord [@a2017;\n@b2018]\ner.", [1, 3]),
    "code": ("```\na\n```\n\n    b\n\n`c\nd` e", [7]),
    "narrow table": ("| a | b |\n|---|--:|\n| c | d |\n\n: Tabell {#tbl:x}", [5, 1, 1, 3, 3]),
    "table as wide as a narrow one": (f"| a | b |\n|---|--:|\n| {'c' * 60} | def |", [1, 1, 3, 3]),
    "wide table": (f"| a | b |\n|---|--:|\n| {'c ' * 40} | d |", [1, 1, 3, 3]),
    "simple table": ("Kol A   Kol B\n-----   -----\n1       2\n\n: Over\n\nEtter", [5, 7]),
    "rows of lines": (
        "-----------------\nKol A     Kol B\n------- ---------\nen      to\n        tre\n\n"
        "fire    fem\n-----------------\n\nEtter",
        [10],
    ),
    "grid": ("+---+---+\n| a | b |\n+---+---+\n\nEtter", [5]),
    "rule": ("a\n\n---\n\n* * *\n\nb", [1, 7]),
    "division": ("::: {.x lang=en}\na\n:::\n\n[b]{.y\nz=1}", [2, 5]),
    "private use": ("\U000f0000 a\n\U00100000b `\U000f0001`", [1, 2]),
    "sentence": ("Se @a2017.\n«@b2018» og jf.\n@c2019", [1, 2, 3]),
    "break": ("a\\\nb  \nc", [1, 2, 3]),
}


@pytest.mark.parametrize(("text", "at"), TEXTS.values(), ids=TEXTS)
def test_each_line_bears_its_place_and_the_document_stays_the_same(
    text: str, at: list[int]
) -> None:
    tree = marked(text)
    assert starts(tree) == [f"{FILE}:{line}" for line in at]
    marks.take_out(tree)
    assert tree == converted(text)


def test_a_call_over_some_lines_is_not_torn() -> None:
    text = 'a {{ n(\n"x",\n"y") }} b\n{% if c %}\n{{ table("d") }}\n{## e\nf ##}\ng'
    at = [marks.mark(Place(FILE, line)) for line in (1, 8)]
    assert marks.lines(text, FILE) == text.replace("a {{", f"{at[0]}a {{{{").replace(
        "\ng", f"\n{at[1]}g"
    )


def test_a_place_below_the_top_of_its_file_and_a_quote_in_its_name() -> None:
    tree = conversion.convert(marks.lines("a", 'b"c\\.yaml', 8), [])
    assert starts(tree) == ['b"c\\.yaml:9']


def test_of_more_places_than_there_are_signs_the_last_ones_are_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "SIGNS", range(0xF0000, 0xF0002))
    tree = marked("a\n\nb\n\nc")
    assert starts(tree) == [f"{FILE}:1", f"{FILE}:3"]
    assert pandoc.text(tree["blocks"]) == "a\nb\nc"


def test_behind_a_word_from_elsewhere_a_line_goes_on() -> None:
    here, there = (marks.mark(Place(file, 1)) for file in (FILE, "data/b.yaml"))
    tree = conversion.convert(f"{here}{there}Navn{here}, *og {there}(navn)*.", [])
    (text,) = passages.of_blocks(tree["blocks"], FILE, "nb")
    assert text.text == "Navn, og (navn)."
    named = [text.place(text.text.index(word)).file for word in ("Navn", "og", "(navn")]
    assert named == ["data/b.yaml", FILE, "data/b.yaml"]
