"""Studies, works, flow and dates of the whole thesis: what the build finds when they disagree."""

import json
from collections.abc import Callable
from typing import Any

from tests.whole.project import Project

SUBJECTS = ("closure.", "flow.", "citation.", "text.")


def findings(project: Project) -> list[dict[str, Any]]:
    """What was found, of the rules that this file is about; the project must be built."""
    found = json.loads((project.root / "build/findings.json").read_text("utf-8"))
    return [finding for finding in found if finding["rule"].startswith(SUBJECTS)]


def test_records_that_disagree_with_the_searches_and_with_themselves_stop_the_build(
    fresh: Callable[[], Project],
) -> None:
    project = fresh()
    project.edit("data/studies/wang2017.yaml", "exercise_analysed: 25", "exercise_analysed: 24")
    project.edit("data/databases.yaml", "2020-04-16", "2020-04-15")
    (project.root / "data/studies/buchowski2011.yaml").unlink()
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    for told in (
        "error [record.relation]",
        "32 − 5 − 2 = 25 ≠ 24",
        "error [study.date]",
        "searched_on: 2020-04-16, but medline was searched on 2020-04-15",
        "data/searches/medline.csv:5: error [search.articles]",
        "articles_read 4, but 3 in data/studies/",
    ):
        assert told in output


def test_the_thesis_as_it_stands_agrees_with_itself_and_tells_its_known_slip(
    built: Project,
) -> None:
    assert findings(built) == []
    evidence = json.loads((built.root / "results/evidence.json").read_text("utf-8"))
    untrue = [relation for relation in evidence["relations"] if not relation["holds"]]
    assert [(one["study"], one["slip"], one["shown"]) for one in untrue] == [
        ("wang2019", 2, "487 − 12 = 475 ≠ 465")
    ]
    assert len(evidence["relations"]) > 10
