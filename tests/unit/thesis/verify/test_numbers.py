"""Each number of a document, looked for in a file."""

import json
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from thesis.document import READER
from thesis.finished.blocks import Block, File
from thesis.verify import numbers

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


def told(root: Path, texts: list[str], recomputed: Any = None) -> list[tuple[bool | None, str]]:
    pages = [Block(text, starts=((0, i),)) for i, text in enumerate(texts, 3)]
    found = numbers.check(tree(), root, File("x.pdf", pages), recomputed)
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


def test_pages_and_document_that_agree_are_wrong_when_the_data_give_another_number(
    tmp_path: Path,
) -> None:
    other = tree(TEXT.replace("[17]", "[18]").replace("[fem]", "[Fem]"))
    wrong = [said for agrees, said in told(tmp_path, blocks(), other) if not agrees]
    assert wrong == ["page 6, x.hits: «17»; expected «18» by the data inside"]


def test_a_key_that_the_data_do_not_have_is_told(tmp_path: Path) -> None:
    other = tree(TEXT.replace("x.hits", "x.other"))
    wrong = [said for agrees, said in told(tmp_path, blocks(), other) if not agrees]
    assert wrong == ["page 6, x.hits: «17»; expected no number by the data inside"]


def test_an_empty_file_has_none_of_the_numbers(tmp_path: Path) -> None:
    assert [agrees for agrees, _ in told(tmp_path, [])] == [False, False, False]
