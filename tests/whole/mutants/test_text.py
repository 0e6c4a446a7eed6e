"""Errors planted in the text, the records, the templates and the settings of the whole thesis.

Each is planted beside many others in one build, and has to be found at its own place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from tests.whole.mutants.conftest import Make
from tests.whole.mutants.mutant import Mutant, params
from tests.whole.mutants.text import APART, CHANGED, SPELT, WRITTEN
from tests.whole.project import Project
from thesis import findings
from thesis.findings import Finding
from thesis.spelling import Hunspell

SPELLING = re.compile(r"^(\S+?):(\d+): error \[(spelling\.[a-z-]+)\]\n +found: +(.*)$", re.MULTILINE)


def built_with(mutants: Sequence[Mutant], name: str, shared: Make) -> Project:
    """The thesis with all these errors in it, built as far as the findings."""

    def build(project: Project) -> None:
        (project.root / "content/uten-tekst.svg").write_text("<svg/>\n", "utf-8")
        for mutant in mutants:
            mutant.plant(project.root)
        run = project.build("build/findings.json")
        assert run.returncode == 0, run.stdout + run.stderr

    return shared(name, build)


@pytest.fixture(scope="module")
def planted(shared: Make) -> Project:
    """The thesis with all that can be read in it at once."""
    return built_with([*WRITTEN, *CHANGED], "planted", shared)


@pytest.fixture(scope="module")
def apart(shared: Make) -> Project:
    """The thesis with all that cannot be read in it at once."""
    return built_with(APART, "apart", shared)


def found(project: Project) -> list[Finding]:
    return findings.read(project.root / "build/findings.json")


@pytest.mark.parametrize("mutant", params([*WRITTEN, *CHANGED]))
def test_what_is_planted_is_found_at_its_place(planted: Project, mutant: Mutant) -> None:
    mutant.killed(planted.root, found(planted))


@pytest.mark.parametrize("mutant", params(APART))
def test_what_cannot_be_read_is_found_at_its_place(apart: Project, mutant: Mutant) -> None:
    mutant.killed(apart.root, found(apart))


def test_nothing_is_found_but_at_the_planted_errors(planted: Project, apart: Project) -> None:
    for project, mutants in ((planted, [*WRITTEN, *CHANGED]), (apart, APART)):
        places = {place for mutant in mutants for place in mutant.places(project.root)}
        assert [str(one) for one in found(project) if one.place not in places] == []


@pytest.fixture(scope="module")
def misspelt(shared: Make, speller: Hunspell) -> tuple[Project, list[Finding]]:
    """The thesis with slips of spelling in it, and what the target `spelling` tells of them."""
    told = "build/told.txt"

    def build(project: Project) -> None:
        for mutant in SPELT:
            mutant.plant(project.root)
        run = project.build("spelling")
        assert run.returncode == 1
        (project.root / told).write_text(run.stdout + run.stderr, "utf-8")

    project = shared("misspelt", build)
    text = (project.root / told).read_text("utf-8")
    return project, [
        Finding(file, int(line), rule, words, "", "")
        for file, line, rule, words in SPELLING.findall(text)
    ]


@pytest.mark.parametrize("mutant", params(SPELT))
def test_a_slip_of_spelling_is_found_at_its_place(
    misspelt: tuple[Project, list[Finding]], mutant: Mutant
) -> None:
    project, told = misspelt
    mutant.killed(project.root, told)


def test_the_clean_thesis_gives_no_finding(built: Project) -> None:
    assert [str(one) for one in found(built)] == []
