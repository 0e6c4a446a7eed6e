"""Sheets: out and in again, and what other tools write, works found whatever they leave."""

from collections.abc import Callable

import pytest

from thesis.cli.records.decision_sheets import COLUMNS, TakenSheet, given, taken
from thesis.screening.decisions import Decision
from thesis.screening.found import found_record
from thesis.screening.merging import MergedRecords
from thesis.screening.texts import RecordTexts
from thesis.screening.works import works

REASONS = {"no_choir": "Ingen sang i kor", "day_workers": "Bare dagarbeidere"}
FOUND = [
    {"title": "Choirs and sleep", "issued": "2019", "DOI": "10.5555/choir.1"},
    {"title": "Naps, and other rest", "issued": "2020", "PMID": "77"},
    {"title": "=SUM of singing", "issued": "2021"},
]
RECORDS = [found_record(f"a-1:{n}", n, item) for n, item in enumerate(FOUND, 1)]
WORKS = works(MergedRecords(RECORDS, [], []))
CHOIR, NAPS, SUM = (work.name for work in WORKS)
TEXTS = {"a-1:1": RecordTexts(["Berg, Kari"], "<p>Of choirs.</p>", ["choir"], "en")}

Take = Callable[..., TakenSheet]


def take(table: str, stage: str = "title_abstract", every: str = "") -> TakenSheet:
    return taken(table, "t.csv", WORKS, "kari", ["kari", "Kari Berg"], stage, REASONS, every)


def decisions(made: TakenSheet) -> dict[str, str]:
    return {each.work: f"{each.decision} {each.reason}".strip() for each in made.decisions}


def test_a_sheet_has_what_was_decided_and_comes_in_again_as_it_went_out() -> None:
    known = {CHOIR: Decision(CHOIR, "full_text", "exclude", "no_choir", screener="kari")}
    table = given("sheet", WORKS, TEXTS, known)
    assert table.splitlines()[0] == ",".join(COLUMNS["sheet"])
    assert '"Berg, Kari"' in table
    assert "Of choirs." in table
    assert "'=SUM of singing" in table  # no program computes it
    made = take(table, "full_text")
    assert decisions(made) == {CHOIR: "exclude no_choir"}
    assert (made.undecided, made.wrong) == (2, [])


@pytest.mark.parametrize("form", [*COLUMNS])
def test_the_works_of_every_form_are_found_again(form: str) -> None:
    made = take(given(form, WORKS, TEXTS, {}), every="exclude")
    assert decisions(made) == dict.fromkeys((CHOIR, NAPS, SUM), "exclude")


ASREVIEW = """\
record_id,title,year,doi,asreview_label,asreview_time,asreview_note
0,Choirs and sleep,2019,https://doi.org/10.5555/CHOIR.1,1,2026-03-02 10:11:12,
1,"Naps, and other rest",2020,,0,2026-03-03 10:11:12,
2,=SUM of singing,2021,,,,
"""
RAYYAN = """\
key,title,year,notes,pubmed_id
rayyan-1,Choirs & sleep,2019,"RAYYAN-INCLUSION: {""Kari Berg""=>""Maybe"", ""Ola""=>""Excluded""}",
rayyan-2,"Naps, and other rest",2020,"RAYYAN-INCLUSION: {""Ola""=>""Included"", ""Kari Berg""=>""Excluded""} | RAYYAN-EXCLUSION-REASONS: ingen sang i kor",77
rayyan-3,=SUM of singing,2021,"RAYYAN-INCLUSION: {""Ola""=>""Included""}",
"""  # noqa: E501
COVIDENCE = """\
Title,Authors,Abstract,Published Year,Journal,DOI,Covidence #,Study,Notes,Tags
Choirs and sleep,Berg,,2019,,10.5555/choir.1,#12,Berg 2019,Exclusion reason: Bare dagarbeidere; ,
"=SUM of singing",Berg,,2021,,,#13,Berg 2021,,
"""


@pytest.mark.parametrize(
    ("table", "stage", "expected", "undecided"),
    [
        (ASREVIEW, "title_abstract", {CHOIR: "include", NAPS: "exclude"}, 1),
        (
            RAYYAN.replace("&", "and"),
            "title_abstract",
            {CHOIR: "unsure", NAPS: "exclude no_choir"},
            1,
        ),
        (COVIDENCE, "full_text", {CHOIR: "exclude day_workers"}, 1),
    ],
)
def test_what_other_tools_write_is_read(
    table: str, stage: str, expected: dict[str, str], undecided: int
) -> None:
    made = take(table, stage)
    assert made.wrong == []
    assert decisions(made) == expected
    assert made.undecided == undecided


def test_the_day_of_a_decision_comes_along() -> None:
    assert [each.date for each in take(ASREVIEW).decisions] == ["2026-03-02", "2026-03-03"]


@pytest.mark.parametrize(
    ("table", "stage", "says"),
    [
        (RAYYAN, "title_abstract", "t.csv:2: «Choirs & sleep» is no work"),
        ("work,decision\n%s,perhaps\n", "title_abstract", "«perhaps» at title_abstract"),
        ("work,decision\n%s,unsure\n", "full_text", "«unsure» at full_text"),
        ("work,decision,reason\n%s,exclude,\n", "full_text", "the reason «»"),
        ("work,decision,reason\n%s,exclude,old\n", "full_text", "no_choir (Ingen sang i kor)"),
        ("work,decision\n%s,no\n%s,no\n", "title_abstract", "t.csv:3: the work of line 2 again"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(table: str, stage: str, says: str) -> None:
    [wrong] = take(table.replace("%s", CHOIR), stage).wrong
    assert says in wrong
