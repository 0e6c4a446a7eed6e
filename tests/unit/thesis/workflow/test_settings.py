"""Settings are checked again when, and only when, something that the check looks at is another."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thesis.workflow import configuration, input_hashes, settings


@pytest.fixture
def project(house: Path, here: Path) -> Path:
    """A copy of what the settings name, once checked, and the folder that one stands in."""
    for part in ("config", "content", "data", "templates"):
        shutil.copytree(house / part, here / part)
    (here / "code.py").write_text("1\n", "utf-8")
    load()
    return here


@pytest.fixture
def checks(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A list that grows by each check from now on."""
    made: list[Path] = []
    check = configuration.load

    def noted(config: dict[str, Any], house: Path) -> None:
        made.append(house)
        check(config, house)

    monkeypatch.setattr(configuration, "load", noted)
    return made


def load(given: dict[str, Any] | None = None) -> dict[str, Any]:
    config = dict(given or {})
    settings.load(config, Path.cwd(), input_hashes.hashes("code", ["code.py"]))
    return config


def test_what_is_as_it_was_is_taken_without_a_check(project: Path, checks: list[Path]) -> None:
    once = load()
    assert once["labels"] == "nb"
    assert not checks
    (project / "data/words.yaml").write_text("[]\n", "utf-8")  # data/ is not what it looks at
    append("content/03-metode.md", "Et ord til.\n")(project)  # and of a text not its words
    assert load() == once
    assert not checks


def append(file: str, text: str = "\n") -> Callable[[Path], object]:
    return lambda root: (root / file).write_text((root / file).read_text("utf-8") + text, "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        append("config/config.yaml"),
        append("config/schema.json"),
        append("templates/labels/nb.yaml"),
        append("templates/tables/pico.md.jinja"),
        append("content/03-metode.md", "::: {.a-class}\nx\n:::\n"),
        append("build/config.json"),
        append("build/inputs/settings.txt"),
        append("code.py"),
        lambda root: (root / "content/ny.md").write_text("Ny\n", "utf-8"),
        lambda root: (root / "build/config.json").unlink(),
        lambda root: (root / "build/inputs/settings.txt").unlink(),
    ],
)
def test_anything_else_is_checked(
    project: Path, checks: list[Path], change: Callable[[Path], object]
) -> None:
    once = load()
    change(project)
    assert load() == once
    assert checks == [project]
    load()
    assert checks == [project]


def test_a_file_that_is_gone_is_told_each_time(project: Path) -> None:
    (project / "content/03-metode.md").unlink()
    for _ in range(2):
        with pytest.raises(SystemExit):
            load()


def test_a_name_that_no_build_can_take_is_told(project: Path) -> None:
    (project / "data/studies/{a}.yaml").touch()
    with pytest.raises(SystemExit):
        load()


def test_a_setting_of_the_command_line_is_for_that_run_alone(
    project: Path, checks: list[Path]
) -> None:
    once = load()
    assert load({"words": {"limit": 7}})["words"]["limit"] == 7
    assert load() == once
    assert len(checks) == 2
