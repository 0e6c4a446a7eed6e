"""RIS: where a record begins and ends, and the tags that vendors use in their own way."""

import pytest

from tests.unit.thesis.exports.exports import ris
from thesis.exports import read as reading
from thesis.exports.export import Export

OVID = (
    "NL  - Invented J\n\nLink to the full text: http://ovid.example/1\n\n"
    "C1  - Database: Embase <1980 to 2024>\n\nSearch Strategy:\n-----\n1     song.ti. (200)\n\n"
)
"""What Ovid puts behind the ER of a record."""


def read(text: str) -> Export:
    """An export of RIS."""
    return reading.read(text.encode())


def titles(export: Export) -> list[str]:
    """The titles of its records."""
    return [record.item["title"] for record in export.records]


@pytest.mark.parametrize(
    "text",
    [
        ris(1) + OVID + "2.\n" + ris(2),
        ris(1) + OVID + ris(2) + OVID,
        ris(1) + "UR  - http://ovid.example/1\nDB  - Embase\n" + ris(2),
    ],
)
def test_what_a_vendor_puts_behind_a_record_is_no_record(text: str) -> None:
    export = read(text)
    assert (len(export.records), export.announced, export.lost) == (2, 2, 0)
    assert titles(export) == ["Title 1 of what never was", "Title 2 of what never was"]
    assert ["lines in no record, passed over" in note.says for note in export.notes] == [True]


@pytest.mark.parametrize("lost", ["TI  - A\nPY  - 2019\n", "A1  - Berg, Kari\n", "T1  - A\n"])
def test_a_record_that_lost_its_ty_is_still_told(lost: str) -> None:
    export = read(ris(1) + OVID + lost + "ER  - \n" + ris(2))
    assert (len(export.records), export.lost) == (2, 1)


def moved(n: int, *tags: str) -> str:
    """A record with some fields in front of its TY."""
    lines = ris(n).splitlines()
    front = [line for line in lines if line[:2] in tags]
    return "\n".join([*front, *(line for line in lines if line not in front)]) + "\n"


@pytest.mark.parametrize("tags", [("TI",), ("TI", "PY"), ("AU", "TI", "PY", "T2", "DO")])
def test_a_record_whose_ty_is_in_the_middle_is_read_whole(tags: tuple[str, ...]) -> None:
    export = read("\n".join(moved(n, *tags) for n in (1, 2)))
    whole = read(ris(1) + ris(2))
    assert [one.item for one in export.records] == [one.item for one in whole.records]
    assert (export.announced, export.lost, export.notes) == (2, 0, [])


def with_tag(line: str, kind: str = "JOUR") -> Export:
    """An export of one record with a line more."""
    return read(ris().replace("JOUR", kind).replace("PY", f"{line}\nPY", 1))


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("C7  - 104501", "104501"),
        ("C7  - e77", "e77"),
        ("C7  - Article 12", "12"),
        ("AR  - 104501", "104501"),
        ("C7  - 104501\nSP  - 1\nEP  - 9", "1-9"),
        ("C7  - PMC1234567", None),
        ("C7  - words of somebody", None),
        ("C7  - Pmid 99123456", None),
        ("C1  - 104501", None),
    ],
)
@pytest.mark.parametrize("kind", ["JOUR", "CONF"])
def test_the_number_of_an_article_without_pages_is_kept(
    line: str, page: str | None, kind: str
) -> None:
    export = with_tag(line, kind)
    assert export.records[0].item.get("page") == page
    assert len(export.notes) == ("SP" in line)


@pytest.mark.parametrize("word", ["None", "nan", "NA", "N/A", "null"])
def test_the_word_of_a_program_for_nothing_is_nothing(word: str) -> None:
    export = with_tag(f"VL  - {word}\nIS  - {word}\nSP  - {word}\nPB  - {word}")
    assert {*export.records[0].item} & {"volume", "issue", "page", "publisher"} == set()
    assert with_tag("VL  - 12").records[0].item["volume"] == "12"


@pytest.mark.parametrize("kind", ["CONF", "CPAPER"])
def test_the_proceedings_are_in_c3_where_no_other_tag_has_them(kind: str) -> None:
    bare = ris().replace("JOUR", kind).replace("T2  - Invented Journal", "C3  - Proceedings")
    assert read(bare).records[0].item["container-title"] == "Proceedings"
    both = with_tag("C3  - Proceedings", kind)
    assert both.records[0].item["container-title"] == "Invented Journal"
    other = ris().replace("T2  - Invented Journal", "C3  - whatever")
    assert "container-title" not in read(other).records[0].item
