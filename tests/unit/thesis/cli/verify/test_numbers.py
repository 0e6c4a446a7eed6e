"""Each number of a document, looked for in a file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from thesis.cli.verify import numbers, pages
from thesis.cli.verify.pages import Page
from thesis.document.pandoc import READER
from thesis.readback.blocks import File, Piece, TextBlock
from thesis.readback.expected import expected_texts as texts_of

TEXT = """
Til slutt ble [fem]{.n key="studies.included"} av artiklene tatt med.

| Treff | Lest |
|---|---|
| [17]{.n key="x.hits"} | [4]{.n key="x.read"} |
"""


def tree(text: str = TEXT) -> dict[str, Any]:
    source = f'::::::: {{.file src="content/a.md" part="main"}}\n{text}\n:::::::\n'
    read: dict[str, Any] = json.loads(pypandoc.convert_text(source, "json", format=READER))
    return read


def blocks(first: str = "fem", cell: str = "17") -> list[str]:
    return [f"Til slutt ble {first} av artik\u00adlene tatt med.", "Treff", "Lest", cell, "4"]


def told(
    root: Path, texts: list[str], pieces: Sequence[Piece] = ()
) -> list[tuple[bool | None, str]]:
    made = [TextBlock(text, starts=((0, i),)) for i, text in enumerate(texts, 3)]
    file = File("x.pdf", made, [*pieces], [(595.0, 842.0)] * 2)
    page = Page(tree(), list(texts_of(tree())), [])
    found = numbers.check(page, pages.compared(page, file), file)
    return [(verdict.agrees, str(verdict)) for verdict in found]


def test_numbers_that_stand_there_agree_each_with_its_page_and_key(tmp_path: Path) -> None:
    assert told(tmp_path, blocks()) == [
        (True, "page 3, studies.included: «Til slutt ble fem av artiklene tatt med»"),
        (True, "page 6, x.hits: «17»"),
        (True, "page 7, x.read: «4»"),
    ]


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (
            blocks("seks"),
            "page 3, studies.included: «Til slutt ble seks av artiklene tatt med»; "
            "expected «fem» there",
        ),
        (blocks(cell="18"), "page 6, x.hits: «18»; expected «17» there"),
        (blocks(cell="170"), "page 6, x.hits: «170»; expected «17» there"),
    ],
)
def test_another_number_is_told(texts: list[str], wrong: str, tmp_path: Path) -> None:
    assert [said for agrees, said in told(tmp_path, texts) if not agrees] == [wrong]


def test_a_number_that_is_gone_is_told(tmp_path: Path) -> None:
    texts = blocks()
    del texts[3]
    ((agrees, said),) = [each for each in told(tmp_path, texts) if not each[0]]
    assert agrees is False
    assert "x.hits" in said
    assert "expected «17» there" in said


def test_the_document_inside_is_wrong_where_the_data_give_another_number() -> None:
    other = tree(TEXT.replace("[17]", "[18]").replace("[fem]", "[Fem]"))
    assert list(map(str, numbers.document(tree(), other))) == [
        "build/thesis.json, x.hits: «17»; expected «18» by the data"
    ]
    assert list(numbers.document(tree(), tree())) == []


@pytest.mark.parametrize("broken", [None, [], {}, {"blocks": 1}, {"blocks": [{"t": "Div"}]}])
def test_a_document_inside_that_is_none_is_told(broken: Any) -> None:
    (verdict,) = numbers.document(broken, tree())
    assert (verdict.agrees, str(verdict.place)) == (False, "build/thesis.json")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([*blocks(), "Til slutt ble 12 tatt bort."], "page 8: «Til slutt ble 12 tatt bort.»"),
        ([*blocks()[:1], "9", *blocks()[1:]], "page 4: «9»"),
        ([f"{blocks()[0]} Av 99.", *blocks()[1:]], "page 3: «tatt med. Av 99.»"),
    ],
)
def test_a_number_that_the_document_does_not_have_is_told(
    texts: list[str], found: str, tmp_path: Path
) -> None:
    wrong = [said for agrees, said in told(tmp_path, texts) if agrees is False]
    assert f"{found}; expected {numbers.NONE}" in wrong


def test_digits_beside_the_text_are_the_pages_own_or_are_told(tmp_path: Path) -> None:
    def beside(text: str) -> list[bool | None]:
        pieces = [Piece(1, text, (0.0, 0.0, 1.0, 1.0))]
        return [agrees for agrees, _ in told(tmp_path, blocks(), pieces=pieces) if not agrees]

    assert beside("2") == beside("iv") == beside("17") == beside("Treff") == []
    assert beside("3") == beside("999 treff") == [False]


def test_of_other_code_a_row_that_is_not_there_is_not_known(tmp_path: Path) -> None:
    more = TEXT + '| Nytt | [9]{.n key="x.new"} |\n'
    page = Page(tree(more), list(texts_of(tree(more))), [])
    file = File("x.pdf", [TextBlock(text) for text in blocks()])
    for other_code, agrees in ((False, False), (True, None)):
        found = numbers.check(page, pages.compared(page, file), file, other_code)
        assert {each.agrees for each in found if "x.new" in str(each.place)} == {agrees}


def test_an_empty_file_has_none_of_the_numbers(tmp_path: Path) -> None:
    assert [agrees for agrees, _ in told(tmp_path, [])] == [False, False, False]
