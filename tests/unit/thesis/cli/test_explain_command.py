"""`python -m thesis explain`: every kind of question, on a small thesis that was built."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.a_register import a_register
from tests.records import study
from tests.unit.thesis.checks.made import CONTENT, made
from thesis import __main__
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.formats import attachments
from thesis.model.formulas import Formula
from thesis.model.register import Number

TEXT = """# Metode

Det ble {{ n("arkiv.hits") }} treff i {{ n("databases.count") }} baser.
Søkene tok [to]{.typed why="et overslag"} dager.

## Utvalg

{{ share("studies.included", "studies.read") }} ble med.
[Alle artiklene]{.group of="included" where="sex == women"} var små.
De var {{ span("anna2019.age_min", "anna2019.age_max") }} år.
I Norge er det {{ n("fhi2019.men", form="percent") }} som drikker.
"""

SEARCHES = """number,query,hits,abstracts_read,articles_read,limits
1,choir,17,0,0,
2,choir and sleep,0,0,0,2010-
3,choir and night work,1025,4,2,
"""

STUDY = """key: anna2019
status: included
sex: women
figures:
  age_min: 18
  age_max: 40
"""

TERMS = [
    Number(f"arkiv.{i + 1}.hits", hits, "hits", rows=[Place("data/searches/arkiv.csv", i + 2)])
    for i, hits in enumerate((17, 0, 1025))
]
NUMBERS = [
    *TERMS,
    Number("arkiv.hits", 1042, "hits", "derived",
           Formula("sum_in_database", {"count": "hits", "database": "arkiv"}),
           [row for term in TERMS for row in term.rows], operation="sum",
           terms=[term.key for term in TERMS]),
    Number("flow.hits.left", 1040, "hits", "derived",
           Formula("difference", {"start": "arkiv.hits", "end": "studies.read"}),
           [Place("data/searches/arkiv.csv", 2), Place("data/studies/anna2019.yaml", 2)],
           operation="difference", terms=["arkiv.hits", "studies.read"]),
    Number("databases.count", 1, "databases", "derived", Formula("databases"),
           [Place("data/databases.yaml", 1)], operation="count"),
    Number("studies.included", 1, "studies", rows=[Place("data/studies/anna2019.yaml", 2)]),
    Number("studies.read", 2, "studies", rows=[Place("data/studies/anna2019.yaml", 2)]),
    Number("anna2019.age_min", 18, "years", rows=[Place("data/studies/anna2019.yaml", 5)]),
    Number("anna2019.age_max", 40, "years", rows=[Place("data/studies/anna2019.yaml", 6)]),
    Number("anna2019.weeks", 8, "weeks", rows=[Place("data/studies/anna2019.yaml", 4)]),
    Number("fhi2019.men", 8, "percent", "cited", citation="fhi2019", page="12",
           rows=[Place("data/literature.yaml", 2)], says="menn", note="as reported",
           unverified=True),
    *(Number(f"unused.x{i}", 7, rows=[Place("data/method.yaml", 1)]) for i in range(8)),
]  # fmt: skip
RECORDS = {
    "studies": [study("anna2019", sex="women", lines={"sex": 3})],
    "references": {"fhi2019": {"title": "Om alkohol", "author": [{"literal": "FHI"}]}},
}

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a thesis that was built; the one who asks is in it."""
    monkeypatch.setattr("tests.unit.thesis.checks.made.NUMBERS", NUMBERS)
    monkeypatch.setattr("tests.unit.thesis.checks.made.RECORDS", RECORDS)
    files = {
        "config/config.yaml": "labels: nb\n",
        "data/searches/arkiv.csv": SEARCHES,
        "data/studies/anna2019.yaml": STUDY,
        "build/config.json": '{"labels": "nb"}',
    }
    for file, text in files.items():
        path = here / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    thesis = made(here, TEXT)
    pandoc.write(thesis.document, here / "build/placed.json")
    a_register(NUMBERS, RECORDS).write(here / "build/register.json")
    monkeypatch.setenv("COLUMNS", "80")
    return here


