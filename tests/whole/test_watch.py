"""The watch makes what the rules make, and a browser follows it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import chdir
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.whole.project import SMALL, Project
from thesis.cli.watch import folder
from thesis.cli.watch.server import Server
from thesis.cli.watch.watching import Watch
from thesis.diagnostics.files import HOUSE
from thesis.workflow import configuration, steps

CHAPTER = "content/02-resultat.md"


STEPS = ("register", "flowchart", "document", "check", "html")
"""The steps that a watch runs; those of a PDF are run by `verify`, which compares its bytes."""


def test_the_steps_in_one_process_are_given_the_files_of_the_rules_and_make_their_bytes(
    small_built: Project, built: Project, tmp_path: Path
) -> None:
    for number, project in enumerate((small_built, built)):
        root = tmp_path / str(number)
        for part in ("config", "content", "data"):
            shutil.copytree(project.root / part, root / part)
        with chdir(root):
            steps.build(STEPS)
            known = steps.steps(configuration.read({}, HOUSE))
        ours, theirs = Project(root).made("build"), project.made("build")
        assert {"build/findings.json", "build/thesis.html", "build/placed.json"} <= ours.keys()
        assert [name for name in ours if ours[name] != theirs[name]] == []
        for name in (*STEPS, "pdf", "draft"):
            assert sources_of(known[name]) == sources_of_rule(name, project)


def sources_of(step: steps.RuleScript) -> set[str]:
    """What somebody wrote among the files of a step, the templates as they lie in the code."""
    given = [*chain.from_iterable(map(several, step.given.values())), *step.sees]
    paths = {os.path.relpath(path, HOUSE) if Path(path).is_absolute() else path for path in given}
    return {path for path in paths if not path.startswith("build/")}


def several(files: str | list[str]) -> list[str]:
    return [files] if isinstance(files, str) else files


def sources_of_rule(name: str, project: Project) -> set[str]:
    """What somebody wrote among the files of a rule, by the hashes that it has as input."""
    hashes = (project.root / f"build/inputs/{name}.txt").read_text("utf-8")
    paths = {line.split("  ", 1)[1] for line in hashes.splitlines()}
    return {path for path in paths if not path.startswith("scripts/")}


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    monkeypatch.setattr("gc.freeze", lambda: None)
    for part in ("config", "content", "data"):
        shutil.copytree(SMALL / part, tmp_path / part)
    server = Server()
    with folder.hold(tmp_path):
        yield Watch(tmp_path, server, print, pdf=True)
    server.end()


def test_the_page_reloads_in_the_browser_at_the_changed_place_with_its_finding(
    watch: Watch, browser: Browser
) -> None:
    watch.look()
    page = browser.new_page(viewport={"width": 900, "height": 500})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.goto(watch.server.address)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("scrollY") == 0
    expect(page.locator("#changed")).to_have_count(0)

    path = watch.root / CHAPTER
    text = path.read_text("utf-8")
    path.write_text(text + '\nNytt avsnitt med {{ n("no.such") }}.\n', "utf-8")
    watch.look()
    expect(page.locator("#changed")).to_contain_text("Nytt avsnitt med")
    expect(page.locator("#changed")).to_be_in_viewport()
    finding = page.locator(".changed .finding.error")
    expect(finding).to_contain_text("number.unknown-key")
    expect(finding).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0

    path.write_text(text, "utf-8")
    watch.look()
    expect(page.locator(".finding")).to_have_count(0)
    assert page.evaluate("scrollY") > 0

    (watch.root / "data/ladder.yaml").write_text(": [", "utf-8")
    watch.look()
    expect(page.locator("#stopped")).to_be_in_viewport()
    expect(page.locator("#stopped")).to_contain_text("data/ladder.yaml:1: error [input.yaml]")
    expect(page.locator("h1")).to_have_count(1)
    assert refused == []
    draft = page.request.get(f"{watch.server.address}draft.pdf")
    assert draft.body().startswith(b"%PDF-")
    page.close()
