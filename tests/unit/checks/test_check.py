"""Gathering what every step noted, and what the rules find besides."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.a_register import a_register
from thesis.checks.text import word_limit
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.diagnostics.rules import catalogue
from thesis.document import pandoc
from thesis.document.thesis import Thesis
from thesis.document.word_count import Tally


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
    return Finding(Place(file, 1), "a.rule", "x", "y", "z", severity)


def over_the_limit(words: int, limit: int) -> list[Finding]:
    """What the rule says of a thesis with so many words."""
    empty: dict[str, Any] = {"blocks": [], "meta": {}}
    thesis = Thesis(
        a_register([], {}), empty, msgspec.convert(tally(words, limit), Tally), {}, {}, Path()
    )
    return list(word_limit.limit(thesis))


@pytest.mark.parametrize("words", [6518, 6519])
def test_up_to_the_limit_there_is_no_finding(words: int) -> None:
    assert over_the_limit(words, 6519) == []


@pytest.mark.parametrize(("words", "over"), [(6520, "1"), (8000, "1\u00a0481")])
def test_over_the_limit_it_says_by_how_much_and_where(words: int, over: str) -> None:
    (found,) = over_the_limit(words, 6519)
    assert found.severity == "error"
    assert found.rule == "words.limit"
    assert str(found.place) == "content/02.md"
    assert found.fix == f"cut {over} words"
    assert found.expected == "at most 6\u00a0519 words"
    assert "Innledning 100 (content/01.md)" in found.found
    assert "30 (content/03.md)" in found.found


def test_the_findings_of_several_steps_are_read_together(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a", "b", "c")]
    for path, noted in zip(paths, [[finding("b.md")], [], [finding("a.md")]], strict=True):
        findings.write(noted, path)
    assert findings.read(*paths) == [finding("a.md"), finding("b.md")]


def test_the_job_writes_and_tells_each_finding_once(
    job: Any, house: Path, tmp_path: Path, config: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = Finding(Place("a.md", 1), "number.unknown-key", "x", "y", "z")
    table = Finding(Place("b.md", 1), "text.unknown-table", "x", "y", "z")
    noted = [str(tmp_path / name) for name in ("one", "two")]
    findings.write([unknown], noted[0])
    findings.write([unknown, table], noted[1])
    (tmp_path / "count.json").write_text(json.dumps(tally(400, 300)), "utf-8")
    a_register([], {"references": {}, "studies": [], "thesis": {}}).write(
        tmp_path / "register.json"
    )
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": []}
    pandoc.write(tree, tmp_path / "thesis.json")
    reason = {"severity": "warning", "reason": "Tabellen kommer."}
    settings = {"content": {}, "words": {"limit": 300}, "rules": {"text.unknown-table": reason}}
    job(
        "checks/check",
        input={
            "noted": noted,
            "word_count": str(tmp_path / "count.json"),
            "register": str(tmp_path / "register.json"),
            "document": str(tmp_path / "thesis.json"),
            "labels": str(house / "templates" / "labels" / "nb.yaml"),
            "config": config(settings),
        },
        output={"findings": str(tmp_path / "all.json"), "claims": str(tmp_path / "claims.json")},
    )
    found = findings.read(tmp_path / "all.json")
    assert sum(each.rule == "number.unknown-key" for each in found) == 1
    assert [each.fix for each in found if each.rule == "words.limit"] == ["cut 100 words"]
    told = capsys.readouterr().err
    assert told.count(str(unknown)) == 1
    assert told.count("b.md:1: warning [text.unknown-table] x\n") == 1
    written = {(each.file, each.severity) for each in found}
    assert written >= {("a.md", "error"), ("b.md", "warning"), ("content/02.md", "error")}


NOTING = ("thesis/document/render.py", "thesis/document/assembly", "scripts/figures")
IDS = re.compile(r'f?"((?:number|text|study|citation|reference|figure|input)\.[a-z-]+)')


def test_every_rule_that_a_step_notes_is_in_the_catalogue(house: Path) -> None:
    files = [
        file
        for place in NOTING
        for file in ([house / place] if place.endswith(".py") else (house / place).glob("*.py"))
    ]
    noted = {rule_id for file in files for rule_id in IDS.findall(file.read_text("utf-8"))}
    # A content file that cannot be read; the kinds of piece are filled in.
    noted |= {"input.encoding", "input.missing-file", "text.unknown-table", "text.unknown-figure"}
    noted -= {"text.unknown-"}
    assert len(noted) > 8
    assert noted <= set(catalogue())
