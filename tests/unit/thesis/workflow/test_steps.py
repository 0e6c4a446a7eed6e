"""The scripts of the rules in one process: which are run, and what becomes of their errors."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from thesis.cli.verify import rebuild
from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.findings import StoppedError
from thesis.workflow import configuration, steps

CHECKED = ["register", "document", "check"]
SMALL = Path(__file__).parents[3] / "projects/minimal"


@pytest.fixture
def config(here: Path) -> dict[str, Any]:
    """The settings of the small thesis, in whose folder the test is."""
    for part in ("config", "content", "data"):
        shutil.copytree(SMALL / part, here / part)
    settings = configuration.read({}, HOUSE)
    configuration.hand_on(settings)
    return settings


def ran(runner: steps.Runner, config: dict[str, Any]) -> list[str]:
    """The steps up to the findings that have news, by their names."""
    known = steps.steps(config)
    return [name for name in CHECKED if runner.run(known[name])]


def test_only_the_steps_with_news_are_run(config: dict[str, Any]) -> None:
    runner = steps.Runner()
    assert ran(runner, config) == CHECKED
    assert ran(runner, config) == []

    chapter = Path("content/02-resultat.md")
    text = chapter.read_text("utf-8")
    chapter.write_text(text + "\nMer.\n", "utf-8")
    assert ran(runner, config) == ["document", "check"]
    Path("content/other.md").write_text("no part of the thesis\n", "utf-8")
    assert ran(runner, config) == ["check"]
    (Path("data") / "thesis.yaml").open("a", encoding="utf-8").write("# a remark\n")
    assert ran(runner, config)[0] == "register"


def test_what_a_step_needs_is_what_its_rule_names(config: dict[str, Any]) -> None:
    needs = steps.needs(config)
    assert needs["register"] == ["data"]
    assert set(needs["html"]) == {"document", "register", "flowchart", "check"}
    rules = "".join(path.read_text("utf-8") for path in HOUSE.glob("rules/*.smk"))
    blocks = dict(re.findall(r"\nrule (\w+):\n(.*?)\n    output:", rules, re.DOTALL))
    lists = {"FINDINGS": {"check", "finished"}, "FORMATS": {"pdf", "docx", "html"}}
    for step in ("finished", "evidence", "deliver"):
        named = set(re.findall(r"rules\.(\w+)\.output", blocks[step]))
        named = named.union(*(steps_ for name, steps_ in lists.items() if name in blocks[step]))
        assert set(needs[step]) <= named


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "evidence"])
def test_verify_makes_a_format_behind_all_that_it_needs(config: dict[str, Any], form: str) -> None:
    needs = steps.needs(config)
    made = [*rebuild.BEFORE, *rebuild.NEEDS.get(form, ()), form]
    for at, name in enumerate(made):
        assert needs.keys() & needs[name] <= {*made[:at]}, name


def test_a_step_that_stops_at_the_authors_errors_is_run_again(config: dict[str, Any]) -> None:
    runner = steps.Runner()
    ladder = Path("data/ladder.yaml")
    kept = ladder.read_text("utf-8")
    ran(runner, config)
    ladder.write_text(": [", "utf-8")
    for _ in range(2):
        with pytest.raises(StoppedError) as stopped:
            ran(runner, config)
        assert [finding.file for finding in stopped.value.findings] == ["data/ladder.yaml"]
    ladder.write_text(kept, "utf-8")
    assert ran(runner, config) == ["register"]


def test_a_step_that_ends_otherwise_says_what_it_printed(
    config: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise SystemExit("too bad")

    monkeypatch.setattr("runpy.run_path", end)
    with pytest.raises(RuntimeError, match="too bad"):
        ran(steps.Runner(), config)
