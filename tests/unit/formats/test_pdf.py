"""The PDF alone, whatever the checks say."""

import json
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from pypdf import PdfReader

from thesis.register import Register

TEMPLATE = '#set document(title: "T")\nOrd: $words$$if(draft)$ UTKAST$endif$\n\n$body$\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("x.typ").write_text(TEMPLATE, "utf-8")
    Path("x.lua").write_text("", "utf-8")
    Path("thesis.json").write_text(
        pypandoc.convert_text("# Metode\n\nEn side.", "json", format="markdown"), "utf-8"
    )
    Path("count.json").write_text(json.dumps({"words": 6512}), "utf-8")
    Register([], {"thesis": {"edition": {"date": "2020-06-01"}}}).write("register.json")
    return tmp_path


def test_the_pdf_has_the_text_and_its_word_count(job: Any, folder: Path) -> None:
    job(
        "formats/pdf",
        input={
            "document": "thesis.json",
            "word_count": "count.json",
            "register": "register.json",
            "template": "x.typ",
            "filter": "x.lua",
        },
        output={"typst": "thesis.typ", "pdf": "thesis.pdf"},
    )
    printed = PdfReader("thesis.pdf").pages[0].extract_text().replace("\u00a0", " ")
    assert "Ord: 6 512" in printed
    assert "UTKAST" not in printed
    assert "Metode" in printed
    assert "En side." in printed
    assert "= Metode" in Path("thesis.typ").read_text("utf-8")
