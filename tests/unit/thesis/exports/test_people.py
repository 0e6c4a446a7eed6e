"""The people that a text names: one or several, and no one lost of them."""

# ruff: noqa: E501  (a name and what comes out, a line)

import json

import pytest

from tests.unit.thesis.exports.exports import bib, csl, ris
from thesis.exports import people, read
from thesis.exports.export import Export


def shown(someone: dict[str, str]) -> str:
    """«Lien, K.»."""
    parts = (someone.get(part, "") for part in ("non-dropping-particle", "family"))
    family = " ".join(part for part in parts if part) or f"[{someone.get('literal')}]"
    return ", ".join(
        part for part in (family, someone.get("given", ""), someone.get("suffix", "")) if part
    )


SURE = {
    "Nordby, Astrid": ["Nordby, Astrid"],
    "Nordby, A, Lien, KM, Aas‐Berg, J,": ["Nordby, A.", "Lien, K. M.", "Aas‐Berg, J."],
    "Vik, V, Lien, K": ["Vik, V.", "Lien, K."],
    "Nordby, A., Lien, K., & Moe, T.": ["Nordby, A.", "Lien, K.", "Moe, T."],
    "Lien K, Ruud SA, Moe T": ["Lien, K.", "Ruud, S. A.", "Moe, T."],
    "Lien K, van den Berg O": ["Lien, K.", "van den Berg, O."],
    "Nordby, Astrid; Lien, Knut; Moe, Tor": ["Nordby, Astrid", "Lien, Knut", "Moe, Tor"],
    "Nordby, Astrid and Lien, Knut": ["Nordby, Astrid", "Lien, Knut"],
    "Lien, KM, Ruud, S, and et al.": ["Lien, K. M.", "Ruud, S.", "[et al.]"],
    "Nordby, A.; et al.": ["Nordby, A.", "[et al.]"],
    "A. B. Nordby": ["Nordby, A. B."],
    "A. van den Berg": ["van den Berg, A."],
    "A. Nordby, K. Lien and T. Moe": ["Nordby, A.", "Lien, K.", "Moe, T."],
    "Astrid B. Nordby": ["Nordby, Astrid B."],
    "J. A. Smith, Jr.": ["Smith, J. A., Jr."],
    "Smith, Jr., John": ["Smith, John, Jr."],
    "Smith, John, Jr.": ["Smith, John, Jr."],
    "Nordby, Astrid, PhD": ["Nordby, Astrid"],
    "Board, John": ["Board, John"],
    "García Márquez, Gabriel José": ["García Márquez, Gabriel José"],
    # Institutions
    "World Health Organization": ["[World Health Organization]"],
    "Department of Health, Education and Welfare": ["[Department of Health, Education and Welfare]"],
    "University of Oslo, Faculty of Medicine": ["[University of Oslo, Faculty of Medicine]"],
    "Ernst & Young": ["[Ernst & Young]"],
    "Robert W. Johnson Foundation": ["[Robert W. Johnson Foundation]"],
    "U.S. Census Bureau": ["[U.S. Census Bureau]"],
    "Norsk Sykepleierforbund": ["[Norsk Sykepleierforbund]"],
    "Oslo kommune": ["[Oslo kommune]"],
    "Red Cross": ["[Red Cross]"],
    "Helsedirektoratet": ["[Helsedirektoratet]"],
    "NTNU": ["[NTNU]"],
}  # fmt: skip
DOUBTFUL = {
    "Nordby, Astrid, Lien, Knut": ["Nordby, Astrid", "Lien, Knut"],
    "Astrid Nordby, Knut Lien, Tor Moe": ["Nordby, Astrid", "Lien, Knut", "Moe, Tor"],
    "Nordby Astrid": ["[Nordby Astrid]"],
    "Van den Berg Ole": ["[Van den Berg Ole]"],
    "Astrid Nordby and Knut Lien": ["[Astrid Nordby]", "[Knut Lien]"],
    "Lien K, Moe T. Vik O.": ["Lien K, Moe T. Vik O."],
    "Nordby, Astrid, Oslo": ["[Nordby, Astrid, Oslo]"],
    "Ward Music Group, Lien K, Moe T": ["[Ward Music Group, Lien K, Moe T]"],
}


