"""The DOCX alone, whatever the checks say."""

import json
from pathlib import Path
from typing import Any

import pypandoc

from tests import word
from tests.a_register import a_register


def test_the_docx_has_the_text_its_word_count_and_the_date_of_the_edition(
    job: Any, house: Path, here: Path
) -> None:
    text = '::: {.file src="content/a.md" part="main"}\n# Metode\n\nEn side.\n:::'
    Path("thesis.json").write_text(pypandoc.convert_text(text, "json", format="markdown"), "utf-8")
    Path("pages.json").write_text('{"metode": "7"}', "utf-8")
    Path("count.json").write_text(json.dumps({"words": 6512}), "utf-8")
    a_register([], {"thesis": {"edition": {"date": "2020-06-01"}}}).write("register.json")
    job(
        "formats/docx",
        input={
            "document": "thesis.json",
            "word_count": "count.json",
            "register": "register.json",
            "pages": "pages.json",
            "template": str(house / "templates/docx/document.xml"),
            "filter": str(house / "templates/filters/docx.lua"),
        },
        output={"docx": "thesis.docx"},
    )
    body = word.part(Path("thesis.docx"))
    assert word.bookmarks(body)["p-a-0002"] == "En side."
    assert [word.text(p) for p in word.paragraphs(body, "TOC1")] == ["1 Metode7"]
    assert "6\u00a0512" in word.text(body)
    properties = word.part(Path("thesis.docx"), "docProps/core.xml")
    assert "2020-06-01T00:00:00Z" in {element.text for element in properties}
