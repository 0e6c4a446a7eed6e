"""The thesis built with its figure in the form of PRISMA 2020, and refused where it has no box."""

import json
from collections.abc import Callable

from tests.whole.project import Project

OFFICIAL = "--config=flow=prisma2020"


def test_the_official_form_is_built_with_no_finding_and_its_boxes_lead_to_the_sources(
    clone: Callable[[], Project],
) -> None:
    project = clone()
    run = project.build(OFFICIAL, "html", "check")
    assert run.returncode == 0, run.stdout + run.stderr
    assert json.loads((project.root / "build/findings.json").read_text("utf-8")) == []
    svg = (project.root / "build/figures/flowchart.svg").read_text("utf-8")
    assert "Identifisering av studier via databaser" in svg
    html = (project.root / "build/thesis.html").read_text("utf-8")
    drawn = html.split("<svg")[1].split("</svg>")[0]
    flow = json.loads((project.root / "build/flow.json").read_text("utf-8"))
    for stage in flow["stages"]:
        assert f'href="#k-{stage["key"]}"' in drawn
        assert f'id="k-{stage["key"]}"' in html
    assert "flow.main.titles.articles" in (project.root / "build/register.json").read_text("utf-8")


def test_a_ladder_that_does_not_map_is_refused_and_results_stay(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    project.edit("data/ladder.yaml", "    prisma: assessed\n", "")
    before = project.handed_in()
    run = project.build(OFFICIAL)
    assert run.returncode != 0
    said = run.stdout + run.stderr
    assert "error [flow.unmapped]" in said
    assert "data/ladder.yaml:" in said
    assert "Traceback" not in said
    assert project.handed_in() == before
