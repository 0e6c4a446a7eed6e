"""The templates and labels of a thesis' own folder, beside those of the code."""

from pathlib import Path

import pytest

from thesis.input import look


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The templates of the code; the working folder is that of a thesis with some of its own."""
    for path, text in {
        "code/templates/tables/pico.md.jinja": "house",
        "code/templates/html/thesis.css": "house {}",
        "code/templates/filters/typst.lua": "house",
        "mine/templates/tables/pico.md.jinja": "own",
        "mine/templates/tables/effects.md.jinja": "own",
        "mine/templates/html/thesis.css": "own {}",
        "mine/templates/filters/typst.lua": "own",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path / "mine")
    return Path("../code/templates")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tables/pico.md.jinja", "own"),
        ("tables/effects.md.jinja", "own"),
        ("filters/typst.lua", "house"),  # a program is never a thesis' own
    ],
)
def test_a_template_of_the_thesis_is_taken_first(house: Path, name: str, text: str) -> None:
    assert look.chosen(house / name).read_text("utf-8") == text


def test_what_differs_stands_behind_what_is_the_codes(house: Path) -> None:
    assert look.text(house / "html/thesis.css") == "house {}\nown {}"


def test_the_code_has_nothing_of_its_own(house: Path) -> None:
    assert look.own(house / "html/thesis.css", house.parent) is None
    assert look.text(house / "html/thesis.css", house.parent) == "house {}"