@pytest.mark.parametrize("text", [*SURE, *DOUBTFUL])
def test_everyone_whom_a_text_names_comes_out_and_what_is_doubtful_is_told(text: str) -> None:
    found, doubt = people.listed(text)
    assert [shown(one) for one in found] == {**SURE, **DOUBTFUL}[text]
    assert bool(doubt) == (text in DOUBTFUL), doubt


def authors(content: str) -> tuple[list[str], Export]:
    """The authors of the first record of an export, and the export."""
    export = read.read(content.encode())
    return [shown(one) for one in export.records[0].item["author"]], export


HOMONYMS = ["Wang, Y.", "Li, X.", "Wang, Y.", "Zhao, H."]


@pytest.mark.parametrize(
    "content",
    [
        ris().replace("AU  - Berg, Kari", "\n".join(f"AU  - {name}" for name in HOMONYMS)),
        ris().replace("AU  - Berg, Kari", "\n".join(f"A1  - {name}" for name in HOMONYMS)),
        "PMID- 99001\nTI  - T\n" + "".join(f"FAU - {name}\n" for name in HOMONYMS),
        bib().replace("Berg, Kari", " and ".join(HOMONYMS)),
        csl().replace('[{"family": "Berg", "given": "Kari"}]', json.dumps(HOMONYMS)),
    ],
)
def test_two_of_one_name_are_two(content: str) -> None:
    found, export = authors(content)
    assert found == HOMONYMS
    assert export.notes == []


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("A1 Nordby, Astrid|AU Aas, Berit|AU Lien, Knut", "Nordby, Astrid|Aas, Berit|Lien, Knut"),
        ("AU Aas, Berit|A1 Nordby, Astrid", "Aas, Berit|Nordby, Astrid"),
        ("A1 Nordby, Astrid|AU Nordby, Astrid|AU Lien, Knut", "Nordby, Astrid|Lien, Knut"),
        ("AU Nordby, Astrid|AU Lien, Knut|A1 Nordby A|A1 Lien K", "Nordby, Astrid|Lien, Knut"),
        ("A1 Wang, Y.|A1 Wang, Y.|AU Wang, Y.|AU Wang, Y.", "Wang, Y.|Wang, Y."),
    ],
)
def test_who_stands_in_two_tags_of_ris_is_one_and_the_first_stays_first(
    tags: str, found: str
) -> None:
    lines = "\n".join(f"{each[:2]}  - {each[3:]}" for each in tags.split("|"))
    assert authors(ris().replace("AU  - Berg, Kari", lines))[0] == found.split("|")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Nordby, A, Lien, KM, Aas-Berg, J, and Moe, T", "Nordby, A.|Lien, K. M.|Aas-Berg, J.|Moe, T."),
        ("Lien K, Ruud SA, Moe T", "Lien, K.|Ruud, S. A.|Moe, T."),
        ("Lien KM and Moe T", "Lien, K. M.|Moe, T."),
        ("{Nordby, Astrid and Lien, Knut}", "Nordby, Astrid|Lien, Knut"),
        ("{Ministry of Health and Care} and Lien, Knut", "[Ministry of Health and Care]|Lien, Knut"),
        ("{The Choir Works, Inc.} and Knut Lien", "[The Choir Works, Inc.]|Lien, Knut"),
        ("University of Oslo Press and Lien, Knut", "[University of Oslo Press]|Lien, Knut"),
        ("Smith, Jr., John and Vann, Ole", "Smith, John, Jr.|Vann, Ole"),
        ("Nordby, Astrid; Lien, Knut", "Nordby, Astrid|Lien, Knut"),
        (r"A. Nordby \& K. Lien", "Nordby, A.|Lien, K."),
    ],
)  # fmt: skip
def test_the_people_of_bibtex_however_they_are_listed(typed: str, found: str) -> None:
    assert authors(bib().replace("Berg, Kari", typed))[0] == found.split("|")


def test_people_who_may_be_none_are_marked_and_told_with_their_line() -> None:
    export = read.read((ris(1) + ris(2).replace("Berg, Kari", "Berg Kari")).encode())
    assert [record.unverified for record in export.records] == [[], ["author"]]
    assert [(note.line, note.says) for note in export.notes] == [
        (8, "author: «Berg Kari» has no comma: it is taken as an institution")
    ]
