"""What databases share: added up over the files of each, and drawn in proportion."""

import re

import pytest

from tests.unit.thesis.formats.figures.drawn import WORDS, texts
from thesis.formats.figures import overlap
from thesis.formats.figures.overlap import LONGEST_BAR, Overlap
from thesis.model.records import Database, ExportedRecords

BASES = [Database(id=name, name=name.title()) for name in ("medline", "embase", "cinahl")]
AT = "data/exports.yaml:2"
FILES = [
    ExportedRecords(at=AT, database="medline", records=30, alone=10, shared={"embase": 20}),
    ExportedRecords(at=AT, database="medline", records=10, alone=8, shared={"embase": 2}),
    ExportedRecords(at=AT, database="embase", records=80, alone=50, shared={"medline": 30}),
]


def test_the_files_of_a_database_are_added_up() -> None:
    assert overlap.overlaps(BASES, FILES) == [
        Overlap("Medline", 40, 18, {"Embase": 22}),
        Overlap("Embase", 80, 50, {"Medline": 30}),
    ]


def test_of_one_database_or_of_older_counts_there_is_no_picture() -> None:
    old = ExportedRecords(at=AT, database="embase", records=80)
    assert overlap.overlaps(BASES, FILES[:2]) == overlap.overlaps(BASES, [*FILES, old]) == []


def test_bars_are_as_long_as_their_records_are_many() -> None:
    svg = overlap.picture(overlap.overlaps(BASES, FILES), WORDS, "nb")
    widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="8"', svg)][:4]
    share = LONGEST_BAR / 80
    assert widths == pytest.approx([share * each for each in (40, 18, 80, 50)], abs=0.06)
    assert texts(svg)[4:] == [
        *["1", "Medline", "40", "22", "2", "Embase", "80", "30"],
        *["bare i denne databasen", "også i en annen"],
    ]
