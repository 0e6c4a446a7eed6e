"""The spelling and typography of the whole thesis: `snakemake spelling`."""

import json
import re
from collections.abc import Callable

from tests.whole.project import Project
from thesis.spelling import Hunspell


def test_the_thesis_is_spelt_right_and_its_word_list_says_no_more_than_it_needs(
    clone: Callable[[], Project], speller: Hunspell
) -> None:
    run = clone().build("spelling")
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_slip_in_prose_record_label_or_word_list_is_told_with_its_line(
    clone: Callable[[], Project], speller: Hunspell
) -> None:
    project = clone()
    project.edit(
        "content/03-metode.md",
        "\n## Databaser",
        "\nDette er en ettersleng med feill.\n\n## Databaser",
    )
    project.edit("data/studies/wang2019.yaml", "styrker analysen", "styrkrer analysen")
    project.edit("templates/labels/nb.yaml", "total: Totalt", "total: Tottalt")
    project.edit("data/words.yaml", "- datoen", "- trening\n- datoen")
    run = project.build("spelling")
    output = run.stdout + run.stderr
    assert run.returncode == 1
    assert "Traceback" not in output
    for place, found in [
        (r"content/03-metode\.md:\d+", "«feill»"),
        (r"data/studies/wang2019\.yaml:\d+", "«styrkrer»"),
        (r"templates/labels/nb\.yaml:\d+", "«Tottalt»"),
    ]:
        assert re.search(rf"{place}: error \[spelling\.unknown\]\n +found: +{found}", output)
    assert re.search(r"data/words\.yaml:\d+: error \[spelling\.listed\]", output)
    assert not (project.root / "build/spelling.passed").exists()


def test_the_thesis_has_no_typographic_slip_and_no_word_twice(built: Project) -> None:
    noted = json.loads((built.root / "build/findings.json").read_text("utf-8"))
    rules = {"text.typography", "text.doubled-word"}
    assert [finding for finding in noted if finding["rule"] in rules] == []
