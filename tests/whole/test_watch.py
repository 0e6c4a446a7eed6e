"""The watch makes what the rules make, and a browser follows it."""

import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.whole.project import SMALL, Project
from thesis.cli.verify.rebuild import HERE
from thesis.cli.watch import folder, steps
from thesis.cli.watch.server import Server
from thesis.cli.watch.watching import Watch
from thesis.workflow import configuration

CHAPTER = "content/02-resultat.md"


def made(root: Path) -> dict[str, bytes]:
    """What the steps of a watch make of a thesis, without a page of their own."""
    with chdir(root):
        config = configuration.read({}, HERE)
        configuration.hand_on(config)
        runner = steps.Runner()
        runner.found(config)
        shutil.copyfile("build/thesis.json", steps.PAGE)
        runner.run(steps.page(config))
        Path(steps.PAGE).unlink()
    return Project(root).made("build")


def test_the_steps_of_a_watch_make_the_bytes_of_the_rules(
    small_built: Project, built: Project, tmp_path: Path
) -> None:
    for number, project in enumerate((small_built, built)):
        root = tmp_path / str(number)
        for part in ("config", "content", "data"):
            shutil.copytree(project.root / part, root / part)
        ours, theirs = made(root), project.made("build")
        assert {"build/findings.json", "build/thesis.html", "build/placed.json"} <= ours.keys()
        assert [name for name in ours if ours[name] != theirs[name]] == []


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
