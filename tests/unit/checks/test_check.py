"""Gathering what every step noted."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from thesis import findings
from thesis.findings import Finding


@pytest.fixture
def check(script: Any) -> ModuleType:
    loaded: ModuleType = script("checks/check")
    return loaded


def tally(words: int, limit: int) -> dict[str, Any]:
    return {
        "words": words,
        "limit": limit,
        "left": limit - words,
        "chapters": [
            {"file": "content/01.md", "heading": "Innledning", "words": 100},
            {"file": "content/02.md", "heading": "Metode", "words": words - 130},
            {"file": "content/03.md", "heading": "", "words": 30},
        ],
    }


def finding(file: str, severity: str = "error") -> Finding:
    return Finding(file, 1, "a.rule", "x", "y", "z", severity)


@pytest.mark.parametrize("words", [6518, 6519])
def test_up_to_the_limit_there_is_no_finding(check: ModuleType, words: int) -> None:
    assert check.over_the_limit(tally(words, 6519)) == []


@pytest.mark.parametrize(("words", "over"), [(6520, "1"), (8000, "1\u00a0481")])
def test_over_the_limit_it_says_by_how_much_and_where(
    check: ModuleType, words: int, over: str
) -> None:
    (found,) = check.over_the_limit(tally(words, 6519))
    assert found.severity == "error"
    assert found.rule == "words.limit"
    assert found.place == "content/02.md"
    assert found.mend == f"cut {over} words"
    assert found.expected == "at most 6\u00a0519"
    assert "Innledning 100 (content/01.md)" in found.found
    assert ", 30 (content/03.md)" in found.found


def test_the_findings_of_all_steps_are_gathered(check: ModuleType, tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a", "b", "c")]
    for path, noted in zip(paths, [[finding("a.md")], [], [finding("b.md")]], strict=True):
        findings.write(noted, path)
    assert check.gather(paths) == [finding("a.md"), finding("b.md")]


def test_the_job_prints_each_finding_once_and_writes_them_all(
    job: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = [str(tmp_path / name) for name in ("a", "b")]
    findings.write([finding("a.md")], noted[0])
    findings.write([finding("a.md"), finding("b.md", "warning")], noted[1])
    count = tmp_path / "count.json"
    count.write_text(json.dumps(tally(400, 300)), "utf-8")
    job(
        "checks/check",
        input={"noted": noted, "word_count": str(count)},
        output={"findings": str(tmp_path / "all.json")},
    )
    told = capsys.readouterr().err
    assert told.count("a.md:1: error") == 1
    assert "b.md:1: warning" in told
    assert "cut 100 words" in told
    assert [found.file for found in findings.read(tmp_path / "all.json")] == [
        "a.md",
        "b.md",
        "content/02.md",
    ]
