"""Figure 1 as a table of PRISMA2020, and back: each number in its row, and nothing invented."""

import csv
import io
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.formats.flowchart import prisma_csv
from thesis.formats.flowchart.prisma_csv import PrismaTable, PrismaTableError
from thesis.input import labels
from thesis.model.records import Flow, FlowBar, FlowLeft, FlowRow, FlowStage
from thesis.model.register import Number

WORDS = labels.read(labels.NB)["flowchart"]["prisma"]
OTHER = WORDS["removed"]["other"]


def row(label: str, value: int, key: str = "k") -> FlowRow:
    return FlowRow(label=label, key=key, value=value)


def stage(name: str, value: int, left: FlowLeft | None = None, **more: Any) -> FlowStage:
    key = more.pop("key", f"count.{name}")
    return FlowStage(id=name, label=name.title(), key=key, value=value, left=left, **more)


def left(value: int, *reasons: FlowRow) -> FlowLeft:
    return FlowLeft(label="Ute", key="count.left", value=value, reasons=[*reasons])


SOURCES = WORDS["sources"]
REMOVED = left(
    40,
    row(WORDS["removed"]["duplicates"], 30),
    row(OTHER.format(label="Uten sammendrag"), 7),
    row(OTHER.format(label="Ikke på norsk"), 3),
)
FLOW = Flow(
    form="prisma2020",
    headings=[FlowBar(label="Tidligere"), FlowBar(label="Databaser"), FlowBar(label="Annet")],
    phases=[FlowBar(id="screening", label="Screening")],
    previous=[stage("edition.previous", 4, left(1))],
    again=[stage("edition.again", 1)],
    stages=[
        stage(
            "identified", 1100, REMOVED,
            parts=[
                row(SOURCES["databases"], 1090, "searches.hits"), row(SOURCES["registers"], 10),
            ],
        ),
        stage("screened", 1060, left(1000)),
        stage("sought", 60, left(2)),
        stage("assessed", 58, left(50, row("Feil tema, uklart", 49), row("Feil; utvalg", 1))),
        stage("edition.new", 9),
        stage("edition.total", 13),
    ],
    others=[
        stage("identified", 5, parts=[row(SOURCES["websites"], 3), row(SOURCES["citations"], 2)]),
        stage("sought", 5, left(1)),
        stage("assessed", 4, left(3)),
    ],
)  # fmt: skip
HITS = Number("searches.hits", 1090, operation="sum", terms=["medline.hits", "embase.hits"])
REGISTER = a_register(
    [HITS, Number("medline.hits", 90), Number("embase.hits", 1000)],
    {"databases": [
        {"id": "medline", "name": "Medline", "platform": "Ovid"},
        {"id": "embase", "name": "Embase", "platform": "Ovid"},
    ]},
)  # fmt: skip
TOLD: prisma_csv.Counts = {
    "previous_studies": 4,
    "database_results": 1090,
    "database_specific_results": [("Medline", 90), ("Embase", 1000)],
    "register_results": 10,
    "website_results": 3,
    "citations_results": 2,
    "duplicates": 30,
    "excluded_other": 10,
    "records_screened": 1060,
    "records_excluded": 1000,
    "dbr_sought_reports": 60,
    "dbr_notretrieved_reports": 2,
    "dbr_assessed": 58,
    "dbr_excluded": [("Feil tema  uklart", 49), ("Feil  utvalg", 1)],
    "other_sought_reports": 5,
    "other_notretrieved_reports": 1,
    "other_assessed": 4,
    "other_excluded": [("", 3)],
    "new_studies": 9,
    "total_studies": 13,
}
"""What the flow tells; that no label of a list has a sign that parts it is the table's doing."""


@pytest.fixture(scope="module")
def table() -> PrismaTable:
    return prisma_csv.of(FLOW, WORDS, REGISTER)


def test_what_is_written_comes_back(table: PrismaTable) -> None:
    assert prisma_csv.read(table.csv()) == TOLD


def test_its_rows_are_those_of_the_template_and_na_where_nothing_is_counted(
    table: PrismaTable,
) -> None:
    rows = [*csv.DictReader(io.StringIO(table.csv()))]
    assert [*rows[0]] == "data,node,box,description,boxtext,tooltips,url,n".split(",")
    assert len(rows) == 34
    by_name = {each["data"]: each for each in rows}
    told = {name for name, each in by_name.items() if each["n"] != "NA"}
    assert told == {*TOLD}
    assert by_name["excluded_other"]["boxtext"] == (
        "Andre grunner: Uten sammendrag; Andre grunner: Ikke på norsk"
    )
    titles = [each["boxtext"] for each in rows if each["box"] in ("prevstud", "newstud", "othstud")]
    assert titles == ["Tidligere", "Databaser", "Annet"]
    assert [each.key for each in prisma_csv.untold(FLOW)] == ["count.left", "count.edition.again"]


def test_registers_alone_are_no_databases() -> None:
    flow = Flow(
        headings=[FlowBar(label=WORDS["registers"])],
        stages=[stage("identified", 8), stage("screened", 8), stage("assessed", 8),
                stage("included", 2, key="studies.included", parts=[row("Rapporter", 3)])],
    )  # fmt: skip
    assert prisma_csv.read(prisma_csv.of(flow, WORDS, REGISTER).csv()) == {
        "register_results": 8, "records_screened": 8, "dbr_assessed": 8, "new_studies": 2,
        "new_reports": 3,
    }  # fmt: skip


def test_a_table_of_the_app_is_read_as_it_reads_it() -> None:
    text = (
        "data,node,box,n\r\n"
        'database_results,node7,box2,"12,345"\r\n'
        "duplicates,node8,box3,\r\n"
        'dbr_excluded,node14,box9,"Wrong population, 1,200; Not in English, 3"\r\n'
        'other_excluded,node21,box15,"Reason1, xxx; Reason2, xxx"\r\n'
        "NA,node4,prevstud,0\r\n"
        "identification,node1,identification,0\r\n"
    )
    assert prisma_csv.read(text) == {
        "database_results": 12345,
        "dbr_excluded": [("Wrong population", 1200), ("Not in English", 3)],
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("data,box\nduplicates,box3\n", ["1: no column n"]),
        ("", ["1: no column data and n"]),
        ("data,n\nduplicates,many\nnone,3\nduplicates,3\n", [
            "2: duplicates is «many», which is no number",
            "3: none, a row that the template does not have",
            "4: duplicates, a second row",
        ]),
        ("data,n\ndbr_excluded,Too old\n", ["2: dbr_excluded is «Too old», which is no number"]),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_told_with_its_line(text: str, told: list[str]) -> None:
    with pytest.raises(PrismaTableError) as raised:
        prisma_csv.read(text)
    assert [*raised.value.args] == told
