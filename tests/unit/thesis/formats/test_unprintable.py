"""What cannot be printed is a finding, and marked so that all else can be."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests import placed
from thesis.document import marks, pandoc
from thesis.formats import unprintable

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)


def read(root: Path, text: str) -> dict[str, Any]:
    """The document of one content file."""
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "a.md").write_text(text, "utf-8")
    return placed.document(("content/a.md", marks.lines(text, "content/a.md")))


def kinds(tree: dict[str, Any]) -> list[str]:
    return [element["t"] for element in pandoc.walk(tree["blocks"], words=True)]


@pytest.mark.parametrize(
    ("picture", "rule", "said"),
    [
        ("![x](content/none.png)", "text.missing-picture", "which is not there"),
        ("![x](content/words.png)", "text.missing-picture", "which is no picture"),
        ("![x](content/a.md)", "text.missing-picture", "which is no picture"),
        ("![x](https://x.no/a.png)", "text.missing-picture", "which is not there"),
        ("![x](/content/real.png)", "text.missing-picture", "/content/real.png"),
        ("![x](../real.png)", "text.missing-picture", "../real.png"),
        (f"![x](content/{'x' * 300}.png)", "text.missing-picture", "which is not there"),
        ("![x](content/a%00b.png)", "text.missing-picture", "which is not there"),
        ("![](content/real.png)", "text.picture-untold", "without a text"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_a_finding_and_a_mark(
    tmp_path: Path, picture: str, rule: str, said: str
) -> None:
    tree = read(tmp_path, f"Se.\n\nHer: {picture} og der.\n")
    (tmp_path / "content" / "real.png").write_bytes(PNG)
    (tmp_path / "content" / "words.png").write_bytes(b"words")
    [finding] = unprintable.pictures(tree, tmp_path)
    assert (str(finding.place), finding.rule) == ("content/a.md:3", rule)
    assert said in finding.found
    assert "Image" not in kinds(tree)
    assert "og der." in pandoc.text(tree["blocks"])


@pytest.mark.parametrize(
    "text", ["![Skjema](content/å.png)", '![](content/å.png){alt="Et skjema."}']
)
def test_a_picture_that_is_there_and_told_stays(tmp_path: Path, text: str) -> None:
    tree = read(tmp_path, text + "\n")
    (tmp_path / "content" / "å.png").write_bytes(PNG)
    assert unprintable.pictures(tree, tmp_path) == []
    assert "Image" in kinds(tree)


def test_a_misspelt_picture_has_the_nearest_one_named(tmp_path: Path) -> None:
    tree = read(tmp_path, "![x](content/skjma.png)\n")
    (tmp_path / "content" / "skjema.png").write_bytes(PNG)
    assert "did you mean content/skjema.png" in unprintable.pictures(tree, tmp_path)[0].fix


def test_a_heading_too_far_down_is_a_finding_and_is_lifted(tmp_path: Path) -> None:
    tree = read(tmp_path, "# En\n\n### To\n\n### Tre\n\n## Fire\n\n#### Fem\n")
    found = unprintable.headings(tree, tmp_path)
    assert [(str(each.place), each.rule) for each in found] == [
        ("content/a.md:3", "text.heading-level"),
        ("content/a.md:9", "text.heading-level"),
    ]
    assert found[0].fix == "write ## To"
    levels = [each["c"][0] for each in pandoc.walk(tree["blocks"]) if each["t"] == "Header"]
    assert levels == [1, 2, 3, 2, 3]


def test_a_heading_without_words_is_a_finding_and_a_mark(tmp_path: Path) -> None:
    tree = read(tmp_path, "# En\n\n## {.unnumbered}\n\nTekst.\n")
    [finding] = unprintable.headings(tree, tmp_path)
    assert (str(finding.place), finding.rule) == ("content/a.md:3", "text.empty-heading")
    assert "?" in pandoc.text(tree["blocks"])


def test_a_picture_that_a_rule_draws_may_come_later_than_its_block(tmp_path: Path) -> None:
    figures = tmp_path / "build" / "figures"
    figures.mkdir(parents=True)
    assert not unprintable.is_made(figures / "flowchart.svg", tmp_path)
    (figures / "flowchart.md").write_text("![](build/figures/flowchart.svg)\n", "utf-8")
    assert unprintable.is_made(figures / "flowchart.svg", tmp_path)
    assert not unprintable.is_made(tmp_path / "content" / "flowchart.svg", tmp_path)


def characters(root: Path, tree: dict[str, Any]) -> list[tuple[str, str]]:
    """Place and words of each finding on characters; the labels have one, too."""
    labels = root / "labels.yaml"
    labels.write_text("pages: «sider» \U0001f600\n", "utf-8")
    return [(str(each.place), each.found) for each in unprintable.characters(tree, root, [labels])]


def test_a_character_that_no_font_has_is_a_finding_and_a_mark_wherever_it_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/pico.yaml").write_text("a: b\nc: d \U0001f600\n", "utf-8")
    tree = read(tmp_path, "Det gikk bra\U0001f600 **og `漢`**.\n\nRolig \U0001f600.\n")
    tree["meta"]["title"] = pandoc.meta_string("Trening \U0001f600")
    assert characters(tmp_path, tree) == [
        ("content/a.md:1", "«漢» (U+6F22)"),
        ("content/a.md:1", "«\U0001f600» (U+1F600)"),
        ("content/a.md:3", "«\U0001f600» (U+1F600)"),
        ("data/pico.yaml:2", "«\U0001f600» (U+1F600)"),
        ("labels.yaml:1", "«\U0001f600» (U+1F600)"),
    ]
    assert pandoc.text(tree["blocks"]).split() == "Det gikk bra? og ?. Rolig ?.".split()
    assert "\U0001f600" not in json.dumps(tree, ensure_ascii=False)


def test_every_character_that_a_font_has_stays(tmp_path: Path) -> None:
    text = "Blåbær «på» 18–40 − 5 ≥ 3 °C, α og β, naïve Müller, Ż\n"
    tree = read(tmp_path, text)
    before = json.dumps(tree)
    assert characters(tmp_path, tree) == []
    assert json.dumps(tree) == before
