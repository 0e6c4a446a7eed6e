"""The draft: marked, and with all findings in it."""

import copy
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pypandoc
import pytest
from pypdf import PdfReader

from thesis import document, findings
from thesis.findings import Finding
from thesis.register import Register

FINDINGS = [
    Finding("content/a.md", 3, "number.unknown-key", "the key «x.y»", "a key", "did you mean x.z?"),
    Finding("content/b.md", 0, "words.limit", "9 *words* #here", "at most 8", "cut 1", "warning"),
]


@pytest.fixture
def draft(script: Any) -> ModuleType:
    loaded: ModuleType = script("formats/draft")
    return loaded


def tree(markdown: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        pypandoc.convert_text(markdown, "json", format=document.READER)
    )
    return read


def test_every_finding_stands_last_in_the_document_with_place_and_mend(draft: ModuleType) -> None:
    annotated = draft.annotate(tree("# A\n\nb\n"), FINDINGS, "Funn")
    ((_, part, blocks),) = document.files(annotated)
    assert part == "back"
    lines = [document.text(block) for block in blocks]
    assert lines == [
        "Funn",
        "content/a.md:3 [number.unknown-key] the key «x.y» → did you mean x.z?",
        "content/b.md [words.limit] 9 *words* #here → cut 1",
    ]
    assert [document.classes(block) for block in blocks[1:]] == [["finding"], ["finding"]]
    assert document.text(annotated["blocks"]).startswith("A\nb\n")


def test_the_list_of_findings_counts_no_words_of_the_main_part(draft: ModuleType) -> None:
    annotated = draft.annotate(tree(""), FINDINGS, "Funn")
    assert [part for _, part, _ in document.files(annotated)] == ["back"]


def test_the_document_that_is_handed_in_is_not_touched(draft: ModuleType) -> None:
    clean = tree("# A\n\nb\n")
    kept = copy.deepcopy(clean)
    draft.annotate(clean, FINDINGS, "Funn")
    assert clean == kept


def test_without_findings_there_is_no_list(draft: ModuleType) -> None:
    clean = tree("# A\n")
    assert draft.annotate(clean, [], "Funn") == clean


def test_the_job_typesets_a_marked_pdf_with_the_findings(
    job: Any, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    template = '#set document(title: "T")\nOrd: $words$$if(draft)$ UTKAST$endif$\n\n$body$\n'
    Path("x.typ").write_text(template, "utf-8")
    Path("x.lua").write_text("", "utf-8")
    Path("count.json").write_text(json.dumps({"words": 7}), "utf-8")
    document.write(tree("# A\n\nTekst.\n"), "thesis.json")
    findings.write(FINDINGS, "found.json")
    Register([], {"thesis": {"edition": {"date": "2020-06-01"}}}).write("register.json")
    job(
        "formats/draft",
        input={
            "document": "thesis.json",
            "word_count": "count.json",
            "register": "register.json",
            "findings": "found.json",
            "labels": house / "templates" / "labels" / "nb.yaml",
            "template": "x.typ",
            "filter": "x.lua",
        },
        output={"typst": "draft.typ", "pdf": "draft.pdf"},
    )
    printed = " ".join(
        " ".join(page.extract_text() for page in PdfReader("draft.pdf").pages).split()
    )
    assert "UTKAST" in printed
    assert "Tekst." in printed
    assert "content/a.md:3" in printed
    assert "9 *words* #here" in printed
