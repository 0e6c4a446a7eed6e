"""Tables: the columns of each database, held against what pandas reads in the same cells."""

import io
from pathlib import Path

import pandas as pd
import pytest

from thesis.exports import read
from thesis.exports.readers import tables

SAMPLES = Path(__file__).parents[1] / "samples"

COLUMNS = {
    "scopus.csv": (0, "Title", "DOI", "Volume", "Source title", "Year"),
    "embase.csv": (2, "Title", "DOI", "Volume", "Source title", "Publication Year"),
    "central.csv": (0, "Title", "DOI", "Volume", "Source", "Year"),
    "rayyan.csv": (0, "title", "doi", "volume", "journal", "year"),
    "covidence.csv": (0, "Title", "DOI", "Volume", "Journal", "Published Year"),
}
"""Rows above, and the columns of five fields."""


@pytest.mark.parametrize("name", COLUMNS)
def test_every_cell_is_that_which_pandas_reads(name: str) -> None:
    above, *columns = COLUMNS[name]
    text = (SAMPLES / name).read_text("utf-8-sig")
    frame = pd.read_csv(io.StringIO(text), dtype=str, skiprows=above, keep_default_na=False)
    records = read.read(text.encode()).records
    assert len(records) == len(frame)
    for record, (_, row) in zip(records, frame.iterrows(), strict=True):
        fields = ("title", "DOI", "volume", "container-title", "issued")
        found = [str(record.item[field]) for field in fields]
        assert found[:4] == [str(row[column]).split("     ")[0] for column in columns[:4]]
        assert found[4][:4] == row[columns[4]]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Title,Authors,Year\n", True),
        ("Document Title;Authors;DOI\n", True),
        ("Authors,Year,DOI\n", False),
        ("Title,Colour,Size\n", False),
        ("A title, of an article, from 2019\n", False),
        ("", False),
    ],
)
def test_a_table_is_known_by_its_columns(text: str, table: bool) -> None:
    assert tables.is_table(text) == table


@pytest.mark.parametrize(
    ("columns", "cells", "field", "value"),
    [
        ("PMID,Citation", '"99000123","J Inv. 2020 Feb;63(2):103640."', "page", "103640"),
        ("PMID,Citation", '"99000123","J Inv. 2020 Feb;63(2):103640."', "volume", "63"),
        ("ISSN", '="19326203"', "ISSN", "1932-6203"),
        ("Document Type,Publisher", "Book,Ward Press", "type", "book"),
        ("Item Type", "bookSection", "type", "chapter"),
        ("PMCID", "9900012", "PMCID", "PMC9900012"),
        ("PubMed ID", "PUBMED 99000123", "PMID", "99000123"),
        ("pubmed id", "0", "PMID", None),
        ("Date", '="Jun2023"', "issued", "2023-06"),
        ("Publication Date", "20230601", "issued", "2023-06-01"),
        ("pubtitle", "Boats", "container-title", "Boats"),
    ],
)
def test_what_databases_write_in_their_own_way(
    columns: str, cells: str, field: str, value: str | None
) -> None:
    text = f'Title,Authors,{columns}\n"Rowing","Berg, Kari",{cells}\n'
    [record] = read.read(text.encode()).records
    assert record.item.get(field) == value


def test_names_of_which_one_shows_that_the_family_name_is_last_are_all_read_so() -> None:
    text = 'Title,Authors,Year\nRowing,"Kari A. Berg; Ole van der Vann; Per Vik",2019\n'
    export = read.read(text.encode())
    assert [one["family"] for one in export.records[0].item["author"]] == ["Berg", "Vann", "Vik"]
    assert export.records[0].unverified == ["author"]
