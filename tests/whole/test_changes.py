"""A revised edition of the whole thesis: its tracked changes lead back to the old one."""

import json
import re
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest

from tests import word
from tests.whole.project import Project


@pytest.fixture
def revised(clone: Callable[[], Project]) -> Project:
    """The thesis with an edition archived, and its next one begun."""
    project = clone()
    run = project.build("archive")
    assert run.returncode == 0, run.stdout + run.stderr
    (line,) = re.findall(r"^previous: .*$", run.stderr, re.MULTILINE)
    project.edit("config/config.yaml", "previous: null", line)
    project.edit("data/thesis.yaml", 'name: "2020"', 'name: "2022"')
    project.edit("data/thesis.yaml", "date: 2020-06-01", "date: 2022-06-01")
    project.edit("data/thesis.yaml", "year: 2020", "year: 2022")
    project.edit("content/03-metode.md", "Det var langt færre", "Det var bare litt færre")
    project.edit(
        "content/05-diskusjon.md",
        "## Metodediskusjon",
        "## Nytt\n\nHelt nytt.\n\n## Metodediskusjon",
    )
    # A work leaves the list: the only sentence that cites it goes.
    project.edit(
        "content/01-innledning.md",
        ", og i utdanningen er miljøarbeid noe av det som samler kompetansen i yrket "
        "[@nordlund2015].\n",
        ".\n",
    )
    project.edit(
        "data/references.yaml", "- id: nordlund2015\n", "- id: nordlund2015\n  uncited: x\n"
    )
    with (project.root / "data/searches/psycinfo.csv").open("a", encoding="utf-8") as table:
        table.write("7,Substance and exercise and craving* and cocaine,11,0,0,\n")
    return project


def test_the_changes_lead_from_one_edition_to_the_other(built: Project, revised: Project) -> None:
    run = revised.build("changes", "docx")
    assert run.returncode == 0, run.stdout + run.stderr
    tracked = word.part(revised.root / "results/thesis-changes.docx")
    for edition, accept in ((built, False), (revised, True)):
        alone = word.part(edition.root / "build/thesis.docx")
        assert word.settled(tracked, accept) == word.settled(alone, accept)
    assert word.settled(tracked, True) != word.settled(tracked, False)
    # An edition with no search on another day shows the whole ladder.
    flow, ladder = (
        json.loads((root / "build/flow.json").read_text("utf-8"))
        for root in (revised.root, built.root)
    )
    assert [stage["label"] for stage in flow["stages"]] == [
        stage["label"] for stage in ladder["stages"]
    ]
    assert (flow["stages"][0]["value"], "previous" in flow) == (30_799_629, False)
    page = (revised.root / "results/changes.html").read_text("utf-8")
    for told in (
        "Substance and exercise and craving* and cocaine",
        "30 799 629".replace(" ", "\xa0"),
        "Helt nytt.",
        "<ins>bare litt</ins>",
    ):
        assert told in page
    pdf = revised.root / "results/thesis-changes.pdf"
    with pdfium.PdfDocument(pdf) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    assert any("Nordlund, Thronsen" in " ".join(text.split()) for text in texts[-15:])
