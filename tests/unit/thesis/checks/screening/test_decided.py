"""Decisions that are wrong, by themselves or against works and studies: each told at its row."""

import hashlib
import shutil
from pathlib import Path

import pytest

from thesis.checks.data import inputs
from thesis.diagnostics.findings import Finding

MINIMAL = Path(__file__).parents[4] / "projects/minimal/data"
HEAD = "work,stage,decision,reason,date,title\n"
CHOIR = "title:choirpracticebeforethenightshiftandhoursofsleepafterit:2019"
HUM = "title:wehumonthebushomenightnursesonsingingandrest:2021"
MOOD = "title:singingandmoodamongofficestaff:2016"
OTHER = "doi:10.5555/other.1"

SCREENING = """\
screeners:
  - {id: kari, name: Kari}
  - {id: ola, name: Ola}
second: all
"""
FIRST = f"""\
{CHOIR},title_abstract,include,,,
{HUM},title_abstract,unsure,,,
{MOOD},title_abstract,include,,,
{OTHER},title_abstract,exclude,,,
{CHOIR},full_text,include,,,
{HUM},full_text,include,,,
{MOOD},full_text,exclude,day_workers,,
"""
WORKS = f"""\
unscreened: 0
works:
- {{work: "{CHOIR}", records: [nattbasen-3:1], title: Choir practice before the night shift and hours of sleep after it, year: 2019}}
- {{work: "{HUM}", records: [nattbasen-3:2], title: "“We hum on the bus home”: Night nurses on singing and rest", year: 2021}}
- {{work: "{MOOD}", records: [nattbasen-4:1], title: Singing and mood among office staff, year: 2016}}
"""  # noqa: E501

Edit = tuple[str, str, str]
"""A file of data/, what is replaced in it, and by what; with nothing to replace, the end of it."""


def found(tmp_path: Path, *edits: Edit, counted: bool = True) -> list[Finding]:
    """What is found in a small thesis that was screened by two, with some edits."""
    data = tmp_path / "data"
    shutil.copytree(MINIMAL, data)
    (data / "screening").mkdir()
    (data / "screening.yaml").write_text(SCREENING, "utf-8")
    for who in ("kari", "ola"):
        (data / f"screening/{who}.csv").write_text(HEAD + FIRST, "utf-8")
    (data / "screened.yaml").write_text(WORKS, "utf-8")
    for file, old, new in edits:
        path = data / file
        text = path.read_text("utf-8") if path.is_file() else HEAD
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    hashes = [
        f"- {{file: data/screening/{path.name}, sha256: {hashlib.sha256(path.read_bytes()).hexdigest()}}}\n"  # noqa: E501
        for path in (data / "screening").iterdir()
    ]
    text = (data / "screened.yaml").read_text("utf-8")
    files = "".join(["files:\n", *hashes]) if counted else "files: []\n"
    (data / "screened.yaml").write_text(files + text, "utf-8")
    return inputs.problems(tmp_path)[1]


def told(tmp_path: Path, *edits: Edit) -> list[tuple[str, str]]:
    """The rule and the place of each finding."""
    every = found(tmp_path, *edits)
    print("\n".join(map(str, every)))
    assert inputs.usable(every)
    return [(each.rule, str(each.place).removeprefix("data/")) for each in every]


def test_a_screening_that_is_whole_has_nothing_wrong(tmp_path: Path) -> None:
    assert told(tmp_path) == []


KARI, OLA = "screening/kari.csv", "screening/ola.csv"


def both(*edits: tuple[str, str]) -> list[Edit]:
    """The same edits of both files."""
    return [(who, *edit) for who in (KARI, OLA) for edit in edits]


