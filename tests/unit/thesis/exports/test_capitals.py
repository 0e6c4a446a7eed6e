"""What an export has in capitals is told once a field, and put right where that is asked for."""

import pytest

from tests.unit.thesis.exports.exports import ris
from thesis.exports import read

LOUD = [
    ("Title 1 of what never was", "TITLE 1 OF WHAT NEVER WAS", "title in capitals"),
    ("Title 1 of what never was", "Title 1 of What Never Really Was",
     "title with a capital in each word"),
    ("Invented Journal", "INVENTED JOURNAL", "container-title in capitals"),
    ("Berg, Kari", "BERG-ÅS, KARI", "author in capitals"),
]  # fmt: skip
QUIET = {
    "title": ["Title 1 of what never was", "Title 1 of what never really was"],
    "container-title": ["Invented Journal"],
    "author": [[{"family": "Berg-Ås", "given": "Kari"}]],
}


@pytest.mark.parametrize(("old", "new", "says"), LOUD)
def test_capitals_are_told_once_and_put_right_on_request(old: str, new: str, says: str) -> None:
    one = ris(1).replace(old, new)
    content = (one + one.replace("never was", "was never") + ris(2)).encode()
    told = read.read(content)
    [note] = told.notes
    assert (note.line, note.says) == (1, f"{says} in {2} records: --sentence-case puts it right")
    assert told.records[0].unverified == []
    field = says.split()[0]
    mended = read.read(content, sentence_case=True)
    assert mended.records[0].item[field] in QUIET[field]
    assert mended.records[0].unverified == ([] if field == "container-title" else [field])
    assert mended.records[2].item == read.read(ris(2).encode()).records[0].item


@pytest.mark.parametrize(
    ("title", "read_as", "says"),
    [
        ("CD4<SUP>+</SUP> cells in <I>S. vulgaris</I>", "CD4+ cells in S. vulgaris", "markup"),
        ("At 10<sup>-3</sup> of it", "At 10⁻³ of it", "markup"),
        ("At p < 0.05 > 0", "At p < 0.05 > 0", ""),
    ],
)
def test_markup_is_left_out_and_told(title: str, read_as: str, says: str) -> None:
    export = read.read(ris(1).replace("Title 1 of what never was", title).encode())
    assert export.records[0].item["title"] == read_as
    assert [says in note.says for note in export.notes] == ([True] if says else [])
