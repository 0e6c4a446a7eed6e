"""`python -m thesis explain` on the whole thesis, as a supervisor would ask."""

import json
import re
import subprocess

import pytest

from tests import warm
from tests.whole.project import Project
from thesis.cli.explain.built import Built
from thesis.cli.explain.question import answer
from thesis.document import pandoc


def explain(project: Project, *question: str) -> subprocess.CompletedProcess[str]:
    """What it answers."""
    return warm.run("thesis", "explain", *question, cwd=project.root)


@pytest.fixture(scope="module")
def told(built: Project) -> str:
    """The answer to 286."""
    run = explain(built, "286")
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_286_is_the_sum_of_thirteen_rows_that_are_shown(built: Project, told: str) -> None:
    assert told.startswith("searches.hits_with_abstracts = 286 hits\n")
    assert "13 rows:" in told
    rows = re.findall(r"^ +(\d+)  (data/searches/\w+\.csv):(\d+) +(\d+)\. ", told, re.MULTILINE)
    assert len(rows) == 13
    assert sum(int(hits) for hits, *_ in rows) == 286
    for hits, file, line, number in rows:
        cells = (built.root / file).read_text("utf-8").splitlines()[int(line) - 1]
        assert re.match(rf"{number},.*,{hits},[1-9]", cells)


def test_every_place_of_286_is_told_text_figure_and_descriptions(built: Project, told: str) -> None:
    evidence = json.loads((built.root / "results/evidence.json").read_text("utf-8"))
    places = [
        entry for entry in evidence["ledger"] if "searches.hits_with_abstracts" in entry["keys"]
    ]
    assert {"text", "figure", "alternative", "description"} <= {entry["where"] for entry in places}
    assert f"stands in {len(places)} places:" in told
    for entry in places:
        assert entry["place"] in told
    # In the document there is no other 286 than these.
    text = pandoc.text(pandoc.read(built.root / "build/thesis.json")["blocks"])
    printed = re.findall(r"(?<![\w.–-])286(?![\w–-])", text)
    assert len(printed) == len([one for one in places if one["where"] != "figure"])


def test_a_number_is_told_with_its_page_in_the_pdf(told: str) -> None:
    assert re.search(r"content/03-metode\.md:\d+ \(text, page \d+\)", told)


def test_what_left_at_a_stage_is_told_as_a_difference(built: Project, told: str) -> None:
    assert "goes into flow.hits.left: 30 799 618 − 286 = 30 799 332" in told
    assert explain(built, "30 799 332").stdout.startswith("flow.hits.left = 30 799 332 hits\n")


def test_every_number_of_the_thesis_has_an_answer(built: Project) -> None:
    whole = Built.read(built.root)
    assert len(whole.ledger) > 250
    for entry in whole.ledger:
        found = answer(entry.written.replace("\u00a0", " "), whole)
        if entry.kind == "keyed":
            assert set(entry.keys) <= set(found.keys), entry
        else:
            assert entry in found.entries
