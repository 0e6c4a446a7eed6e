"""`python -m thesis plan` and `python -m thesis reviewed`, on a small thesis that was edited."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.thesis.cli.conftest import OUT, Run, build
from tests.unit.thesis.edited import CONTENT, Make, archived
from thesis.cli.plan import build as building
from thesis.diagnostics.findings import Finding, stop
from thesis.diagnostics.place import Place
from thesis.document.thesis import Thesis
from thesis.editions import reviewed
from thesis.formats import attachments

BUILT = building.built


def test_a_plan_is_told(edited: Thesis, run: Run) -> None:
    status, told, complained = run("plan")
    assert (status, complained) == (1, "")
    assert (
        told
        == f"""\
Compared with the last build:

1 study changed
  anna2019  included → excluded

2 counts changed
  studies.included  5 → 6   in 2 places
  studies.read      9 → 10  in 1 place

1 number of figure 1 changed
  Inkluderte  5 → 6

4 sentences to read again
  anna2019: included → excluded
    {CONTENT}:3        Koret til @anna2019 sang i åtte uker.
    {CONTENT}:4        Hos @anna2019 falt uroen.
    data/studies/anna2019.yaml:5  Studien ser på koret.
  studies.included 5 → 6
  studies.read 9 → 10
    {CONTENT}:6        Av ti artikler ble seks med.

2 sentences where all follows by itself: read that it still sounds right
  studies.included 5 → 6
    {CONTENT}:5  Til slutt ble seks artikler med.
  «Alle artiklene» is still true: anna2019 left
    {CONTENT}:7  Alle artiklene var små.

Not seen: a sentence that tells of a study that its paragraph does not name;
  what only shows on a page (PDF, DOCX, web page); spelling.