EXCLUDED, INCLUDED = f"{OTHER},title_abstract,exclude", f"{OTHER},title_abstract,include"
CASES: dict[str, tuple[list[Edit], list[tuple[str, str]]]] = {
    "a file of somebody else, and nobody's file": ([("screening.yaml", "id: ola", "id: olav")],
                                                   [("screener", "screening/ola.csv"),
                                                    ("screener", "screening.yaml:3")]),
    "unsure of a full text": ([(KARI, f"{CHOIR},full_text,include", f"{CHOIR},full_text,unsure")],
                              [("decision", "screening/kari.csv:6"),
                               ("unscreened", "screening/ola.csv:6")]),
    "no reason at full text": (both(("exclude,day_workers", "exclude,")),
                               [("reason", "screening/kari.csv:8"),
                                ("reason", "screening/ola.csv:8")]),
    "a reason that the ladder does not have": (both(("day_workers", "day_worker")),
                                               [("reason", "screening/kari.csv:8"),
                                                ("reason", "screening/ola.csv:8"),
                                                ("study", "studies/papirdal2016.yaml:5")]),
    "a reason of an included work": ([(KARI, f"{HUM},full_text,include,",
                                       f"{HUM},full_text,include,day_workers")],
                                     [("reason", "screening/kari.csv:7")]),
    "a decision twice": ([(KARI, "", f"{EXCLUDED},,,\n")], [("twice", "screening/kari.csv:9")]),
    "a decision twice under two names": ([(KARI, "", "pmid:7,title_abstract,exclude,,,\n"),
                                          ("screened.yaml", "unscreened",
                                           f'called: {{"pmid:7": "{OTHER}"}}\nunscreened')],
                                         [("twice", "screening/kari.csv:9")]),
    "not retrieved, and excluded before": ([(KARI, "", f"{OTHER},retrieval,not_retrieved,,,\n")],
                                           [("order", "screening/kari.csv:9")]),
    "not retrieved, and read": ([(KARI, "", f"{HUM},retrieval,not_retrieved,,,\n")],
                                [("order", "screening/kari.csv:9")]),
    "two who differ": ([(OLA, EXCLUDED, INCLUDED)], [("conflict", "screening/ola.csv:5")]),
    "two who differed and agreed": ([(OLA, EXCLUDED, INCLUDED),
                                     ("screening/agreed.csv", "", f"{EXCLUDED},,,\n")], []),
    "one where two were to": ([(OLA, f"{EXCLUDED},,,\n", "")],
                              [("unscreened", "screening/kari.csv:5")]),
    "one, where two looked at a sample": (
        [(OLA, f"{EXCLUDED},,,\n", ""), ("screening.yaml", "second: all", "second: sample")], []),
    "works that nobody looked at": ([("screened.yaml", "unscreened: 0", "unscreened: 3")],
                                    [("unscreened", "screened.yaml:4")]),
    "a full text that nobody read": (both((EXCLUDED, INCLUDED)),
                                     [("unscreened", "screening/kari.csv:5")]),
    "a work that no export has": (
        [("screened.yaml", "unscreened: 0", f'unscreened: 0\nunknown: ["{OTHER}"]')],
        [("work", "screening/kari.csv:5"), ("work", "screening/ola.csv:5")]),
    "an included work without a record": (
        both((EXCLUDED, INCLUDED), ("", f"{OTHER},full_text,include,,,\n")),
        [("study", "screening/kari.csv:9")]),
    "a record that no decision is on": (both((f"{MOOD},title_abstract,include",
                                              f"{MOOD},title_abstract,exclude"),
                                             (f"{MOOD},full_text,exclude,day_workers,,\n", "")),
                                        [("study", "studies/papirdal2016.yaml:2")]),
    "a record that is excluded, and the work included": (
        both((f"{MOOD},full_text,exclude,day_workers", f"{MOOD},full_text,include,")),
        [("study", "studies/papirdal2016.yaml:2")]),
}  # fmt: skip


@pytest.mark.mutant("screening.screener")
@pytest.mark.mutant("screening.decision")
@pytest.mark.mutant("screening.reason")
@pytest.mark.mutant("screening.twice")
@pytest.mark.mutant("screening.order")
@pytest.mark.mutant("screening.conflict")
@pytest.mark.mutant("screening.unscreened")
@pytest.mark.mutant("screening.work")
@pytest.mark.mutant("screening.study")
@pytest.mark.parametrize(("edits", "expected"), CASES.values(), ids=CASES)
def test_what_is_wrong_is_told_at_its_place_and_nothing_else(
    edits: list[Edit], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert sorted(told(tmp_path, *edits)) == sorted(
        (f"screening.{rule}", place) for rule, place in expected
    )


@pytest.mark.mutant("screening.counted")
def test_decisions_that_were_not_counted_are_told(tmp_path: Path) -> None:
    every = found(tmp_path, counted=False)
    assert [(each.rule, str(each.place)) for each in every] == [
        ("screening.counted", "data/screening/kari.csv"),
        ("screening.counted", "data/screening/ola.csv"),
    ]


@pytest.mark.parametrize("row", [f"{OTHER},abstract,exclude,,,\n", f"{OTHER},full_text,maybe,,,\n"])
def test_a_stage_or_decision_that_there_is_none_of_is_told_of_the_table(
    row: str, tmp_path: Path
) -> None:
    every = found(tmp_path, (KARI, "", row))
    assert [(each.rule, str(each.place)) for each in every] == [
        ("input.value", "data/screening/kari.csv:9")
    ]


@pytest.mark.mutant("screening.study")
def test_works_without_a_record_are_told_by_the_first_and_their_number(tmp_path: Path) -> None:
    edits = both((EXCLUDED, INCLUDED), ("", f"{OTHER},full_text,include,,,\n"))
    (one,) = found(tmp_path / "one", *edits)
    assert one.found == f"{OTHER} included, and no study record"
