"""Limits of a file: what is within them passes, and what is not is told with its line."""

from pathlib import Path

import pytest

from thesis.input import limits

WORD = "x" * limits.MOST_IN_WORD


@pytest.mark.parametrize("text", ["", "æ 𝑝 \u00ad\u200d\xa0", WORD, f"{WORD} {WORD}", "a\tb\x85c"])
def test_what_somebody_types_passes(text: str) -> None:
    assert limits.text(text, "a.md") is None
    assert limits.paragraphs(text, "a.md") is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"{WORD}x", "input.size"),
        ("x " * limits.MOST_IN_LINE, "input.size"),
        ("a\x00", "input.character"),
        ("a\ufeff", "input.character"),
        ("\U000f0000", "input.character"),
        ("\ufdd0", "input.character"),
    ],
)
def test_what_nobody_types_is_told_with_its_line(text: str, rule: str) -> None:
    found = limits.text(f"først\n\n{text}\n", "a.md")
    assert found is not None
    assert (found.rule, found.line) == (rule, 3)


def test_a_paragraph_may_be_too_long_on_many_lines() -> None:
    found = limits.paragraphs("først\n\n" + "et ord\n" * limits.MOST_IN_PARAGRAPH, "a.md")
    assert found is not None
    assert (found.rule, found.line) == ("input.size", 3)


def test_a_link_may_lead_to_another_file_of_the_thesis(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.yaml").touch()
    (tmp_path / "data/b.yaml").symlink_to("a.yaml")
    assert list(limits.names(tmp_path)) == []
    (tmp_path / "data/c.yaml").symlink_to("/etc")
    assert [found.rule for found in limits.names(tmp_path)] == ["input.link"]


def test_decisions_on_many_works_may_be_longer_than_what_is_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    path.write_bytes(b"x" * (limits.MOST_BYTES + 1))
    assert limits.size(path, "data/screening/anna.csv") is None
    found = limits.size(path, "data/words.yaml")
    assert found is not None
    assert found.expected == "at most 8 MB"
