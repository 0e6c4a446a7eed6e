"""A review that weighs its studies, built in one process: projects/weighed/."""

import json
import shutil
from pathlib import Path

import pytest

from tests import warm
from thesis.checklists import prisma_2020
from thesis.diagnostics import findings
from thesis.input import labels
from thesis.model import display
from thesis.model.register import Register
from thesis.readback.readers import docx, html, pdf

ROOT = Path(__file__).parents[2]
PROJECT = Path(__file__).parent / "weighed"
STEPS = "register flowchart document check pdf docx html".split()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project outside the repository, built as far as its formats."""
    copy = tmp_path_factory.mktemp("projects") / "weighed"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns("build", "results", ".snakemake"))
    run = warm.run("thesis.workflow.steps", str(copy), *STEPS, cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    return copy


def test_nothing_is_told_of_it(built: Path) -> None:
    assert [str(one) for one in findings.read(built / "build/findings.json")] == []


def test_its_effects_are_those_of_its_numbers(built: Path) -> None:
    register = Register.read(built / "build/register.json")
    pooled = {
        name: register.value(f"outcome.insomnia.{name}")
        for name in ("estimate", "low", "high", "i2", "people", "studies")
    }
    assert pooled == {
        "estimate": -0.48, "low": -0.67, "high": -0.29, "i2": 12, "people": 511, "studies": 6,
    }  # fmt: skip
    assert register["outcome.recovered.estimate"].value == 1.75
    assert "outcome.sleepiness.estimate" not in register
    assert {made.id: made.certainty for made in register.records.outcomes} == {
        "insomnia": "moderate", "recovered": "low", "sleepiness": "",
    }  # fmt: skip


def test_its_appraisals_are_reckoned_of_the_answers(built: Path) -> None:
    register = Register.read(built / "build/register.json")
    overall = {
        study.key: study.fields["appraisal"]["rob2"]["overall"]
        for study in register.records.studies
    }
    assert overall == {
        "dalen2015": "some_concerns", "fjellvik2016": "low", "holmsen2018": "high",
        "lindvang2019": "low", "myrdalen2021": "some_concerns", "sletten2023": "some_concerns",
    }  # fmt: skip
    assert register["appraisal.rob2.some_concerns"].value == 3
    assert register["appraisal.rob2.d3.high"].value == 1
    assert register["appraisal.rob2.agreement"].value == 88
    assert register["appraisal.jbi_rct.q2.y"].value == 1
    assert [register[f"outcome.sleepiness.{way}"].value for way in ("better", "worse")] == [2, 1]


def test_its_figures_stand_in_every_format_with_their_numbers_in_words(built: Path) -> None:
    for form, read in (("pdf", pdf.read), ("docx", docx.read), ("html", html.read)):
        shown = " ".join(block.text for block in read(built / f"build/thesis.{form}").blocks)
        assert "Fjellvik et al. (2016): −0,76, fra −1,20 til −0,32" in shown, form
        assert "Samlet effekt (fast effekt): 1,75" in shown, form
        assert "Retningen på effekten i hver studie" in shown, form
        if form != "pdf":  # whose lines are those of the page
            assert "Hva studiene fant i alt" in shown, form
            assert "Ned 1 for upresise resultater. Få ble friske." in shown, form
            assert "bedre i 2, uendret i 2, dårligere i 1" in shown, form


def test_one_changed_number_moves_the_figure_and_the_text(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "weighed"
    shutil.copytree(built, copy, ignore=shutil.ignore_patterns("build"))
    record = copy / "data/studies/sletten2023.yaml"
    record.write_text(record.read_text("utf-8").replace("mean: 12.8", "mean: 14.8"), "utf-8")
    run = warm.run("thesis.workflow.steps", str(copy), *STEPS[:4], cwd=ROOT)
    assert run.returncode == 0, run.stdout + run.stderr
    old, new = (folder / "build" for folder in (built, copy))
    for file in ("figures/placed/forest_insomnia.svg", "thesis.md"):
        assert (old / file).read_bytes() != (new / file).read_bytes()
    drawn = "figures/placed/forest_recovered.svg"
    assert (old / drawn).read_bytes() == (new / drawn).read_bytes()
    less = Register.read(new / "register.json").value("outcome.insomnia.estimate")
    assert -0.48 < less < 0
    text = json.dumps(json.loads((new / "thesis.json").read_text("utf-8")), ensure_ascii=False)
    assert display.decimal(less) in text
    assert "−0,48" not in text


def test_checklists_are_answered_by_what_is_weighed_where_it_is_printed(built: Path) -> None:
    register = Register.read(built / "build/register.json")
    tree = json.loads((built / "build/thesis.json").read_text("utf-8"))
    words = prisma_2020.words(labels.read(ROOT / "templates/labels/nb.yaml"))
    made = prisma_2020.built(register, tree, words)
    assert made["prisma2020"]["22"].says == "Søvnløshet: moderat; Friske: lav."
    assert made["swim"]["2"].says == "Søvnløshet: SMD; Friske: RR."
    assert made["prisma_scr"]["16"].at[:2] == ("tbl:appraisal-rob2", "fig:appraisal_rob2")
    assert made["prisma_scr"]["8"] == made["prisma_s"]["8"]
    tree["blocks"] = []
    assert "prisma2020" not in prisma_2020.built(register, tree, words)
