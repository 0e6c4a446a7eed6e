"""Bounds of the whole and of chapters, and who says them."""

from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from thesis.checks.text import word_limit
from thesis.document.thesis import Thesis
from thesis.document.word_count import CountedChapter, Tally

PROGRAMME = {"file": "templates/programmes/x.yaml", "source": "https://x.no", "read": "2026-11-27"}
CHAPTERS = [
    CountedChapter(file="content/a.md", heading="Metode", words=300),
    CountedChapter(file="content/b.md", heading="Drøfting", words=90),
]


def thesis(root: Path, tally: dict[str, Any], words: dict[str, Any], **config: Any) -> Thesis:
    counted = Tally(words=390, chapters=CHAPTERS, **tally)
    return Thesis(a_register([], {}), {"blocks": []}, counted, {"words": words, **config}, {}, root)


@pytest.mark.mutant("words.minimum")
def test_a_bound_of_the_programme_names_its_file_and_source(tmp_path: Path) -> None:
    words = {"minimum": 400, "limit": 300}
    given = thesis(tmp_path, words, words, programme={**PROGRAMME, "words": words})
    (short,), (long,) = word_limit.minimum(given), word_limit.limit(given)
    told = "(templates/programmes/x.yaml: https://x.no, read 2026-11-27)"
    assert (short.expected, long.expected) == (
        f"at least 400 words {told}",
        f"at most 300 words {told}",
    )
    own = thesis(tmp_path, words, words, programme={**PROGRAMME, "words": {"minimum": 9}})
    assert [each.expected for each in word_limit.minimum(own)] == ["at least 400 words"]


def test_the_unit_is_named(tmp_path: Path) -> None:
    given = thesis(tmp_path, {"limit": 389, "unit": "characters_without_blanks"}, {})
    (found,) = word_limit.limit(given)
    assert found.expected == "at most 389 characters without blanks"


def test_without_bounds_nothing_is_too_long_or_too_short(tmp_path: Path) -> None:
    given = thesis(tmp_path, {}, {})
    assert [*word_limit.limit(given), *word_limit.minimum(given), *word_limit.chapters(given)] == []


@pytest.mark.parametrize(
    ("chapters", "expected", "fix"),
    [
        ({"Metode": {"limit": 299}}, "at most 299 words", "cut 1 words"),
        ({"Metode": {"limit": 300}, "Drøfting": {"minimum": 90}}, "", ""),
        ({"Drøfting": {"minimum": 100, "limit": 120}}, "at least 100 words", "write 10 words"),
        ({"Drofting": {"limit": 1}}, "one of Metode, Drøfting", "did you mean Drøfting?"),
    ],
)
def test_a_chapter_has_bounds_of_its_own(
    tmp_path: Path, chapters: dict[str, Any], expected: str, fix: str
) -> None:
    found = [*word_limit.chapters(thesis(tmp_path, {}, {"chapters": chapters}))]
    assert [each.expected for each in found] == [expected] * bool(expected)
    assert all(each.fix.startswith(fix) for each in found)


def test_the_tolerance_is_that_of_chapters_too(tmp_path: Path) -> None:
    words = {"tolerance": 10, "chapters": {"Drøfting": {"minimum": 100}}}
    assert [*word_limit.chapters(thesis(tmp_path, {}, words))] == []
