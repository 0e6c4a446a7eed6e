"""What is built after an edit is what a clean build of the edited project gives, byte for byte."""

from collections.abc import Callable

import pytest

from tests.whole.project import Project

EDITS = {
    "code": [("thesis/words.py", "filter(None, line", "filter(str.strip, line")],
    "labels": [("templates/labels/nb.yaml", "caption: PICO-skjema", "caption: Spørsmålet i PICO")],
    "config": [("config/config.yaml", "limit: 6519", "limit: 6520")],
    # Edits of what one rule reads, each built upon the one before it. They go down the stream, so
    # that none makes a rule run again that an earlier one should have: what is stale stays so.
    "data, template, filter and typesetting": [
        ("data/studies/wang2017.yaml", "session_minutes: 30", "session_minutes: 40"),
        ("templates/tables/pico.md.jinja", "{{ row.label }}", "**{{ row.label }}**"),
        ("templates/filters/og.lua", "\n", "\n-- a comment\n"),
        ("templates/thesis.typ", "2.5cm", "2.4cm"),
    ],
    "content, style and script": [
        ("content/03-metode.md", "Underveis støtte jeg", "Etter hvert støtte jeg"),
        ("templates/norsk-apa6.csl", 'initialize-with=". "', 'initialize-with="."'),
        ("scripts/text/word_count.py", '"left": limit - total', '"rest": limit - total'),
    ],
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_an_incremental_build_equals_a_clean_one(
    edits: list[tuple[str, str, str]],
    clone: Callable[[], Project],
    fresh: Callable[[], Project],
) -> None:
    incremental, clean = clone(), fresh()
    for edit in edits:
        incremental.edit(*edit)
        clean.edit(*edit)
        run = incremental.build()
        assert run.returncode == 0, run.stdout + run.stderr
        assert "Nothing to be done" not in run.stdout + run.stderr, edit
    run = clean.build()
    assert run.returncode == 0, run.stdout + run.stderr
    assert incremental.made() == clean.made()


def test_a_second_build_has_nothing_to_do(built: Project) -> None:
    again = built.build()
    assert "Nothing to be done" in again.stdout + again.stderr


def test_touching_a_file_without_changing_it_changes_nothing(
    clone: Callable[[], Project],
) -> None:
    project = clone()
    before = project.made()
    (project.root / "data" / "pico.yaml").touch()
    assert project.build().returncode == 0
    assert project.made() == before
