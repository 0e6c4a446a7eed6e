"""What is built after an edit is what a clean build of the edited project gives, byte for byte."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.whole.project import Project, small

OF_EVERY_STEP = [
    ("thesis/document/word_count.py", "filter(None, line", "filter(str.strip, line"),
    ("templates/labels/nb.yaml", "included_caption: Inkluderte", "included_caption: Valgte"),
    ("config/config.yaml", "limit: 300", "limit: 301"),
]
"""Edits of the code, the labels and the settings."""

EDITS = {
    # Edits of what one rule reads, each built upon the one before it. They go down the stream, so
    # that none makes a rule run again that an earlier one should have: what is stale stays so.
    # All but the last are built as far as the findings: the formats are left for the last.
    "data, template, filter and typesetting": [
        ("data/studies/fabelmo2019.yaml", "controls: 22", "controls: 23"),
        ("templates/tables/included_studies.md.jinja", "{{ label.year }}", "*{{ label.year }}*"),
        ("templates/filters/og.lua", "\n", "\n-- a comment\n"),
        ("templates/thesis.typ", "2.5cm", "2.4cm"),
    ],
    "content, style and script": [
        ("content/01-metode.md", "Oppgaven er en", "Oppgaven er altså en"),
        ("templates/norsk-apa6.csl", 'initialize-with=". "', 'initialize-with="."'),
        (
            "thesis/document/assembly/tally.py",
            "else bounds.limit - length",
            "else length - bounds.limit",
        ),
    ],
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_an_incremental_build_equals_a_clean_one(
    edits: list[tuple[str, str, str]], small_clone: Callable[[], Project], tmp_path: Path
) -> None:
    incremental, clean = small_clone(), small(tmp_path / "clean")
    for edit in edits:
        incremental.edit(*edit)
        age(incremental.root / edit[0])  # as of a copy, a checkout, an archive that was unpacked
        clean.edit(*edit)
        run = incremental.build(*([] if edit is edits[-1] else ["check"]))
        assert run.returncode == 0, run.stdout + run.stderr
        assert "Nothing to be done" not in run.stdout + run.stderr, edit
    run = clean.build()
    assert run.returncode == 0, run.stdout + run.stderr
    assert incremental.made() == clean.made()


def test_every_step_is_run_again_after_an_edit_of_what_all_read(
    small_clone: Callable[[], Project], tmp_path: Path
) -> None:
    def to_run(project: Project) -> set[str]:
        run = project.build("--dry-run")
        told = (run.stdout + run.stderr).partition("Reasons:")[2].partition("This was a dry")[0]
        return set(re.findall(r"\w+(?=,|$)", told, re.MULTILINE)) if told else set()

    project, every = small_clone(), to_run(small(tmp_path / "clean"))
    assert {"register", "document", "check", "pdf", "docx", "html", "evidence"} <= every
    for file, old, new in OF_EVERY_STEP:
        assert to_run(project) == set()
        project.edit(file, old, new)
        age(project.root / file)
        assert to_run(project) == every, file
        project.edit(file, new, old)


def age(*paths: Path, seconds: int = 7200) -> None:
    """Make files older, or with a negative number newer."""
    for path in paths:
        then = path.stat().st_mtime - seconds
        os.utime(path, (then, then))


def test_an_edit_counts_when_the_clock_was_ahead(
    small_clone: Callable[[], Project], small_built: Project
) -> None:
    project = small_clone()
    made = [project.root / name for name in project.made()]
    age(*made, seconds=-3600)
    project.edit("content/01-metode.md", "Oppgaven er en", "Oppgaven er altså en")
    assert project.build("docx").returncode == 0  # and the rest is left for the next build
    assert project.build().returncode == 0
    page = (project.root / "results/thesis.html").read_text("utf-8")
    assert "Oppgaven er altså en" in page
    assert max(path.stat().st_mtime for path in made) <= time.time()
    assert "Nothing to be done" in project.build().stderr


def test_a_source_from_the_future_is_built(small_clone: Callable[[], Project]) -> None:
    project = small_clone()
    project.edit("content/01-metode.md", "Oppgaven er en", "Oppgaven er altså en")
    age(project.root / "content/01-metode.md", seconds=-10_800)
    run = project.build("html")
    assert run.returncode == 0, run.stderr
    page = (project.root / "build/thesis.html").read_text("utf-8")
    assert "Oppgaven er altså en" in page
    assert "Nothing to be done" in project.build("html").stderr


def test_a_file_with_another_time_and_the_same_content_is_no_edit(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    sources = [
        path
        for part in ("data", "content", "templates", "thesis", "config")
        for path in (project.root / part).rglob("*")
        if path.is_file()
    ]
    age(*sources, seconds=-5)
    assert "Nothing to be done" in project.build().stderr
    age(*sources)
    assert "Nothing to be done" in project.build().stderr


def test_a_result_that_was_changed_is_told_and_made_anew_when_it_is_deleted(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    page = project.root / "results/thesis.html"
    built = page.read_bytes()
    assert "not what was built" not in project.build().stderr
    page.write_bytes(built + b"<p>Mer.</p>")
    for _ in range(2):
        assert "results/thesis.html is not what was built" in project.build().stderr
    page.unlink()
    run = project.build()
    assert run.returncode == 0
    assert "not what was built" not in run.stderr
    assert page.read_bytes() == built


def test_a_second_build_has_nothing_to_do(built: Project) -> None:
    again = built.build()
    assert "Nothing to be done" in again.stdout + again.stderr


def test_touching_a_file_without_changing_it_changes_nothing(
    small_clone: Callable[[], Project],
) -> None:
    project = small_clone()
    before = project.made()
    (project.root / "data" / "ladder.yaml").touch()
    assert project.build().returncode == 0
    assert project.made() == before
