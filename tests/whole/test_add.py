"""A study added from an export: half filled it builds as a draft, and not as what is handed in."""

from pathlib import Path

from tests import printed, warm
from tests.whole.project import HOUSE, Project, small

SAMPLES = HOUSE / "tests" / "unit" / "thesis" / "exports" / "samples"


def add(project: Project, *arguments: str) -> str:
    """Run `python -m thesis add` in a project; what it printed."""
    run = warm.run("thesis", "add", *arguments, cwd=project.root)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_a_study_with_fields_to_fill_builds_as_a_draft_and_is_not_handed_in(tmp_path: Path) -> None:
    project = small(tmp_path / "thesis")
    add(project, str(SAMPLES / "ebsco.ris"), "--search", "nattbasen:3", "--included")
    add(project, str(SAMPLES / "embase.ris"), "--search", "nattbasen:4")
    run = project.build("draft")
    assert run.returncode == 0, run.stdout + run.stderr
    text = " ".join(printed.pages(project.root / "results/draft.pdf"))
    assert "Walking in an invented town" in text
    for name in ("purpose", "method", "population", "findings", "quality", "ethics"):
        assert f"Fyll ut: {name}" in text
    assert "Cycling towards" not in text, "its status is still to fill"
    run = project.build()
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    for told in (
        "berg2018.yaml:8: error [study.to-fill]",
        "wangli2021.yaml:5: error",
        "nattbasen.csv:4: error",
    ):
        assert told in output
    assert not (project.root / "results/thesis.pdf").exists()
