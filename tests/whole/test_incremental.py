"""What is built after an edit is what a clean build of the edited project gives, byte for byte."""

from collections.abc import Callable

import pytest

from tests.whole.project import Project

EDITS = {
    "data": ("data/studies/wang2017.yaml", "session_minutes: 30", "session_minutes: 40"),
    "content": ("content/03-metode.md", "Underveis støtte jeg", "Etter hvert støtte jeg"),
    "template": ("templates/tables/pico.md.jinja", "{{ row.label }}", "**{{ row.label }}**"),
    "typesetting": ("templates/thesis.typ", "2.5cm", "2.4cm"),
    "filter": ("templates/filters/og.lua", "\n", "\n-- a comment\n"),
    "style": ("templates/norsk-apa6.csl", 'initialize-with=". "', 'initialize-with="."'),
    "labels": ("templates/labels/nb.yaml", "caption: PICO-skjema", "caption: Spørsmålet i PICO"),
    "config": ("config/config.yaml", "limit: 6519", "limit: 6520"),
    "script": ("scripts/text/word_count.py", '"left": limit - total', '"rest": limit - total'),
    "module": ("thesis/words.py", "filter(None, line", "filter(str.strip, line"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_an_incremental_build_equals_a_clean_one(
    kind: str, clone: Callable[[], Project], fresh: Callable[[], Project]
) -> None:
    incremental, clean = clone(), fresh()
    for project in (incremental, clean):
        project.edit(*EDITS[kind])
        run = project.build()
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
