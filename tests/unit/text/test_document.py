"""The job that makes the one document writes it, what it is made of, and what it found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.a_register import a_register
from tests.records import THESIS, work
from tests.unit.thesis.formats.flowchart.test_house import FLOWS
from thesis.diagnostics import findings
from thesis.diagnostics.place import Place
from thesis.document import marks, pandoc
from thesis.model import flow as flows
from thesis.model.records import plain
from thesis.model.register import Number

FLOW = FLOWS["two stages"]
KNOWN = [Number(row.key, row.value) for row in flows.rows(FLOW)]
WORK = work("Om ro", "Ås", id="anna2019", type="book")
PLACES = {
    "thesis.title": "data/thesis.yaml:3",
    "references.anna2019": "data/references.yaml:7",
    "pico.0": "data/pico.yaml:7",
    "flow.stages.0.label": "data/ladder.yaml:9",
}
TEXT = """# Å b

{{ n("a.b") }} {{ n("a.x") }} av dem [@anna2019; @borte].

{{ table("pico") }}

::: {#refs}
:::
"""

Run = Callable[..., None]


@pytest.fixture
def run(job: Any, house: Path, config: Any, content: Path) -> Run:
    """The job, on a text and records of the working folder."""

    def made(text: str, numbers: list[Number], records: dict[str, Any], **parts: str) -> None:
        (content / "a.md").write_text(text, "utf-8")
        given = {"references": {}, "flow": plain(FLOW), "pico": [{"label": "P", "text": "Folk"}]}
        a_register(numbers, {**given, "thesis": THESIS, **records}).write("register.json")
        Path("places.json").write_text(json.dumps(PLACES), "utf-8")
        settings = {
            "content": parts or {"main": ["content/a.md"]},
            "tables": ["pico"],
            "words": {"leave_out": ["x"], "limit": 3},
        }
        templates = house / "templates"
        job(
            "text/document",
            input={
                "register": "register.json",
                "places": "places.json",
                "labels": templates / "labels" / "nb.yaml",
                "csl": templates / "norsk-apa6.csl",
                "crossref": templates / "filters" / "crossref.lua",
                "narrative": templates / "filters" / "og.lua",
                "config": config(settings),
            },
            output={
                "tables": ["pico.md"],
                "flowchart": "flowchart.md",
                "figures": "figures",
                "text": "thesis.md",
                "references": "metadata.json",
                "placed": "placed.json",
                "document": "thesis.json",
                "word_count": "count.json",
                "findings": "found.json",
            },
        )

    return made


def test_the_job_writes_the_document_and_what_it_found(run: Run) -> None:
    run(TEXT, [*KNOWN[1:], Number("a.b", 5)], {"references": {"anna2019": WORK}})
    tree, placed = pandoc.read("thesis.json"), pandoc.read("placed.json")
    assert placed["meta"]["title"]["c"][0].pop("at") == "data/thesis.yaml:3"
    at = [each.pop("at") for each in pandoc.walk(placed["blocks"], words=True) if each.get("at")]
    assert {"data/references.yaml:7", "data/pico.yaml:7"} <= set(at)
    assert placed["blocks"] == tree["blocks"]
    printed = pandoc.text(tree["blocks"])
    assert "\nFem ?a.x av dem (" in printed
    assert "Ås, 2019" in printed
    assert "n-0001" in json.dumps(tree)
    assert pandoc.text(tree["meta"]["title"]["c"]) == "Om *ro*"
    found = findings.read("found.json")
    assert [(each.file, each.rule) for each in found] == [
        ("content/a.md", "citation.unresolved"),
        ("content/a.md", "number.unknown-key"),
        ("templates/flowchart.md.jinja", "number.unknown-key"),
    ]
    assert {each.line for each in found[:2]} == {3}


def test_the_job_writes_what_the_document_is_made_of(run: Run) -> None:
    run(TEXT, KNOWN, {"references": {"anna2019": WORK}})
    table, figure, text = (
        Path(name).read_text("utf-8") for name in ("pico.md", "flowchart.md", "thesis.md")
    )
    marked = [Place("templates/tables/pico.md.jinja", 6), Place("data/pico.yaml", 7)]
    assert f"| {''.join(map(marks.mark, marked))}" in table
    assert "{#tbl:pico}" in table
    assert table in text
    assert "«Inkludert»" in marks.unmarked(figure)
    label = FLOW.stages[0].label
    assert f"«{marks.mark(Place('data/ladder.yaml', 9))}{label}" in figure
    assert ".long-description" in figure


def test_the_job_counts_the_words_without_what_settings_leave_out(run: Run) -> None:
    run("# Å b\n\n::: x\nc\n:::\n", KNOWN, {})
    written = Path("count.json").read_text("utf-8")
    counted = json.loads(written)
    assert (counted["words"], counted["left"]) == (2, 1)
    assert "Å b" in written


def test_the_keywords_of_an_english_thesis_stand_below_its_own_summary(run: Run) -> None:
    text = "# Summary {.unnumbered .summary}\n\nShort.\n\n# Sammendrag {.unnumbered}\n\nKort.\n"
    thesis = {**THESIS, "language": "en-GB", "keywords": {"nb": ["kor"], "en": ["choir"]}}
    run(text, KNOWN, {"thesis": thesis}, front=["content/a.md"])
    printed = pandoc.text(pandoc.read("thesis.json")["blocks"]).split("\n")
    assert printed == [
        "Summary", "Short.", "Keywords: choir", "Sammendrag", "Kort.", "Nøkkelord: kor",
    ]  # fmt: skip
