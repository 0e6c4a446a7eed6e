"""Delivery: whole files or none, and one line that sums up the build."""

import json
import platform
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfWriter

from tests.a_register import a_register
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.diagnostics.place import Place
from thesis.document import pandoc
from thesis.document.word_count import Tally


@pytest.fixture
def deliver(script: Any) -> ModuleType:
    loaded: ModuleType = script("checks/deliver")
    return loaded


def pdf(path: Path, pages: int) -> Path:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(10, 10)
    writer.write(path)
    return path


NUMBERED = {
    "blocks": [{"t": "Para",
                "c": [{"t": "Span", "c": [["n-0001", ["n"], []], [{"t": "Str", "c": "fem"}]]},
                      {"t": "Span", "c": [["", ["note"], []], [{"t": "Str", "c": "x"}]]}]}],
    "meta": {},
    "pandoc-api-version": [1, 23, 1],
}  # fmt: skip


@pytest.mark.parametrize(
    ("noted", "said"), [(0, "0 findings"), (1, "1 finding"), (2, "2 findings")]
)
def test_the_summary_says_pages_words_numbers_and_findings(
    deliver: ModuleType, tmp_path: Path, noted: int, said: str
) -> None:
    path = str(pdf(tmp_path / "x.pdf", 3))
    line = deliver.summary(path, NUMBERED, Tally(words=6512, limit=6519), noted)
    assert line.split(" · ") == [
        path,
        "3 pages",
        "6\u00a0512 of 6\u00a0519 words",
        "1 numbers by key",
        said,
    ]


WARNING = Finding(Place("a.md", 1), "a.rule", "x", "y", "z", "warning")
ERROR = Finding(Place("b.md", 2), "b.rule", "x", "y", "z")


def test_an_error_shuts_the_gate_and_all_findings_are_told(
    job: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings.write([WARNING, ERROR], tmp_path / "found.json")
    with pytest.raises(SystemExit) as stopped:
        job("checks/deliver", input={"findings": [str(tmp_path / "found.json")]}, output={})
    assert "1 error" in str(stopped.value)
    assert "snakemake --cores 4 draft" in str(stopped.value)
    told = capsys.readouterr().err
    assert "a.md:1: warning [a.rule] x\n" in told
    assert str(ERROR) in told


def test_the_job_delivers_each_format_word_count_and_corrections(
    job: Any, house: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("build").mkdir()
    Path("results").mkdir()
    row = {
        "slip": 7,
        "where": "wang2017: title",
        "source": "a | b",
        "used": "*b*",
        "reason": "Skrivefeil.",
        "place": "data/references.yaml:9",
    }
    a_register([], {"corrections": [row]}).write("register.json")
    pdf(Path("build/thesis.pdf"), 2)
    Path("build/thesis.docx").write_bytes(b"PK")
    Path("build/thesis.html").write_text("<p>web", "utf-8")
    Path("count.json").write_text(json.dumps({"words": 5, "limit": 9}), "utf-8")
    findings.write([WARNING], "found.json")  # which leaves the gate open
    pandoc.write(NUMBERED, "thesis.json")
    job(
        "checks/deliver",
        input={
            "formats": ["build/thesis.pdf", "build/thesis.docx", "build/thesis.html"],
            "word_count": "count.json",
            "document": "thesis.json",
            "findings": ["found.json"],
            "register": "register.json",
            "labels": house / "templates" / "labels" / "nb.yaml",
        },
        output={
            "pdf": "results/thesis.pdf",
            "others": ["results/thesis.docx", "results/thesis.html"],
            "word_count": "results/wordcount.json",
            "corrections": "results/corrections.md",
            "run": "results/run.json",
            "delivered": "delivered.txt",
        },
    )
    results = sorted(path.name for path in Path("results").iterdir())
    assert results == [
        "corrections.md", "run.json", "thesis.docx", "thesis.html", "thesis.pdf", "wordcount.json",
    ]  # fmt: skip
    told = json.loads(Path("results/run.json").read_text("utf-8"))
    assert told["python"] == platform.python_version()
    assert Path("results/thesis.docx").read_bytes() == b"PK"
    assert Path("results/thesis.pdf").read_bytes() == Path("build/thesis.pdf").read_bytes()
    assert Path("results/thesis.html").read_text("utf-8") == "<p>web"
    printed = Path("results/corrections.md").read_text("utf-8")
    assert not set(printed) & set(map(chr, range(32))) - {"\n"}
    row_printed = next(line for line in printed.splitlines() if "wang2017" in line)
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row_printed)]
    assert cells[1:6] == ["7", "wang2017: title", r"a \| b", r"\*b\*", "Skrivefeil."]
    assert "results/thesis.pdf · 2 pages · 5 of 9 words" in capsys.readouterr().err