6 sentences to read.
When one is read: python -m thesis reviewed {CONTENT}:3
"""
    )


def test_it_touches_neither_build_nor_results(edited: Thesis, run: Run) -> None:
    def there() -> dict[str, tuple[bytes, int]]:
        return {
            path.relative_to(edited.root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in edited.root.rglob("*")
            if path.is_file()
        }

    before = there()
    run("plan")
    assert there() == before


def test_json_has_all_of_it(edited: Thesis, run: Run) -> None:
    status, told, _ = run("plan", "--json")
    assert told.isascii(), "it is read whatever letters the console has"
    plan = json.loads(told)
    assert status == 1
    assert plan["counts"][0] == {"key": "studies.included", "old": 5, "new": 6, "places": 2}
    assert plan["boxes"] == [{"label": "Inkluderte", "old": 5, "new": 6}]
    assert [(one["place"], one["what"]) for one in plan["sentences"]] == [
        (f"{CONTENT}:3", "study"),
        (f"{CONTENT}:4", "study"),
        ("data/studies/anna2019.yaml:5", "study"),
        (f"{CONTENT}:6", "read"),
        (f"{CONTENT}:5", "follows"),
        (f"{CONTENT}:7", "follows"),
    ]
    assert plan["sentences"][1]["why"] == ["anna2019: included → excluded"]
    assert plan["sentences"][1]["sentence"] == "Hos @anna2019 falt uroen."


def test_an_error_is_told_with_its_mend(
    edited: Thesis, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thesis.checks.text.group_statements import statements

    untrue = replace(edited)
    for one in untrue.register.records.studies:
        one.fields["sex"] = "men"
    monkeypatch.setattr("thesis.diagnostics.rules.run", lambda thesis: statements(untrue))
    status, told, _ = run("plan")
    assert status == 1
    assert f"1 error to mend\n  {CONTENT}:7  group.untrue\n    «Alle artiklene»" in told
    assert "    fix: mend the wording, or the field of the record" in told
    assert told.count("Alle artiklene") == 1, "an error is no sentence that is still true"


def test_a_long_list_is_cut_and_all_is_told_when_asked(
    edit: Make, run: Run, tmp_path: Path
) -> None:
    sentences = "\n".join(f"Hos @anna2019 falt uroen for gang nummer {'x' * i}." for i in range(20))
    archived(edit(sentences))
    build(edit(sentences, studies=OUT), tmp_path)
    _, told, _ = run("plan", "--since", "2020")
    assert "20 sentences to read again" in told
    assert told.count("falt uroen") == 6
    assert "    … 14 more (--all)" in told
    assert run("plan", "--since", "2020", "--all")[1].count("falt uroen") == 20
    assert max(map(len, told.splitlines())) <= 80


def test_what_is_built_already_is_not_built_again(edit: Make, run: Run, tmp_path: Path) -> None:
    build(edit(), tmp_path)
    status, told, _ = run("plan")
    assert (status, "nothing is changed (--since compares with an edition)" in told) == (0, True)
    assert told.endswith("Nothing to read again.\n")


def test_it_is_compared_with_an_edition_when_asked(edit: Make, run: Run, tmp_path: Path) -> None:
    archived(edit())
    build(edit(studies=OUT), tmp_path)
    status, told, _ = run("plan", "--since", "2020")
    assert status == 1
    assert told.startswith("Compared with the edition «2020»:\n")
    assert "anna2019: included → excluded" in told


def test_without_anything_to_compare_with_it_says_so(edit: Make, run: Run, tmp_path: Path) -> None:
    assert run("plan")[::2] == (
        2,
        "No plan: nothing is built yet: build/register.json is not there. "
        "Run snakemake --cores 4 before you edit, or compare with an edition: --since\n",
    )
    archived(edit())
    build(edit(), tmp_path)
    assert run("plan", "--since", "2018")[2] == (
        "No plan: there is no edition «2018»; there is 2020\n"
    )
    (tmp_path / "editions/2020/register.json").write_text("{", "utf-8")
    status, told, complained = run("plan", "--since", "2020")
    assert (status, told) == (2, "")
    assert complained.startswith("No plan: 2020 cannot be read: ")


def test_what_cannot_be_built_is_told_as_the_build_does(
    edited: Thesis, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        stop([Finding(Place("data/x.yaml", 3), "study.date", "x", "y", "z")], "Not so.")

    monkeypatch.setattr(building, "built", BUILT)
    monkeypatch.setattr("thesis.workflow.steps.build", broken)
    for command in (["plan"], ["reviewed", f"{CONTENT}:4"]):
        status, told, complained = run(*command)
        assert (status, told) == (2, "")
        assert "cannot be built:\nNot so.\n\ndata/x.yaml:3: error [study.date]" in complained
    assert not reviewed.files(tmp_path)


@pytest.mark.parametrize("change", ["touch", "remove", "config"])
def test_a_build_is_no_longer_fresh_when_a_file_is_newer_or_gone(
    edit: Make, run: Run, tmp_path: Path, change: str
) -> None:
    other = tmp_path / "data/other.yaml"
    other.write_text("a: 1\n", "utf-8")
    build(edit(), tmp_path)
    assert building.is_fresh(tmp_path)
    if change == "remove":
        other.unlink()
    later = (tmp_path / "build/register.json").stat().st_mtime + 9
    changed = {"touch": other, "remove": other.parent, "config": tmp_path / "config/config.yaml"}
    os.utime(changed[change], (later, later))
    assert not building.is_fresh(tmp_path)


@pytest.mark.parametrize("change", ["edit", "new", "remove", "made", ""])
def test_with_its_manifest_a_build_is_fresh_by_content_and_not_by_time(
    edit: Make, tmp_path: Path, change: str
) -> None:
    build(edit(), tmp_path)
    other = tmp_path / "data/other.yaml"
    other.parent.mkdir(exist_ok=True)
    other.write_text("a: 1\n", "utf-8")
    made = {
        f"build/{name}.json": (tmp_path / f"build/{name}.json").read_bytes()
        for name in ("register", "thesis", "config")
    }
    manifest = attachments.manifest({**building.files(tmp_path), **made}, {})
    (tmp_path / "build" / attachments.MANIFEST).write_bytes(manifest)
    if change == "edit":
        other.write_text("a: 2\n", "utf-8")
    elif change == "new":
        (tmp_path / "content/new.md").write_text("Ny.\n", "utf-8")
    elif change == "remove":
        other.unlink()
    elif change == "made":
        (tmp_path / "build/thesis.json").write_text("{}", "utf-8")
    for path in (*(tmp_path / "data").rglob("*"), *(tmp_path / "content").rglob("*")):
        os.utime(path, (1, 1) if change else None)
    assert building.is_fresh(tmp_path) is not bool(change)
