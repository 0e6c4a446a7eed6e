"""A review of 2 000 records in four databases, screened by two people: projects/screened/."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from bench.records import work
from tests.projects import screened_records
from tests.projects.screened_records import DATABASES, REASONS, Truth
from thesis import __main__
from thesis.checklists import prisma_2020
from thesis.checks import evidence, screening
from thesis.counts.build import build
from thesis.diagnostics import findings
from thesis.formats.flowchart import prisma_csv
from thesis.input import folder
from thesis.input.labels import read as read_labels
from thesis.model.register import Register
from thesis.workflow import steps

PROJECT = Path(__file__).parent / "screened"
HOUSE = Path(__file__).parents[2]
SENTENCE = "Teksten er oppdiktet."


@pytest.fixture(scope="module")
def truth_and_root(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, Path]:
    """What it must come to, and the thesis, built as far as its findings."""
    root = tmp_path_factory.mktemp("projects") / "screened"
    shutil.copytree(PROJECT, root)
    truth = screened_records.make(root)
    __main__.main(["records", "--studies", "--directory", str(root)])
    filled(root)
    with chdir(root):
        steps.build(("register", "flowchart", "document", "check"))
    return truth, root


def filled(root: Path) -> None:
    """Do what is the author's: fill in what was included, and say which two reports are one study.

    The second of them came as a study of its own, and is a report of the first.
    """
    included = [
        path
        for path in sorted((root / "data/studies").iterdir())
        if "status: included" in path.read_text("utf-8")
    ]
    for path in included:
        text = re.sub(r"(?m)^[a-z_]+: TODO.*\n", "", path.read_text("utf-8"))
        path.write_text(re.sub(r"(?m)^(  [a-z_]+): TODO.*", rf"\1: {SENTENCE}", text), "utf-8")
    first, second, *_ = included
    first.write_text(first.read_text("utf-8") + f"reports: [{second.stem}]\n", "utf-8")
    second.unlink()


@pytest.fixture(scope="module")
def truth(truth_and_root: tuple[Truth, Path]) -> Truth:
    return truth_and_root[0]


@pytest.fixture(scope="module")
def root(truth_and_root: tuple[Truth, Path]) -> Path:
    return truth_and_root[1]


@pytest.fixture(scope="module")
def register(root: Path) -> Register:
    return Register.read(root / "build/register.json")


def test_nothing_is_found_wrong(root: Path) -> None:
    assert [str(each) for each in findings.read(root / "build/findings.json")] == []


def numbers(truth: Truth) -> Iterator[tuple[str, int]]:
    """Every count, by its key."""
    for name in DATABASES:
        yield f"{name}.records", truth.records[name]
        yield f"{name}.duplicates", truth.within[name] + truth.across[name]
        yield f"{name}.screened", truth.first[name]
    yield "records.identified", truth.records.total()
    yield "records.duplicates", truth.within.total() + truth.across.total()
    yield "records.screened", truth.first.total()
    yield "records.sought", len(truth.sought)
    yield "records.not_retrieved", len(truth.not_retrieved)
    yield "records.assessed", len(truth.sought) - len(truth.not_retrieved)
    yield "records.excluded", len(truth.excluded)
    yield "records.included", len(truth.included)
    yield "studies.included", len(truth.included) - 1
    for reason in REASONS:
        yield f"flow.reasons.{reason}", [*truth.excluded.values()].count(reason)


def test_every_count_is_what_the_records_were_made_to_come_to(
    truth: Truth, register: Register
) -> None:
    expected = dict(numbers(truth))
    assert sum(expected[f"{name}.records"] for name in DATABASES) == 2000
    assert {key: register[key].value for key in expected} == expected


@pytest.mark.parametrize("stage", ["title_abstract", "full_text"])
def test_kappa_is_that_of_what_both_were_made_to_say(
    stage: str, truth: Truth, register: Register
) -> None:
    table = getattr(truth, stage)
    both, alone, other, neither = (
        table[said] for said in ((True, True), (True, False), (False, True), (False, False))
    )
    whole = both + alone + other + neither
    alike = (both + neither) / whole
    chance = ((both + alone) * (both + other) + (other + neither) * (alone + neither)) / whole**2
    assert register[f"screening.{stage}.kappa"].value == round((alike - chance) / (1 - chance), 2)
    assert register[f"screening.{stage}.differed"].value == alone + other


def test_the_flow_has_every_box_of_prisma(truth: Truth, register: Register) -> None:
    stages = register.records.flow.stages
    assert [stage.value for stage in stages] == [
        2000,
        truth.first.total(),
        len(truth.sought),
        len(truth.sought) - len(truth.not_retrieved),
        len(truth.included) - 1,
    ]
    left = [stage.left.value for stage in stages if stage.left]
    duplicates = truth.within.total() + truth.across.total()
    abstracts = truth.first.total() - len(truth.sought)
    assert left == [duplicates, abstracts, len(truth.not_retrieved), len(truth.excluded)]
    assert [part.value for part in stages[-1].parts] == [len(truth.included)]


def test_the_table_for_others_has_what_the_records_were_made_to_come_to(
    truth: Truth, register: Register
) -> None:
    words = read_labels(HOUSE / "templates/labels/nb.yaml")["flowchart"]["prisma"]
    told = prisma_csv.read(prisma_csv.of(register.records.flow, words, register).csv())
    excluded = told.pop("dbr_excluded")
    assert isinstance(excluded, list)
    assert sum(count for _, count in excluded) == len(truth.excluded)
    names = {base.id: base.name for base in register.records.databases}
    assert told == {
        "database_results": 2000,
        "database_specific_results": [(names[each], truth.records[each]) for each in DATABASES],
        "duplicates": truth.within.total() + truth.across.total(),
        "records_screened": truth.first.total(),
        "records_excluded": truth.first.total() - len(truth.sought),
        "dbr_sought_reports": len(truth.sought),
        "dbr_notretrieved_reports": len(truth.not_retrieved),
        "dbr_assessed": len(truth.sought) - len(truth.not_retrieved),
        "new_studies": len(truth.included) - 1,
        "new_reports": len(truth.included),
    }


def test_data_answer_prisma_where_the_thesis_prints_it(root: Path, register: Register) -> None:
    tree = json.loads((root / "build/thesis.json").read_text("utf-8"))
    labels = read_labels(HOUSE / "templates/labels/nb.yaml")
    words = {"and": labels["and"], **labels["checklists"]["filled"]}
    found = prisma_2020.built(register, tree, words)["prisma2020"]
    assert {item: (each.at, each.lacks) for item, each in found.items()} == {
        "8": (("metode",), ""),
        "16a": (("fig:flowchart",), ""),
        "16b": (("tbl:excluded",), ""),
    }
    assert "To personer vurderte hver for seg tittel og sammendrag." in found["8"].says
    assert "Poster: 2000." in found["16a"].says.replace("\u00a0", "")


def test_the_evidence_has_the_works_behind_each_box(truth: Truth, register: Register) -> None:
    boxes = {box["key"]: box for box in evidence.boxes(register)}
    assert not any(box["typed"] for box in boxes.values())
    assert len(boxes["records.sought"]["works"]) == len(truth.sought)
    assert sum(each["records"] for each in boxes["records.identified"]["exports"]) == 2000
    every = [work for work in boxes["records.assessed"]["works"] if len(work["records"]) > 1]
    assert every  # found by several searches


def test_explain_lists_the_records_behind_a_count(
    root: Path, truth: Truth, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["explain", "records.assessed", "--all", "--directory", str(root)]
    assert __main__.main(words) == 0
    out = capsys.readouterr().out
    assert "in figure 1, counted from records" in out
    assert out.count("include: ") >= len(truth.included)
    assert len(re.findall(r"\((?:nattbasen-2|kordata|sangarkivet-1|sovnbasen):\d+", out)) == len(
        truth.included
    ) + len(truth.excluded)


def test_appendix_3_has_journal_and_doi_of_what_was_read_and_excluded(
    root: Path, truth: Truth
) -> None:
    rows = (root / "build/tables/excluded_studies.md").read_text("utf-8")
    for number in truth.excluded:
        one = work(number)
        assert one.journal in rows
        assert one.doi.replace(".", r"\.").replace("/", r"\/") in rows


def test_what_a_register_gave_is_a_part_of_what_was_identified(root: Path, truth: Truth) -> None:
    data = folder.read(root, [])
    data.documents["ladder"].value["sources"] = {"registers": ["sovnbasen"]}
    words = read_labels(HOUSE / "templates/labels/nb.yaml")["flowchart"]["prisma"]
    flow = build(data, [], words).records.flow
    given = truth.records["sovnbasen"]
    assert [part.value for part in flow.stages[0].parts] == [2000 - given, given]


def test_a_row_with_other_hits_than_its_whole_database_gave_is_told(
    root: Path, truth: Truth
) -> None:
    data = folder.read(root, [])
    data.sheets["sovnbasen"].rows[0].cells["hits"] = "341"
    assert [each.rule for each in screening.check(data)] == ["export.hits"]