@pytest.fixture
def ask(root: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask, and get the exit status and what is printed and complained of."""

    def ask(*question: str) -> tuple[int, str, str]:
        status = __main__.main(["explain", *question])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return ask


def test_a_sum_is_told_with_its_rows_their_sum_and_its_places(ask: Ask) -> None:
    assert ask("1 042") == (
        0,
        """\
arkiv.hits = 1 042 hits
  sum of hits over the searches in arkiv
  2 rows, and 1 more with 0:
       17  data/searches/arkiv.csv:2  1. choir
    1 025  data/searches/arkiv.csv:4  3. choir and night work
    -----
    1 042
  goes into flow.hits.left: 1 042 − 2 = 1 040

  stands in 1 place:
    content/03-metode.md:3 (text)
      Metode
      Det ble [1 042] treff i én baser.

""",
        "",
    )


@pytest.mark.parametrize(
    "question", [["arkiv.hits"], ["1042"], ["1 042"], ["1", "042"], ["«1\u00a0042»"]]
)
def test_a_number_may_be_asked_for_as_a_key_or_in_digits(ask: Ask, question: list[str]) -> None:
    status, told, _ = ask(*question)
    assert status == 0
    assert told.startswith("arkiv.hits = 1 042 hits\n")


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("åtte", ["anna2019.weeks", "fhi2019.men"]),
        ("8 %", ["fhi2019.men"]),
        ("åtte prosent", ["fhi2019.men"]),
        ("eight", ["anna2019.weeks", "fhi2019.men"]),
        ("18–40", ["anna2019.age_max", "anna2019.age_min"]),
        ("18 til 40", ["anna2019.age_max", "anna2019.age_min"]),
        ("én av to", ["studies.included", "studies.read"]),
        ("17", ["arkiv.1.hits"]),
    ],
)
def test_words_percentages_ranges_and_shares_find_their_keys(
    ask: Ask, question: str, keys: list[str]
) -> None:
    status, told, _ = ask(question)
    assert status == 0
    first_words = [line.split(" = ")[0] for line in told.splitlines() if " = " in line]
    assert sorted(one for one in first_words if not one.startswith(" ")) == keys


def test_a_difference_is_told_with_its_terms(ask: Ask) -> None:
    _, told, _ = ask("flow.hits.left")
    terms = """
    1 042  arkiv.hits
      − 2  data/studies/anna2019.yaml:2  status: included
    -----
    1 040
  rows: data/searches/arkiv.csv:2, data/studies/anna2019.yaml:2
  stands nowhere in the thesis
"""
    assert terms in told


def test_a_cited_number_has_its_work_page_note_and_that_nobody_saw_it(ask: Ask) -> None:
    _, told, _ = ask("fhi2019.men")
    for words in (
        "fhi2019.men = 8 %",
        "cited from fhi2019 (FHI: Om alkohol), p. 12",
        "note: as reported",
        "unverified: it was not seen in the work itself",
        "det [8 %] som drikker.",
    ):
        assert words in told


def test_a_typed_number_is_told_with_its_reason(ask: Ask) -> None:
    _, told, _ = ask("to")
    assert "«to»: typed by the author\n  why: et overslag\n  content/03-metode.md:4 (text)" in told
    assert "Søkene tok [to] dager." in told
    assert told.startswith("studies.read = 2"), "the key of that value is told, too"


def test_a_statement_on_the_studies_is_told_with_what_each_record_answers(ask: Ask) -> None:
    status, told, _ = ask("alle artiklene")
    assert status == 0
    assert "of included, where sex == women:" in told
    assert "yes: anna2019 (sex: women, data/studies/anna2019.yaml:3)" in told
    assert told.rstrip().endswith("it holds")


def test_a_statement_that_was_found_untrue_does_not_hold(ask: Ask, root: Path) -> None:
    found = {
        "file": CONTENT,
        "line": 9,
        "rule": "group.untrue",
        "found": "«Alle artiklene» (all), where k = 0 of n = 1",
        "expected": "x",
        "fix": "y",
    }
    (root / "build/findings.json").write_text(json.dumps([found]), "utf-8")
    _, told, _ = ask("alle artiklene")
    assert "group.untrue: «Alle artiklene» (all)" in told
    assert told.rstrip().endswith("it does not hold")


def test_a_line_of_the_prose_tells_its_numbers_each_with_its_rows(ask: Ask) -> None:
    status, told, _ = ask(f"{CONTENT}:3")
    assert status == 0
    assert "Det ble [1 042] treff i [én] baser." in told
    assert "arkiv.hits = 1 042 hits" in told
    assert "databases.count = 1 databases\n  number of databases\n  1 row:" in told


def test_a_row_of_data_tells_every_number_from_it_and_where_those_stand(ask: Ask) -> None:
    status, told, _ = ask("data/searches/arkiv.csv:4")
    assert status == 0
    assert "data/searches/arkiv.csv:4\n  3. choir and night work\n\n2 numbers from this row" in told
    assert "arkiv.3.hits = 1 025 hits\n  stands nowhere in the thesis" in told
    assert "content/03-metode.md:3  Det ble [1 042] treff i én baser." in told


def test_a_line_may_be_named_from_a_folder_inside(
    ask: Ask, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "data" / "searches")
    status, told, _ = ask("arkiv.csv:4")
    assert status == 0
    assert told.startswith("data/searches/arkiv.csv:4\n")


def test_another_thesis_is_asked_by_its_folder(
    ask: Ask, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root.parent)
    assert ask("--directory", str(root), "1042")[0] == 0


def test_of_many_numbers_with_one_value_the_keys_are_enough(ask: Ask) -> None:
    _, told, _ = ask("7")
    assert told.count("unused.x") == 8
    assert told.count("stands nowhere") == 5
    assert "3 more numbers of this value" in told
    assert ask("7", "--all")[1].count("stands nowhere") == 8


@pytest.mark.parametrize(
    ("question", "near"),
    [("1041", "arkiv.hits = 1 042"), ("arkiv.hist", "arkiv.hits = 1 042"), ("19", "age_min = 18")],
)
def test_what_nobody_knows_is_answered_with_the_nearest_keys(
    ask: Ask, question: str, near: str
) -> None:
    status, told, complaint = ask(question)
    assert (status, told) == (1, "")
    assert f"No number of the thesis is «{question}»" in complaint
    assert near in complaint


@pytest.mark.parametrize(
    "place", [f"{CONTENT}:2", "content/none.md:1", "data/searches/arkiv.csv:99"]
)
def test_a_line_without_a_number_says_so(ask: Ask, place: str) -> None:
    status, told, complaint = ask(place)
    assert (status, told) == (1, "")
    assert complaint == f"No number stands in {place}, and none comes from it.\n"


@pytest.mark.parametrize("file", ["register.json", "placed.json", "config.json"])
def test_where_nothing_is_built_it_says_what_to_run(ask: Ask, root: Path, file: str) -> None:
    (root / "build" / file).unlink()
    status, told, complaint = ask("1042")
    assert (status, told) == (1, "")
    assert complaint == (
        f"Nothing is built yet: build/{file} is not there. Run: snakemake --cores 4\n"
    )


def test_a_source_that_is_newer_than_the_build_is_named(ask: Ask, root: Path) -> None:
    later = (root / "build/register.json").stat().st_mtime + 10
    os.utime(root / "data/searches/arkiv.csv", (later, later))
    assert "Newer than the build: data/searches/arkiv.csv." in ask("1042")[2]
    assert ask("fhi2019.men")[2] == ""


def test_a_source_that_was_edited_is_named_whatever_its_time(ask: Ask, root: Path) -> None:
    file = "data/searches/arkiv.csv"
    held = {name: (root / name).read_bytes() for name in (file, "build/register.json")}
    (root / "build" / attachments.MANIFEST).write_bytes(attachments.manifest(held, {}))
    later = (root / "build/register.json").stat().st_mtime + 10
    os.utime(root / file, (later, later))
    assert ask("1042")[2] == ""
    (root / file).write_bytes(held[file].replace(b"1042", b"1043", 1) + b"\n")
    os.utime(root / file, (1, 1))
    assert f"Newer than the build: {file}." in ask("1042")[2]


def test_every_line_fits_the_terminal(ask: Ask) -> None:
    for question in ("1042", "7", "to", "alle artiklene", "data/searches/arkiv.csv:4"):
        assert max(map(len, ask(question)[1].splitlines())) <= 80


def test_without_a_command_the_menu_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main([]) == 0
    menu = capsys.readouterr().out
    for name in __main__.COMMANDS:
        assert f"\n    {name}" in menu
