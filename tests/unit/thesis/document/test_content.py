"""Where headings and divisions stand in the prose, and the rules on them."""

import json
from pathlib import Path

import pypandoc
import pytest

from tests import placed
from tests.a_register import a_register
from thesis.checks.text import headings
from thesis.document import content, marks
from thesis.document.pandoc import READER
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally


def thesis(root: Path, files: dict[str, str], named: list[str] | None = None) -> Thesis:
    """A thesis of some content files, read as the build reads them."""
    parts = []
    for name, text in files.items():
        path = root / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        parts.append((f"content/{name}", marks.lines(text, f"content/{name}")))
    tree = placed.document(*parts)
    main = [f"content/{name}" for name in (named if named is not None else files)]
    config = {"content": {"front": [], "main": main, "back": []}}
    return Thesis(a_register([], {}), tree, Tally(), config, {}, root)


def test_headings_have_their_lines_those_in_code_are_none(tmp_path: Path) -> None:
    made = thesis(
        tmp_path,
        {"a.md": "# En\n\n```\n# ikke\n```\n\n## To {.x}\n", "b.md": "Tekst.\n\n# *Tre*\n"},
    )
    found = [
        (heading.file, heading.line, heading.level, heading.text)
        for heading in content.headings(made.document)
    ]
    assert found == [
        ("content/a.md", 1, 1, "En"),
        ("content/a.md", 7, 2, "To"),
        ("content/b.md", 3, 1, "Tre"),
    ]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("::: {.a}\n\nx\n\n:::\n", []),
        ("::: {.a}\n\n:::: {.b}\n\n::::\n\n:::\n", []),
        ("x\n\n::: {.a}\n", [3]),
        ("::: {.a}\n\n::: {.b}\n\n:::\n", [1]),
        (":::\n\nx\n", [1]),
    ],
)
def test_a_division_without_its_other_half_is_found(text: str, alone: list[int]) -> None:
    assert content.unpaired(text.splitlines()) == alone


def test_a_heading_twice_under_one_heading_is_a_finding(tmp_path: Path) -> None:
    made = thesis(tmp_path, {"a.md": "# En\n\n## Mål\n\n# To\n\n## Mål\n", "b.md": "# en\n"})
    found = list(headings.repeated(made))
    assert [(str(each.place), each.rule) for each in found] == [
        ("content/b.md:1", "text.repeated-heading")
    ]
    assert "content/a.md:1" in found[0].fix


def test_an_id_twice_is_a_finding_where_it_stands_the_second_time(tmp_path: Path) -> None:
    made = thesis(tmp_path, {"a.md": "# En {#app:x}\n", "b.md": "# To\n\n## Tre {#app:x}\n"})
    [finding] = headings.ids(made)
    assert (str(finding.place), finding.rule) == ("content/b.md:3", "text.repeated-id")
    assert "«app:x»" in finding.found


def test_a_file_that_config_does_not_name_is_a_finding(tmp_path: Path) -> None:
    made = thesis(tmp_path, {"a.md": "# En\n", "b.md": "# To\n", "README.md": "x\n"}, ["a.md"])
    assert [(str(each.place), each.rule) for each in headings.unnamed(made)] == [
        ("content/b.md", "text.unnamed-file")
    ]


@pytest.mark.parametrize("rule", ["---", "  --- ", "***", "* * *", "_ _ _"])
@pytest.mark.parametrize(
    "around", ["Før.\n{0}\nMerk: midt.\n{0}\nEtter.", "Før.\n\n{0}\n\nMerk: midt.\n\n{0}\n\nEtter."]
)
def test_a_rule_is_one_however_close_the_text_stands(rule: str, around: str) -> None:
    text = content.ruled(around.format(rule))
    blocks = json.loads(pypandoc.convert_text(text, "json", format=READER))["blocks"]
    assert [block["t"] for block in blocks] == ["Para", "HorizontalRule"] * 2 + ["Para"]


@pytest.mark.parametrize(
    "text",
    [
        "```\n---\n***\n```", "~~~ yaml\n---\na: b\n---\n~~~", "| A |\n|---|\n| b |",
        "Ord   Treff\n---   -----\na     b\n", "+---+\n| a |\n+---+", "**Fet\nskrift** og *kursiv*",
        "- en\n- to", "Databaser\n---------",
    ],
)  # fmt: skip
def test_what_is_no_rule_stays_as_it_is(text: str) -> None:
    assert content.ruled(text) == text


def test_words_that_prose_takes_from_a_record_are_found_there(tmp_path: Path) -> None:
    for file, text in {"content/a.md": "A\nx x\nx\n", "data/studies/b.yaml": "b:\n  y\n"}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    places = [content.place_with(words, "content/a.md", tmp_path) for words in ("x", "y", "z", "")]
    assert [*map(str, places)] == ["content/a.md:2", "data/studies/b.yaml:2", *["content/a.md"] * 2]
