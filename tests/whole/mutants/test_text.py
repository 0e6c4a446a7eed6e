"""Errors planted in the text, the templates and the settings of the whole thesis."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.whole.mutants.planted import APART, CHANGED, DISCUSSION, WRITTEN, Changed, Written
from tests.whole.project import Project

FORGOTTEN = "content/09-glemt.md"
Found = set[tuple[str, str]]


def plant(project: Project, changes: list[Changed]) -> Found:
    """Exchange the words, build as far as the findings, and give the rules and places."""
    for change in changes:
        project.edit(change.file, change.old, change.new)
    project.build("build/findings.json")
    found = json.loads((project.root / "build/findings.json").read_text("utf-8"))
    return {(one["rule"], f"{one['file']}:{one['line']}") for one in found}


@pytest.fixture(scope="module")
def planted(make: Callable[[], Project]) -> tuple[Project, Found]:
    """The thesis with all that WRITTEN and CHANGED plant in it, and what is found there."""
    project = make()
    chapter = project.root / DISCUSSION
    paragraphs = "\n\n".join(mutant.text for mutant in WRITTEN)
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{paragraphs}\n", "utf-8")
    (project.root / FORGOTTEN).write_text("# Glemt\n", "utf-8")
    (project.root / "content/uten-tekst.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n', "utf-8"
    )
    return project, plant(project, CHANGED)


@pytest.fixture(scope="module")
def apart(make: Callable[[], Project]) -> tuple[Project, Found]:
    """The thesis with all that APART plants in it, and what is found there."""
    project = make()
    return project, plant(project, APART)


def killed(project: Project, found: Found, change: Changed) -> None:
    if re.fullmatch(r"\S+:\d+", change.at):
        place = change.at
    elif re.match(r"[a-z]+/\S+: ", change.at):
        place = project.line(*change.at.split(": ", 1))
    else:
        place = project.line(change.file, change.at)
    assert (change.rule, place) in found


@pytest.mark.parametrize("mutant", WRITTEN, ids=[f"{one.rule} {one.text}" for one in WRITTEN])
def test_what_an_author_writes_is_found_on_its_line(
    planted: tuple[Project, Found], mutant: Written
) -> None:
    project, found = planted
    text = (project.root / DISCUSSION).read_text("utf-8")
    first = text[: text.index(mutant.text)].count("\n") + 1
    lines = range(first, first + mutant.text.count("\n") + 1)
    assert any((mutant.rule, f"{DISCUSSION}:{at}") in found for at in lines)


@pytest.mark.parametrize("change", CHANGED, ids=[f"{one.rule} {one.new}" for one in CHANGED])
def test_what_is_changed_is_found_at_its_place(
    planted: tuple[Project, Found], change: Changed
) -> None:
    killed(*planted, change)


@pytest.mark.parametrize("change", APART, ids=[one.rule for one in APART])
def test_what_cannot_be_read_is_found_at_its_place(
    apart: tuple[Project, Found], change: Changed
) -> None:
    killed(*apart, change)


def test_a_file_that_nobody_reads_is_found(planted: tuple[Project, Found]) -> None:
    assert ("text.unnamed-file", f"{FORGOTTEN}:0") in planted[1]
