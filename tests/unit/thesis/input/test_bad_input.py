"""What is wrong in data/: each mistake of tests/rules/ gives the one message that it must."""

import copy
import csv
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases import Case, fails, params, passes
from thesis.checks.data import inputs
from thesis.counts.build import build
from thesis.diagnostics.findings import Finding


@pytest.fixture
def problems(house: Path, tmp_path: Path) -> Callable[[Case], list[Finding]]:
    """Makes the mistake in a copy of data/ and gives what is found there."""

    def find(case: Case) -> list[Finding]:
        shutil.copytree(house / "data", tmp_path / "data")
        case.plant(tmp_path)
        data, found = inputs.problems(tmp_path)
        if inputs.usable(found):
            build(data, found)
        return found

    return find


@pytest.mark.parametrize("case", params(fails("data")))
def test_a_mistake_is_told_with_its_place_and_how_to_mend_it(
    case: Case, problems: Callable[[Case], list[Finding]], tmp_path: Path
) -> None:
    found = problems(case)
    print("\n".join(map(str, found)))
    assert sorted(finding.rule for finding in found) == sorted([case.rule, *case.more])
    case.assert_found(tmp_path, found)


@pytest.mark.parametrize("case", passes("data"), ids=str)
def test_what_is_no_mistake_is_not_told(
    case: Case, problems: Callable[[Case], list[Finding]]
) -> None:
    assert problems(case) == []


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file of a copy of data/."""
    Case(rule="", file=f"data/{file}", old=old, new=new).plant(root)


def test_what_is_wrong_beside_an_unreadable_record_is_told_all_the_same(
    house: Path, tmp_path: Path
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for file, old, new in [
        ("studies/wang2017.yaml", "status: included", "status: inkludert"),
        ("studies/more2018.yaml", "database: ", "database: x"),
        ("studies/buchowski2011.yaml", "reason_category: small_sample", "reason_category: small"),
        ("literature.yaml", "fhi2019:", "fhi2091:"),
        ("ladder.yaml", "count: searches.articles", "count: searches.artikler"),
    ]:
        edit(tmp_path, file, old, new)
    assert [each.rule for each in inputs.problems(tmp_path)[1]] == [
        "ladder.unknown-key",
        "literature.no-reference",
        "study.unknown-reason",
        "study.unknown-database",
        "input.value",
    ]


@pytest.mark.parametrize(
    ("language", "key", "keywords"),
    [("en-GB", "en", "en: [sleep]"), ("nn-NO", "nn", "nn: [svevn]")],
)
def test_a_thesis_has_keywords_in_its_language_and_needs_no_others(
    house: Path, tmp_path: Path, language: str, key: str, keywords: str
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for old, new in [
        ("language: nb-NO", f"language: {language}"),
        ("  nb: [trening, ruslidelser, russug, rusbehandling]", f"  {keywords}"),
        ("  en: [substance abuse, exercise, craving, treatment]\n", ""),
    ]:
        edit(tmp_path, "thesis.yaml", old, new)
    assert inputs.problems(tmp_path)[1] == []
    edit(tmp_path, "thesis.yaml", f"  {keywords}", "  nb: [søvn]")
    (finding,) = inputs.problems(tmp_path)[1]
    assert (finding.rule, finding.fix) == ("input.missing-key", f"add {key}")


def test_the_data_of_the_house_have_no_mistake(house: Path) -> None:
    assert inputs.problems(house)[1] == []


def test_all_mistakes_of_all_files_are_told_at_once_in_order(house: Path, tmp_path: Path) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    made = [case for case in fails("data") if case.what in AT_ONCE]
    assert len(made) == len(AT_ONCE)
    for case in made:
        case.plant(tmp_path)
    found = inputs.problems(tmp_path)[1]
    assert {case.rule for case in made} <= {finding.rule for finding in found}
    assert {case.file for case in made} <= {finding.file for finding in found}
    assert found == sorted(found)


AT_ONCE = {
    "a tab in front of a key", "the byte 0xE5 for å, in a CSV file saved as Latin-1",
    "18.232 in the column hits", "a number in words", "a reason that is unknown",
    "two items with id: bahr2008", "a stage that counts by an unknown key",
    "a file has the ending .yml",
}  # fmt: skip


def test_nothing_is_wrong_in_what_excel_writes(house: Path, tmp_path: Path) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for path in (tmp_path / "data/searches").iterdir():
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerows([*row, "", ""] for row in [*rows, [""] * 6])
    data, found = inputs.problems(tmp_path)
    assert found == []
    before = inputs.problems(house)[0]
    assert {name: [row.cells for row in sheet.rows] for name, sheet in data.sheets.items()} == {
        name: [row.cells for row in sheet.rows] for name, sheet in before.sheets.items()
    }


def test_what_a_system_or_an_editor_leaves_in_data_is_passed_over(
    house: Path, tmp_path: Path
) -> None:
    shutil.copytree(house / "data", tmp_path / "data")
    for name in (
        ".DS_Store",
        "searches/~$medline.xlsx",
        "searches/.~lock.medline.csv#",
        "pico.yaml~",
        "a.cpython-311.pyc",
    ):
        (tmp_path / "data" / name).write_bytes(b"x")
    assert inputs.problems(tmp_path)[1] == []


ODD = [None, "", "x", -1, 3.5, True, [], ["x"], [None], {}, {"x": 1}, 10**30]


def places(value: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The steps to every value inside a value."""
    inner = value.items() if isinstance(value, dict) else ()
    for step, child in enumerate(value) if isinstance(value, list) else inner:
        yield (*steps, step)
        yield from places(child, (*steps, step))


def test_no_value_in_any_place_makes_the_checks_themselves_break_off(house: Path) -> None:
    data = inputs.problems(house)[0]
    everywhere = [
        (name, steps) for name, source in data.documents.items() for steps in places(source.value)
    ]
    for i, (name, steps) in enumerate(everywhere[::30]):
        source = data.documents[name]
        value = copy.deepcopy(source.value)
        around = value
        for step in steps[:-1]:
            around = around[step]
        around[steps[-1]] = ODD[i % len(ODD)]
        documents = {**data.documents, name: replace(source, value=value)}
        for finding in inputs.check(replace(data, documents=documents)):
            assert finding.file
