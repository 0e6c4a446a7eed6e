"""The step that reads the finished files back."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pypandoc
import pytest
import typst

from tests.unit.thesis.readback.test_flowchart import FLOW, svg
from thesis.diagnostics import findings
from thesis.diagnostics.findings import Finding
from thesis.model.records import plain

HEAD = '#set document(title: "T")\n#set text(lang: "nb")\n'
WEB = (
    "<title>T</title><h1>T</h1><p>Antall ord: 1\u00a0162</p><nav><a>Metode</a></nav>"
    "<h2>Metode</h2><p>Et søk ga 17 treff.</p>"
)
WORD = (
    '---\ntitle: T\n---\n\nAntall ord: 1\u00a0162\n\n::: {custom-style="TOC 1"}\nMetode\n:::\n\n'
    "# Metode\n\nEt søk ga 17 treff.\n"
)
PAGE = "#title()\nAntall ord: 1~162\n#outline(title: none)\n= Metode\nEt søk ga 17 treff."


@pytest.fixture
def folder(here: Path, script: Callable[[str], ModuleType]) -> Path:
    (here / "content").mkdir()
    Path("content/a.md").write_text("# Metode\n\nEt søk ga {{ n('a.b') }} treff.\n", "utf-8")
    source = (
        '::: {.file src="content/a.md" part="main"}\n# Metode\n\n'
        'Et søk ga [17]{.n key="a.b" src="content/a.md:3"} treff.\n:::\n'
    )
    tree = json.loads(pypandoc.convert_text(source, "json", "markdown"))
    tree["meta"] = {"title": {"t": "MetaInlines", "c": [{"t": "Str", "c": "T"}]}}
    Path("thesis.json").write_text(json.dumps(tree), "utf-8")
    Path("count.json").write_text(json.dumps({"words": 1162}), "utf-8")
    Path("flow.json").write_text(json.dumps(plain(FLOW)), "utf-8")
    Path("pages.json").write_text('{"metode": "1"}', "utf-8")
    Path("config.json").write_text("{}", "utf-8")
    Path("flowchart.svg").write_text(svg(), "utf-8")
    Path("thesis.pdf").write_bytes(typst.compile((HEAD + PAGE).encode()))
    Path("thesis.html").write_text(WEB, "utf-8")
    pypandoc.convert_text(WORD, "docx", "markdown", outputfile="thesis.docx")
    return here


@pytest.fixture
def noted(job: Any, folder: Path, house: Path) -> Callable[..., list[Finding]]:
    def run(*files: str) -> list[Finding]:
        job(
            "checks/finished",
            input={
                "files": files or ["thesis.pdf", "thesis.docx", "thesis.html"],
                "figure": "flowchart.svg",
                "flow": "flow.json",
                "document": "thesis.json",
                "word_count": "count.json",
                "labels": str(house / "templates/labels/nb.yaml"),
                "look": [],
                "pages": "pages.json",
                "config": "config.json",
            },
            output={"findings": "found.json"},
        )
        return findings.read("found.json")

    return run


def test_what_is_right_gives_no_finding(noted: Callable[..., list[Finding]]) -> None:
    assert noted() == []


def test_each_part_of_the_file_is_looked_at(noted: Callable[..., list[Finding]]) -> None:
    page = PAGE.replace("17", "18").replace("1~162", "1~160")
    page += "\n\nDet ga None.#place(dx: -9cm)[Utenfor]#place(dx: 8cm, dy: 2cm)[Over]"
    page += "#place(dx: 8cm, dy: 2cm)[Under]"
    Path("thesis.pdf").write_bytes(typst.compile((HEAD + page).encode()))
    Path("flowchart.svg").write_text(svg().replace("n = 27", "n = 28"), "utf-8")
    assert sorted({one.rule for one in noted()}) == [
        "finished.forbidden", "finished.number", "finished.outside", "finished.overlap",
        "finished.text", "finished.title", "flowchart.number", "flowchart.sum",
    ]  # fmt: skip


def test_what_a_word_processor_or_a_browser_shows_is_looked_at(
    noted: Callable[[], list[Finding]],
) -> None:
    Path("thesis.html").write_text(WEB.replace("17", "18"), "utf-8")
    wrong = WORD.replace("17", "18")
    pypandoc.convert_text(wrong, "docx", "markdown", outputfile="thesis.docx")
    found = noted()
    assert [one.rule for one in found] == ["finished.number"] * 2
    assert all(str(one.place) == "content/a.md:3" for one in found)
    assert [name for one in found for name in ("docx", "html") if name in str(one)] == [
        "docx",
        "html",
    ]


@pytest.mark.parametrize("name", ["thesis.pdf", "thesis.docx", "thesis.html", "flowchart.svg"])
def test_a_broken_file_is_one_finding_and_the_rest_is_looked_at(
    noted: Callable[..., list[Finding]], name: str
) -> None:
    Path(name).write_bytes(b"broken \xff")
    (found,) = noted()
    assert (found.file, found.rule) == (name, "finished.unreadable")


def test_a_file_that_is_not_there_is_one_finding(noted: Callable[..., list[Finding]]) -> None:
    Path("thesis.pdf").unlink()
    (found,) = noted()
    assert found.rule == "finished.unreadable"


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_other_formats_are_read_as_well(noted: Callable[..., list[Finding]], form: str) -> None:
    """They are read where the rule names them."""
    path = f"thesis.{form}"
    tree = json.loads(Path("thesis.json").read_text("utf-8"))
    title = [{"t": "Para", "c": [{"t": "Str", "c": "Antall ord: 1\u00a0162"}]}]
    tree["blocks"] = title + tree["blocks"]
    for number, rules in (
        ("17", ["finished.heading"]),
        ("18", ["finished.heading", "finished.number"]),
    ):
        pypandoc.convert_text(
            json.dumps(tree).replace('"17"', f'"{number}"'),
            form,
            "json",
            outputfile=path,
            extra_args=["--standalone"],
        )
        found = [one.rule for one in noted(path)]
        # pandoc's own page has another style sheet, and its headings begin with the first level.
        assert [rule for rule in found if rule not in {"finished.added", "finished.level"}] == rules
    Path(path).write_bytes(b"\xff\xfe\xff")
    assert [one.rule for one in noted(path, "thesis.pdf")] == ["finished.unreadable"]
