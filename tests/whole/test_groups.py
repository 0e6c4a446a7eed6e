"""Group statements of the whole thesis: what the build finds when records or texts change."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.whole.project import Project

METHOD = "content/03-metode.md"
ABSTRACT = "content/00-sammendrag.md"
LABELS = "templates/labels/nb.yaml"


def study(key: str) -> str:
    return f"data/studies/{key}.yaml"


def group_findings(project: Project) -> list[dict[str, Any]]:
    project.build("build/findings.json")
    found = json.loads((project.root / "build/findings.json").read_text("utf-8"))
    return [finding for finding in found if finding["rule"].startswith("group.")]


def test_records_that_deny_the_text_and_words_that_nothing_checks_are_all_found_at_once(
    fresh: Callable[[], Project],
) -> None:
    project = fresh()
    # records that make what is written untrue
    project.edit(study("more2018"), "peer_reviewed: true", "peer_reviewed: false")
    project.edit(study("wang2017"), "controls: 31", "controls: 131")
    project.edit(study("wang2017"), "control_dropouts: 4", "control_dropouts: 104")  # adds up
    project.edit(study("wang2019"), "sex: women", "sex: all")
    # words that nothing checks: content, abstract, matrix, caption, alternative text
    project.edit(METHOD, "I starten var", "De fleste artiklene var kinesiske.\nI starten var")
    project.edit(ABSTRACT, "More research is", "Most of the studies are small.\nMore research is")
    project.edit(
        study("brellenthin2019"), "  ethics: |\n", "  ethics: |\n    Begge studiene er gode.\n"
    )
    project.edit(
        LABELS, "included_caption: Inkluderte artikler", "included_caption: Alle artiklene"
    )
    project.edit(LABELS, "Flytskjema som leses", "Ingen av studiene i et skjema som leses")

    found = group_findings(project)
    assert {(finding["rule"], f"{finding['file']}:{finding['line']}") for finding in found} == {
        ("group.untrue", project.line(METHOD, "[Alle artiklene]{.group")),
        ("group.untrue", project.line(METHOD, "[de øvrige inkluderte artiklene]{.group")),
        ("group.untrue", project.line(study("wang2019"), "[bare av kvinner]{.group")),
        ("group.untrue", project.line(study("wang2019"), "[Ingen av de øvrige studiene]{.group")),
        ("group.unbound", project.line(METHOD, "De fleste artiklene var")),
        ("group.unbound", project.line(ABSTRACT, "Most of the studies")),
        ("group.unbound", project.line(study("brellenthin2019"), "Begge studiene er")),
        ("group.unbound", project.line(LABELS, "Alle artiklene")),
        ("group.unbound", project.line(LABELS, "Ingen av studiene i")),
    }
    untrue = [finding for finding in found if finding["rule"] == "group.untrue"]
    evidence = {finding["found"].split("»")[0]: finding["evidence"] for finding in untrue}
    more = project.line(study("more2018"), "peer_reviewed: false")
    assert f"more2018 (peer_reviewed: false, {more}" in evidence["«Alle artiklene"]
    sample = project.line(study("wang2017"), "sample: ")
    assert f"wang2017 (sample: 163, {sample})" in evidence["«de øvrige inkluderte artiklene"]


def test_the_thesis_as_it_stands_says_nothing_of_its_studies_that_is_untrue_or_unbound(
    built: Project,
) -> None:
    found = json.loads(Path(built.root / "build/findings.json").read_text("utf-8"))
    assert [finding for finding in found if finding["rule"].startswith("group.")] == []
